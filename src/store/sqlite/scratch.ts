import type Database from 'better-sqlite3';
import { type Db, placeholders } from '../db.ts';
import { connect } from './connect.ts';

/** A database in memory with empty tables of these names and their indexes, defined as those of `db` are. */
export async function emptyTables(db: Db, tables: readonly string[]): Promise<Database.Database> {
  const definitions = await db.all<{ sql: string }>(
    `SELECT sql FROM sqlite_schema WHERE type IN ('table', 'index') AND tbl_name IN (${placeholders(tables)})
     AND sql IS NOT NULL ORDER BY type DESC, rowid`,
    ...tables,
  );
  const sqlite = connect(':memory:');
  // Not all the tables that these refer to are there.
  sqlite.pragma('foreign_keys = OFF');
  for (const { sql } of definitions) sqlite.exec(sql);
  return sqlite;
}
