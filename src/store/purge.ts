import type { Day } from '../domain/clock.ts';
import { startOfDay } from '../domain/clock.ts';
import type { Db, Ledger } from './db.ts';
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

/** The rows of the journal about one case, in their order. */
export const listCaseRows = (db: Db, no: string): Promise<JournalRow[]> =>
  db.all<JournalRow>('SELECT * FROM journal WHERE subject = ? ORDER BY seq', no);

/** Puts other data in the place of an entry's; its digest, and with it the chain, stays. */
export const redactEntry = (db: Db, seq: number, data: string): Promise<number> =>
  db.run("UPDATE journal SET data = ?, salt = '', redacted = 1 WHERE seq = ?", ...[data, seq]);

/** From here on, what is deleted or replaced is overwritten in the file, too. */
export const overwriteDeleted = (ledger: Ledger) => ledger.all('PRAGMA secure_delete = ON');

/** Writes the WAL back and empties it: what it held is gone. */
export const emptyWal = (ledger: Ledger) => ledger.all('PRAGMA wal_checkpoint(TRUNCATE)');

/** Of these attachments those that no other case has. */
export async function listUnshared(
  db: Db,
  cases: ReadonlySet<string>,
  digests: readonly string[],
): Promise<readonly string[]> {
  const unshared: string[] = [];
  for (const sha256 of digests) {
    const owners = await db.all<{ no: string }>(
      'SELECT complaint_no AS no FROM attachment WHERE sha256 = ?',
      sha256,
    );
    if (owners.every(({ no }) => cases.has(no))) unshared.push(sha256);
  }
  return unshared;
}
