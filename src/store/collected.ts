import type { Entry } from '../domain/case/events.ts';
import type { Db } from './db.ts';
import { entryFrom, type JournalRow } from './journal.ts';

/** What headquarters has got from a unit, in its own journal. */
export type Collected = Extract<Entry, { readonly type: 'unit_collected' }>;

/** All that was ever collected, in the order in which it was. */
export async function listCollected(db: Db): Promise<readonly Collected[]> {
  const rows = await db.all<JournalRow>(
    "SELECT * FROM journal WHERE subject >= 'unit:' AND subject < 'unit;' AND type = 'unit_collected' ORDER BY seq",
  );
  return rows.map(entryFrom).filter((entry) => entry.type === 'unit_collected');
}
