import { accessSync, constants, readFileSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import type { Ledger, LedgerWarning, Upgrade } from '../db.ts';
import { codeOf } from '../files/faults.ts';
import { isOnNetwork, synchroniserOf } from '../files/network-folder.ts';
import { isOpenToOthers } from '../files/private-files.ts';
import { refuseSecondName, watchFile } from '../files/same-file.ts';
import { APPLICATION, VERSION } from '../version.ts';
import { connect } from './connect.ts';
import { refusing } from './faults.ts';
import { schemaFindings } from './integrity.ts';
import { ledger } from './ledger.ts';
import { trapIn } from './raw-schema.ts';
import { OLDEST_VERSION, versionOf } from './version.ts';

/** How long a command waits for another one to finish writing, in milliseconds. */
export const BUSY_WAIT = 10_000;

/** Opens the ledger at `file`; see Engine.open. */
export async function openLedger(file: string, upgrade: Upgrade): Promise<Ledger> {
  // What is remembered must be older than what is opened: then whatever comes between is seen.
  const isStillThere = watchFile(file);
  refuseSecondName(file);
  return opened(file, upgrade, { keepOlder: true, isStillThere });
}

/** The same for a copy of a ledger that has no name yet; see openCopy of store/engine.ts. */
export const openCopy = (file: string, upgrade: Upgrade): Promise<Ledger> =>
  opened(file, upgrade, { keepOlder: false, isStillThere: () => {} });

/** See Engine.look. */
export const lookInto = async (file: string): Promise<Ledger> =>
  ledger(openDatabase(file, { readonly: true }), file, { warnings: warningsOf(file) });

interface Opening {
  /** The state before is put aside when the ledger has to be brought to this version. */
  readonly keepOlder: boolean;
  /** Refuses when another file has the name by now. */
  isStillThere(): void;
}

async function opened(file: string, upgrade: Upgrade, opening: Opening): Promise<Ledger> {
  const sqlite = openDatabase(file);
  try {
    return await refusing(file, async () => {
      sqlite.exec('PRAGMA synchronous = EXTRA');
      const warnings = warningsOf(file);
      if (warnings.includes('network_folder')) sqlite.exec('PRAGMA journal_mode = DELETE');
      const kept = versionOf(sqlite) < VERSION ? await broughtUp(sqlite, file, upgrade, opening) : null;
      // Before anything is asked of it: a view or a trigger of somebody else's runs with the first query.
      const findings = schemaFindings(sqlite, upgrade.schema());
      if (findings.length > 0) refuse('journal.broken', { findings });
      sqlite.exec('PRAGMA foreign_keys = ON');
      return ledger(sqlite, file, { warnings, kept, isStillThere: opening.isStillThere });
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
  ...(synchroniserOf(file) === undefined ? [] : (['synced_folder'] as const)),
];

/**
 * The database at `file` when it is a ledger that this version knows; refuses what is none. Nothing that is defined in it
 * has run yet.
 */
export function openDatabase(file: string, options: Database.Options = {}): Database.Database {
  return refusing(file, () => {
    const status = statusOf(file);
    if (status === undefined) refuse('not_found.ledger', { file });
    // To open a pipe waits for ever.
    if (!status?.isFile()) refuse('ledger.not_a_ledger', { file });
    for (const part of ['-journal', '-wal', '-shm'])
      if (isPipeOrDevice(`${file}${part}`)) refuse('ledger.io_error', { what: `${file}${part}` });
    try {
      return asLedger(connect(file, { fileMustExist: true, timeout: BUSY_WAIT, ...options }), file, file);
    } catch (error) {
      const bytes = cannotBeWritten(error, file) ? wholeFile(file) : undefined;
      if (bytes === undefined) throw error;
      return asLedger(connect(bytes, { readonly: true }), file, bytes);
    }
  });
}

/**
 * The open database, that of the file with this name or content, when it is a ledger that this version knows; closes and
 * refuses what is none.
 */
export function asLedger(
  sqlite: Database.Database,
  file: string,
  content: string | Buffer,
): Database.Database {
  try {
    sqlite.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
    if (sqlite.pragma('application_id', { simple: true }) !== APPLICATION)
      refuse('ledger.not_a_ledger', { file });
    const version = versionOf(sqlite);
    if (version > VERSION) refuse('ledger.newer', { file });
    if (version < OLDEST_VERSION) refuse('ledger.corrupt', { file });
    // Now what a crash left beside it has been taken back, and nothing of what is defined has been read.
    const trap = trapIn(content);
    if (trap !== undefined) refuse('journal.broken', { findings: [trap] });
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** SQLite cannot keep its notes about a WAL beside the ledger: on a medium, or in a folder, for reading only. */
function cannotBeWritten(error: unknown, file: string): boolean {
  if (!/^SQLITE_(CANTOPEN|READONLY)/.test(codeOf(error))) return false;
  try {
    accessSync(dirname(file), constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/** Where the format of writing and of reading stands in the header: 2 asks for a WAL, 1 does not. */
export const FORMATS_AT = 18;

/**
 * The ledger as it lies there, for reading only. Undefined where part of it is in a WAL, which cannot be read without
 * writing.
 */
function wholeFile(file: string): Buffer | undefined {
  const bytes = readFileSync(file);
  if ((statusOf(`${file}-wal`)?.size ?? 0) > 0) return undefined;
  bytes.fill(1, FORMATS_AT, FORMATS_AT + 2);
  return bytes;
}

/** What is neither a file nor a folder; of the rest SQLite says what is wrong with it. */
function isPipeOrDevice(path: string): boolean {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status !== undefined && !status.isFile() && !status.isDirectory();
  } catch {
    return false;
  }
}

/** Not existsSync, which says of a folder that may not be entered that there is nothing in it. */
function statusOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch (error) {
    if (codeOf(error) === 'ENAMETOOLONG') return undefined;
    throw error;
  }
}

/** WAL lets people read while others write; on a network share only the rollback journal is safe. */
export const journalModeFor = (file: string): string => (isOnNetwork(file) ? 'DELETE' : 'WAL');
