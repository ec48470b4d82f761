import { clockKinds, codes } from '../words/vocabulary.ts';
import type { Clocks } from './clock.ts';
import * as clocks from './clock.ts';
import { type Complaint, untouched } from './complaint.ts';
import type { CaseEvent } from './events.ts';
import { amended } from './evolve-amended.ts';
import {
  answered,
  assigned,
  calledBack,
  completed,
  investigated,
  nextRound,
  opinionGiven,
  sentBack,
} from './evolve-handling.ts';

/**
 * What an event does to a case: the only place that says so. Saving, undo and verify all go through it.
 * The event carries every value it sets; nothing is decided here.
 */
export function evolve(before: Complaint | undefined, event: CaseEvent): Complaint {
  if (event.type === 'registered' || event.type === 'imported') return entered(event);
  if (before === undefined) throw new Error(`no case ${event.no} before ${event.type}`);
  const after = applied(before, event);
  return movesCase[event.type] ? { ...after, lastStepAt: event.occurredAt } : after;
}

/** The case that a list of standing events makes. */
export function replay(events: readonly CaseEvent[]): Complaint {
  const complaint = events.reduce<Complaint | undefined>(evolve, undefined);
  if (complaint === undefined) throw new Error('a case begins with its registration');
  return complaint;
}

/** Remarks, files, measures, penalties and amendments are not steps: they do not bound the time of the next one. */
const movesCase: Readonly<Record<LaterEvent['type'], boolean>> = {
  assigned: true,
  investigated: true,
  solution_proposed: true,
  solution_answered: true,
  completed: true,
  explained: true,
  opinion_given: true,
  review_passed: true,
  review_returned: true,
  callback_failed: true,
  called_back: true,
  feedback_given: true,
  closed: true,
  reopened: true,
  voided: true,
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
        deadlines: clocks.cancel(c.deadlines, codes(clockKinds), done.at),
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

const unreached = {
  reached: false,
  handled: null,
  unhandledReason: null,
  timeliness: null,
  satisfaction: null,
  comment: null,
  rehandle: null,
} as const;
