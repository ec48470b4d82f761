import type { Clocks } from './clock.ts';
import * as clocks from './clock.ts';
import { type Complaint, type Registration, responsibleDepartment } from './complaint.ts';
import type { CaseEvent, Limit } from './events.ts';

type Amended = Extract<CaseEvent, { type: 'amended' }>;

/**
 * What was registered wrong is as if it had been registered right: the acceptance time moves its clocks, the source
 * starts or cancels `hq_feedback`; nothing else moves a due time.
 */
export function amended(c: Complaint, { occurredAt: at, data }: Amended): Complaint {
  const { to, hqFeedback } = data;
  const after = { ...c, ...to, ...firstStep(c, to) };
  const moved =
    to.acceptedAt === undefined
      ? c.deadlines
      : clocks.judgePromise(clocks.moveAcceptance(c.deadlines, c.acceptedAt, to.acceptedAt));
  if (after.source !== 'headquarters')
    return { ...after, deadlines: clocks.annul(moved, ['hq_feedback'], at) };
  return { ...after, deadlines: hqFeedback === null ? moved : owedToHeadquarters(c, moved, hqFeedback, at) };
}

/** While nothing but the registration has happened, it is the step before. */
const firstStep = (c: Complaint, to: Partial<Registration>): Partial<Complaint> =>
  c.status === 'registered' && to.acceptedAt !== undefined ? { lastStepAt: to.acceptedAt } : {};

/** 4.3.7(1) The first feedback meets the clock, also one given before the case was known to be headquarters'. */
function owedToHeadquarters(c: Complaint, deadlines: Clocks, limit: Limit, startedAt: string): Clocks {
  const told = c.feedbacks[0]?.at ?? null;
  const owing = told === null ? c.assignments : c.assignments.filter(({ at }) => at <= told);
  const started = clocks.start(deadlines, {
    kind: 'hq_feedback',
    round: 1,
    startedAt,
    department: responsibleDepartment({ assignments: owing }),
    ...limit,
  });
  return told === null ? started : clocks.meet(started, ['hq_feedback'], told);
}
