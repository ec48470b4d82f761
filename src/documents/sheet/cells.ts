import type { Cell, Worksheet } from 'exceljs';

/** A cell that shows something of its own: not one covered by a merged range. */
export function isOwn(cell: Cell): boolean {
  return cell.master === cell;
}

export function ownCells(sheet: Worksheet): Cell[] {
  return Array.from({ length: sheet.rowCount }, (_, i) => cellsOfRow(sheet, i + 1)).flat();
}

export function cellsOfRow(sheet: Worksheet, number: number): Cell[] {
  const cells: Cell[] = [];
  sheet.getRow(number).eachCell((cell) => {
    if (isOwn(cell)) cells.push(cell);
  });
  return cells;
}

/** Width of a cell in characters, with the columns it is merged over. */
export function widthOf(sheet: Worksheet, cell: Cell): number {
  let column = Number(cell.col);
  let width = 0;
  do {
    width += sheet.getColumn(column).width ?? 9;
    column += 1;
  } while (sheet.findCell(Number(cell.row), column)?.master === cell);
  return width;
}

/** What was typed into the cell: WPS may keep one text as runs of different fonts. */
export function textOf(cell: Cell): string {
  const { value } = cell;
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  return 'hyperlink' in value && typeof value.text === 'string' ? value.text : '';
}
