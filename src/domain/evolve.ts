import type { Clocks, Moment } from './clock.ts';
import * as clocks from './clock.ts';
import type { Complaint, Measure, Registration } from './complaint.ts';
import type { CaseEvent } from './events.ts';
import type { ClockKind } from './vocabulary.ts';

/**
 * What an event does to a case: the only place that says so. Saving, undo and verify all go through it.
 * The event carries every value it sets; nothing is decided here.
 */
export function evolve(before: Complaint | undefined, event: CaseEvent): Complaint {
  if (event.type === 'registered' || event.type === 'imported') return entered(event);
  if (before === undefined) throw new Error(`no case ${event.no} before ${event.type}`);
  const after = applied(before, event);
  return movesCase(event) ? { ...after, lastStepAt: event.occurredAt } : after;
}

/** The case that a list of standing events makes. */
export function replay(events: readonly CaseEvent[]): Complaint {
  const complaint = events.reduce<Complaint | undefined>(evolve, undefined);
  if (complaint === undefined) throw new Error('a case begins with its registration');
  return complaint;
}

const remarks: ReadonlySet<CaseEvent['type']> = new Set([
  'noted',
  'file_attached',
  'measure_added',
  'measure_done',
  'penalty_decided',
  'amended',
]);

/** Remarks, files, measures, penalties and amendments are not steps: they do not bound the time of the next one. */
const movesCase = (event: CaseEvent): boolean => !remarks.has(event.type);

/** What holds of a case before anything has happened to it. */
export const untouched = {
  approved: false,
  cause: null,
  accountability: null,
  verdict: null,
  explanation: null,
  completion: null,
  closure: null,
  voiding: null,
  assignments: [],
  recused: [],
  investigations: [],
  proposals: [],
  measures: [],
  opinions: [],
  reviews: [],
  callbacks: [],
  feedbacks: [],
  attachments: [],
  notes: [],
  penalties: [],
} as const satisfies Partial<Complaint>;

/** A case enters the ledger when it is taken, or, out of an old ledger, as far as it had come there. */
function entered(event: Entrance): Complaint {
  const recorded = {
    no: event.no,
    acceptedAt: event.occurredAt,
    recordedAt: event.recordedAt,
    acceptor: event.by,
    operator: event.operator,
  };
  if (event.type === 'imported') return { ...untouched, ...event.data, ...recorded };
  const { deadlines, ...data } = event.data;
  return {
    ...untouched,
    ...data,
    ...recorded,
    status: 'registered',
    round: 1,
    lastStepAt: event.occurredAt,
    deadlines: deadlines.reduce<Clocks>(
      (all, { kind, days, dueAt }) =>
        clocks.start(all, { kind, days, dueAt, round: 1, startedAt: event.occurredAt }),
      [],
    ),
  };
}

type Entrance = Extract<CaseEvent, { type: 'registered' | 'imported' }>;
type Step = Exclude<CaseEvent, Entrance>;

function applied(c: Complaint, event: Step): Complaint {
  const done = { at: event.occurredAt, by: event.by };
  switch (event.type) {
    case 'assigned':
      return assigned(c, event);
    case 'investigated':
      return investigated(c, event);
    case 'solution_proposed':
      return {
        ...c,
        status: 'proposed',
        proposals: [...c.proposals, { ...done, round: c.round, plan: event.data.plan, answer: null }],
        deadlines: clocks.meet(c.deadlines, ['response'], done.at),
      };
    case 'solution_answered':
      return answered(c, event);
    case 'completed':
      return completed(c, event);
    case 'explained':
      return {
        ...c,
        status: 'explained',
        explanation: { ...done, ...event.data },
        deadlines: clocks.meet(c.deadlines, ['explain', 'response'], done.at),
      };
    case 'opinion_given':
      return opinionGiven(c, event);
    case 'review_passed':
      return {
        ...c,
        status: 'awaiting_callback',
        reviews: [...c.reviews, { ...done, passed: true, reason: null, caller: event.data.caller }],
        deadlines: clocks.start(c.deadlines, {
          kind: 'callback',
          round: c.round,
          startedAt: done.at,
          dueAt: event.data.dueAt,
          days: event.data.days,
          person: event.data.caller,
        }),
      };
    case 'review_returned':
      return sentBack({
        ...c,
        reviews: [...c.reviews, { ...done, passed: false, reason: event.data.reason, caller: null }],
      });
    case 'callback_failed':
      return { ...c, callbacks: [...c.callbacks, { ...unreached, ...done, ...event.data, round: c.round }] };
    case 'called_back':
      return calledBack(c, event);
    case 'feedback_given':
      return {
        ...c,
        feedbacks: [...c.feedbacks, { ...done, ...event.data }],
        deadlines: clocks.meet(c.deadlines, ['hq_feedback', 'response'], done.at),
      };
    case 'closed':
      return {
        ...c,
        status: 'closed',
        closure: { ...done, waiver: event.data.waiver },
        deadlines: event.data.waiver ? clocks.cancel(c.deadlines, ['callback'], done.at) : c.deadlines,
      };
    case 'reopened':
      return nextRound({ ...c, closure: null }, done.at, event.data);
    case 'voided':
      return {
        ...c,
        status: 'voided',
        voiding: { ...done, ...event.data },
        deadlines: clocks.cancel(c.deadlines, allKinds, done.at),
      };
    case 'amended':
      return amended(c, event);
    case 'noted':
      return { ...c, notes: [...c.notes, { ...done, text: event.data.text }] };
    case 'file_attached':
      return { ...c, attachments: [...c.attachments, { ...done, ...event.data }] };
    case 'measure_added':
      return { ...c, measures: [...c.measures, { ...event.data, doneOn: null, effect: null }] };
    case 'measure_done':
      return {
        ...c,
        measures: c.measures.map((measure) =>
          measure.n === event.data.n
            ? { ...measure, doneOn: event.data.doneOn, effect: event.data.effect ?? measure.effect }
            : measure,
        ),
      };
    case 'penalty_decided':
      return { ...c, penalties: [...c.penalties, { at: done.at, ...event.data }] };
  }
}

type Of<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

const allKinds: readonly ClockKind[] = [
  'assign',
  'response',
  'explain',
  'resolve',
  'promise',
  'hq_feedback',
  'callback',
  'rehandle',
];

const unreached = {
  reached: false,
  handled: null,
  unhandledReason: null,
  timeliness: null,
  satisfaction: null,
  comment: null,
  rehandle: null,
} as const;

/** 4.3.1, Annex 1: the assignment meets `assign`; a new one replaces the response asked for by the one before. */
function assigned(c: Complaint, { occurredAt: at, by, data }: Of<'assigned'>): Complaint {
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

function investigated(c: Complaint, { occurredAt: at, by, data }: Of<'investigated'>): Complaint {
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
function explaining(
  c: Complaint,
  at: Moment,
  explain: { readonly days: number; readonly dueAt: Moment } | null,
): Clocks {
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
function answered(c: Complaint, { occurredAt: at, by, data }: Of<'solution_answered'>): Complaint {
  const { accepted, reason, externalFactor, promisedOn } = data;
  const answer = { at, by, accepted, reason, externalFactor, promisedOn };
  const proposals = c.proposals.with(-1, { ...lastOf(c.proposals), answer });
  if (!accepted) return { ...c, status: 'solving', proposals };
  const inTime = c.deadlines.filter(
    (clock) => clock.kind === 'resolve' && clocks.isOpen(clock) && at <= clock.dueAt,
  );
  const promised =
    promisedOn === null
      ? c.deadlines
      : clocks.start(inTime.length > 0 ? clocks.meet(c.deadlines, ['resolve'], at) : c.deadlines, {
          kind: 'promise',
          round: c.round,
          startedAt: at,
          dueAt: clocks.endOfDay(promisedOn),
          department: lastOf(c.assignments).department,
        });
  return { ...c, status: 'executing', proposals, deadlines: promised };
}

function completed(c: Complaint, { occurredAt: at, by, data }: Of<'completed'>): Complaint {
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

const sentBack = (c: Complaint): Complaint => ({
  ...c,
  status: 'executing',
  approved: false,
  deadlines: clocks.reopenCompletion(c.deadlines, c.round),
});

/** 4.3.5: a leader's disagreement sends a valid case back to work and takes an invalid verdict away. */
function opinionGiven(c: Complaint, { occurredAt: at, by, data }: Of<'opinion_given'>): Complaint {
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

function calledBack(c: Complaint, { occurredAt: at, by, data }: Of<'called_back'>): Complaint {
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
const nextRound = (
  c: Complaint,
  at: Moment,
  { days, dueAt }: { readonly days: number; readonly dueAt: Moment },
): Complaint => ({
  ...c,
  status: 'solving',
  round: c.round + 1,
  deadlines: clocks.start(c.deadlines, {
    kind: 'rehandle',
    round: c.round + 1,
    startedAt: at,
    dueAt,
    days,
    department: lastOf(c.assignments).department,
  }),
});

/** The acceptance time moves its clocks; the source starts or cancels `hq_feedback`; nothing else moves a due time. */
function amended(c: Complaint, { occurredAt: at, data }: Of<'amended'>): Complaint {
  const { to, hqFeedback } = data;
  const after = { ...c, ...to };
  const moved =
    to.acceptedAt === undefined
      ? c.deadlines
      : clocks.moveAcceptance(c.deadlines, c.acceptedAt, to.acceptedAt);
  if (after.source !== 'headquarters') {
    return { ...after, ...firstStep(c, to), deadlines: clocks.cancel(moved, ['hq_feedback'], at) };
  }
  const deadlines =
    hqFeedback === null
      ? moved
      : clocks.start(moved, {
          kind: 'hq_feedback',
          round: 1,
          startedAt: at,
          department: c.assignments.at(-1)?.department ?? null,
          ...hqFeedback,
        });
  return { ...after, ...firstStep(c, to), deadlines };
}

/** While nothing but the registration has happened, it is the step before. */
const firstStep = (c: Complaint, to: Partial<Registration>): Partial<Complaint> =>
  c.status === 'registered' && to.acceptedAt !== undefined ? { lastStepAt: to.acceptedAt } : {};

function lastOf<T>(list: readonly T[]): T {
  const last = list.at(-1);
  if (last === undefined) throw new Error('the case lacks the step before');
  return last;
}
