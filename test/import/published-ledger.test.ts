import { expect, test } from '@jest/globals';
import { wholeOf } from '../support/raw-ledger.ts';
import type { Desk, Json } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';
import { publishedRows, UNKNOWN_HEADING, writePublishedLedger } from './a-published-ledger.ts';

const asked = ['--number', '--map', `${UNKNOWN_HEADING}=投诉内容`];

/** Counted from the rows themselves, as Annex 2 asks for it. */
function expectedOf(month: string): Json {
  const rows = publishedRows.filter((row) => row.month === month);
  const satisfied = rows.filter(({ grade }) => grade === '满意' || grade === '很满意').length;
  return {
    total: rows.length,
    inTime: rows.filter(({ took }) => took <= 3).length,
    calledBack: rows.length,
    satisfied,
    open: 0,
    provisional: false,
  };
}

const everyCase = (desk: Desk) => desk.json<{ total: number; items: Json[] }>(['list', '--all']);

test('a ledger of 600 cases in a layout of its own: what it is said to become is what it becomes', async () => {
  const desk = await unitDesk();
  const file = await writePublishedLedger(desk.folder);
  const unmapped = await desk.json(['import', file, '--dry-run', '--number']).catch(() => undefined);
  expect(unmapped).toBeUndefined();

  const preview = await desk.json(['import', file, ...asked, '--dry-run', '-o', '核对.xlsx']);
  expect(preview).toMatchObject({
    dryRun: true,
    imported: 600,
    unreadSheets: [{ sheet: '封面', why: 'no headings' }],
    ignored: [],
    departments: [],
    unrecorded: { 投诉人要求: 600, 受理人: 600 },
  });
  expect(preview.skippedRows).toHaveLength(24);
  expect(await everyCase(desk)).toMatchObject({ total: 0 });

  const done = await desk.json(['import', file, ...asked]);
  expect({ ...done, dryRun: true, file: '核对.xlsx' }).toEqual(preview);
  for (const month of ['2023-01', '2023-06', '2023-12'])
    expect(await desk.json(['report', month])).toMatchObject(expectedOf(month));
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 600 });

  const before = wholeOf(desk.ledger);
  expect(await desk.json(['import', file, ...asked])).toMatchObject({ imported: 0, skipped: 600 });
  expect(wholeOf(desk.ledger)).toEqual(before);

  // The workbook that was to be looked over says the same, without any option.
  expect(await desk.json(['import', '核对.xlsx'])).toMatchObject({ imported: 0, skipped: 600 });
}, 300_000);

test('what is red in the workbook can be corrected there, and comes in', async () => {
  const desk = await unitDesk();
  const files = new URL('./files/', import.meta.url).pathname;
  const refused = await desk.refusal(['import', `${files}grades.xlsx`, '--dry-run', '-o', '核对.xlsx']);
  expect(refused).toMatchObject({ exit: 2, code: 'import.rejected' });
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(`${desk.folder}/核对.xlsx`);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  const titles = (sheet.getRow(1).values as string[]).slice(1);
  const grade = titles.indexOf('客户是否满意') + 1;
  const red = [9, 12, 13].map((row) => sheet.getCell(row, grade));
  expect(red.map(({ value, note }) => [value, JSON.stringify(note).includes('没有')])).toEqual([
    ['未回访', true],
    ['5分', true],
    ['较为满意', true],
  ]);
  for (const cell of red) cell.value = '较满意';
  await workbook.xlsx.writeFile(`${desk.folder}/改好.xlsx`);
  expect(await desk.json(['import', '改好.xlsx'])).toMatchObject({ imported: 12, rejected: 0 });
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 12 });
}, 180_000);
