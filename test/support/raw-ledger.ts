// A ledger as somebody finds it who has its file: past the program and its guards. Here alone the tests know in what the
// ledger is kept; those of one engine lie in a folder of its name.

import { readFileSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { VERSION } from '../../src/store/version.ts';

type Cell = string | number | null;

/** Does to the ledger what the program never would. */
export function tamper(ledger: string, sql: string): void {
  const sqlite = new Database(ledger);
  sqlite.unsafeMode();
  sqlite.exec(sql);
  sqlite.close();
}

/** The rows of a query, read without the program; what a broken-off one left is brought in order first. */
export function rowsIn<Row>(ledger: string, sql: string, ...values: readonly Cell[]): readonly Row[] {
  const sqlite = new Database(ledger, { fileMustExist: true });
  try {
    return sqlite.prepare(sql).all(...values) as Row[];
  } finally {
    sqlite.close();
  }
}

/** Writes and does not end, as another program may; gives the end of it. */
export function holdLock(ledger: string): () => void {
  const sqlite = new Database(ledger);
  sqlite.exec('BEGIN IMMEDIATE');
  return () => {
    sqlite.exec('ROLLBACK');
    sqlite.close();
  };
}

/** Reads, and has not finished, as another window may; gives the end of it. */
export function holdReading(ledger: string): () => void {
  const sqlite = new Database(ledger);
  sqlite.exec('BEGIN');
  sqlite.prepare('SELECT COUNT(*) FROM journal').get();
  return () => {
    sqlite.close();
  };
}

/** Has read the ledger and keeps it open to the end of the test. */
export function keepOpen(ledger: string): void {
  new Database(ledger).prepare('SELECT * FROM journal').get();
}

/** Has the ledger write as on a network share. */
export const useRollbackJournal = (ledger: string): void => tamper(ledger, 'PRAGMA journal_mode = DELETE');

/** Brings the ledger to the version after this one, as a program of that version does when it opens it. */
export const asOfNextVersion = (ledger: string): void =>
  tamper(ledger, `ALTER TABLE note ADD COLUMN colour TEXT; PRAGMA user_version = ${VERSION + 1}`);

/** Byte 18 of the header: who does not know this write version may only read. */
export function forReadingOnly(file: string): void {
  const bytes = readFileSync(file);
  bytes[18] = 9;
  writeFileSync(file, bytes);
}

/** The ledger open to somebody who knows how to switch its guards off. */
export function intruder(ledger: string) {
  const sqlite = new Database(ledger);
  sqlite.unsafeMode();
  sqlite.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  const triggers = sqlite
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  const tables = sqlite
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  return {
    tables,
    columnsOf: (table: string) => sqlite.pragma(`table_info(${table})`) as { name: string; type: string }[],
    /** The rows of a table, each with the place that tells it apart. */
    rowsOf: (table: string) =>
      sqlite.prepare(`SELECT rowid AS place, * FROM ${table}`).all() as (Record<string, Cell> & {
        place: number;
      })[],
    /** Changes the ledger so that nothing but the change itself is left to be seen. */
    slip(sql: string, ...values: Cell[]) {
      sqlite.transaction(() => {
        for (const name of ['journal_is_append_only', 'journal_is_never_deleted'])
          sqlite.exec(`DROP TRIGGER ${name}`);
        sqlite.prepare(sql).run(...values);
        for (const trigger of triggers) sqlite.exec(trigger);
      })();
    },
    close: () => {
      sqlite.close();
    },
  };
}
