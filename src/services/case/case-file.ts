import type { Complaint } from '../../domain/case/complaint.ts';
import { listEntries } from '../../store/journal.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { findCase } from './find.ts';

export interface CaseFile {
  readonly complaint: Complaint;
  /** The journal of the case in its order, struck-out entries included. */
  readonly entries: Awaited<ReturnType<typeof listEntries>>;
}

/** The case with its journal; `no` may be a unique ending. */
export async function openCase(ctx: LedgerContext, no: string): Promise<CaseFile> {
  const complaint = await findCase(ctx.ledger, no);
  return { complaint, entries: await listEntries(ctx.ledger, complaint.no) };
}
