import { readFileSync } from 'node:fs';
import ExcelJS, { type Cell, type Workbook, type Worksheet } from 'exceljs';
import { cellsOfRow, textOf, widthOf } from '../sheet/cells.ts';
import { fittingStyle, highestRow, textHeight } from '../sheet/row-height.ts';
import { cellText, setValue } from '../sheet/workbook.ts';
import {
  addresses,
  asText,
  checkPlaceholders,
  type Filling,
  type FillRow,
  hasPlaceholder,
  inRow,
  live,
  placeholdersOf,
  valueFor,
} from './placeholders.ts';
import { TemplateProblem } from './problem.ts';
import { repeatRow } from './rows.ts';

export type { Filling, FillRow, FillValue, LiveFormula } from './placeholders.ts';

/** Loads a template and its sheet of that name, and refuses what exceljs would lose without a word. */
export async function readTemplate(
  file: string,
  sheetName: string,
): Promise<{ workbook: Workbook; sheet: Worksheet }> {
  const bytes = readFileSync(file);
  const unsupported = losses.flatMap(([label, part, unless]) =>
    bytes.includes(part) && !(unless && bytes.includes(unless)) ? [label] : [],
  );
  if (unsupported.length > 0) throw new TemplateProblem({ unsupported });
  const workbook = new ExcelJS.Workbook();
  try {
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  } catch (cause) {
    throw new TemplateProblem({ unreadable: true, cause });
  }
  const sheet = workbook.getWorksheet(sheetName);
  if (!sheet) throw new TemplateProblem({ missing: [`工作表“${sheetName}”`] });
  for (const each of workbook.worksheets) unshareFormulas(each);
  return { workbook, sheet };
}

/** Checks all placeholders, repeats the row, puts the values in and makes every row as high as its text needs. */
export function fillTemplate(sheet: Worksheet, filling: Filling): void {
  const found = placeholdersOf(sheet);
  const { at, missing, unknown } = checkPlaceholders(sheet, found, filling);
  if (at === undefined || missing.length > 0 || unknown.length > 0)
    throw new TemplateProblem({ missing, unknown });
  const blank = Object.fromEntries(filling.fields.map((field) => [field, null]));
  const rows = filling.rows.length > 0 ? filling.rows : [blank];
  const records = rows.map((row) => ({ ...filling.values, ...inRow(row) }));
  const heights = records.map((record) =>
    rowHeight(sheet, at, (cell) => cellText(asText(valueFor(textOf(cell), record)))),
  );
  const spans = heights.map((height) => (height > highestRow ? Math.ceil(height / partHeight) : 1));
  const starts = repeatRow(sheet, at, spans);
  const last = (starts.at(-1) ?? at) + (spans.at(-1) ?? 1) - 1;
  const addressOf = addresses(found, at, last);
  records.forEach((record, i) => {
    const start = starts[i] ?? at;
    const span = spans[i] ?? 1;
    fillRow(sheet, start, record, (name) => addressOf(name, start));
    fitPrint(sheet, start, span > 1);
    for (let row = start; row < start + span; row += 1) raise(sheet, row, (heights[i] ?? 0) / span);
  });
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    if (row >= at && row <= last) continue;
    if (!fillRow(sheet, row, filling.values, (name) => addressOf(name))) continue;
    if (isEmpty(sheet, row)) sheet.getRow(row).hidden = true;
    else
      raise(
        sheet,
        row,
        rowHeight(sheet, row, (cell) => textOf(cell)),
      );
  }
}

/** Parts of a text too long for one row: small ones fill the pages well. */
const partHeight = 80;

/** What exceljs drops or damages, by the name of the part inside the file; a drawing with pictures in it is kept. */
const losses: readonly (readonly [label: string, part: string, unless?: string])[] = [
  ['图表', 'xl/charts/'],
  ['套用了表格格式的区域', 'xl/tables/'],
  ['批注', 'xl/comments'],
  ['数据透视表', 'xl/pivotTables/'],
  ['嵌入单元格的图片', 'xl/cellimages.xml'],
  ['文本框或图形', 'xl/drawings/drawing', 'xl/media/'],
];

/** Overwriting the first of a group of shared formulas would leave the others without one. */
function unshareFormulas(sheet: Worksheet): void {
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (cell.formula) cell.value = { formula: cell.formula };
    });
  });
}

/** Fills the cells of one row; false when the row has no placeholder. */
function fillRow(
  sheet: Worksheet,
  number: number,
  values: FillRow,
  addressOf: (name: string) => string | undefined,
): boolean {
  const cells = cellsOfRow(sheet, number).filter((cell) => hasPlaceholder(textOf(cell)));
  for (const cell of cells) {
    const value = valueFor(textOf(cell), values);
    if (typeof value !== 'object' || value === null) setValue(cell, value);
    else cell.value = live(value, addressOf);
  }
  return cells.length > 0;
}

/** What a row is higher than its text: many lines do not touch the borders of their cell. */
const ROOM = 1.12;

/** Points the row needs so that every wrapped text in it is seen whole, and not less than the template gives it. */
function rowHeight(sheet: Worksheet, number: number, textFor: (cell: Cell) => string): number {
  const needs = cellsOfRow(sheet, number).map((cell) => {
    if (!cell.alignment?.wrapText || sheet.findCell(number + 1, Number(cell.col))?.master === cell) return 0;
    const text = textFor(cell);
    const width = widthOf(sheet, cell);
    const height = textHeight(text, width, fittingStyle(text, width, cell.style));
    return Math.min(height * ROOM, Math.max(height, highestRow));
  });
  return Math.max(sheet.getRow(number).height ?? 0, ...needs);
}

function raise(sheet: Worksheet, number: number, height: number): void {
  if (height > 0) sheet.getRow(number).height = Math.min(Math.ceil(height), highestRow);
}

/** Smaller print for the texts that need it; in a row that runs over pages everything stands at its beginning. */
function fitPrint(sheet: Worksheet, number: number, atTop: boolean): void {
  for (const cell of cellsOfRow(sheet, number)) {
    const style = fittingStyle(textOf(cell), widthOf(sheet, cell), cell.style);
    cell.style = atTop ? { ...style, alignment: { ...style.alignment, vertical: 'top' } } : style;
  }
}

function isEmpty(sheet: Worksheet, number: number): boolean {
  return cellsOfRow(sheet, number).every((cell) => (cell.value ?? '') === '');
}
