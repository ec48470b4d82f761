import { clockKinds, codes } from '../words/vocabulary.ts';
import * as clocks from './clock.ts';
import type { Complaint } from './complaint.ts';
import type { CaseEvent } from './events.ts';
import { nextRound } from './evolve-handling.ts';
import { withdrawalAt } from './timeliness.ts';

// How a case leaves the desk, and how it comes back.

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** Step 120; a waiver makes the callback moot, a withdrawal everything but the report headquarters waits for. */
export function closed(c: Complaint, { occurredAt: at, by, data }: Of<'closed'>): Complaint {
  const { waiver, withdrawn = null } = data;
  const filed = { ...c, status: 'closed', closure: { at, by, waiver, withdrawn } } as const;
  if (withdrawn) {
    const ended = codes(clockKinds).filter((kind) => kind !== 'hq_feedback');
    return {
      ...filed,
      withdrawal: c.withdrawal ?? withdrawalAt(c, at),
      deadlines: clocks.end(c.deadlines, ended, at, 'withdrawal'),
    };
  }
  const met = clocks.meet(c.deadlines, ['close'], at);
  return { ...filed, deadlines: waiver ? clocks.cancel(met, ['callback'], at) : met };
}

/** Section 3 重新处理: the next round; a withdrawn case goes on where it had come to. */
export function reopened(c: Complaint, { occurredAt: at, data }: Of<'reopened'>): Complaint {
  const next = nextRound({ ...c, closure: null }, at, data);
  if (c.verdict !== null) return next;
  return { ...next, status: c.assignments.length === 0 ? 'registered' : 'investigating' };
}

/** 1.3 It leaves the statistics with all its clocks. */
export const voided = (c: Complaint, { occurredAt: at, by, data }: Of<'voided'>): Complaint => ({
  ...c,
  status: 'voided',
  voiding: {
    at,
    by,
    reason: data.reason,
    duplicateOf: data.duplicateOf,
    approvedBy: data.approvedBy ?? null,
  },
  deadlines: clocks.cancel(c.deadlines, codes(clockKinds), at),
});
