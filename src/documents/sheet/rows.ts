import { textValue } from './workbook.ts';

/** What stands in a cell: a text, a number, or the day count that its style shows as a date; null is no cell. */
export type SheetValue = string | number | null;

/** The XML of a row; without a height, in points, it is as high as the program that opens it makes it. */
type RowWriter = (row: number, values: readonly SheetValue[], height?: number) => string;

/** Writes rows as a worksheet holds them, each cell in the style of its column (the number it has in the workbook). */
export function rowWriter(styles: readonly number[]): RowWriter {
  const columns = styles.map((style, i) => ({ place: `<c r="${letters(i)}`, style: `" s="${style}"` }));
  return (row, values, height) => {
    const cells = columns.map(({ place, style }, i) => {
      const value = values[i] ?? '';
      return value === '' ? '' : `${place}${row}${style}${content(value)}</c>`;
    });
    const high = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
    return `<row r="${row}"${high}>${cells.join('')}</row>`;
  };
}

/** The rest of the cell's tag and what it holds. */
function content(value: string | number): string {
  if (typeof value === 'number') return `><v>${value}</v>`;
  const text = escaped(textValue(value));
  // Only in this form of a text every program reads Excel's escapes; the other one is smaller.
  return text.includes('_x005F_') ? ` t="inlineStr"><is><t>${text}</t></is>` : ` t="str"><v>${text}</v>`;
}

const escaped = (text: string): string =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;

/** The name of a column, from 0: 27 is AB. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
