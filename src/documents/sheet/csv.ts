import { cellText } from './workbook.ts';

/** Stands at the beginning of the file: without it Excel takes UTF-8 for the code page of the system. */
export const byteOrderMark = '\ufeff';

/**
 * A line of CSV for spreadsheets, RFC 4180: texts quoted where they need it, lines end with CRLF. A text that a
 * spreadsheet would take for a formula gets a leading `'`.
 */
export const csvLine = (values: readonly (string | number | null)[]): string =>
  `${values.map(cell).join(',')}\r\n`;

/** Chinese spreadsheets take the full-width signs for the others. */
const FORMULA = /^[=+\-@＝＋－＠\t]/;

function cell(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = cellText(FORMULA.test(value) ? `'${value}` : value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
