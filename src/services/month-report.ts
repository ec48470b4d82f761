import type { Moment } from '../domain/clock.ts';
import type { Complaint } from '../domain/complaint.ts';
import { type MonthFigures, monthRange } from '../domain/figures.ts';
import { listComplaintsAccepted } from '../store/complaints.ts';
import type { LedgerContext } from './ledger-context.ts';
import { reportMonth } from './statistics.ts';

export interface MonthFile {
  readonly figures: MonthFigures;
  /** The cases of the month that stand in the statistics, by number. */
  readonly cases: readonly Complaint[];
}

/** The figures of the month with the cases behind them, judged as of `asOf`. */
export async function openMonth(ctx: LedgerContext, month: string, asOf: Moment): Promise<MonthFile> {
  const figures = await reportMonth(ctx, month, asOf);
  return { figures, cases: await listComplaintsAccepted(ctx.ledger, monthRange(month)) };
}
