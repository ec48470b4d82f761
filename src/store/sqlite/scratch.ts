import type Database from 'better-sqlite3';
import { connect } from './connect.ts';
import type { Definition } from './schema.ts';

/** A database in memory with empty tables of these names and their indexes, as they are defined among these. */
export function emptyTables(
  definitions: readonly Definition[],
  tables: readonly string[],
): Database.Database {
  const sqlite = connect(':memory:');
  // Not all the tables that these refer to are there.
  sqlite.pragma('foreign_keys = OFF');
  const wanted = (type: string) =>
    definitions.filter((each) => each.type === type && tables.includes(each.table));
  for (const { sql } of [...wanted('table'), ...wanted('index')]) sqlite.exec(sql);
  return sqlite;
}
