import * as clocks from '../case/clock.ts';
import { type Clocks, endOfDay, endOfNaturalDay, type Moment } from '../case/clock.ts';
import type { Policy } from '../policy.ts';
import { clocksOfAcceptance } from '../steps/register.ts';
import { type ClockKind, clockKinds, codes, type Source, type Status } from '../words/vocabulary.ts';
import { type OldCase, owesReply, type Times, UNRECORDED } from './old-case.ts';

interface Known {
  readonly old: OldCase;
  readonly times: Times;
  readonly status: Status;
  readonly source: Source;
  readonly policy: Policy;
}

/**
 * The clocks that the case would have had, met when the row says they were. A clock that must have been met, the row
 * does not say when, is neither kept nor missed: it is cancelled, unless the row calls it missed. In an open case the
 * clocks of what is still to be done run.
 */
export function importedClocks({ old, times, status, source, policy }: Known): Clocks {
  const accepted = times.acceptedAt as Moment;
  const begun = clocksOfAcceptance(
    { source, acceptedByHeadquarters: false },
    accepted,
    policy,
  ).reduce<Clocks>((all, clock) => clocks.start(all, { ...clock, round: 1, startedAt: accepted }), []);
  const judged = judgedClocks(assignedClocks(begun, old, times), old, times, policy);
  const done = completedClocks(promisedClocks(judged, old, times), old, times);
  const followed = callbackClock(done, old, times, policy);
  const missed = old.missed ?? [];
  const moot = pastKinds(status, old).filter((kind) => !missed.includes(kind));
  return clocks.cancel(followed, moot, accepted);
}

const hasSeveralRounds = ({ round }: OldCase): boolean => (round ?? 1) > 1;

const meetWhenKnown = (all: Clocks, kinds: readonly ClockKind[], at: Moment | null): Clocks =>
  at === null ? all : clocks.meet(all, kinds, at);

/** 4.3.1, Annex 1: the assignment meets `assign`; the response it asked for is met by the first work that followed. */
function assignedClocks(all: Clocks, old: OldCase, times: Times): Clocks {
  const { assignedAt, verdictAt, proposedAt, explainedAt, completedAt } = times;
  if (old.department === null) return all;
  const handed = clocks.handOver(
    meetWhenKnown(all, ['assign'], firstAssigned(all, old, times)),
    old.department,
  );
  if (assignedAt === null || old.respondWithin === null) return handed;
  const dueAt = endOfNaturalDay(assignedAt, old.respondWithin);
  const asked = clocks.start(handed, {
    kind: 'response',
    round: 1,
    startedAt: assignedAt,
    dueAt,
    days: old.respondWithin,
    department: old.department,
  });
  const responded = verdictAt ?? proposedAt ?? explainedAt ?? completedAt;
  // Of several rounds the row has the last work, which was not the response; nor was it where the row calls it missed.
  const isMissed = old.missed?.includes('response') === true && !clocks.isPastDue(dueAt, responded ?? dueAt);
  return hasSeveralRounds(old) || isMissed ? asked : meetWhenKnown(asked, ['response'], responded);
}

/** Of several assignments the row has the time of the last: the first was no later, and whether it was late is unknown. */
function firstAssigned(
  all: Clocks,
  { earlierDepartments, missed }: OldCase,
  { assignedAt }: Times,
): Moment | null {
  const late = all.some(({ kind, dueAt }) => kind === 'assign' && clocks.isPastDue(dueAt, assignedAt ?? ''));
  const several = (earlierDepartments ?? []).length > 0;
  return several && late && !missed?.includes('assign') ? null : assignedAt;
}

/** 4.3.7(2): an invalid verdict puts `explain` in the place of `resolve`. */
function judgedClocks(all: Clocks, old: OldCase, times: Times, policy: Policy): Clocks {
  if (old.verdict !== 'invalid') return all;
  const accepted = times.acceptedAt as Moment;
  const judged = times.verdictAt ?? times.investigatedAt ?? times.assignedAt ?? accepted;
  const explained = clocks.start(clocks.cancel(all, ['resolve'], judged, 'verdict'), {
    kind: 'explain',
    round: 1,
    startedAt: judged,
    dueAt: endOfNaturalDay(accepted, policy.explainDays),
    days: policy.explainDays,
    person: old.acceptor ?? UNRECORDED,
  });
  return meetWhenKnown(explained, ['explain'], times.explainedAt);
}

/** 4.3.7(1): a solution agreed in time, with an outside factor and a promised day. Of several rounds it is the last one's. */
function promisedClocks(all: Clocks, old: OldCase, times: Times): Clocks {
  const at = times.answeredAt;
  if (!old.accepted || at === null || old.externalFactor === null || old.promisedOn === null) return all;
  return clocks.judgePromise(
    clocks.start(all, {
      kind: 'promise',
      round: old.round ?? 1,
      startedAt: at,
      dueAt: endOfDay(old.promisedOn),
      department: old.department,
    }),
    ['resolve', 'rehandle'],
  );
}

/**
 * The completion that the row tells meets what still runs. Of several rounds it is the last one, and the first, which
 * decides (Annex 2, note 2), is known only as in time or not.
 */
function completedClocks(all: Clocks, old: OldCase, times: Times): Clocks {
  const at = owesReply(old) ? null : (times.repliedAt ?? times.completedAt);
  const resolve = all.find((clock) => clock.kind === 'resolve' && clocks.isOpen(clock));
  const hidden = hasSeveralRounds(old) && old.inTime && (at === null || at > (resolve?.dueAt ?? at));
  const first = hidden && resolve ? clocks.meet(all, ['resolve'], resolve.dueAt) : all;
  return at === null ? first : clocks.meetByCompletion(first, at);
}

/** 4.3.8(3): counted from the review that ordered it. */
function callbackClock(all: Clocks, old: OldCase, times: Times, policy: Policy): Clocks {
  const { reviewedAt, calledBackAt } = times;
  if (reviewedAt === null || old.passed === false) return all;
  const ordered = clocks.start(all, {
    kind: 'callback',
    round: old.round ?? 1,
    startedAt: reviewedAt,
    dueAt: endOfNaturalDay(reviewedAt, policy.callbackDays),
    days: policy.callbackDays,
  });
  return meetWhenKnown(ordered, ['callback'], calledBackAt);
}

/** The kinds whose work lies behind a case that stands there: unmet, they are cancelled. */
function pastKinds(status: Status, old: OldCase): readonly ClockKind[] {
  const { feedback, department } = old;
  const told: readonly ClockKind[] = feedback === null ? [] : ['hq_feedback', 'response'];
  const assigned: readonly ClockKind[] = [
    ...(department === null ? [] : (['assign'] as const)),
    ...(hasSeveralRounds(old) ? (['response', 'resolve'] as const) : []),
  ];
  switch (status) {
    case 'closed':
    case 'voided':
      return codes(clockKinds);
    case 'completed':
    case 'awaiting_callback':
      return [...told, ...assigned, 'response'];
    case 'called_back':
    case 'explained':
      return [...told, ...assigned, 'response', 'callback'];
    default:
      return [...told, ...assigned];
  }
}
