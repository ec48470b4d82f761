import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { refuse } from '../../domain/problems.ts';
import type { Upgrade } from '../db.ts';
import { createPrivateFile, dropDraft, putInPlace, sync } from '../files/private-files.ts';
import { fillTables } from '../rebuild.ts';
import { VERSION } from '../version.ts';
import { CACHE, connect } from './connect.ts';
import { inTransaction, ledger } from './ledger.ts';
import { fingerprint, olderVersions } from './older-versions.ts';
import {
  type Definition,
  definitionsIn,
  definitionsOf,
  isDefinedIn,
  isSame,
  JOURNAL_COLUMNS_OF_4,
} from './schema.ts';
import { versionOf } from './version.ts';

/** Puts the ledger of that version aside as it was; returns where it lies, or null where nobody needs it. */
export type KeepOlder = (sqlite: Database.Database, file: string, version: number) => string | null;

/**
 * Brings an older ledger to this version, all of it or nothing: the journal stays, every other table follows from it, so
 * all of them are made anew. Returns where the state before lies. Who comes second finds it done.
 */
export async function upgrade(
  sqlite: Database.Database,
  file: string,
  { schema, progress }: Upgrade,
  keepOlder: KeepOlder,
): Promise<string | null> {
  // While tables come and go, their rows name what is not there. What is dropped must not be left in the file: a purge
  // overwrites only what is in the tables.
  sqlite.exec(`PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON; PRAGMA cache_size = -${CACHE}`);
  return inTransaction(sqlite, file, async () => {
    const older = versionOf(sqlite);
    if (older === VERSION) return null;
    // Before anything is asked of it: what somebody else has put in place of a table may never end.
    if (fingerprint(definitionsIn(sqlite)) !== olderVersions[older]) refuse('ledger.corrupt', { file });
    // The first thing that is written: on a file that may only be read nothing has happened yet.
    sqlite.exec(`PRAGMA user_version = ${VERSION}`);
    const kept = keepOlder(sqlite, file, older);
    renewTables(sqlite, schema());
    await fillTables(ledger(sqlite, file), progress);
    return kept;
  });
}

/**
 * Empty tables as schema.sql defines them; the journal stays where it is, its table gets the columns that came later.
 */
function renewTables(sqlite: Database.Database, schema: string): void {
  const wanted = definitionsOf(schema);
  const isJournal = ({ type, name }: Definition) => type === 'table' && name === 'journal';
  const stays = (known: Definition): boolean =>
    isJournal(known) || (known.table === 'journal' && wanted.some((each) => isSame(each, known)));
  const [staying, going] = [[] as Definition[], [] as Definition[]];
  for (const each of definitionsIn(sqlite)) (stays(each) ? staying : going).push(each);
  // A view or a trigger may name any table.
  for (const { type, name } of going.toSorted((a, b) => dropOrder(a) - dropOrder(b)))
    sqlite.exec(`DROP ${type} IF EXISTS "${name.replaceAll('"', '""')}"`);
  // To add a column, SQLite writes the definition anew and no row.
  if (staying.some((each) => isJournal(each) && !isDefinedIn(each.sql, schema)))
    for (const column of JOURNAL_COLUMNS_OF_4) sqlite.exec(`ALTER TABLE journal ADD COLUMN ${column}`);
  for (const each of wanted) if (!staying.some(({ name }) => name === each.name)) sqlite.exec(each.sql);
}

const dropOrder = ({ type }: Definition): number => ['trigger', 'view', 'index', 'table'].indexOf(type);

/**
 * A copy beside the ledger, named by its version and its last entry. Made while the write lock is held, so nobody else
 * is at it; what a killed process left of one goes.
 */
export const keepBeside: KeepOlder = (sqlite, file, version) => {
  const last = sqlite.prepare('SELECT MAX(seq) FROM journal').pluck().get();
  const copy = `${file}.v${version}-${last}`;
  if (existsSync(copy)) return copy;
  const draft = `${copy}.new`;
  try {
    createPrivateFile(draft);
    copyTo(file, draft);
    sync(draft);
    putInPlace(draft, copy, { replacing: false });
    return copy;
  } finally {
    dropDraft(draft);
  }
};

/** Not by the connection that holds the lock: SQLite copies nothing inside a transaction. */
function copyTo(file: string, draft: string): void {
  const reader = connect(file, { readonly: true });
  try {
    reader.prepare('VACUUM INTO ?').run(draft);
  } finally {
    reader.close();
  }
}
