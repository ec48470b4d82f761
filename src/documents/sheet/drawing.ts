import type { ConditionalFormattingRule, Style, Worksheet } from 'exceljs';
import { textHeight } from './row-height.ts';
import { setValue } from './workbook.ts';

/** Writes one value into the columns from `left` to `right` of a row, and makes the row as high as it needs. */
export function put(
  sheet: Worksheet,
  row: number,
  left: number,
  right: number,
  value: string | number | null,
  style: Partial<Style>,
  height = 0,
): void {
  let width = 0;
  for (let column = left; column <= right; column += 1) {
    sheet.getCell(row, column).style = style;
    width += sheet.getColumn(column).width ?? 9;
  }
  setValue(sheet.getCell(row, left), value);
  if (right > left) sheet.mergeCellsWithoutStyle(row, left, row, right);
  const room = Math.max(sheet.getRow(row).height ?? 0, height, textHeight(String(value ?? ''), width, style));
  if (room > 0) sheet.getRow(row).height = Math.ceil(room);
}

/** Bars behind the numbers of a column, drawn against the largest of them or, for shares, against 100 %. */
export function addBars(
  sheet: Worksheet,
  column: number,
  from: number,
  to: number,
  against: 'largest' | 'share',
): void {
  const letter = sheet.getColumn(column).letter;
  const rule = {
    type: 'dataBar',
    gradient: false,
    cfvo: [{ type: 'num', value: 0 }, against === 'share' ? { type: 'num', value: 1 } : { type: 'max' }],
    color: { argb: against === 'share' ? 'FFC6E0B4' : 'FF9DC3E6' }, // missing from exceljs' types, needed by Excel
  };
  sheet.addConditionalFormatting({
    ref: `${letter}${from}:${letter}${to}`,
    rules: [rule as unknown as ConditionalFormattingRule],
  });
}
