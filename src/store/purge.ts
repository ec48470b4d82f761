import type { Day } from '../domain/case/clock.ts';
import { startOfDay } from '../domain/case/clock.ts';
import type { Db } from './db.ts';
import type { JournalRow } from './journal.ts';

/** Cases filed or voided before that day of which some entry still says who complained. */
export async function listPurgeable(db: Db, before: Day): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    `SELECT c.no FROM complaint c
     WHERE c.status IN ('closed', 'voided') AND COALESCE(c.voiding_at, c.closure_at) < ?
       AND EXISTS (SELECT 1 FROM journal j WHERE j.subject = c.no AND j.redacted = 0)
     ORDER BY c.numbered_on, c.sequence`,
    startOfDay(before),
  );
  return rows.map((row) => row.no);
}

/** The cases of which a purge has blanked an entry. */
export async function listPurged(db: Db): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    'SELECT DISTINCT subject AS no FROM journal WHERE redacted = 1 ORDER BY no',
  );
  return rows.map((row) => row.no);
}

/** The files that were attached, by digest, those withdrawn since included. */
const filesAttached = (rows: readonly JournalRow[]): readonly string[] =>
  rows.filter(({ type }) => type === 'file_attached').map(({ data }) => String(JSON.parse(data).sha256));

/** Of these the ones that a purge took. A file attached since, the same one again included, is not among them. */
export function filesPurged(rows: readonly JournalRow[]): ReadonlySet<string> {
  const since = new Set(filesAttached(rows.filter(({ redacted }) => redacted === 0)));
  const before = filesAttached(rows.filter(({ redacted }) => redacted !== 0));
  return new Set(before.filter((sha256) => !since.has(sha256)));
}

/** Puts other data in the place of an entry's; its digest, and with it the chain, stays. */
export const redactEntry = (db: Db, seq: number, data: string): Promise<number> =>
  db.run("UPDATE journal SET data = ?, salt = '', redacted = 1 WHERE seq = ?", ...[data, seq]);

/**
 * The files that nothing but purged entries speaks of. Those of earlier purges are among them: one may have been broken
 * off before it had removed them.
 */
export const listPurgedFiles = async (db: Db): Promise<ReadonlySet<string>> =>
  filesPurged(await db.all<JournalRow>("SELECT * FROM journal WHERE type = 'file_attached' ORDER BY seq"));
