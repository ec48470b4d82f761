import { closeSync, existsSync, linkSync, openSync, readSync, renameSync, unlinkSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { Refusal, refuse } from '../../domain/problems.ts';
import type { ChainEnds, Engine, Upgrade } from '../db.ts';
import { codeOf } from '../files/faults.ts';
import { statOf } from '../files/ledger-files.ts';
import { beginDraft } from '../files/left-drafts.ts';
import { putInPlace, sync, syncFolderOf } from '../files/private-files.ts';
import { refuseSecondName } from '../files/same-file.ts';
import { connect } from './connect.ts';
import { refusing } from './faults.ts';
import { ledger } from './ledger.ts';
import { BUSY_WAIT, journalModeFor, openDatabase } from './open.ts';
import { definitionsIn, isDefinedIn, isJournalIn } from './schema.ts';

/** What every SQLite file begins with. */
const HEADER = 'SQLite format 3\0';

/** One step that copies the whole ledger: others may write meanwhile, and the copy is of one moment. */
const ALL_PAGES = 0x7fffffff;

/** Copies by SQLite's backup, what is still in the WAL included. The copy is one file without a WAL; see Engine.copyOut. */
export const copyLedger: Engine['copyOut'] = async (from, to) => {
  const source = openDatabase(from, { readonly: true });
  try {
    beginDraft(to);
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
};

function setJournalMode(file: string, mode: string): void {
  const sqlite = connect(file, { fileMustExist: true, timeout: BUSY_WAIT });
  sqlite.pragma(`journal_mode = ${mode}`);
  sqlite.close();
}

/** See chainOf of store/engine.ts. A copy may lie where anybody can put one: the journal must be the table that it is in every ledger. */
export const chainOf = async (file: string, { schema }: Upgrade): Promise<ChainEnds | undefined> => {
  try {
    const sqlite = openDatabase(file, { readonly: true });
    try {
      if (!isReadSafely(sqlite, schema())) return undefined;
      const entry = 'SELECT seq, hash, recorded_at AS "recordedAt" FROM journal';
      const first = sqlite.prepare<[], ChainEnds['head']>(`${entry} WHERE seq = 1`).get();
      const head = sqlite.prepare<[], ChainEnds['head']>(`${entry} ORDER BY seq DESC LIMIT 1`).get();
      return first && head && { origin: first.hash, head };
    } finally {
      sqlite.close();
    }
  } catch {
    return undefined;
  }
};

/** What is read of a ledger that was not verified are the tables they are in every ledger, not views that never end. */
function isReadSafely(sqlite: Database.Database, schema: string): boolean {
  const definitions = definitionsIn(sqlite);
  return (
    definitions.some((each) => each.name === 'journal' && isJournalIn(each.sql, schema)) &&
    definitions.some((each) => each.name === 'daily_sequence' && isDefinedIn(each.sql, schema))
  );
}

/**
 * See Engine.replace. Who waits for the ledger finds its file moved and is refused, so nothing is recorded where it would
 * be lost.
 */
export const replaceLedger: Engine['replace'] = async (file, draft, { stamp, schema }, prepare) => {
  refuseSecondName(file);
  const old = await openAlone(file);
  try {
    await prepare(old && isReadSafely(old, schema()) ? ledger(old, file) : undefined, null);
    return refusing(file, () => {
      setJournalMode(draft, journalModeFor(file));
      sync(draft);
      const kept = existsSync(file) ? freeName(`${file}.replaced-${stamp}`) : null;
      try {
        if (kept !== null) keep(file, kept);
        putInPlaceOf(file, draft, old);
      } catch (error) {
        if (kept !== null) takeBack(file, kept);
        throw error;
      }
      return kept;
    });
  } finally {
    old?.close();
  }
};

function putInPlaceOf(file: string, draft: string, old: Database.Database | undefined): void {
  try {
    putInPlace(draft, file, { replacing: true });
  } catch (error) {
    // Windows renames no file that is open.
    if (old === undefined || !/^(EPERM|EACCES|EBUSY)$/.test(codeOf(error))) throw error;
    old.close();
    putInPlace(draft, file, { replacing: true });
  }
}

function freeName(name: string): string {
  let n = 1;
  while (existsSync(n === 1 ? name : `${name}-${n}`)) n++;
  return n === 1 ? name : `${name}-${n}`;
}

/**
 * Two names for one file, so that there is a ledger at every moment; without links there is none for an instant. They
 * are on the disk, and what is left of a WAL is not, before another file gets the first name.
 */
function keep(file: string, kept: string): void {
  moveParts(file, kept);
  try {
    linkSync(file, kept);
  } catch {
    renameSync(file, kept);
  }
  syncFolderOf(kept);
}

/** What SQLite keeps beside a file goes with it. */
function moveParts(from: string, to: string): void {
  for (const part of ['-wal', '-shm', '-journal'])
    if (existsSync(`${from}${part}`)) renameSync(`${from}${part}`, `${to}${part}`);
}

/** The ledger was not replaced after all: with a second name it could not be opened. Where that fails, too, it stays. */
function takeBack(file: string, kept: string): void {
  const [now, before] = [statOf(file), statOf(kept)];
  if (before === undefined || (now !== undefined && now.ino !== before.ino)) return;
  try {
    if (now === undefined) renameSync(kept, file);
    else unlinkSync(kept);
    moveParts(kept, file);
  } catch {
    // The reason why it was not replaced is told.
  }
}

/** The ledger locked for this process alone, its WAL written back; undefined where there is none that can be read. */
const openAlone = (file: string): Promise<Database.Database | undefined> =>
  refusing(file, async () => {
    const sqlite = openIfReadable(file);
    if (sqlite === undefined) return undefined;
    try {
      for (let waited = 0; !isAlone(sqlite); waited += 100) {
        if (waited >= BUSY_WAIT) refuse('ledger.busy');
        await new Promise((resolve) => setTimeout(resolve, 100));
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
    return openDatabase(file, { timeout: 100 });
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
