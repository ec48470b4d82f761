import type { Day } from '../domain/case/clock.ts';
import type { Complaint } from '../domain/case/complaint.ts';
import type { JournalEvent } from '../domain/case/events.ts';
import { refuse } from '../domain/problems.ts';
import { type Db, insert } from './db.ts';
import { getHead, linkAfter, type Unchained, unchained } from './journal.ts';
import { type CaseTable, childRows, childTables, complaintRow } from './tables.ts';

/**
 * New cases on their way into the ledger. Their rows are made ready in temporary tables of the connection, which nobody
 * else sees or waits for: only to move them into the tables of the ledger and to chain their entries takes the lock.
 */

const caseTables: readonly CaseTable[] = ['complaint', ...childTables];

/** The columns of an entry that its place in the chain does not change. */
const entryColumns = Object.keys({
  subject: true,
  type: true,
  occurred_at: true,
  recorded_at: true,
  done_by: true,
  operator: true,
  digest: true,
  data: true,
  salt: true,
  personal: true,
  personal_salt: true,
  personal_digest: true,
} satisfies Record<keyof Unchained, true>).join(', ');

/** Empty tables for cases; what was staged before is gone. Like all of staging to be done in `Ledger.aside`. */
export async function openStage(db: Db): Promise<void> {
  for (const table of caseTables)
    await temporary(db, `staged_${table}`, `AS SELECT * FROM ${table} WHERE 1 = 0`);
  await temporary(db, 'staged_entry', `AS SELECT seq AS place, ${entryColumns} FROM journal WHERE 1 = 0`);
  await db.run('CREATE INDEX staged_entry_by_place ON staged_entry (place)');
  await temporary(
    db,
    'staged_link',
    '(place INTEGER NOT NULL PRIMARY KEY, seq INTEGER NOT NULL, prev_hash TEXT NOT NULL, hash TEXT NOT NULL)',
  );
}

async function temporary(db: Db, table: string, definition: string): Promise<void> {
  await db.run(`DROP TABLE IF EXISTS ${table}`);
  await db.run(`CREATE TEMPORARY TABLE ${table} ${definition}`);
}

/** The case with the event that made it; its entry will be the `place`th of those staged, from 1. */
export async function stageCase(
  db: Db,
  place: number,
  { complaint, event }: { readonly complaint: Complaint; readonly event: JournalEvent },
): Promise<void> {
  await insert(db, 'staged_complaint', complaintRow(complaint));
  for (const [table, rows] of childRows(complaint))
    for (const row of rows) await insert(db, `staged_${table}`, row);
  await insert(db, 'staged_entry', { place, ...(await unchained(db, event)) });
}

/**
 * Moves all that is staged into the ledger, its entries behind the last one; inside the caller's transaction. `written` hears
 * which share of the work is done, from 0 to nearly 1: all is done when the transaction has ended.
 */
export async function recordStaged(db: Db, written: (share: number) => void): Promise<void> {
  const steps = caseTables.length + 2;
  for (const [i, table] of caseTables.entries()) {
    written(i / steps);
    await moveRows(db, `staged_${table}`, `INSERT INTO ${table} SELECT * FROM staged_${table}`);
  }
  written(caseTables.length / steps);
  await linkEntries(db);
  written((caseTables.length + 1) / steps);
  await moveRows(
    db,
    'staged_entry',
    `INSERT INTO journal (seq, prev_hash, hash, ${entryColumns}) SELECT seq, prev_hash, hash, ${entryColumns}
     FROM staged_link JOIN staged_entry USING (place) ORDER BY place`,
  );
}

/** The highest sequence of each day among the cases that are staged. */
export const listStagedNumbers = (db: Db): Promise<{ readonly day: Day; readonly last: number }[]> =>
  db.all('SELECT numbered_on AS day, MAX(sequence) AS last FROM staged_complaint GROUP BY numbered_on');

/** Refuses where fewer rows came than were staged: something in the database swallowed them. */
async function moveRows(db: Db, from: string, insertion: string): Promise<void> {
  const staged = await db.get<{ count: number }>(`SELECT COUNT(*) AS count FROM ${from}`);
  if ((await db.run(insertion)) !== staged?.count)
    refuse('journal.broken', { findings: [`${from} 的行没有全部记下，什么也没有改`] });
}

type EntryToLink = { readonly place: number } & Parameters<typeof linkAfter>[1];

/** Entries that are in memory at a time. */
const PAGE = 1000;

async function linkEntries(db: Db): Promise<void> {
  let head = await getHead(db);
  for (let last = 0; ; ) {
    const rows = await db.all<EntryToLink>(
      `SELECT place, subject, type, occurred_at, recorded_at, done_by, operator, digest FROM staged_entry
       WHERE place > ? ORDER BY place LIMIT ?`,
      last,
      PAGE,
    );
    for (const row of rows) {
      const link = linkAfter(head, row);
      await insert(db, 'staged_link', { place: row.place, ...link });
      head = { ...head, ...link };
      last = row.place;
    }
    if (rows.length < PAGE) return;
  }
}
