import { existsSync, linkSync, renameSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import type { Ledger, Value } from '../db.ts';
import { isOnNetwork } from '../files/network-folder.ts';
import { createPrivate, dropDraft, nameDraft, sync, syncFolderOf } from '../files/private-files.ts';
import { connect } from './connect.ts';
import { codeOf, refusing } from './faults.ts';
import { migrations } from './migrations.ts';

const APPLICATION_ID = 1953461619;
/** The version of the tables in schema.sql. */
export const SCHEMA_VERSION = migrations.length + 1;
/** How long a command waits for another one to finish writing, in milliseconds. */
export const BUSY_WAIT = 10_000;

/**
 * Opens the ledger at `file`. Refuses where there is none, and what is not a ledger of this version or an older one. An
 * older one is brought to this version first, after a copy of it has been put beside it.
 */
export const openLedger = (file: string, steps: readonly string[] = migrations): Ledger =>
  opened(file, steps, keepBeside);

/** The same for a copy of a ledger that has no name yet: what it was copied from is the older state. */
export const openCopy = (file: string): Ledger => opened(file, migrations, () => {});

/** `keepOlder` puts the state before aside, when the ledger has to be brought to this version. */
function opened(file: string, steps: readonly string[], keepOlder: typeof keepBeside): Ledger {
  const sqlite = openDatabase(file, steps);
  return refusing(file, () => {
    sqlite.exec('PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
    const onNetwork = isOnNetwork(file);
    if (onNetwork) sqlite.exec('PRAGMA journal_mode = DELETE');
    if (versionOf(sqlite) <= steps.length) {
      keepOlder(sqlite, file);
      migrate(sqlite, steps);
    }
    return ledger(sqlite, file, onNetwork);
  });
}

/** The database at `file` when it is a ledger that this version knows; refuses what is none. */
export function openDatabase(
  file: string,
  steps: readonly string[] = migrations,
  options: Database.Options = {},
): Database.Database {
  return refusing(file, () => {
    if (!isThere(file)) refuse('not_found.ledger', { file });
    const sqlite = connect(file, { fileMustExist: true, timeout: BUSY_WAIT, ...options });
    try {
      if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID)
        refuse('ledger.not_a_ledger', { file });
      if (versionOf(sqlite) > steps.length + 1) refuse('ledger.newer', { file });
      return sqlite;
    } catch (error) {
      sqlite.close();
      throw error;
    }
  });
}

/** Not existsSync, which says of a folder that may not be entered that there is nothing in it. */
function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') return false;
    throw error;
  }
}

/** A copy of the ledger as it is, named by its version and its last entry. */
function keepBeside(sqlite: Database.Database, file: string): void {
  const last = sqlite.prepare('SELECT MAX(seq) FROM journal').pluck().get();
  const copy = `${file}.v${versionOf(sqlite)}-${last}`;
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}.new`;
    createPrivate(draft);
    sqlite.prepare('VACUUM INTO ?').run(draft);
    nameDraft(draft, copy);
  }
}

/** Forward only, all steps in one transaction. A ledger that another process has brought up meanwhile stays as it is. */
function migrate(sqlite: Database.Database, steps: readonly string[]): void {
  sqlite
    .transaction(() => {
      for (const step of steps.slice(versionOf(sqlite) - 1)) sqlite.exec(step);
      sqlite.exec(`PRAGMA user_version = ${steps.length + 1}`);
    })
    .immediate();
}

/**
 * Creates an empty ledger at `file`, readable by its owner alone. It appears whole or not at all, and never in the
 * place of another file. `schema` is the text of schema.sql, `fill` records what every ledger begins with.
 */
export async function createLedger(
  file: string,
  schema: string,
  fill: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  if (existsSync(file)) refuse('ledger.exists', { file });
  const draft = `${file}.${process.pid}.new`;
  await refusing(file, async () => {
    createPrivate(draft);
    try {
      const sqlite = connect(draft, { fileMustExist: true });
      // Nobody sees the draft before it is whole, so it is synced once, at its end. No WAL until then: closing one keeps
      // quiet about what could not be written back.
      sqlite.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON');
      sqlite.exec(strict(schema));
      const created = ledger(sqlite, file, isOnNetwork(file));
      await fill(created);
      sqlite.exec(`PRAGMA journal_mode = ${journalModeFor(file)}`);
      created.close();
      sync(draft);
      putInPlace(draft, file);
    } finally {
      for (const left of [draft, `${draft}-wal`, `${draft}-shm`]) dropDraft(left);
    }
  });
}

/** SQLite checks column types only in STRICT tables; the word is not portable, so the loader adds it. */
const strict = (schema: string): string => schema.replaceAll(/^\);$/gm, ') STRICT;');

/** A hard link fails where a file already is; where links are not to be had, the check before must do. */
function putInPlace(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') refuse('ledger.exists', { file });
    renameSync(draft, file);
  }
  try {
    syncFolderOf(file);
  } catch (error) {
    // What is refused is not there.
    dropDraft(file);
    throw error;
  }
}

/** WAL lets people read while others write; on a network share only the rollback journal is safe. */
export const journalModeFor = (file: string): string => (isOnNetwork(file) ? 'DELETE' : 'WAL');

const versionOf = (sqlite: Database.Database): number =>
  Number(sqlite.pragma('user_version', { simple: true }));

/** The verbs of the store on an open database. */
export function ledger(sqlite: Database.Database, file: string, onNetwork: boolean): Ledger {
  const version = versionOf(sqlite);
  const statements = new Map<string, Database.Statement>();
  const prepared = (sql: string): Database.Statement => {
    const known = statements.get(sql) ?? sqlite.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  const query = {
    all: async <Row>(sql: string, ...values: readonly Value[]) =>
      refusing(file, () => prepared(sql).all(...values) as Row[]),
    get: async <Row>(sql: string, ...values: readonly Value[]) =>
      refusing(file, () => prepared(sql).get(...values) as Row | undefined),
    run: async (sql: string, ...values: readonly Value[]) =>
      refusing(file, () => prepared(sql).run(...values).changes),
  };
  return {
    ...query,
    onNetwork,
    transaction: async (work) => {
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
    },
    snapshot: async (work) => {
      refusing(file, () => sqlite.exec('BEGIN DEFERRED'));
      try {
        return await work(query);
      } finally {
        rollBack(sqlite);
      }
    },
    close: () => sqlite.close(),
  };
}

function rollBack(sqlite: Database.Database): void {
  try {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
  } catch {
    // A disk that fails here, too: what was not committed is dropped when the ledger is opened next.
  }
}
