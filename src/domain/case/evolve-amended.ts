import type { Clocks, Moment } from './clock.ts';
import * as clocks from './clock.ts';
import {
  type Complaint,
  type Holding,
  hasContact,
  type Registration,
  responsibleDepartment,
  type Withdrawal,
} from './complaint.ts';
import type { CaseEvent, Limit } from './events.ts';
import { heldSince } from './held.ts';
import { withdrawalAt } from './timeliness.ts';

type Amended = Extract<CaseEvent, { type: 'amended' }>;

/**
 * What was registered wrong is as if it had been registered right: the acceptance time moves its clocks, the source
 * starts or cancels `hq_feedback`; nothing else moves a due time.
 */
export function amended(c: Complaint, { occurredAt: at, by, data }: Amended): Complaint {
  const { to, recuse = [], approvedBy = null, reason, hqFeedback } = data;
  const corrected = { ...c, ...to, ...firstStep(c, to) };
  const moved = to.acceptedAt === undefined ? corrected : acceptedThen(corrected, c.acceptedAt);
  const after: Complaint = {
    ...moved,
    contactOnRecord: c.contactOnRecord || hasContact(corrected),
    recused: [...new Set([...c.recused, ...recuse])],
    movedDays: [...c.movedDays, ...movedDay(c, to, { at, by, approvedBy, reason })],
  };
  const { deadlines } = after;
  const owed = hqFeedback === null ? deadlines : owedToHeadquarters(c, deadlines, hqFeedback, at);
  return {
    ...after,
    holdings: heldByCaller(after),
    deadlines: isHeadquarters(after) ? owed : clocks.annul(deadlines, ['hq_feedback'], at),
  };
}

/** The case as if it had been accepted at its amended time instead of at `before`. */
function acceptedThen(c: Complaint, before: Moment): Complaint {
  const deadlines = clocks.judgePromise(clocks.moveAcceptance(c.deadlines, before, c.acceptedAt), [
    'resolve',
  ]);
  return {
    ...c,
    deadlines,
    holdings: heldFrom(c, before),
    withdrawal: c.closure?.withdrawn ? withdrawnThen({ ...c, deadlines }) : c.withdrawal,
  };
}

/** A case that stands as it was withdrawn is judged by the moved due times; what was handled again since is not. */
const withdrawnThen = (c: Complaint): Withdrawal | null =>
  c.withdrawal?.at === c.closure?.at && c.withdrawal ? withdrawalAt(c, c.withdrawal.at) : c.withdrawal;

/** 4.1.2(4), 4.3.7(1) Headquarters passed it on, or took it itself. */
const isHeadquarters = (c: Pick<Complaint, 'source' | 'acceptedByHeadquarters'>): boolean =>
  c.source === 'headquarters' || c.acceptedByHeadquarters;

/** While nothing but the registration has happened, it is the step before. */
const firstStep = (c: Complaint, to: Partial<Registration>): Partial<Complaint> =>
  c.status === 'registered' && c.withdrawal === null && to.acceptedAt !== undefined
    ? { lastStepAt: to.acceptedAt }
    : {};

function movedDay(
  c: Complaint,
  { acceptedAt }: Partial<Registration>,
  act: Pick<Complaint['movedDays'][number], 'at' | 'by' | 'approvedBy' | 'reason'>,
): Complaint['movedDays'] {
  const [fromDay, toDay] = [clocks.dayOf(c.acceptedAt), clocks.dayOf(acceptedAt ?? c.acceptedAt)];
  return fromDay === toDay ? [] : [{ ...act, fromDay, toDay }];
}

/** Who held it first has held it since the acceptance. */
const heldFrom = ({ holdings, acceptedAt }: Complaint, before: Moment): readonly Holding[] =>
  holdings.map((holding, i) =>
    i === 0 && holding.since === before ? { ...holding, since: acceptedAt } : holding,
  );

/** A contact that turns up while nobody could be called back: the case has been the caller's since the order. */
function heldByCaller(c: Complaint): readonly Holding[] {
  const orderedAt = c.reviews.at(-1)?.at;
  const isWaiting = c.status === 'awaiting_callback' && c.holdings.length > 0;
  return isWaiting && orderedAt !== undefined ? heldSince(c, orderedAt) : c.holdings;
}

/** 4.3.7(1) The first report of the result meets the clock, also one given before the case was known to be headquarters'. */
function owedToHeadquarters(c: Complaint, deadlines: Clocks, limit: Limit, startedAt: string): Clocks {
  const told = c.feedbacks.find(({ reportsResult }) => reportsResult)?.at ?? null;
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
