import { closeSync, existsSync, linkSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { refuse } from '../domain/problems.ts';
import type { Ledger, Value } from './db.ts';

const APPLICATION_ID = 1953461619;
export const SCHEMA_VERSION = 1;
/** How long a command waits for another one to finish writing, in milliseconds. */
const BUSY_WAIT = 10_000;

/** Opens the ledger at `file`. Refuses where there is none, and what is not a ledger of this version or an older one. */
export function openLedger(file: string): Ledger {
  if (!existsSync(file)) refuse('not_found.ledger', { file });
  return refusing(file, () => {
    const sqlite = new Database(file, { fileMustExist: true, timeout: BUSY_WAIT });
    sqlite.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF');
    const [id, version] = [sqlite.pragma('application_id', { simple: true }), userVersion(sqlite)];
    if (id !== APPLICATION_ID) refuse('ledger.not_a_ledger', { file });
    if (version > SCHEMA_VERSION) refuse('ledger.newer', { file });
    return ledger(sqlite, file);
  });
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
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(draft, 'wx', 0o600));
    try {
      const sqlite = new Database(draft, { fileMustExist: true });
      sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
      sqlite.exec(strict(schema));
      const created = ledger(sqlite, file);
      await fill(created);
      created.close();
      putInPlace(draft, file);
    } finally {
      for (const left of [draft, `${draft}-wal`, `${draft}-shm`]) rmSync(left, { force: true });
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
}

const userVersion = (sqlite: Database.Database): number =>
  Number(sqlite.pragma('user_version', { simple: true }));

function ledger(sqlite: Database.Database, file: string): Ledger {
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
    transaction: async (work) => {
      refusing(file, () => sqlite.exec('BEGIN IMMEDIATE'));
      try {
        const result = await work(query);
        refusing(file, () => sqlite.exec('COMMIT'));
        return result;
      } catch (error) {
        if (sqlite.inTransaction) sqlite.exec('ROLLBACK');
        throw error;
      }
    },
    snapshot: async (work) => {
      refusing(file, () => sqlite.exec('BEGIN DEFERRED'));
      try {
        return await work(query);
      } finally {
        sqlite.exec('ROLLBACK');
      }
    },
    close: () => sqlite.close(),
  };
}

/** Runs `work`; what SQLite or the file system reports becomes a refusal in the clerk's words. */
function refusing<T>(file: string, work: () => T): T {
  try {
    const result = work();
    return result instanceof Promise
      ? (result.catch((error: unknown) => refuseFault(error, file)) as T)
      : result;
  } catch (error) {
    return refuseFault(error, file);
  }
}

function refuseFault(error: unknown, file: string): never {
  const code = codeOf(error);
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) refuse('ledger.busy');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') refuse('ledger.full');
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR_WRITE|IOERR_FSYNC)/.test(code))
    refuse('ledger.read_only', { file });
  if (/^(EACCES|EPERM|EROFS|EISDIR|ENOTDIR)$/.test(code)) refuse('ledger.read_only', { file });
  if (code === 'SQLITE_NOTADB') refuse('ledger.not_a_ledger', { file });
  if (/^SQLITE_(CORRUPT|IOERR)/.test(code)) refuse('ledger.corrupt', { file });
  throw error;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
