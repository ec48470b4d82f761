import { statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import type { Ledger, LedgerWarning, Upgrade } from '../db.ts';
import { codeOf } from '../files/faults.ts';
import { isOnNetwork } from '../files/network-folder.ts';
import { isOpenToOthers } from '../files/private-files.ts';
import { connect } from './connect.ts';
import { refusing } from './faults.ts';
import { ledger } from './ledger.ts';
import { VERSION, versionOf } from './version.ts';

const APPLICATION_ID = 1953461619;
/** How long a command waits for another one to finish writing, in milliseconds. */
export const BUSY_WAIT = 10_000;

/** Opens the ledger at `file`; see Engine.open. */
export const openLedger = (file: string, upgrade: Upgrade): Promise<Ledger> =>
  opened(file, upgrade, { keepOlder: true });

/** The same for a copy of a ledger that has no name yet; see Engine.openCopy. */
export const openCopy = (file: string, upgrade: Upgrade): Promise<Ledger> =>
  opened(file, upgrade, { keepOlder: false });

/** See Engine.look. */
export const lookInto = async (file: string, { schema }: Pick<Upgrade, 'schema'>): Promise<Ledger> =>
  ledger(openDatabase(file, { readonly: true }), file, { warnings: warningsOf(file), kept: null, schema });

/** `keepOlder`: the state before is put aside when the ledger has to be brought to this version. */
async function opened(
  file: string,
  upgrade: Upgrade,
  keeping: { readonly keepOlder: boolean },
): Promise<Ledger> {
  const sqlite = openDatabase(file);
  try {
    return await refusing(file, async () => {
      sqlite.exec('PRAGMA synchronous = EXTRA; PRAGMA trusted_schema = OFF');
      const warnings = warningsOf(file);
      if (warnings.includes('network_folder')) sqlite.exec('PRAGMA journal_mode = DELETE');
      const kept = versionOf(sqlite) < VERSION ? await broughtUp(sqlite, file, upgrade, keeping) : null;
      sqlite.exec('PRAGMA foreign_keys = ON');
      return ledger(sqlite, file, { warnings, kept, schema: upgrade.schema });
    });
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** What an older ledger needs is loaded for it alone. */
async function broughtUp(
  sqlite: Database.Database,
  file: string,
  given: Upgrade,
  { keepOlder }: { readonly keepOlder: boolean },
): Promise<string | null> {
  const { keepBeside, upgrade } = await import('./upgrade.ts');
  return upgrade(sqlite, file, given, keepOlder ? keepBeside : () => null);
}

const warningsOf = (file: string): readonly LedgerWarning[] => [
  ...(isOpenToOthers(file) ? (['open_to_others'] as const) : []),
  ...(isOnNetwork(file) ? (['network_folder'] as const) : []),
];

/** The database at `file` when it is a ledger that this version knows; refuses what is none. */
export function openDatabase(file: string, options: Database.Options = {}): Database.Database {
  return refusing(file, () => {
    if (!isThere(file)) refuse('not_found.ledger', { file });
    const sqlite = connect(file, { fileMustExist: true, timeout: BUSY_WAIT, ...options });
    try {
      if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION_ID)
        refuse('ledger.not_a_ledger', { file });
      if (versionOf(sqlite) > VERSION) refuse('ledger.newer', { file });
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

/** WAL lets people read while others write; on a network share only the rollback journal is safe. */
export const journalModeFor = (file: string): string => (isOnNetwork(file) ? 'DELETE' : 'WAL');
