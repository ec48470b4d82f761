import type { CellValue, SheetRow } from './cells.ts';
import { decodeText, parseDelimited, UnpairedQuote } from './delimited.ts';
import { readBinary, streamsIn } from './library.ts';
import { openPackage } from './package.ts';
import type { NotReadable, Spreadsheet } from './spreadsheet.ts';
import { sheetOf, wholeBook } from './whole-book.ts';

/**
 * A table as the programs of an office save it: xlsx, xls and et, ods, or text with commas or tabs. What it is, its bytes
 * say; the name of a file lies too often. Memory is bounded whatever the file is.
 */
export async function openSpreadsheet(bytes: Uint8Array): Promise<Spreadsheet | NotReadable> {
  const begins = (...signature: readonly number[]): boolean =>
    signature.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) return 'empty';
  if (begins(0x50, 0x4b)) return openPackage(bytes);
  return begins(0xd0, 0xcf, 0x11, 0xe0) ? openBinary(bytes) : openText(bytes);
}

function openBinary(bytes: Uint8Array): Spreadsheet | NotReadable {
  try {
    const streams = streamsIn(bytes);
    if (streams.includes('EncryptedPackage')) return 'protected';
    // Of Excel 95 and before: their texts are in the code page of their time.
    if (!streams.includes('Workbook')) return streams.includes('Book') ? 'too old' : 'no workbook';
    return wholeBook(readBinary(bytes));
  } catch (error) {
    return /password-protected|ECMA-376/.test(String(error)) ? 'protected' : 'damaged';
  }
}

/** A text whose first sign is `<` is a page of the web, or XML, whatever its name. */
function openText(bytes: Uint8Array): Spreadsheet | NotReadable {
  const text = decodeText(bytes);
  if (text === undefined) return 'no workbook';
  if (/^\s*</.test(text)) return 'markup';
  const rows: SheetRow[] = [];
  let rowCount = 0;
  try {
    for (const fields of parseDelimited(text)) {
      rowCount += 1;
      const cells = fields.map(fieldValue);
      if (cells.some((cell) => cell !== undefined)) rows.push({ number: rowCount, cells });
    }
  } catch (error) {
    if (error instanceof UnpairedQuote) return 'unpaired quote';
    throw error;
  }
  return { from1904: false, sheets: [sheetOf(rows, { name: '', hidden: false, rowCount })] };
}

/**
 * The `'` before what a spreadsheet would take for a formula (csv.ts), or for a number, is no part of the text; nor is
 * `="…"`, by which other programs keep the zeros of a number.
 */
function fieldValue(field: string): CellValue | undefined {
  if (field.trim() === '') return undefined;
  const [, kept] = /^="((?:[^"]|"")*)"$/.exec(field.trim()) ?? [];
  if (kept !== undefined) return kept === '' ? undefined : kept.replaceAll('""', '"');
  return field.replace(/^'(?=[=+\-@＝＋－＠\t\d])/, '');
}
