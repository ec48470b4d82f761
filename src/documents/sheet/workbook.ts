import { writeFileSync } from 'node:fs';
import type { Borders, Cell, PageSetup, Style, Workbook, Worksheet } from 'exceljs';
import { printable } from './printable.ts';
import { pointsPerWidth } from './row-height.ts';

/** How Excel is to show a rate. */
export const percentFormat = '0.00%';

/** A4 in landscape, one page wide, as many pages long as it takes. */
export const landscape = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { left: 0.4, right: 0.4, top: 0.55, bottom: 0.55, header: 0.25, footer: 0.25 },
} satisfies Partial<PageSetup>;

export const pageNumber = '&"宋体"&9第 &P 页，共 &N 页';

export const body = { name: '宋体', size: 10, charset: 134 } as const;
export const heading = { name: '黑体', size: 10, charset: 134 } as const;
const line = { style: 'thin', color: { argb: 'FF8C8C8C' } } as const;
export const grid = { top: line, bottom: line, left: line, right: line } satisfies Partial<Borders>;
export const headerStyle: Partial<Style> = {
  font: heading,
  border: grid,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE2EAF3' } },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};

export const cellStyle: Partial<Style> = {
  font: body,
  border: grid,
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};
export const labelStyle: Partial<Style> = {
  ...cellStyle,
  alignment: { horizontal: 'left', vertical: 'middle', wrapText: true, indent: 1 },
};

/** Puts a value into a cell as what it is: a text stays text, whatever it begins with. */
export function setValue(cell: Cell, value: string | number | null): void {
  cell.value = typeof value === 'string' ? textValue(value) : value;
  // as text format it stays text when somebody edits the cell; styles are shared between cells, so it gets one of its own
  if (typeof value === 'string' && value.length <= 255 && /^[=+\-@]/.test(value))
    cell.style = { ...cell.style, numFmt: '@' };
}

/** A text as exceljs is to be given it, so that Excel shows what was typed. */
export const textValue = (text: string): string => encoded(cellText(text));

/** A text as a cell can hold it: control characters visible, within Excel's limit, the cut marked. */
export function cellText(text: string): string {
  const visible = printable(text);
  if (visible.length <= longestText) return visible;
  return visible.slice(0, longestText - cutMark.length).replace(/[\uD800-\uDBFF]$/, '') + cutMark;
}

/** A sheet up to `excess` times as long as its A4 page is printed smaller, so that no few lines stand alone on a second one. */
export function keepOnOnePage(sheet: Worksheet, excess: number): void {
  const { paperSize, orientation, fitToPage, fitToHeight, margins } = sheet.pageSetup;
  if (Number(paperSize) !== 9 || !fitToPage || fitToHeight !== 0 || !margins) return;
  const [paperWidth, paperHeight] = orientation === 'landscape' ? [842, 595] : [595, 842];
  let width = 0;
  for (let column = 1; column <= sheet.columnCount; column += 1)
    width += (sheet.getColumn(column).width ?? 9) * pointsPerWidth;
  let height = 0;
  for (let row = 1; row <= sheet.rowCount; row += 1)
    if (!sheet.getRow(row).hidden) height += sheet.getRow(row).height ?? 15;
  const scale = Math.min(1, (paperWidth - 72 * (margins.left + margins.right)) / width);
  if (height * scale < excess * (paperHeight - 72 * (margins.top + margins.bottom)))
    sheet.pageSetup.fitToHeight = 1;
}

/** Saves with owner-only rights: the sheets hold complainants' data. */
export const saveWorkbook = async (workbook: Workbook, file: string, asOf: Date): Promise<void> =>
  writeFileSync(file, await workbookBytes(workbook, asOf), { mode: 0o600 });

/** The workbook as a file holds it. */
export async function workbookBytes(workbook: Workbook, asOf: Date): Promise<Uint8Array> {
  workbook.creator = 'tousu';
  workbook.lastModifiedBy = 'tousu';
  workbook.created = asOf;
  workbook.modified = asOf;
  workbook.calcProperties.fullCalcOnLoad = true; // lost when a template is loaded
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const longestText = 32_767; // UTF-16 units, Excel's own limit
const cutMark = '…（续见系统）';

/** Excel reads `_x0041_` as an escaped character, so a text that has it needs its underscore escaped. */
function encoded(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}
