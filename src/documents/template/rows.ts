import type { CellValue, Style, Worksheet } from 'exceljs';
import { isOwn } from '../sheet/cells.ts';
import { type FormulaPlace, type RowMove, shiftFormula } from './shift-formula.ts';

/**
 * Repeats row `at` once for every entry of `spans`, each copy as many sheet rows high as its entry says (a text too long for
 * one row runs on in merged cells). Merges, styles, heights, formulas, formats, validations, names, print area and pictures
 * below move along. Gives the first row of every copy.
 * exceljs' own duplicateRow and spliceRows do none of this rightly.
 */
export function repeatRow(sheet: Worksheet, at: number, spans: readonly number[]): number[] {
  const starts: number[] = [];
  let next = at;
  for (const span of spans) {
    starts.push(next);
    next += span;
  }
  const move: RowMove = { sheet: sheet.name, at, added: next - at - 1 };
  const merges = [...sheet.model.merges].map(area);
  const [own, ...below] = snapshot(sheet, at); // before unmerging, which wipes the covered cells' borders
  for (const merge of merges.filter((one) => one.bottom >= at))
    sheet.unMergeCells(merge.top, merge.left, merge.bottom, merge.right);

  if (own) writeCopies(sheet, own, move, starts, spans);
  for (const row of [...below].reverse())
    write(sheet, row, row.number + move.added, (formula) =>
      shiftFormula(formula, move, { sheet: sheet.name }),
    );
  mergeAgain(sheet, merges, move, starts, spans);
  moveReferences(sheet, move, starts);
  return starts;
}

type SavedCell = { column: number; value: CellValue; style: Partial<Style> };
type SavedRow = { number: number; height: number | undefined; hidden: boolean; cells: SavedCell[] };
type Area = { top: number; left: number; bottom: number; right: number };

function snapshot(sheet: Worksheet, from: number): SavedRow[] {
  const rows: SavedRow[] = [];
  for (let number = from; number <= Math.max(sheet.rowCount, from); number += 1) {
    const row = sheet.getRow(number);
    const cells: SavedCell[] = [];
    for (let column = 1; column <= sheet.columnCount; column += 1) {
      const cell = row.getCell(column);
      cells.push({ column, value: isOwn(cell) ? cell.value : null, style: cell.style });
    }
    rows.push({ number, height: row.height, hidden: row.hidden, cells });
  }
  return rows;
}

function write(sheet: Worksheet, saved: SavedRow, to: number, shift: (formula: string) => string): void {
  const row = sheet.getRow(to);
  if (saved.height === undefined) Reflect.deleteProperty(row, 'height');
  else row.height = saved.height;
  row.hidden = saved.hidden;
  for (const { column, value, style } of saved.cells) {
    const cell = row.getCell(column);
    cell.value = isFormula(value) ? { formula: shift(value.formula) } : value;
    cell.style = style;
  }
}

function writeCopies(
  sheet: Worksheet,
  own: SavedRow,
  move: RowMove,
  starts: readonly number[],
  spans: readonly number[],
): void {
  const blank = { ...own, cells: own.cells.map((cell) => ({ ...cell, value: null })) };
  const here = (copy: number): FormulaPlace => ({ sheet: sheet.name, copy });
  starts.forEach((start, i) => {
    write(sheet, own, start, (formula) => shiftFormula(formula, move, here(start - own.number)));
    for (let more = 1; more < (spans[i] ?? 1); more += 1)
      write(sheet, blank, start + more, (formula) => formula);
  });
}

/** Merges inside the row come again in every copy, those below move, those that reach across the row grow. */
function mergeAgain(
  sheet: Worksheet,
  merges: readonly Area[],
  { at, added }: RowMove,
  starts: readonly number[],
  spans: readonly number[],
): void {
  const merge = (top: number, left: number, bottom: number, right: number) => {
    if (top < bottom || left < right) sheet.mergeCellsWithoutStyle(top, left, bottom, right);
  };
  const covered = new Set<number>();
  for (const one of merges.filter((candidate) => candidate.bottom >= at)) {
    if (one.top > at) merge(one.top + added, one.left, one.bottom + added, one.right);
    else if (one.top < at || one.bottom > at) merge(one.top, one.left, one.bottom + added, one.right);
    for (let column = one.left; one.top <= at && column <= one.right; column += 1) covered.add(column);
  }
  starts.forEach((start, i) => {
    const bottom = start + (spans[i] ?? 1) - 1;
    for (const one of merges.filter(({ top, bottom: last }) => top === at && last === at))
      merge(start, one.left, bottom, one.right);
    for (let column = 1; column <= sheet.columnCount; column += 1)
      if (!covered.has(column)) merge(start, column, bottom, column);
  });
}

/** Everything that names cells by their address: formulas above and on other sheets, formats, validations, names, areas, pictures. */
function moveReferences(sheet: Worksheet, move: RowMove, starts: readonly number[]): void {
  const here: FormulaPlace = { sheet: sheet.name };
  const end = sheet.rowCount;
  for (const other of sheet.workbook.worksheets) {
    other.eachRow((row, number) => {
      if (other === sheet && number >= move.at && number <= end) return;
      row.eachCell((cell) => {
        if (isFormula(cell.value))
          cell.value = { formula: shiftFormula(cell.value.formula, move, { sheet: other.name }) };
      });
    });
  }
  for (const format of conditionalFormats(sheet)) {
    const inRow = area(format.ref.split(' ')[0] ?? '').top === move.at;
    const place = inRow ? { ...here, copy: 0 } : here;
    format.ref = shiftFormula(format.ref, move, here);
    for (const rule of format.rules)
      if (rule.formulae) rule.formulae = rule.formulae.map((one) => movedFormula(one, move, place));
  }
  moveValidations(sheet, move, starts);
  const { pageSetup } = sheet;
  // exceljs writes `$A1` for `A1`, a reference that wanders with the selected cell
  if (pageSetup.printArea)
    pageSetup.printArea = shiftFormula(pageSetup.printArea, move, here).replace(/([A-Z])(\d)/g, '$1$$$2');
  if (pageSetup.printTitlesRow) pageSetup.printTitlesRow = shiftFormula(pageSetup.printTitlesRow, move, here);
  if (typeof sheet.autoFilter === 'string') sheet.autoFilter = shiftFormula(sheet.autoFilter, move, here);
  const names = sheet.workbook.definedNames;
  names.model = names.model.map((name) => ({
    ...name,
    ranges: name.ranges.map((range) => shiftFormula(range, move, { sheet: '' })),
  }));
  for (const { range } of sheet.getImages()) {
    for (const anchor of [range.tl, range.br])
      if (anchor && anchor.nativeRow >= move.at) anchor.nativeRow += move.added;
  }
}

function moveValidations(sheet: Worksheet, move: RowMove, starts: readonly number[]): void {
  const validations = (
    sheet as unknown as { dataValidations: { model: Record<string, Validation | undefined> } }
  ).dataValidations;
  const next: Record<string, Validation> = {};
  for (const [address, validation] of Object.entries(validations.model)) {
    if (!validation) continue;
    const { top } = area(address);
    const targets = top === move.at ? starts.map((start) => start - top) : [top > move.at ? move.added : 0];
    for (const offset of targets) {
      const place = top === move.at ? { sheet: sheet.name, copy: offset } : { sheet: sheet.name };
      const formulae = validation.formulae?.map((one) => movedFormula(one, move, place));
      next[address.replace(/\d+/g, (row) => String(Number(row) + offset))] = formulae
        ? { ...validation, formulae }
        : validation;
    }
  }
  validations.model = next;
}

type Validation = { formulae?: unknown[] };
type Format = { ref: string; rules: { formulae?: unknown[] }[] };

function conditionalFormats(sheet: Worksheet): Format[] {
  return (sheet as unknown as { conditionalFormattings: Format[] }).conditionalFormattings;
}

function movedFormula(formula: unknown, move: RowMove, place: FormulaPlace): unknown {
  return typeof formula === 'string' ? shiftFormula(formula, move, place) : formula;
}

function isFormula(value: CellValue): value is { formula: string } {
  return (
    typeof value === 'object' && value !== null && 'formula' in value && typeof value.formula === 'string'
  );
}

function area(range: string): Area {
  const ends = range.split(':').map((end) => /^\$?([A-Z]+)\$?(\d+)$/.exec(end));
  const [first, last = first] = ends;
  return {
    top: Number(first?.[2]),
    left: columnNumber(first?.[1]),
    bottom: Number(last?.[2]),
    right: columnNumber(last?.[1]),
  };
}

function columnNumber(letters = ''): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
