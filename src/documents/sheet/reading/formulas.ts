/** A cell by the numbers of its column and row, both from 1. */
export interface Address {
  readonly column: number;
  readonly row: number;
}

/** `C5`; undefined of what is no address of a sheet. */
export function addressFrom(text: string): Address | undefined {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(text) ?? [];
  return letters === '' ? undefined : { column: columnFrom(letters), row: Number(digits) };
}

const columnFrom = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

export const lettersOf = (column: number): string =>
  column <= 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));

/** A text in quotes, or a cell; a name of a function or of a cell beyond the sheet is neither. */
const PARTS = /"(?:[^"]|"")*"|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([1-9]\d*)(?![\w(])/g;

/** The formula with every cell in it replaced by what `replaced` says of it. */
export const withCells = (
  formula: string,
  replaced: (cell: Address, fixed: { readonly column: boolean; readonly row: boolean }) => string,
): string =>
  formula.replaceAll(PARTS, (all, dollarColumn, letters, dollarRow, digits) =>
    letters === undefined
      ? all
      : replaced(
          { column: columnFrom(letters), row: Number(digits) },
          { column: dollarColumn !== '', row: dollarRow !== '' },
        ),
  );

/** The formula of the first of some cells that share it, as it stands in the cell that lies so far from it. */
export const movedBy = (formula: string, { column: right, row: down }: Address): string =>
  withCells(formula, ({ column, row }, fixed) =>
    [
      fixed.column ? `$${lettersOf(column)}` : lettersOf(column + right),
      fixed.row ? `$${row}` : String(row + down),
    ].join(''),
  );
