import type { Complaint } from '../../domain/case/complaint.ts';
import { type CaseEvent, type Entry, standing } from '../../domain/case/events.ts';
import { replay } from '../../domain/case/evolve.ts';
import { Refusal } from '../../domain/problems.ts';
import { undo } from '../../domain/steps/correct.ts';
import { saveComplaint } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';
import { listEntries } from '../../store/journal.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { getPerson } from '../people.ts';
import { findCase } from './find.ts';
import { append, type Recorded } from './record-step.ts';

export interface UndoInput {
  readonly no: string;
  readonly reason: string;
  /** The leader who lets a completed callback be withdrawn; null for anything else. */
  readonly approvedBy: string | null;
  /** The entry that the clerk was shown as the one to go; null where he was shown none. */
  readonly shown: number | null;
}

export interface Withdrawal extends Recorded {
  /** The entry that was struck out. */
  readonly struck: Entry<CaseEvent>;
}

/** The case that `no` names, and its last entry that still stands. */
export async function findLastStep(
  db: Db,
  no: string,
): Promise<{ readonly complaint: Complaint; readonly last: Entry<CaseEvent> | undefined }> {
  const complaint = await findCase(db, no);
  return { complaint, last: standing(await listEntries(db, complaint.no)).at(-1) };
}

/**
 * Strikes out the last entry of the case that still stands; the case is replayed without it. Refuses when that is another
 * one than was shown.
 */
export function undoCase(
  ctx: LedgerContext,
  { no, reason, approvedBy, shown }: UndoInput,
): Promise<Withdrawal> {
  return ctx.ledger.transaction(async (db) => {
    const before = await findCase(db, no);
    const entries = await listEntries(db, before.no);
    const who = { by: ctx.operator, now: ctx.now, operator: ctx.operator };
    const approver = approvedBy === null ? null : await getPerson(db, approvedBy, 'leader');
    const outcome = undo({ no: before.no, entries, reason, approver, shown, ...who }, before);
    if (!outcome.ok) throw new Refusal(outcome.problem);
    const complaint = replay(standing(entries).slice(0, -1));
    await saveComplaint(db, complaint, before);
    const warnings = await append(db, outcome.event);
    return { complaint, warnings, struck: outcome.struck };
  });
}
