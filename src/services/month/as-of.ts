import type { Moment } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { type MonthFigures, monthRange, monthsUntil } from '../../domain/month/figures.ts';
import { policyFrom } from '../../domain/policy.ts';
import { ledgerAsOf } from '../../store/as-of.ts';
import { listComplaintsAccepted } from '../../store/complaints.ts';
import { listPurged } from '../../store/purge.ts';
import { listSettings } from '../../store/settings.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { changesSinceFinal } from './finalise.ts';
import { reportMonth } from './statistics.ts';

/** What a report of a month rests on. */
export interface MonthAsOf {
  readonly figures: MonthFigures;
  /** The cases of the month, by date and sequence; voided ones left out. */
  readonly cases: readonly Complaint[];
  /** What had changed since the figures were sent to headquarters, a sentence each. */
  readonly changes: readonly string[];
  /** The cases of the month whose personal data was purged since: their words can no longer be compared. */
  readonly purged: ReadonlySet<string>;
}

/** Up to which entry, and judged as of when. */
export interface PrintedEntry {
  readonly seq: number;
  readonly asOf: Moment;
}

/**
 * What a report of the month said when the journal ended with that entry: departments, settings and limits as they were
 * then. Counted by what counts every report; undefined where the ledger had not got so far as to have a unit.
 */
export async function monthAsOf(
  ctx: LedgerContext,
  month: string,
  { seq, asOf }: PrintedEntry,
): Promise<MonthAsOf | undefined> {
  const [first = month] = monthsUntil(month, 12);
  const ledger = await ctx.ledger.snapshot((db) =>
    ledgerAsOf(ctx.ledger, db, { seq, months: [first, month] }),
  );
  try {
    const settings = await listSettings(ledger);
    if (!settings.has('unit.name')) return undefined;
    const then: LedgerContext = { ...ctx, ledger, settings, policy: policyFrom(settings) };
    const figures = await reportMonth(then, month, asOf);
    const cases = await listComplaintsAccepted(ledger, monthRange(month));
    const purged = new Set(await listPurged(ledger));
    return {
      figures,
      cases,
      changes: await changesSinceFinal(then, figures),
      purged: new Set(cases.flatMap(({ no }) => (purged.has(no) ? [no] : []))),
    };
  } finally {
    await ledger.close();
  }
}
