import { existsSync } from 'node:fs';
import { refuse } from '../../domain/problems.ts';

/** The journal's check code as it is printed on the first sheet of a month workbook. */
const PRINTED = /流水校验码\D*(\d+)\s+([0-9a-f]{64})/;

/** The check code that stands in a month workbook. Refuses a file that is none, or has none. */
export async function readCheckCode(file: string): Promise<{ readonly seq: number; readonly hash: string }> {
  if (!existsSync(file)) refuse('not_found.file', { file, hint: '--against 后写月报文件的路径' });
  for (const text of await textsOf(file)) {
    const [, seq, hash] = PRINTED.exec(text) ?? [];
    if (seq !== undefined && hash !== undefined) return { seq: Number(seq), hash };
  }
  return refuse('usage.invalid', {
    message: `${file} 里没有流水校验码`,
    hint: '写 tousu report 生成的 .xlsx 文件',
  });
}

async function textsOf(file: string): Promise<readonly string[]> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  try {
    await workbook.xlsx.readFile(file);
  } catch {
    return [];
  }
  const texts: string[] = [];
  workbook.eachSheet((sheet) =>
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        if (typeof cell.value === 'string') texts.push(cell.value);
      }),
    ),
  );
  return texts;
}
