// A ledger as somebody finds it who has its file: past the program and its guards. Here alone the tests know in what the
// ledger is kept; those of one engine lie in a folder of its name.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Db, Ledger } from '../../src/store/db.ts';
import { isOnServer, unitNamedBy } from '../../src/store/engine.ts';
import { APPLICATION, VERSION } from '../../src/store/version.ts';
import { server } from './postgres.ts';

type Cell = string | number | null;

/** Does to the ledger what the program never would; the guards of a file hold. */
export function tamper(ledger: string, sql: string): void {
  if (isOnServer(ledger)) {
    server().tamper(ledger, sql);
    return;
  }
  const sqlite = new Database(ledger);
  sqlite.unsafeMode();
  sqlite.exec(sql);
  sqlite.close();
}

/** Changes the ledger past all guards so that nothing but the change itself is left to be seen. */
export function slip(ledger: string, sql: string): void {
  if (isOnServer(ledger)) {
    server().tamper(ledger, sql);
    return;
  }
  const sqlite = new Database(ledger);
  sqlite.unsafeMode();
  sqlite.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  unguarded(sqlite, () => sqlite.exec(sql));
  sqlite.close();
}

/** Switches the guards of the journal off for who has the ledger open. */
export async function switchGuardsOff(ledger: Ledger): Promise<void> {
  if (ledger.operator === null)
    for (const guard of ['journal_is_append_only', 'journal_is_never_deleted'])
      await ledger.run(`DROP TRIGGER ${guard}`);
  else await ledger.run('SET session_replication_role = replica');
}

/** The names of the table's columns. */
export async function columnsOf(ledger: Ledger, table: string): Promise<readonly string[]> {
  const columns =
    ledger.operator === null
      ? await ledger.all<{ name: string }>(`PRAGMA table_info(${table})`)
      : await ledger.all<{ name: string }>(
          'SELECT column_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = ?',
          table,
        );
  return columns.map(({ name }) => name);
}

/** In the open transaction, what names a row may come before it. */
export const deferReferences = async (db: Db, address: string): Promise<void> =>
  void (await db.run(
    isOnServer(address) ? 'SET CONSTRAINTS ALL DEFERRED' : 'PRAGMA defer_foreign_keys = ON',
  ));

/** The rows of a query, read without the program; what a broken-off one left is brought in order first. */
export function rowsIn<Row>(ledger: string, sql: string, ...values: readonly Cell[]): readonly Row[] {
  if (isOnServer(ledger)) return rowsOnServer(ledger, sql, values);
  const sqlite = new Database(ledger, { fileMustExist: true });
  try {
    return sqlite.prepare(sql).all(...values) as Row[];
  } finally {
    sqlite.close();
  }
}

function rowsOnServer<Row>(ledger: string, sql: string, values: readonly Cell[]): readonly Row[] {
  const given = [...values];
  const asked = sql.replaceAll('?', () => literal(given.shift() ?? null));
  return JSON.parse(server().tamper(ledger, `SELECT COALESCE(json_agg(t), '[]') FROM (${asked}) t`)) as Row[];
}

const literal = (value: Cell): string =>
  value === null ? 'NULL' : typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`;

/** All of the ledger, to be compared with itself. */
export const wholeOf = (ledger: string): string =>
  isOnServer(ledger) ? server().dump(ledger) : readFileSync(ledger, 'latin1');

/** Keeps the ledger as it is now; gives what puts that back, past the program. Nobody has it open then. */
export function stateOf(ledger: string): () => void {
  if (isOnServer(ledger)) {
    const dump = server().dump(ledger);
    return () => server().putBack(ledger, dump);
  }
  const bytes = readFileSync(ledger);
  return () => writeFileSync(ledger, bytes);
}

/** Takes the ledger away, as somebody does who clears up. */
export function loseLedger(ledger: string): void {
  if (isOnServer(ledger)) server().tamper(ledger, `DROP SCHEMA "${unitNamedBy(ledger)}" CASCADE`);
  else rmSync(ledger);
}

/** Which of these can be found on the disk where the ledger lies, in what is deleted there as well. */
export function tracesIn(ledger: string, traces: readonly string[]): readonly string[] {
  const bytes = isOnServer(ledger) ? server().bytes(ledger) : readFileSync(ledger);
  return traces.filter((trace) => bytes.includes(trace));
}

/** Lets go of a ledger. */
type LetGo = () => Promise<void>;

/** Writes and does not end, as another program may; gives the end of it. */
export async function holdLock(ledger: string): Promise<LetGo> {
  if (isOnServer(ledger))
    return askedOf(ledger, `BEGIN; SELECT pg_advisory_xact_lock(${APPLICATION}, hashtext(current_schema()))`);
  const sqlite = new Database(ledger);
  sqlite.exec('BEGIN IMMEDIATE');
  return async () => {
    sqlite.exec('ROLLBACK');
    sqlite.close();
  };
}

/** Reads, and has not finished, as another window may; gives the end of it. */
export async function holdReading(ledger: string): Promise<LetGo> {
  if (isOnServer(ledger)) return askedOf(ledger, 'BEGIN; SELECT COUNT(*) FROM journal');
  const sqlite = new Database(ledger);
  sqlite.exec('BEGIN');
  sqlite.prepare('SELECT COUNT(*) FROM journal').get();
  return async () => {
    sqlite.close();
  };
}

/** Of the server's own library only what is tried on one loads anything. */
const connected = async (ledger: string) =>
  (await import('../../src/store/postgres/connect.ts')).connect(ledger);

async function askedOf(ledger: string, sql: string): Promise<LetGo> {
  const client = await connected(ledger);
  await client.query(sql);
  return () => client.end();
}

/** Has read the file and keeps it open to the end of the test. */
export function keepOpen(file: string): void {
  new Database(file).prepare('SELECT * FROM journal').get();
}

/** Has the file written as on a network share. */
export const useRollbackJournal = (file: string): void => tamper(file, 'PRAGMA journal_mode = DELETE');

/** Brings the file to the version after this one, as a program of that version does when it opens it. */
export const asOfNextVersion = (file: string): void =>
  tamper(file, `ALTER TABLE note ADD COLUMN colour TEXT; PRAGMA user_version = ${VERSION + 1}`);

/** Byte 18 of the header: who does not know this write version may only read. */
export function forReadingOnly(file: string): void {
  const bytes = readFileSync(file);
  bytes[18] = 9;
  writeFileSync(file, bytes);
}

/** A row, and the place that tells it apart until it is changed. */
export type Found = Record<string, Cell> & { readonly place: Cell };

/** The ledger open to somebody who knows how to switch its guards off. */
export interface Intruder {
  /** The tables of both engines, by their names. */
  readonly tables: readonly string[];
  columnsOf(table: string): Promise<readonly { readonly name: string; readonly isNumber: boolean }[]>;
  rowsOf(table: string): Promise<readonly Found[]>;
  /** Sets one cell; returns the place of the row since. Throws where the database itself does not take it. */
  set(table: string, place: Cell, column: string, value: Cell): Promise<Cell>;
  take(table: string, place: Cell): Promise<void>;
  /** Adds the row, wherever it was before; returns its place. */
  put(table: string, row: Found): Promise<Cell>;
  /** Any other statement; nothing but the change itself is left to be seen. */
  slip(sql: string, ...values: readonly Cell[]): Promise<void>;
  close(): Promise<void>;
}

export const intruder = (ledger: string): Promise<Intruder> =>
  isOnServer(ledger) ? intruderOnServer(ledger) : Promise.resolve(intruderInFile(ledger));

/** What only a server has: its version, which a file keeps in its head, and the files that lie beside one. */
const OF_SERVER: readonly string[] = ['ledger_format', 'attachment_piece'];

async function intruderOnServer(ledger: string): Promise<Intruder> {
  const client = await connected(ledger);
  const bound = (await import('../../src/store/postgres/statements.ts')).statements();
  const ask = async (sql: string, values: readonly Cell[] = []) =>
    (await client.query(bound(sql, values))).rows as Record<string, Cell>[];
  await ask('SET session_replication_role = replica');
  const names = await ask(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
  );
  return {
    tables: names.map(({ name }) => String(name)).filter((name) => !OF_SERVER.includes(name)),
    columnsOf: async (table) =>
      (
        await ask(
          `SELECT column_name AS name, data_type AS type FROM information_schema.columns
           WHERE table_schema = current_schema() AND table_name = ? ORDER BY ordinal_position`,
          [table],
        )
      ).map(({ name, type }) => ({ name: String(name), isNumber: type !== 'text' })),
    rowsOf: async (table) =>
      (await ask(`SELECT ctid::text AS place, * FROM ${table} ORDER BY ctid`)) as Found[],
    set: async (table, place, column, value) => {
      const sql = `UPDATE ${table} SET ${column} = ? WHERE ctid = ?::tid RETURNING ctid::text AS place`;
      return (await ask(sql, [value, place]))[0]?.place ?? null;
    },
    take: async (table, place) => {
      await ask(`DELETE FROM ${table} WHERE ctid = ?::tid`, [place]);
    },
    put: async (table, row) => {
      const { sql, values } = insertion(table, row);
      return (await ask(`${sql} RETURNING ctid::text AS place`, values))[0]?.place ?? null;
    },
    slip: async (sql, ...values) => {
      await ask(sql, values);
    },
    close: () => client.end(),
  };
}

function insertion(table: string, { place, ...row }: Found): { sql: string; values: readonly Cell[] } {
  const columns = Object.keys(row);
  const values = Object.values(row) as readonly Cell[];
  return {
    sql: `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    values,
  };
}

function intruderInFile(ledger: string): Intruder {
  const sqlite = new Database(ledger);
  sqlite.unsafeMode();
  sqlite.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  const slipped = <T>(work: () => T): T => unguarded(sqlite, work);
  return {
    tables: sqlite
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .pluck()
      .all(),
    columnsOf: async (table) =>
      (sqlite.pragma(`table_info(${table})`) as { name: string; type: string }[]).map(({ name, type }) => ({
        name,
        isNumber: type === 'INTEGER',
      })),
    rowsOf: async (table) => sqlite.prepare(`SELECT rowid AS place, * FROM ${table}`).all() as Found[],
    set: async (table, place, column, value) =>
      slipped(
        () =>
          sqlite
            .prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ? RETURNING rowid`)
            .pluck()
            .get(value, place) as Cell,
      ),
    take: async (table, place) => {
      slipped(() => sqlite.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(place));
    },
    put: async (table, row) => {
      const { sql, values } = insertion(table, row);
      return slipped(
        () =>
          sqlite
            .prepare(`${sql} RETURNING rowid`)
            .pluck()
            .get(...values) as Cell,
      );
    },
    slip: async (sql, ...values) => {
      slipped(() => sqlite.prepare(sql).run(...values));
    },
    close: async () => {
      sqlite.close();
    },
  };
}

/** Does it with the guards of the journal off, and puts them back as they were. */
function unguarded<T>(sqlite: Database.Database, work: () => T): T {
  const guards = sqlite
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'",
    )
    .all();
  return sqlite.transaction(() => {
    for (const { name } of guards) sqlite.exec(`DROP TRIGGER ${name}`);
    const result = work();
    for (const { sql } of guards) sqlite.exec(sql);
    return result;
  })();
}
