import type { Complaint } from '../domain/complaint.ts';
import { monthRange } from '../domain/figures.ts';
import { listComplaintsAccepted } from '../store/complaints.ts';
import type { LedgerContext } from './ledger-context.ts';

/** The cases behind the figures of a month: accepted in it and not voided, by number. */
export const listMonthCases = (ctx: LedgerContext, month: string): Promise<readonly Complaint[]> =>
  listComplaintsAccepted(ctx.ledger, monthRange(month));
