import type { Workbook } from 'exceljs';
import { fittingStyle, highestRow, textHeight } from '../sheet/row-height.ts';
import { body, cellText, grid, headerStyle, landscape, pageNumber, setValue } from '../sheet/workbook.ts';

/** The cases of the month: titles with their widths in characters, and the rows under them. */
export interface CaseTable {
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export const CASES = '投诉明细';

/** A sheet to look through and filter, and to print with its header on every page. */
export function addCasesSheet(workbook: Workbook, { columns, rows }: CaseTable, month: string): void {
  const sheet = workbook.addWorksheet(CASES, {
    pageSetup: { ...landscape, printTitlesRow: '1:1' },
    headerFooter: {
      oddHeader: `&C&"黑体"&12${CASES}　${month}　共 ${rows.length} 件`,
      oddFooter: `&C${pageNumber}`,
    },
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  for (const [r, row] of [columns.map(({ title }) => title), ...rows].entries()) {
    const style = r === 0 ? headerStyle : textStyle;
    const heights = columns.map(({ width }, c) => {
      const value = row[c] ?? null;
      const text = cellText(String(value ?? ''));
      const fitting = fittingStyle(
        text,
        width,
        typeof value === 'number' ? numberStyle : style,
        smallestPrint,
      );
      sheet.getCell(r + 1, c + 1).style = fitting;
      setValue(sheet.getCell(r + 1, c + 1), value);
      return textHeight(text, width, fitting);
    });
    sheet.getRow(r + 1).height = Math.min(highestRow, Math.ceil(Math.max(r === 0 ? 24 : 18, ...heights)));
  }
  if (columns.length > 0)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows.length + 1, column: columns.length } };
}

const smallestPrint = 6;
const textStyle = { font: body, border: grid, alignment: { vertical: 'middle', wrapText: true } } as const;
const numberStyle = {
  font: body,
  border: grid,
  alignment: { vertical: 'middle', horizontal: 'right' },
} as const;
