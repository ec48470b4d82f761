import type { Clocks, Moment } from './clock.ts';
import * as clocks from './clock.ts';
import { type Complaint, type Measure, responsibleDepartment } from './complaint.ts';
import type { CaseEvent, Limit } from './events.ts';

// What the steps of section 3 do to a case, from the assignment to the callback.

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** 4.3.1, Annex 1: the assignment meets `assign`; a new one replaces the response asked for by the one before. */
export function assigned(c: Complaint, { occurredAt: at, by, data }: EventOf<'assigned'>): Complaint {
  const { recuse, dueAt, ...assignment } = data;
  const handed = clocks.handOver(
    clocks.cancel(clocks.meet(c.deadlines, ['assign'], at), ['response'], at),
    data.department,
  );
  return {
    ...c,
    status: 'investigating',
    assignments: [...c.assignments, { ...assignment, at, by }],
    recused: [...new Set([...c.recused, ...recuse])],
    deadlines: clocks.start(handed, {
      kind: 'response',
      round: c.round,
      startedAt: at,
      dueAt,
      days: data.respondWithin,
      department: data.department,
    }),
  };
}

export function investigated(c: Complaint, { occurredAt: at, by, data }: EventOf<'investigated'>): Complaint {
  const { methods, findings, cause, verdict } = data;
  const after = {
    ...c,
    investigations: [...c.investigations, { at, by, methods, findings, cause }],
    cause: cause ?? c.cause,
  };
  if (verdict === null) return after;
  const judged = {
    ...after,
    approved: false,
    verdict: { at, by, valid: verdict.valid, ground: verdict.ground, reason: verdict.reason },
  };
  return verdict.valid
    ? {
        ...judged,
        status: 'solving',
        closure: null,
        deadlines: clocks.revive(clocks.cancel(c.deadlines, ['explain'], at), 'resolve'),
      }
    : { ...judged, status: 'explaining', deadlines: explaining(c, at, verdict.explain) };
}

/** 4.3.7(2): an explanation already given stands; a second invalid verdict starts no second clock. */
function explaining(c: Complaint, at: Moment, explain: Limit | null): Clocks {
  const cancelled = clocks.cancel(c.deadlines, ['resolve'], at);
  return explain === null
    ? cancelled
    : clocks.start(cancelled, {
        kind: 'explain',
        round: c.round,
        startedAt: at,
        person: c.acceptor,
        ...explain,
      });
}

/** 4.3.7(1): a solution agreed in time, with an outside factor and a promised day, meets `resolve`. */
export function answered(
  c: Complaint,
  { occurredAt: at, by, data }: EventOf<'solution_answered'>,
): Complaint {
  const { accepted, reason, externalFactor, promisedOn } = data;
  const answer = { at, by, accepted, reason, externalFactor, promisedOn };
  const latest = c.proposals.length - 1;
  const proposals = c.proposals.map((each, i) => (i === latest ? { ...each, answer } : each));
  if (!accepted) return { ...c, status: 'solving', proposals };
  if (promisedOn === null) return { ...c, status: 'executing', proposals };
  const promised = clocks.start(c.deadlines, {
    kind: 'promise',
    round: c.round,
    startedAt: at,
    dueAt: clocks.endOfDay(promisedOn),
    department: responsibleDepartment(c),
  });
  return { ...c, status: 'executing', proposals, deadlines: clocks.judgePromise(promised) };
}

export function completed(c: Complaint, { occurredAt: at, by, data }: EventOf<'completed'>): Complaint {
  const onDay = clocks.dayOf(at);
  const taken = data.measures.map(
    ({ kind, text }, i): Measure => ({
      n: c.measures.length + i + 1,
      kind,
      text,
      owner: by,
      dueOn: onDay,
      doneOn: onDay,
      effect: null,
    }),
  );
  return {
    ...c,
    status: 'completed',
    approved: false,
    completion: { at, by, round: c.round, result: data.result },
    cause: data.cause ?? c.cause,
    accountability: data.accountability ?? c.accountability,
    measures: [...c.measures, ...taken],
    deadlines: clocks.meetByCompletion(c.deadlines, at),
  };
}

/** 4.3.5 The work is to be done again: a completion that was sent back, and an agreement to it, do not stand. */
export const sentBack = (c: Complaint): Complaint => ({
  ...c,
  status: 'executing',
  approved: false,
  deadlines: clocks.reopenCompletion(c.deadlines, c.round),
});

/** 4.3.5: a leader's disagreement sends a valid case back to work and takes an invalid verdict away. */
export function opinionGiven(
  c: Complaint,
  { occurredAt: at, by, data }: EventOf<'opinion_given'>,
): Complaint {
  const after = { ...c, opinions: [...c.opinions, { at, by, ...data }] };
  if (data.as === 'department') return after;
  if (data.agreed) return { ...after, approved: true };
  if (c.status === 'completed') return sentBack(after);
  return {
    ...after,
    status: 'investigating',
    approved: false,
    verdict: null,
    deadlines: clocks.revive(clocks.cancel(c.deadlines, ['explain'], at), 'resolve'),
  };
}

export function calledBack(c: Complaint, { occurredAt: at, by, data }: EventOf<'called_back'>): Complaint {
  const { again, ...outcome } = data;
  const after: Complaint = {
    ...c,
    status: 'called_back',
    callbacks: [...c.callbacks, { at, by, round: c.round, reached: true, ...outcome }],
    deadlines: clocks.meet(c.deadlines, ['callback'], at),
  };
  return again === null ? after : nextRound(after, at, again);
}

/** 4.3.8(4): handled again from the solution on, with a clock of its own. */
export const nextRound = (c: Complaint, at: Moment, { days, dueAt }: Limit): Complaint => ({
  ...c,
  status: 'solving',
  round: c.round + 1,
  deadlines: clocks.start(c.deadlines, {
    kind: 'rehandle',
    round: c.round + 1,
    startedAt: at,
    dueAt,
    days,
    department: responsibleDepartment(c),
  }),
});
