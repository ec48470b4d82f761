import type { Style, Worksheet } from 'exceljs';
import type { MonthFigures } from '../../domain/month/figures.ts';
import { put } from '../sheet/drawing.ts';
import { body, cellStyle, headerStyle, labelStyle } from '../sheet/workbook.ts';
import { DISCLOSURES, disclosureTexts } from './disclosure-text.ts';

const small = { ...body, size: 9 } as const;
const topStyle: Partial<Style> = { ...cellStyle, alignment: { ...cellStyle.alignment, vertical: 'top' } };
const kindStyle: Partial<Style> = { ...labelStyle, alignment: { ...labelStyle.alignment, vertical: 'top' } };
const textStyle: Partial<Style> = { ...kindStyle, font: small };

/**
 * 统计说明 over so many columns: a row a paragraph, so that none is higher than a sheet allows, and one kind beside all
 * of its paragraphs.
 */
export function addDisclosures(sheet: Worksheet, { notes }: MonthFigures, columns: number): void {
  const start = sheet.rowCount + 2;
  put(sheet, start, 1, 1, DISCLOSURES, headerStyle, 18);
  put(sheet, start, 2, 2, '次数', headerStyle);
  put(sheet, start, 3, columns, '编号、经过、经手人和原因', headerStyle);
  for (const { label, total, paragraphs } of disclosureTexts(notes)) {
    const first = sheet.rowCount + 1;
    put(sheet, first, 1, 1, label, kindStyle, 16);
    put(sheet, first, 2, 2, total, topStyle);
    for (const [i, paragraph] of paragraphs.entries()) {
      put(sheet, first + i, 3, columns, paragraph, textStyle, 15);
      sheet.getCell(first + i, 1).style = kindStyle;
      sheet.getCell(first + i, 2).style = topStyle;
    }
    const last = first + paragraphs.length - 1;
    if (last > first) for (const column of [1, 2]) sheet.mergeCellsWithoutStyle(first, column, last, column);
  }
}
