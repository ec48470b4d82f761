import type { TableWriter } from '../../documents/sheet/table-writer.ts';
import { addDays, type Day, dayOf } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { getSpan, listNumbersAccepted, pageComplaints } from '../../store/complaints.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { recordReveal } from './reveal.ts';

/** Cases held in memory at a time; larger pages raise the peak, because garbage is collected later. */
const PAGE = 25;

/** Days of acceptance, both included. */
export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The days of the whole ledger, both included: from its first case to its last; today when it is empty. */
export async function daysOf(ctx: LedgerContext): Promise<Days> {
  const { first, last } = await getSpan(ctx.ledger);
  const today = dayOf(ctx.now);
  return { from: first ?? today, to: last ?? today };
}

/** 4.4.2 Writes the cases accepted in these days, all as they are at one moment; returns how many. */
export async function exportLedger(
  ctx: LedgerContext,
  writer: TableWriter<Complaint>,
  { from, to }: Days,
  progress: (done: number, total: number) => void,
): Promise<number> {
  const range = [from, addDays(to, 1)] as const;
  const cases = await ctx.ledger.snapshot(async (db) => {
    const numbers = await listNumbersAccepted(db, range);
    let done = 0;
    for await (const page of pageComplaints(db, numbers, PAGE)) {
      await writer.write(page);
      done += page.length;
      progress(done, numbers.length);
    }
    return numbers.length;
  });
  await writer.close();
  return cases;
}

/** Records that phones were written unmasked: of so many cases, accepted in these days. */
export const recordRevealingExport = (ctx: LedgerContext, { from, to }: Days, cases: number): Promise<void> =>
  ctx.ledger.transaction((db) => recordReveal(ctx, db, { document: 'export', from, to, cases }));
