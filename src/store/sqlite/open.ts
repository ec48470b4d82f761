import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import type { Ledger, LedgerWarning } from '../db.ts';
import { codeOf } from '../files/faults.ts';
import { isOnNetwork } from '../files/network-folder.ts';
import { createPrivate, dropDraft, isOpenToOthers, putInPlace, sync } from '../files/private-files.ts';
import { connect } from './connect.ts';
import { refusing } from './faults.ts';
import { ledger, versionOf } from './ledger.ts';
import { migrations } from './migrations.ts';

const APPLICATION_ID = 1953461619;
/** How long a command waits for another one to finish writing, in milliseconds. */
export const BUSY_WAIT = 10_000;

/** Opens the ledger at `file`; see Engine.open. `steps` are what brings an older one up. */
export const openLedger = async (file: string, steps: readonly string[] = migrations): Promise<Ledger> =>
  opened(file, steps, keepBeside);

/** The same for a copy of a ledger that has no name yet; see Engine.openCopy. */
export const openCopy = async (file: string): Promise<Ledger> => opened(file, migrations, () => {});

/** `keepOlder` puts the state before aside, when the ledger has to be brought to this version. */
function opened(file: string, steps: readonly string[], keepOlder: typeof keepBeside): Ledger {
  const sqlite = openDatabase(file, steps);
  return refusing(file, () => {
    sqlite.exec('PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
    const warnings = warningsOf(file);
    if (warnings.includes('network_folder')) sqlite.exec('PRAGMA journal_mode = DELETE');
    if (versionOf(sqlite) <= steps.length) {
      keepOlder(sqlite, file);
      migrate(sqlite, steps);
    }
    return ledger(sqlite, file, warnings);
  });
}

const warningsOf = (file: string): readonly LedgerWarning[] => [
  ...(isOpenToOthers(file) ? (['open_to_others'] as const) : []),
  ...(isOnNetwork(file) ? (['network_folder'] as const) : []),
];

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
  if (existsSync(copy)) return;
  const draft = `${copy}.${process.pid}.new`;
  try {
    createPrivate(draft);
    sqlite.prepare('VACUUM INTO ?').run(draft);
    sync(draft);
    // Where another process has kept it meanwhile, it is kept.
    putInPlace(draft, copy, { replacing: false });
  } finally {
    dropDraft(draft);
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

/** WAL lets people read while others write; on a network share only the rollback journal is safe. */
export const journalModeFor = (file: string): string => (isOnNetwork(file) ? 'DELETE' : 'WAL');
