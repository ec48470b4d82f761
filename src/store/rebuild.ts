import { type Entry, type LedgerEvent, standing } from '../domain/case/events.ts';
import { replay } from '../domain/case/evolve.ts';
import { Refusal, refuse } from '../domain/problems.ts';
import { saveComplaint } from './complaints.ts';
import type { Db, Upgrade } from './db.ts';
import { listKnownGaps, raiseSequence } from './import.ts';
import { listEntriesOf, pageLedgerEntries, spansOfCases } from './inspection.ts';
import { entryFrom, getHead, type JournalRow } from './journal.ts';
import { applyLedgerEvent } from './ledger-events.ts';
import { countNumbers } from './numbers.ts';
import { listSettings } from './settings.ts';

/** Cases, or entries of the ledger itself, that are in memory at a time. */
const PAGE = 500;

/**
 * Fills empty tables with what the journal says: what holds of the ledger itself first, then case by case, then the
 * counters of the days. `progress` hears of the entries. Refuses a journal that makes no case of its entries.
 */
export async function fillTables(db: Db, progress: Upgrade['progress']): Promise<void> {
  const { seq: total } = await getHead(db);
  let done = 0;
  const passed = (rows: readonly JournalRow[]) => {
    done += rows.length;
    progress(done, total);
  };
  for await (const rows of pageLedgerEntries(db, PAGE)) {
    for (const row of rows)
      await orUnreadable(`第 ${row.seq} 条流水`, () =>
        applyLedgerEvent(db, entryFrom(row) as Entry<LedgerEvent>),
      );
    passed(rows);
  }
  for await (const span of spansOfCases(db, PAGE)) {
    const rows = await listEntriesOf(db, span);
    for (const [no, entries] of Map.groupBy(rows, (row) => row.subject))
      await orUnreadable(no, () => saveComplaint(db, replay(standing(entries.map(entryFrom))), undefined));
    passed(rows);
  }
  await countNumbers(db);
  // A number that a ledger gave out before a backup took its place is given to nobody else.
  const unit = (await listSettings(db)).get('unit.code');
  for (const [day, missing] of await listKnownGaps(db))
    await raiseSequence(db, unit ?? '', day, missing.at(-1)?.[1] ?? 0);
  progress(total, total);
}

/** An entry that cannot have been recorded was written past the program. */
async function orUnreadable(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    refuse('journal.broken', { findings: [`${what}不能重放，台账没有动`] });
  }
}
