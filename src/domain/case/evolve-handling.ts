import type { ClockKind } from '../words/vocabulary.ts';
import type { Clocks, Moment } from './clock.ts';
import * as clocks from './clock.ts';
import { type Complaint, type Measure, responsibleDepartment } from './complaint.ts';
import { bySecondReading, type CaseEvent, type Limit } from './events.ts';

// What the steps of section 3 do to a case, from the assignment to the callback. Where the second reading of the
// regulation differs from the first, an event decided by the first means what it meant then.

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/** 4.3.1, Annex 1: the assignment meets `assign`; one to another department asks that one for a response. */
export function assigned(c: Complaint, event: EventOf<'assigned'>): Complaint {
  const { occurredAt: at, by, data } = event;
  const { department, respondWithin, feedbackTo, recuse, assist = [], reason = null, dueAt } = data;
  const met = clocks.meet(c.deadlines, ['assign'], at);
  const asked = {
    kind: 'response',
    round: c.round,
    startedAt: at,
    days: respondWithin,
    department,
  } as const;
  const replaced = bySecondReading(event)
    ? clocks.end(met, ['response'], at, 'other')
    : clocks.cancel(met, ['response'], at);
  return {
    ...c,
    status: c.status === 'registered' ? 'investigating' : c.status,
    assignments: [...c.assignments, { at, by, department, respondWithin, feedbackTo, reason }],
    assisting: [...new Set([...c.assisting, ...assist])],
    recused: [...new Set([...c.recused, ...recuse])],
    deadlines:
      dueAt === null ? met : clocks.start(clocks.handOver(replaced, department), { ...asked, dueAt }),
  };
}

export function investigated(c: Complaint, event: EventOf<'investigated'>): Complaint {
  const { occurredAt: at, by, data } = event;
  const { methods, findings, cause, verdict } = data;
  const after = {
    ...c,
    investigations: [...c.investigations, { at, by, methods, findings, cause }],
    cause: cause ?? c.cause,
  };
  if (verdict === null) return after;
  const { valid, ground, reason } = verdict;
  const isChanged = c.verdict !== null && c.verdict.valid !== valid;
  const judged = {
    ...after,
    approved: false,
    verdict: { at, by, valid, ground, reason },
    rejudgements: isChanged ? [...c.rejudgements, { at, by, valid, reason }] : c.rejudgements,
    deadlines: bySecondReading(event) ? clocks.meet(c.deadlines, ['response'], at) : c.deadlines,
  };
  if (!valid) {
    const cancelled = bySecondReading(event) ? clocks.workKinds : (['resolve'] as const);
    return {
      ...judged,
      status: 'explaining',
      deadlines: explaining(judged, at, cancelled, verdict.explain),
    };
  }
  const standing = {
    ...judged,
    status: 'solving',
    closure: null,
    deadlines: withoutVerdict(judged.deadlines, at),
  } as const;
  return verdict.again ? { ...standing, deadlines: handledAgain(standing, at, verdict.again) } : standing;
}

/** 4.3.7(2): an explanation already given stands; a second invalid verdict starts no second clock. */
function explaining(
  c: Complaint,
  at: Moment,
  cancelledKinds: readonly ClockKind[],
  explain: Limit | null,
): Clocks {
  const cancelled = clocks.cancel(c.deadlines, cancelledKinds, at, 'verdict');
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

/** An invalid verdict is gone: an unmet `explain` is moot, and what the verdict had cancelled runs again. */
const withoutVerdict = (deadlines: Clocks, at: Moment): Clocks =>
  clocks.revive(clocks.cancel(deadlines, ['explain'], at), clocks.workKinds);

/** 4.3.7(1): a solution agreed in time, with an outside factor and a promised day, meets `resolve`. */
export function answered(c: Complaint, event: EventOf<'solution_answered'>): Complaint {
  const { occurredAt: at, by, data } = event;
  const { accepted, proceeded = false, reason, externalFactor, promisedOn, approvedBy = null } = data;
  const answer = { at, by, accepted, proceeded, reason, externalFactor, promisedOn, approvedBy };
  const latest = c.proposals.length - 1;
  const proposals = c.proposals.map((each, i) => (i === latest ? { ...each, answer } : each));
  if (!accepted && !proceeded) return { ...c, status: 'solving', proposals };
  if (promisedOn === null) return { ...c, status: 'executing', proposals };
  const met: readonly ClockKind[] = bySecondReading(event) ? ['resolve', 'rehandle'] : ['resolve'];
  return {
    ...c,
    status: 'executing',
    proposals,
    deadlines: clocks.judgePromise(promise(c, at, promisedOn), met),
  };
}

const promise = (c: Complaint, at: Moment, promisedOn: string): Clocks =>
  clocks.start(c.deadlines, {
    kind: 'promise',
    round: c.round,
    startedAt: at,
    dueAt: clocks.endOfDay(promisedOn),
    department: responsibleDepartment(c),
  });

/** 4.3.7(1) A further date agreed: it is the new target, the first one decides the figure. */
export const promiseMoved = (
  c: Complaint,
  { occurredAt: at, by, data }: EventOf<'promise_moved'>,
): Complaint => ({
  ...c,
  movedPromises: [
    ...c.movedPromises,
    { at, by, promisedOn: data.promisedOn, externalFactor: data.externalFactor },
  ],
  deadlines: promise(c, at, data.promisedOn),
});

/** Steps 80-90, 4.3.7(1) 办结并回复客户: done and answered; what is still to be answered meets no clock yet. */
export function completed(c: Complaint, event: EventOf<'completed'>): Complaint {
  const { occurredAt: at, by, data } = event;
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
  const { replied } = data;
  const owesReply = replied === 'later';
  // Before replies were recorded, a completion counted as answered.
  const method = replied === undefined || replied === 'later' ? null : replied;
  const isReplied = replied === undefined || method !== null;
  return {
    ...c,
    status: 'completed',
    approved: false,
    completion: {
      at,
      by,
      round: c.round,
      result: data.result,
      onTheSpot: data.onTheSpot ?? false,
      concluded: false,
      approvedBy: null,
      owesReply,
    },
    reply: isReplied ? { at, by, method, text: null } : null,
    cause: data.cause ?? c.cause,
    accountability: data.accountability ?? c.accountability,
    measures: [...c.measures, ...taken],
    deadlines: finished(c, event, { isAnswered: !owesReply }),
  };
}

/** Step 70 终结: a leader ends what the complainant has refused; he is told why. */
export function concluded(c: Complaint, event: EventOf<'concluded'>): Complaint {
  const { occurredAt: at, by, data } = event;
  return {
    ...c,
    status: 'completed',
    approved: false,
    completion: {
      at,
      by,
      round: c.round,
      result: data.reason,
      onTheSpot: false,
      concluded: true,
      approvedBy: data.approvedBy,
      owesReply: false,
    },
    reply: { at, by, method: data.method, text: data.reply },
    deadlines: finished(c, event, { isAnswered: true }),
  };
}

/** The completion meets the response; done and answered, the work meets its own clocks. */
function finished(c: Complaint, event: CaseEvent, { isAnswered }: { isAnswered: boolean }): Clocks {
  const at = event.occurredAt;
  const responded = bySecondReading(event) ? clocks.meet(c.deadlines, ['response'], at) : c.deadlines;
  return isAnswered ? clocks.meetByCompletion(responded, at) : responded;
}

/** 4.3.7(1) The complainant is told the result: only now is it done and answered. */
export const replied = (c: Complaint, { occurredAt: at, by, data }: EventOf<'replied'>): Complaint => ({
  ...c,
  completion: c.completion && { ...c.completion, owesReply: false },
  reply: { at, by, method: data.method, text: data.reply },
  deadlines: clocks.meetByCompletion(c.deadlines, at),
});

/** 4.3.5 The work is to be done again: a completion that was sent back, and an agreement to it, do not stand. */
export const sentBack = (c: Complaint): Complaint => ({
  ...c,
  status: 'executing',
  approved: false,
  deadlines: clocks.reopenCompletion(c.deadlines, c.round),
});

/** 4.3.5: a leader's disagreement sends a valid case back to work and takes an invalid verdict away. */
export function opinionGiven(c: Complaint, event: EventOf<'opinion_given'>): Complaint {
  const { occurredAt: at, by, data } = event;
  const { as, agreed, opinion } = data;
  const after = { ...c, opinions: [...c.opinions, { at, by, as, agreed, opinion }] };
  if (as === 'department') return after;
  const heard = { ...after, deadlines: clocks.meet(c.deadlines, ['approve'], at) };
  if (agreed) return { ...heard, approved: true };
  if (c.status === 'completed') return sentBack(heard);
  return {
    ...heard,
    status: 'investigating',
    approved: false,
    verdict: null,
    deadlines: withoutVerdict(heard.deadlines, at),
  };
}

export function calledBack(c: Complaint, { occurredAt: at, by, data }: EventOf<'called_back'>): Complaint {
  const { method, handled, unhandledReason, timeliness, satisfaction, comment, reason, rehandle } = data;
  const survey = {
    at,
    by,
    round: c.round,
    method,
    reached: true,
    handled,
    unhandledReason,
    timeliness,
    satisfaction,
    comment,
    reason,
    rehandle,
  };
  const after: Complaint = {
    ...c,
    status: 'called_back',
    callbacks: [...c.callbacks, survey],
    deadlines: clocks.meet(c.deadlines, ['callback'], at),
  };
  return data.again === null ? after : nextRound(after, at, data.again);
}

/** 4.3.8(4): handled again from the solution on, with a clock of its own. */
export function nextRound(c: Complaint, at: Moment, limit: Limit): Complaint {
  const next: Complaint = { ...c, status: 'solving', round: c.round + 1 };
  return { ...next, deadlines: handledAgain(next, at, limit) };
}

const handledAgain = (c: Complaint, at: Moment, { days, dueAt }: Limit): Clocks =>
  clocks.start(c.deadlines, {
    kind: 'rehandle',
    round: c.round,
    startedAt: at,
    dueAt,
    days,
    department: responsibleDepartment(c),
  });
