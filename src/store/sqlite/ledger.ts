import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import type { Db, Ledger, LedgerWarning, Value } from '../db.ts';
import { refusing } from './faults.ts';
import { checkIntegrity } from './integrity.ts';
import { emptyWal, overwriteDeleted } from './purge.ts';
import { newSalt } from './salt.ts';
import { emptyTables } from './scratch.ts';

/** The verbs of the store on an open database; `file` is named where it refuses. */
export function ledger(
  sqlite: Database.Database,
  file: string,
  warnings: readonly LedgerWarning[] = [],
): Ledger {
  const version = versionOf(sqlite);
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const query: Db = {
    all: async <Row>(sql: string, ...values: readonly Value[]) =>
      refusing(file, () => prepared(sql).all(...values) as Row[]),
    get: async <Row>(sql: string, ...values: readonly Value[]) =>
      refusing(file, () => prepared(sql).get(...values) as Row | undefined),
    run: async (sql: string, ...values: readonly Value[]) =>
      refusing(file, () => prepared(sql).run(...values).changes),
    newSalt: () => newSalt(query),
  };
  const transaction: Ledger['transaction'] = async (work) => {
    refusing(file, () => sqlite.exec('BEGIN IMMEDIATE'));
    try {
      // A newer program may have changed the tables since this one opened them.
      if (refusing(file, () => versionOf(sqlite)) !== version) refuse('ledger.newer', { file });
      const result = await work(query);
      refusing(file, () => sqlite.exec('COMMIT'));
      return result;
    } catch (error) {
      rollBack(sqlite);
      throw error;
    }
  };
  return {
    ...query,
    warnings,
    transaction,
    erasure: async (work) => {
      await overwriteDeleted(query);
      const result = await transaction(work);
      await emptyWal(query);
      return result;
    },
    snapshot: async (work) => {
      refusing(file, () => sqlite.exec('BEGIN DEFERRED'));
      try {
        return await work(query);
      } finally {
        rollBack(sqlite);
      }
    },
    inspect: () => checkIntegrity(query),
    emptyCopy: async (tables) => ledger(await emptyTables(query, tables), ':memory:'),
    close: async () => {
      sqlite.close();
    },
  };
}

export const versionOf = (sqlite: Database.Database): number =>
  Number(sqlite.pragma('user_version', { simple: true }));

function rollBack(sqlite: Database.Database): void {
  try {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  } catch {
    // A disk that fails here, too: what was not committed is dropped when the ledger is opened next.
  }
}
