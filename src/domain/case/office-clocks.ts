import type { Policy } from '../policy.ts';
import { type Clocks, cancel, end, endOfNaturalDay, start } from './clock.ts';
import { type Complaint, isJudgedInvalid } from './complaint.ts';
import type { CaseEvent, StartedClock } from './events.ts';
import { nextStep } from './workflow.ts';

/** The office's own clocks of approving, reviewing and filing run while the case waits for that step. */
const waitKinds = ['approve', 'review', 'close'] as const;
type WaitKind = (typeof waitKinds)[number];

/**
 * Which of them the case waits for as it stands. A leader's opinion on finished work may come before the reply to the
 * complainant, so it is waited for from the completion on; a waived callback is still a callback's clock.
 */
function awaited(complaint: Complaint): WaitKind | undefined {
  const { status, approved } = complaint;
  if (status === 'awaiting_callback') return undefined;
  if (status === 'completed' && !approved) return 'approve';
  const command = nextStep(complaint)?.command;
  return waitKinds.find((kind) => kind === command);
}

/**
 * The office's clocks that begin when `event` has made `after` of `before`, with the limits of the policy; 0 days is
 * none. Work that was sent back has fresh time (4.3.5, step 100); a form to be completed is reviewed anew, where a
 * leader has agreed already.
 */
export function officeClocks(
  before: Complaint | undefined,
  after: Complaint,
  event: CaseEvent,
  policy: Policy,
): readonly StartedClock[] {
  const limit = (kind: StartedClock['kind'], days: number): readonly StartedClock[] =>
    days === 0 ? [] : [{ kind, days, dueAt: endOfNaturalDay(event.occurredAt, days) }];
  const isSentBack = before?.status === 'completed' && after.status === 'executing';
  if (isSentBack && !isJudgedInvalid(after)) return limit('rework', policy.reworkDays);
  const kind = awaited(after);
  const isReviewedAnew = kind === 'review' && event.type === 'review_supplemented';
  const begins = before === undefined || kind !== awaited(before) || isReviewedAnew;
  if (kind === undefined || !begins) return [];
  const days = { approve: policy.approveDays, review: policy.reviewDays, close: policy.closeDays };
  return limit(kind, days[kind]);
}

/** The office's clocks after `event`: those of a state that was left are moot, those that begin with it run. */
export function withOfficeClocks(complaint: Complaint, event: CaseEvent): Clocks {
  const at = event.occurredAt;
  const kind = awaited(complaint);
  const left = waitKinds.filter((each) => each !== kind);
  const starts = event.data.starts ?? [];
  const moot = cancel(complaint.deadlines, left, at);
  const ended = starts.some((clock) => clock.kind === 'rework') ? end(moot, ['rework'], at, 'other') : moot;
  return starts.reduce<Clocks>(
    (all, clock) =>
      start(all, {
        ...clock,
        round: complaint.round,
        startedAt: at,
        ...(clock.kind === 'rework' ? { department: complaint.assignments.at(-1)?.department ?? null } : {}),
      }),
    ended,
  );
}
