import { type Db, insert, type Ledger, placeholders } from './db.ts';
import { pageLedgerEntries } from './inspection.ts';
import type { JournalRow } from './journal.ts';
import { ledgerTables } from './ledger-events.ts';
import { fillTables } from './rebuild.ts';
import { childTables } from './tables.ts';

/** What of the ledger a report of these months needs, as it was after the entry of that number. */
export interface Excerpt {
  readonly seq: number;
  /** The first and the last month, both included. */
  readonly months: readonly [from: string, to: string];
}

/** Cases that are looked up at a time. */
const PAGE = 500;

/**
 * The ledger as it was after one entry, in memory beside it: directory and settings whole, and of the cases those that a
 * report of the months can show. To be closed. `db` reads the ledger.
 */
export async function ledgerAsOf(ledger: Ledger, db: Db, excerpt: Excerpt): Promise<Ledger> {
  const copy = await ledger.emptyCopy([
    ...Object.keys(ledgerTables),
    'journal',
    'complaint',
    ...childTables,
    'daily_sequence',
  ]);
  try {
    await copy.transaction(async (into) => {
      for await (const row of rowsOf(db, excerpt)) await insert(into, 'journal', { ...row });
      await fillTables(into, () => {});
    });
    return copy;
  } catch (error) {
    await copy.close();
    throw error;
  }
}

async function* rowsOf(db: Db, excerpt: Excerpt): AsyncGenerator<JournalRow> {
  for await (const rows of pageLedgerEntries(db, PAGE))
    for (const row of rows) if (row.seq <= excerpt.seq) yield row;
  const numbers = await listNumbersConcerned(db, excerpt);
  for (let from = 0; from < numbers.length; from += PAGE) {
    const page = numbers.slice(from, from + PAGE);
    yield* await db.all<JournalRow>(
      `SELECT * FROM journal WHERE subject IN (${placeholders(page)}) AND seq <= ? ORDER BY seq`,
      ...page,
      excerpt.seq,
    );
  }
}

/**
 * The cases accepted or numbered in the months; those amended, which may have been accepted in them then; the one whose
 * entry is the last; and the earliest there was, by which it is known when the ledger began.
 */
async function listNumbersConcerned(
  db: Db,
  { seq, months: [from, to] }: Excerpt,
): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    `SELECT no FROM complaint WHERE accepted_month BETWEEN ? AND ?
     UNION SELECT no FROM complaint WHERE numbered_on BETWEEN ? AND ?
     UNION SELECT j.subject FROM journal j JOIN complaint c ON c.no = j.subject
           WHERE j.seq <= ? AND (j.type = 'amended' OR j.seq = ?)
     UNION SELECT no FROM (SELECT c.no FROM complaint c WHERE EXISTS (
             SELECT 1 FROM journal j WHERE j.subject = c.no AND j.seq <= ?)
           ORDER BY c.numbered_on, c.sequence LIMIT 1) AS earliest
     ORDER BY no`,
    from,
    to,
    `${from}-01`,
    `${to}-31`,
    seq,
    seq,
    seq,
  );
  return rows.map(({ no }) => no);
}
