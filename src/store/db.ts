/** A value SQLite and PostgreSQL both take; yes/no is 1/0. */
export type Value = string | number | null;
export type RowOf = Readonly<Record<string, Value>>;

/** What the store may ask of a database, whichever it is. Placeholders are `?`. */
export interface Db {
  /** All rows of a query. */
  all<Row = RowOf>(sql: string, ...values: readonly Value[]): Promise<Row[]>;
  /** The first row, or undefined. */
  get<Row = RowOf>(sql: string, ...values: readonly Value[]): Promise<Row | undefined>;
  /** Runs a statement; returns how many rows it changed. */
  run(sql: string, ...values: readonly Value[]): Promise<number>;
}

/** An open ledger. */
export interface Ledger extends Db {
  /** It lies on a network share. */
  readonly onNetwork: boolean;
  /** Runs `work` in one transaction that holds the write lock from its first moment: all of it is kept, or nothing. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** Everything that `work` reads is of one moment, however long it takes; it may not write, and keeps nobody from it. */
  snapshot<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): void;
}

export const placeholders = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

const inserts = new Map<string, string>();

/** Adds the row. The rows of a table all have the same columns: its statement is written once. */
export function insert(db: Db, table: string, row: RowOf): Promise<number> {
  const known = inserts.get(table);
  const columns = known === undefined ? Object.keys(row) : [];
  const sql = known ?? `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${placeholders(columns)})`;
  inserts.set(table, sql);
  return db.run(sql, ...Object.values(row));
}
