import type { Clocks, Deadline, Moment } from './clock.ts';
import * as clocks from './clock.ts';
import { type Complaint, hasContact, untouched } from './complaint.ts';
import { bySecondReading, type CaseEvent } from './events.ts';
import { amended } from './evolve-amended.ts';
import { closed, reopened, voided } from './evolve-filing.ts';
import {
  answered,
  assigned,
  calledBack,
  completed,
  concluded,
  investigated,
  opinionGiven,
  promiseMoved,
  replied,
  sentBack,
} from './evolve-handling.ts';
import { heldSince } from './held.ts';
import { withOfficeClocks } from './office-clocks.ts';

/**
 * What an event does to a case: the only place that says so. Saving, undo and verify all go through it.
 * The event carries every value it sets; nothing is decided here.
 */
export function evolve(before: Complaint | undefined, event: CaseEvent): Complaint {
  if (event.type === 'imported') return entered(event);
  if (event.type === 'registered') return followed(entered(event), event);
  if (before === undefined) throw new Error(`no case ${event.no} before ${event.type}`);
  const after = applied(before, event);
  const typedInAt = event.type === 'amended' ? null : event.recordedAt;
  const stamped = {
    ...after,
    deadlines: clocks.stampMet(after.deadlines, before.deadlines, typedInAt),
  };
  return movesCase[event.type] ? followed({ ...stamped, lastStepAt: event.occurredAt }, event) : stamped;
}

/** Since the second reading each step leaves the case in somebody's hands, and the office's own clocks follow it. */
function followed(complaint: Complaint, event: CaseEvent): Complaint {
  if (!bySecondReading(event)) return complaint;
  const timed = { ...complaint, deadlines: withOfficeClocks(complaint, event) };
  return { ...timed, holdings: heldSince(timed, event.occurredAt) };
}

/** The case that a list of standing events makes. */
export function replay(events: readonly CaseEvent[]): Complaint {
  const complaint = events.reduce<Complaint | undefined>(evolve, undefined);
  if (complaint === undefined) throw new Error('a case begins with its registration');
  return complaint;
}

/** Remarks, reminders, files, measures, penalties and amendments are no steps: they do not bound the time of the next one. */
const movesCase: Readonly<Record<LaterEvent['type'], boolean>> = {
  assigned: true,
  investigated: true,
  solution_proposed: true,
  solution_answered: true,
  answer_attempted: true,
  promise_moved: true,
  completed: true,
  concluded: true,
  replied: true,
  explained: true,
  opinion_given: true,
  review_passed: true,
  review_returned: true,
  review_supplemented: true,
  callback_failed: true,
  called_back: true,
  feedback_given: true,
  closed: true,
  reopened: true,
  voided: true,
  reminded: false,
  amended: false,
  noted: false,
  file_attached: false,
  measure_added: false,
  measure_done: false,
  penalty_decided: false,
};

/** A case enters the ledger when it is taken, or, out of an old ledger, as far as it had come there. */
function entered(event: Entrance): Complaint {
  const recorded = {
    no: event.no,
    acceptedAt: event.occurredAt,
    recordedAt: event.recordedAt,
    acceptor: event.by,
    operator: event.operator,
    imported: event.type === 'imported',
  };
  if (event.type === 'imported') {
    const { reading: _reading, starts: _starts, ...state } = event.data;
    return {
      ...untouched,
      ...state,
      ...recorded,
      // An old ledger has no other feedback than the report of the result.
      feedbacks: (state.feedbacks ?? []).map((feedback) => ({ ...feedback, reportsResult: true })),
      deadlines: state.deadlines.map((clock) => withReason(clock, state.verdict?.at)),
      emergencyAt: state.emergencyAt ?? null,
      acceptedByHeadquarters: false,
      contactOnRecord: hasContact(state),
    };
  }
  const { deadlines, reading: _reading, starts: _starts, ...data } = event.data;
  return {
    ...untouched,
    ...data,
    ...recorded,
    emergencyAt: data.emergencyAt ?? null,
    acceptedByHeadquarters: data.acceptedByHeadquarters ?? false,
    contactOnRecord: hasContact(data),
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

/** A clock imported before it was kept why one is moot: its work was moot by the verdict, if that came then. */
const withReason = (clock: Deadline, judgedAt: Moment | undefined): Deadline => {
  if (clock.cancelledBy !== undefined) return clock;
  const byVerdict = clock.kind === 'resolve' && clock.cancelledAt === judgedAt;
  return { ...clock, cancelledBy: clock.cancelledAt === null ? null : byVerdict ? 'verdict' : 'other' };
};

type Entrance = Extract<CaseEvent, { type: 'registered' | 'imported' }>;
type LaterEvent = Exclude<CaseEvent, Entrance>;

function applied(c: Complaint, event: LaterEvent): Complaint {
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
    case 'answer_attempted':
      return {
        ...c,
        attempts: [...c.attempts, { ...done, proposal: c.proposals.length, text: event.data.text }],
      };
    case 'promise_moved':
      return promiseMoved(c, event);
    case 'completed':
      return completed(c, event);
    case 'concluded':
      return concluded(c, event);
    case 'replied':
      return replied(c, event);
    case 'explained':
      return {
        ...c,
        status: 'explained',
        explanation: { ...done, method: event.data.method, reply: event.data.reply },
        // The department had responded with its verdict: by the first reading only the explanation did.
        deadlines: clocks.meet(
          c.deadlines,
          bySecondReading(event) ? ['explain'] : ['explain', 'response'],
          done.at,
        ),
      };
    case 'opinion_given':
      return opinionGiven(c, event);
    case 'review_passed':
      return {
        ...c,
        status: 'awaiting_callback',
        reviews: [...c.reviews, { ...reviewed, ...done, passed: true, caller: event.data.caller }],
        deadlines: clocks.start(clocks.meet(c.deadlines, ['review'], done.at), {
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
        reviews: [...c.reviews, { ...reviewed, ...done, reason: event.data.reason }],
        deadlines: clocks.meet(c.deadlines, ['review'], done.at),
      });
    case 'review_supplemented':
      return {
        ...c,
        reviews: [...c.reviews, { ...reviewed, ...done, supplement: true, reason: event.data.reason }],
        deadlines: clocks.meet(c.deadlines, ['review'], done.at),
      };
    case 'reminded': {
      const { to, text, promisedOn } = event.data;
      return { ...c, reminders: [...c.reminders, { ...done, to, text, promisedOn }] };
    }
    case 'callback_failed': {
      const { method, reason } = event.data;
      return { ...c, callbacks: [...c.callbacks, { ...unreached, ...done, method, reason, round: c.round }] };
    }
    case 'called_back':
      return calledBack(c, event);
    case 'feedback_given': {
      // By the first reading every feedback was what headquarters waited for.
      const { to, content, reportsResult = true } = event.data;
      return {
        ...c,
        feedbacks: [...c.feedbacks, { ...done, to, content, reportsResult }],
        deadlines: clocks.meet(
          c.deadlines,
          reportsResult ? ['hq_feedback', 'response'] : ['response'],
          done.at,
        ),
      };
    }
    case 'closed':
      return closed(c, event);
    case 'reopened':
      return reopened(c, event);
    case 'voided':
      return voided(c, event);
    case 'amended':
      return amended(c, event);
    case 'noted':
      return { ...c, notes: [...c.notes, { ...done, text: event.data.text }] };
    case 'file_attached': {
      const { kind, name, sha256, size } = event.data;
      return { ...c, attachments: [...c.attachments, { ...done, kind, name, sha256, size }] };
    }
    case 'measure_added': {
      const { n, kind, text, owner, dueOn } = event.data;
      return {
        ...c,
        measures: [...c.measures, { n, kind, text, owner, dueOn, doneOn: null, effect: null }],
      };
    }
    case 'measure_done':
      return {
        ...c,
        measures: c.measures.map((measure) =>
          measure.n === event.data.n
            ? { ...measure, doneOn: event.data.doneOn, effect: event.data.effect ?? measure.effect }
            : measure,
        ),
      };
    case 'penalty_decided': {
      const { deadline, effect = null, person, decision } = event.data;
      return { ...c, penalties: [...c.penalties, { at: done.at, deadline, effect, person, decision }] };
    }
  }
}

const reviewed = { passed: false, supplement: false, reason: null, caller: null } as const;

/** What a call that reached nobody leaves open. */
export const unreached = {
  reached: false,
  handled: null,
  unhandledReason: null,
  timeliness: null,
  satisfaction: null,
  comment: null,
  rehandle: null,
} as const;
