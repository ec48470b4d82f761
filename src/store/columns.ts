import type { RowOf, Value } from './db.ts';

/**
 * How a field lies in its column. `codes` is a list of codes with commas between; `place` is the number of the row
 * itself, which is not written twice.
 */
type Kind = 'text' | 'number' | 'yesNo' | 'yesNoOrNull' | 'codes' | 'place';

type KindOf<V> = [V] extends [boolean]
  ? 'yesNo'
  : [V] extends [boolean | null]
    ? 'yesNoOrNull'
    : [V] extends [number | null]
      ? 'number' | 'place'
      : [V] extends [string | null]
        ? 'text'
        : [V] extends [readonly string[]]
          ? 'codes'
          : Part<NonNullable<V>>;

/** Every field of `T` with the kind of its column: a field without a column, or of another kind, does not compile. */
export type Fields<T> = { readonly [K in keyof T]: KindOf<T[K]> };

/** An object that lies in columns of its own prefix, all null where there is none. */
interface Part<T> {
  readonly prefix: string;
  readonly fields: Fields<T>;
}

/** One column, or the columns of a part; `property` is the field they hold. */
type Column =
  | { readonly property: string; readonly column: string; readonly kind: Kind }
  | { readonly property: string; readonly columns: Columns };
export type Columns = readonly Column[];

/** Words of the domain that are keywords of SQL. */
const renamed: Readonly<Record<string, string>> = {
  at: 'occurred_at',
  by: 'done_by',
  as: 'signed_as',
  to: 'recipient',
};

const snake = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The columns of these fields, in their order. */
export const columnsOf = <T>(fields: Fields<T>, prefix?: string): Columns =>
  Object.entries<Kind | Part<unknown>>(fields).map(([property, kind]) =>
    typeof kind === 'object'
      ? { property, columns: columnsOf(kind.fields, kind.prefix) }
      : { property, column: columnName(property, prefix), kind },
  );

const columnName = (property: string, prefix: string | undefined): string =>
  prefix === undefined ? (renamed[property] ?? snake(property)) : `${prefix}_${snake(property)}`;

/** The values of these columns for `item`; null in each of them for no item. */
export function toRow(item: object | null, columns: Columns): RowOf {
  const row: Record<string, Value> = {};
  fill(row, item as Item | null, columns);
  return row;
}

type Item = Readonly<Record<string, unknown>>;

function fill(row: Record<string, Value>, item: Item | null, columns: Columns): void {
  for (const each of columns) {
    const value = item?.[each.property];
    if ('columns' in each) fill(row, (value ?? null) as Item | null, each.columns);
    else if (each.kind !== 'place') row[each.column] = item === null ? null : toValue(value, each.kind);
  }
}

/** An entry from before the field was there does not say it: then yes/no is no, and everything else null. */
function toValue(value: unknown, kind: Kind): Value {
  if (kind === 'yesNo') return value ? 1 : 0;
  if (value === null || value === undefined) return null;
  if (kind === 'yesNoOrNull') return value ? 1 : 0;
  return kind === 'codes' ? (value as readonly string[]).join(',') : (value as Value);
}

/** What the row says in these columns. */
export function fromRow(row: RowOf, columns: Columns): Item {
  const item: Record<string, unknown> = {};
  for (const each of columns)
    item[each.property] =
      'columns' in each ? partFrom(row, each.columns) : fromValue(row[each.column], each.kind);
  return item;
}

const partFrom = (row: RowOf, columns: Columns): Item | null =>
  isThere(row, columns) ? fromRow(row, columns) : null;

const isThere = (row: RowOf, columns: Columns): boolean =>
  columns.some((each) => ('columns' in each ? isThere(row, each.columns) : row[each.column] !== null));

function fromValue(value: Value | undefined, kind: Kind): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'yesNo' || kind === 'yesNoOrNull') return value === 1;
  return kind === 'codes' ? String(value).split(',') : value;
}
