import { createInflateRaw } from 'node:zlib';
import JSZip from 'jszip';
import { problem, Refusal } from '../../domain/problems.ts';

/** A workbook's parts; a sheet of a hundred thousand rows is never in memory whole. */
export interface Archive {
  /** The decoded text of a part, piece by piece; undefined where there is no such part. */
  part(name: string): AsyncIterable<string> | undefined;
}

/** The file as the zip that a workbook is. Refuses everything else, and says what it is and what to do. */
export async function openArchive(bytes: Uint8Array, file: string): Promise<Archive> {
  const strange = whatItIs(bytes);
  if (strange !== undefined) throw unreadable(file, strange);
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw unreadable(file, '文件不完整，可能没有复制完或已损坏；重新复制一份');
  });
  if (zip.file('xl/workbook.bin') !== null) {
    throw unreadable(file, '是 xlsb 工作簿；用 Excel 或 WPS 另存为 xlsx');
  }
  if (zip.file('xl/workbook.xml') === null) throw unreadable(file, '不是 Excel 工作簿');
  return {
    part: (name) => {
      const entry = zip.file(name);
      return entry === null ? undefined : decoded(entry, file);
    },
  };
}

export const unreadable = (file: string, why: string): Refusal =>
  new Refusal(
    problem('import.rejected', {
      message: `${file} 不能导入：${why}`,
      hint: 'tousu import --template -o 导入模板.xlsx',
      cells: [],
    }),
  );

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

/** Why the bytes are no xlsx; undefined where they may be one. The name says nothing: an xls may be called xlsx. */
function whatItIs(bytes: Uint8Array): string | undefined {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return '是空文件';
  if (begins(ZIP)) return undefined;
  if (!begins(OLE)) return '不是 Excel 工作簿（xlsx）；用 Excel 或 WPS 打开后另存为 xlsx';
  return Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? '有打开密码；在 Excel 或 WPS 中去掉密码后再导入'
    : '是旧版 xls 工作簿；用 Excel 或 WPS 另存为 xlsx';
}

/** Decoded as one stream: a character that lies across two pieces stays whole. */
async function* decoded(entry: JSZip.JSZipObject, file: string): AsyncIterable<string> {
  const decoder = new TextDecoder('utf-8');
  try {
    for await (const piece of unpacked(entry)) yield decoder.decode(piece, { stream: true });
  } catch {
    throw unreadable(file, '文件内容已损坏；重新复制一份');
  }
  yield decoder.decode();
}

/** What JSZip has found of a part: it would unpack it in JavaScript, which takes five times as long as zlib. */
interface Packed {
  readonly _data: {
    readonly compressedContent: Uint8Array;
    readonly compression: { readonly magic: string };
  };
}

const STORED = '\0\0';

function unpacked(entry: unknown): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  const { compressedContent, compression } = (entry as Packed)._data;
  if (compression.magic === STORED) return [compressedContent];
  const inflate = createInflateRaw({ chunkSize: 65_536 });
  inflate.end(compressedContent);
  return inflate;
}
