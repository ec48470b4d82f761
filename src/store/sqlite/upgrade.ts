import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Upgrade } from '../db.ts';
import { createPrivateFile, dropDraft, putInPlace, sync } from '../files/private-files.ts';
import { fillTables } from '../rebuild.ts';
import { connect } from './connect.ts';
import { inTransaction, ledger } from './ledger.ts';
import { executeSchema } from './schema.ts';
import { VERSION, versionOf } from './version.ts';

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
  sqlite.exec('PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON');
  return inTransaction(sqlite, file, async () => {
    const older = versionOf(sqlite);
    if (older === VERSION) return null;
    // The first thing that is written: on a file that may only be read nothing has happened yet.
    sqlite.exec(`PRAGMA user_version = ${VERSION}`);
    const kept = keepOlder(sqlite, file, older);
    renewTables(sqlite, schema());
    await fillTables(ledger(sqlite, file), progress);
    return kept;
  });
}

/** Empty tables as schema.sql defines them, but for the journal, whose rows are kept as they are. */
function renewTables(sqlite: Database.Database, schema: string): void {
  const drop = (types: readonly string[], except = '') => {
    for (const { type, name } of objectsOf(sqlite))
      if (types.includes(type) && name !== except) sqlite.exec(`DROP ${type} ${quoted(name)}`);
  };
  drop(['trigger', 'view', 'index']);
  drop(['table'], 'journal');
  const columns = sqlite.prepare("SELECT name FROM pragma_table_info('journal')").pluck().all().join(', ');
  sqlite.exec('ALTER TABLE journal RENAME TO older_journal');
  executeSchema(sqlite, schema);
  sqlite.exec(`INSERT INTO journal (${columns}) SELECT ${columns} FROM older_journal ORDER BY seq`);
  sqlite.exec('DROP TABLE older_journal');
}

/** What somebody has made; SQLite's own objects and indexes go with their tables. */
const objectsOf = (sqlite: Database.Database) =>
  sqlite
    .prepare<[], { type: string; name: string }>(
      "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    )
    .all();

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

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
