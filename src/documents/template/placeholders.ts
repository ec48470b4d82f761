import type { Cell, Worksheet } from 'exceljs';
import { ownCells, textOf } from '../sheet/cells.ts';

/**
 * A formula over placeholders (`SUM({{行.有效}})` sums the whole column of the rows), the result the figures have for it,
 * and how that reads where the placeholder stands among other words.
 */
export type LiveFormula = {
  readonly formula: string;
  readonly result: number | string;
  readonly text: string;
};
export type FillValue = string | number | null | LiveFormula;
export type FillRow = Readonly<Record<string, FillValue>>;

export type Filling = {
  readonly values: Readonly<Record<string, FillValue>>;
  /** `{{行.责任部门}}` stands in the row to be repeated; `fields` are the names after the dot. */
  readonly fields: readonly string[];
  readonly rows: readonly FillRow[];
};

export type Place = {
  readonly name: string;
  readonly row: number;
  readonly column: string;
  readonly whole: boolean;
};

/** Every placeholder of the sheet; `whole` says that it has its cell for itself. */
export function placeholdersOf(sheet: Worksheet): Place[] {
  return ownCells(sheet).flatMap((cell) => {
    const text = textOf(cell);
    return [...text.matchAll(placeholder)].map(([all, name]) => ({
      name: name ?? '',
      row: Number(cell.row),
      column: cell.address.replace(/\d+/, ''),
      whole: all === text.trim(),
    }));
  });
}

/** The row that is to be repeated, and everything that is wrong. */
export function checkPlaceholders(
  sheet: Worksheet,
  found: readonly Place[],
  { values, fields }: Filling,
): { at: number | undefined; missing: string[]; unknown: string[] } {
  const inRows = fields.map((field) => rowPrefix + field);
  const known = new Set([...Object.keys(values), ...inRows]);
  const at = found.find(({ name }) => inRows.includes(name))?.row;
  const missing = [...known].filter((name) => !found.some((place) => place.name === name)).map(braced);
  const unknown = [
    ...found
      .filter(({ name, row }) => !known.has(name) || (inRows.includes(name) && row !== at))
      .map(({ name, column, row }) => `${braced(name)}（${column}${row}）`),
    ...leftOver(sheet),
  ];
  return { at, missing, unknown };
}

/** Where a placeholder's figure stands after the repetition: in the row given, over all rows, or in its one cell. */
export function addresses(found: readonly Place[], at: number, last: number) {
  const whole = new Map(found.filter((place) => place.whole).map((place) => [place.name, place]));
  return (name: string, row?: number): string | undefined => {
    const place = whole.get(name);
    if (!place) return undefined;
    if (!name.startsWith(rowPrefix))
      return `${place.column}${place.row > at ? place.row + last - at : place.row}`;
    return row === undefined ? `${place.column}${at}:${place.column}${last}` : `${place.column}${row}`;
  };
}

export function hasPlaceholder(text: string): boolean {
  return text.search(placeholder) >= 0;
}

/** A placeholder alone hands its value on as it is; among other words it becomes text. */
export function valueFor(text: string, values: FillRow): FillValue {
  const [only] = text.trim().matchAll(placeholder);
  if (only?.[0] === text.trim()) return values[only[1] ?? ''] ?? null;
  return text.replace(placeholder, (_all, name: string) => asText(values[name] ?? null));
}

/** Without a cell of its own for every figure it is made from, a formula becomes its result. */
export function live(
  { formula, result }: LiveFormula,
  addressOf: (name: string) => string | undefined,
): Cell['value'] {
  let complete = true;
  const resolved = formula.replace(placeholder, (_all, name: string) => {
    const address = addressOf(name);
    complete &&= address !== undefined;
    return address ?? '';
  });
  return complete ? { formula: resolved, result } : result;
}

/** The values of one row under the names they have in the template. */
export function inRow(row: FillRow): FillRow {
  return Object.fromEntries(Object.entries(row).map(([field, value]) => [rowPrefix + field, value]));
}

export function asText(value: FillValue): string {
  return value === null ? '' : typeof value === 'object' ? value.text : String(value);
}

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;
const rowPrefix = '行.';

/** Braces where nothing is filled in: half a pair, a formula, another sheet, the page header or footer. */
function leftOver(sheet: Worksheet): string[] {
  const braces = /\{\{|\}\}/;
  const cells = ownCells(sheet).flatMap((cell) => {
    const text = cell.formula ?? textOf(cell).replace(placeholder, '');
    return braces.test(text) ? [`${text}（${cell.address}）`] : [];
  });
  const elsewhere = sheet.workbook.worksheets
    .filter((other) => other !== sheet)
    .flatMap((other) =>
      ownCells(other).flatMap((cell) =>
        braces.test(textOf(cell)) ? [`${textOf(cell)}（${other.name}!${cell.address}）`] : [],
      ),
    );
  const margins = Object.values(sheet.headerFooter ?? {}).flatMap((text) =>
    typeof text === 'string' && braces.test(text) ? [`${text}（页眉页脚）`] : [],
  );
  return [...cells, ...elsewhere, ...margins];
}

function braced(name: string): string {
  return `{{${name}}}`;
}
