import { type Db, type Ledger, placeholders } from '../db.ts';
import { connect } from './connect.ts';
import { ledger } from './open.ts';

/** Empty tables in memory, defined as those of the ledger are: to be filled anew and compared with them. */
export async function emptyCopy(db: Db, tables: readonly string[]): Promise<Ledger> {
  const definitions = await db.all<{ sql: string }>(
    `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name IN (${placeholders(tables)})`,
    ...tables,
  );
  const sqlite = connect(':memory:');
  // Not all the tables that these refer to are there.
  sqlite.pragma('foreign_keys = OFF');
  for (const { sql } of definitions) sqlite.exec(sql);
  return ledger(sqlite, ':memory:', false);
}
