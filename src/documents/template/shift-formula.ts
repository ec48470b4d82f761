/** The move that repeating a template row makes: row `at` of `sheet` becomes `added` rows more, all below it moves down. */
export type RowMove = { readonly sheet: string; readonly at: number; readonly added: number };

/** Where the formula stands: its sheet and, in the n-th copy of the template row, how many rows below the template row. */
export type FormulaPlace = { readonly sheet: string; readonly copy?: number };

/**
 * A formula (or a plain range such as a print area) after the move. What lies below the row follows it down; a range that
 * holds the row stretches over its copies. In a copy, relative rows go along and `$5` stays, as when filling down.
 */
export function shiftFormula(formula: string, move: RowMove, place: FormulaPlace): string {
  return formula.replace(reference, (...found) => {
    const part = found.at(-1) as Parts;
    if (part.text !== undefined) return part.text;
    const sheet = part.sheet === undefined ? place.sheet : unquoted(part.sheet);
    const row = (edge: Edge, dollar: string, digits: string) =>
      dollar +
      (sheet === move.sheet
        ? moved(Number(digits), dollar !== '', edge, move, place.copy)
        : elsewhere(Number(digits), dollar, place.copy));
    const prefix = part.sheet === undefined ? '' : `${part.sheet}!`;
    if (part.rowA !== undefined)
      return `${prefix}${row('start', part.dollarA ?? '', part.rowA)}:${row('end', part.dollarB ?? '', part.rowB ?? '')}`;
    if (part.row2 === undefined)
      return `${prefix}${part.col1}${row('single', part.dollar1 ?? '', part.row1 ?? '')}`;
    return `${prefix}${part.col1}${row('start', part.dollar1 ?? '', part.row1 ?? '')}:${part.col2}${row('end', part.dollar2 ?? '', part.row2)}`;
  });
}

/** A text in quotes (left alone), a cell, a range or whole rows, each perhaps with its sheet; function names and words are none of these. */
const reference = new RegExp(
  [
    '(?<text>"(?:[^"]|"")*")',
    String.raw`(?<![\p{L}\p{N}_.$])(?:(?<sheet>'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?:` +
      String.raw`(?<col1>\$?[A-Za-z]{1,3})(?<dollar1>\$?)(?<row1>[1-9]\d*)(?::(?<col2>\$?[A-Za-z]{1,3})(?<dollar2>\$?)(?<row2>[1-9]\d*))?` +
      String.raw`|(?<dollarA>\$?)(?<rowA>[1-9]\d*):(?<dollarB>\$?)(?<rowB>[1-9]\d*))(?![\p{L}\p{N}_(!])`,
  ].join('|'),
  'gu',
);

type Parts = Readonly<
  Partial<
    Record<
      | 'text'
      | 'sheet'
      | 'col1'
      | 'dollar1'
      | 'row1'
      | 'col2'
      | 'dollar2'
      | 'row2'
      | 'dollarA'
      | 'rowA'
      | 'dollarB'
      | 'rowB',
      string
    >
  >
>;
type Edge = 'single' | 'start' | 'end';

function moved(
  row: number,
  fixed: boolean,
  edge: Edge,
  { at, added }: RowMove,
  copy: number | undefined,
): number {
  if (row > at) return row + added;
  const stretches = edge === 'end' && row === at;
  if (copy === undefined) return stretches ? row + added : row;
  if (fixed) return stretches ? row + added : row;
  return row + copy;
}

function elsewhere(row: number, dollar: string, copy: number | undefined): number {
  return dollar === '' ? row + (copy ?? 0) : row;
}

function unquoted(sheet: string): string {
  return sheet.startsWith("'") ? sheet.slice(1, -1).replaceAll("''", "'") : sheet;
}
