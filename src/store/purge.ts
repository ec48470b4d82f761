import type { Day } from '../domain/case/clock.ts';
import { startOfDay } from '../domain/case/clock.ts';
import type { Entry, LedgerEvent } from '../domain/case/events.ts';
import type { Db } from './db.ts';
import { entryFrom, type JournalRow } from './journal.ts';

/** An entry that tells of a purge. */
export type Purge = Entry<Extract<LedgerEvent, { type: 'personal_data_purged' }>>;

/** Every purge there was, in order. */
export async function listPurges(db: Db): Promise<readonly Purge[]> {
  const rows = await db.all<JournalRow>(
    "SELECT * FROM journal WHERE subject = 'ledger' AND type = 'personal_data_purged' ORDER BY seq",
  );
  return rows.map((row) => entryFrom(row) as Purge);
}

/** Of each case that was purged, the number of the entry that tells of its last purge. */
export const lastPurges = (purges: readonly Pick<Purge, 'seq' | 'data'>[]): ReadonlyMap<string, number> =>
  new Map(purges.flatMap(({ seq, data }) => data.cases.map(({ no }) => [no, seq] as const)));

/** Cases filed or voided before that day of which something was recorded since their last purge, or that had none. */
export async function listPurgeable(db: Db, before: Day): Promise<readonly string[]> {
  const rows = await db.all<{ no: string; last: number }>(
    `SELECT c.no, (SELECT MAX(j.seq) FROM journal j WHERE j.subject = c.no) AS last FROM complaint c
     WHERE c.status IN ('closed', 'voided') AND COALESCE(c.voiding_at, c.closure_at) < ?
     ORDER BY c.numbered_on, c.sequence`,
    startOfDay(before),
  );
  const purged = lastPurges(await listPurges(db));
  return rows.filter(({ no, last }) => last > (purged.get(no) ?? 0)).map(({ no }) => no);
}

/** The cases of which a purge has blanked an entry. */
export async function listPurged(db: Db): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    'SELECT DISTINCT subject AS no FROM journal WHERE redacted = 1 ORDER BY no',
  );
  return rows.map((row) => row.no);
}

type FileRow = Pick<JournalRow, 'seq' | 'subject' | 'type' | 'data'>;

/**
 * The files, by digest, that purges took: attached before, those withdrawn since included. A file attached later, the same
 * one again included, is not among them. `purged` says of each case which entry tells of its last purge.
 */
export function filesPurged(
  rows: readonly FileRow[],
  purged: ReadonlyMap<string, number>,
): ReadonlySet<string> {
  const [before, since] = [new Set<string>(), new Set<string>()];
  for (const { seq, subject, type, data } of rows)
    if (type === 'file_attached')
      (seq < (purged.get(subject) ?? 0) ? before : since).add(String(JSON.parse(data).sha256));
  return new Set([...before].filter((sha256) => !since.has(sha256)));
}

/** Puts what a purge leaves of an entry in its place; what chains it stays. */
export const redactEntry = (db: Db, row: JournalRow): Promise<number> =>
  db.run(
    'UPDATE journal SET data = ?, salt = ?, personal = ?, personal_salt = ?, redacted = 1 WHERE seq = ?',
    row.data,
    row.salt,
    row.personal,
    row.personal_salt,
    row.seq,
  );

/**
 * The files that nothing but purged entries speaks of. Those of earlier purges are among them: one may have been broken
 * off before it had removed them.
 */
export async function listPurgedFiles(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.all<FileRow>(
    "SELECT seq, subject, type, data FROM journal WHERE type = 'file_attached' ORDER BY seq",
  );
  return filesPurged(rows, lastPurges(await listPurges(db)));
}
