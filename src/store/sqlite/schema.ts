import type Database from 'better-sqlite3';
import { connect } from './connect.ts';

/** Something that is defined in a database: a table, an index, a view or a trigger. */
export interface Definition {
  readonly type: string;
  readonly name: string;
  /** The table it belongs to; of a table its own name. */
  readonly table: string;
  readonly sql: string;
}

/** Makes everything that the text of schema.sql defines; nothing of it may be there yet. */
export const executeSchema = (sqlite: Database.Database, schema: string): unknown =>
  sqlite.exec(strict(schema));

/** SQLite checks column types only in STRICT tables; the word is not portable, so it is added here. */
const strict = (schema: string): string => schema.replaceAll(/^\);$/gm, ') STRICT;');

/** What is defined in the database, in the order in which it was made; what SQLite makes by itself is left out. */
export const definitionsIn = (sqlite: Database.Database): readonly Definition[] =>
  sqlite
    .prepare<[], Definition>(
      `SELECT type, name, tbl_name AS "table", sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid`,
    )
    .all();

/** What the text of schema.sql defines, in its order. */
export function definitionsOf(schema: string): readonly Definition[] {
  const sqlite = connect(':memory:');
  try {
    executeSchema(sqlite, schema);
    return definitionsIn(sqlite);
  } finally {
    sqlite.close();
  }
}

/** The two are the same but for remarks and blanks. */
export const isSame = (a: Definition, b: Definition): boolean =>
  a.type === b.type && a.name === b.name && bare(a.sql) === bare(b.sql);

const bare = (sql: string): string => sql.replaceAll(/--.*/g, '').replaceAll(/\s+/g, '');
