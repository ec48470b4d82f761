import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { Moment } from '../../domain/case/clock.ts';
import { Refusal, refuse } from '../../domain/problems.ts';
import type { Db } from '../db.ts';
import { createPrivate, dropDraft, removeForGood, sync, syncFolderOf } from '../files/private-files.ts';
import { connect } from './connect.ts';
import { codeOf, refusing } from './faults.ts';
import { BUSY_WAIT, journalModeFor, ledger, openDatabase } from './open.ts';

/** What every SQLite file begins with. */
const HEADER = 'SQLite format 3\0';

/** One step that copies the whole ledger: others may write meanwhile, and the copy is of one moment. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies the ledger at `from` to the draft `to` by SQLite's backup, what is still in its WAL included, and onto the
 * disk; a draft that a killed process left there goes. The copy is one file without a WAL. Refuses what is no ledger.
 */
export async function copyLedger(from: string, to: string): Promise<void> {
  const source = openDatabase(from, undefined, { readonly: true });
  try {
    refusing(to, () => createPrivate(to));
    let steps = 0;
    const progress = () => (steps++ < 2 ? ALL_PAGES : refuse('ledger.busy'));
    await refusing(to, () => source.backup(to, { progress }));
  } finally {
    source.close();
  }
  refusing(to, () => {
    setJournalMode(to, 'DELETE');
    sync(to);
  });
}

function setJournalMode(file: string, mode: string): void {
  const sqlite = connect(file, { fileMustExist: true, timeout: BUSY_WAIT });
  sqlite.pragma(`journal_mode = ${mode}`);
  sqlite.close();
}

/** Gives the written draft its name, unless a file of that name is there. */
export function giveName(draft: string, file: string): boolean {
  return refusing(file, () => {
    if (existsSync(file)) return false;
    try {
      linkSync(draft, file);
      dropDraft(draft);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      // A disk without links, such as a USB stick's.
      renameSync(draft, file);
    }
    syncFolderOf(file);
    return true;
  });
}

/** The hash of the first entry: every ledger has its own, and all its copies have the same. */
export function findOrigin(file: string): string | undefined {
  try {
    const sqlite = openDatabase(file, undefined, { readonly: true });
    try {
      return sqlite.prepare<[], string>('SELECT hash FROM journal WHERE seq = 1').pluck().get();
    } finally {
      sqlite.close();
    }
  } catch {
    return undefined;
  }
}

/** The files of a folder whose names `pattern` takes, in the order of their names. */
export const listFiles = (folder: string, pattern: RegExp): readonly string[] =>
  refusing(folder, () =>
    readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );

export const removeFile = (file: string): void => refusing(file, () => removeForGood(file));

/**
 * Puts `draft` in the place of the ledger at `file`, which is kept as `kept` where there is one. Nobody uses the ledger meanwhile:
 * `prepare` gets it as it is left for good, or undefined where there is none or it cannot be read. Refuses while others
 * use it; who waits for it finds its file moved and is refused, so nothing is recorded where it would be lost.
 */
export async function replaceLedger(
  file: string,
  draft: string,
  kept: string | null,
  prepare: (old: Db | undefined) => Promise<void>,
): Promise<void> {
  const old = await openAlone(file);
  try {
    await prepare(old && ledger(old, file, false));
    refusing(file, () => {
      setJournalMode(draft, journalModeFor(file));
      sync(draft);
      if (kept !== null) keep(file, kept);
      try {
        renameSync(draft, file);
      } catch (error) {
        // Windows renames no file that is open.
        if (!/^(EPERM|EACCES|EBUSY)$/.test(codeOf(error))) throw error;
        old?.close();
        renameSync(draft, file);
      }
      syncFolderOf(file);
    });
  } finally {
    old?.close();
  }
}

/**
 * Two names for one file, so that there is a ledger at every moment; without links there is none for an instant. They
 * are on the disk, and what is left of a WAL is not, before another file gets the first name.
 */
function keep(file: string, kept: string): void {
  for (const part of ['-wal', '-shm', '-journal'])
    if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${kept}${part}`);
  try {
    linkSync(file, kept);
  } catch {
    renameSync(file, kept);
  }
  syncFolderOf(kept);
}

/** The ledger locked for this process alone, its WAL written back; undefined where there is none that can be read. */
const openAlone = (file: string): Promise<Database.Database | undefined> =>
  refusing(file, async () => {
    const sqlite = openIfReadable(file);
    if (sqlite === undefined) return undefined;
    try {
      for (let waited = 0; !isAlone(sqlite); waited += 100) {
        if (waited >= BUSY_WAIT) refuse('ledger.busy');
        await setTimeout(100);
      }
      return sqlite;
    } catch (error) {
      sqlite.close();
      if (isUnreadable(error)) return undefined;
      throw error;
    }
  });

/** Takes the lock that keeps everybody out; without a WAL it keeps out readers, too. */
function isAlone(sqlite: Database.Database): boolean {
  try {
    if (sqlite.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') return false;
    sqlite.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}

/** There is no ledger that could be read, whether SQLite says so or it has been put in words. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof Refusal
    ? /^(not_found\.ledger|ledger\.(not_a_ledger|corrupt|io_error))$/.test(error.problem.code)
    : /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(codeOf(error));

/** What is no database is not opened at all: SQLite would remove the WAL beside it, which is evidence now. */
function openIfReadable(file: string): Database.Database | undefined {
  if (!isDatabase(file)) return undefined;
  try {
    return openDatabase(file, undefined, { timeout: 100 });
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  }
}

function isDatabase(file: string): boolean {
  if (!existsSync(file)) return false;
  const header = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header);
  } finally {
    closeSync(descriptor);
  }
  return header.toString('latin1') === HEADER;
}

/** Where a copy is written before it has its name: beside it, so that naming it is one step. */
export const draftBeside = (file: string): string => join(dirname(file), `.${process.pid}.tousu-new`);

/** The drafts in a folder that nobody has written to since `moment`: killed processes left them. */
export const listLeftDrafts = (folder: string, moment: Moment): readonly string[] =>
  listFiles(folder, /^\.\d+\.tousu-new$/).filter((file) => {
    const status = statSync(file, { throwIfNoEntry: false });
    return status !== undefined && status.mtimeMs < Date.parse(moment);
  });
