import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import { addsARow, type Db, type Ledger, type Value } from '../db.ts';
import { folderFiles } from '../files/attachment-files.ts';
import { refusing } from './faults.ts';
import { checkIntegrity } from './integrity.ts';
import { newSalts } from './salt.ts';
import { definitionsIn } from './schema.ts';
import { versionOf } from './version.ts';

/** What is known of a ledger that was opened by its name. */
interface Opened extends Partial<Pick<Ledger, 'warnings' | 'kept'>> {
  /** Refuses when another file has the name by now. */
  isStillThere?(): void;
}

/** The verbs of the store on an open database; `file` is named where it refuses. */
export function ledger(
  sqlite: Database.Database,
  file: string,
  { warnings = [], kept = null, isStillThere = () => {} }: Opened = {},
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
    allOf: async (queries) =>
      refusing(file, () => queries.map(({ sql, values }) => prepared(sql).all(...values)) as never),
    run: async (sql: string, ...values: readonly Value[]) => {
      const { changes } = refusing(file, () => prepared(sql).run(...values));
      if (changes === 0 && addsARow(sql)) refuse('ledger.corrupt', { file });
      return changes;
    },
    newSalts: () => newSalts(query),
  };
  const transaction: Ledger['transaction'] = async (work) => {
    const result = await inTransaction(sqlite, file, async () => {
      // It may have waited long for the lock.
      isStillThere();
      // A newer program may have changed the tables since this one opened them.
      if (refusing(file, () => versionOf(sqlite)) !== version) refuse('ledger.newer', { file });
      return work(query);
    });
    isStillThere();
    return result;
  };
  return {
    ...query,
    warnings,
    kept,
    operator: null,
    files: folderFiles(dirname(file)),
    mayRecord: async () => {
      const { mayWrite } = await import('../files/place-facts.ts');
      return !sqlite.readonly && mayWrite(file) && mayWrite(dirname(file));
    },
    transaction,
    aside: (work) => inTransaction(sqlite, file, () => work(query), 'BEGIN DEFERRED'),
    scour: async () => (await import('./scour.ts')).scour(sqlite, file),
    snapshot: async (work) => {
      refusing(file, () => sqlite.exec('BEGIN DEFERRED'));
      try {
        const result = await work(query);
        isStillThere();
        return result;
      } finally {
        rollBack(sqlite);
      }
    },
    exclusively: async (work) => (await import('./lock.ts')).locked(`${file}-lock`, work),
    inspect: async () => refusing(file, () => checkIntegrity(sqlite)),
    emptyCopy: (tables) =>
      refusing(file, async () =>
        ledger((await import('./scratch.ts')).emptyTables(definitionsIn(sqlite), tables), ':memory:'),
      ),
    close: async () => {
      sqlite.close();
    },
  };
}

/** Runs `work` in one transaction that holds the write lock from its first moment: all of it is kept, or nothing. */
export async function inTransaction<T>(
  sqlite: Database.Database,
  file: string,
  work: () => Promise<T>,
  begin: 'BEGIN IMMEDIATE' | 'BEGIN DEFERRED' = 'BEGIN IMMEDIATE',
): Promise<T> {
  refusing(file, () => sqlite.exec(begin));
  try {
    const result = await work();
    refusing(file, () => sqlite.exec('COMMIT'));
    return result;
  } catch (error) {
    rollBack(sqlite);
    throw error;
  }
}

function rollBack(sqlite: Database.Database): void {
  try {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  } catch {
    // A disk that fails here, too: what was not committed is dropped when the ledger is opened next.
  }
}
