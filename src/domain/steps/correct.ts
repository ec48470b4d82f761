import { dayOf, endOfNaturalDay, type Moment, minute } from '../case/clock.ts';
import { type Complaint, canBeSupplemented } from '../case/complaint.ts';
import {
  type CaseEvent,
  type Correction,
  type Entry,
  type JournalEvent,
  type Limit,
  standing,
  type Undone,
} from '../case/events.ts';
import { eventLabels } from '../case/step-table.ts';
import { isAllowed } from '../case/workflow.ts';
import { type Problem, problem } from '../problems.ts';
import { nameKey } from '../words/text.ts';
import { decide, notAllowed, occurrence, type Request, type Rule, stepIsAllowed } from './decide.ts';
import { toType } from './hints.ts';
import type { Person } from './people.ts';
import { missingFields } from './register.ts';
import { nobodyIsExplained } from './resolve.ts';
import { neededSignature, signatureInVain } from './signature.ts';

export interface AmendRequest extends Request {
  readonly reason: string;
  /** What should stand instead; `acceptedAt` is the moment of acceptance. */
  readonly to: Correction;
  /** 4.3.2 Who has turned out to have an interest in the matter. */
  readonly recuse: readonly string[];
  /** The leader who lets the acceptance move to another day. */
  readonly approver: Person | null;
}

/** What does not stand so already; another channel takes the note of 其他 with it. */
function changed({ complaint, to }: AmendRequest): Correction {
  const channel = to.channel ?? complaint.channel;
  const all = channel === 'other' ? to : { ...to, channelNote: null };
  return Object.fromEntries(
    Object.entries(all).filter(([field, value]) => complaint[field as keyof Correction] !== value),
  );
}

const newlyRecused = ({ complaint, recuse }: AmendRequest): readonly string[] => {
  const known = complaint.recused.map(nameKey);
  return recuse.filter((name) => !known.includes(nameKey(name)));
};

const somethingChanges: Rule<AmendRequest> = (request) =>
  Object.keys(changed(request)).length > 0 || newlyRecused(request).length > 0
    ? undefined
    : problem('nothing_amended', { no: request.complaint.no });

/** 1.2.2 The matter has happened. */
const acceptanceIsPast: Rule<AmendRequest> = ({ to: { acceptedAt }, now }) =>
  acceptedAt !== undefined && acceptedAt > now
    ? problem('time.future', { at: acceptedAt, now, option: 'acceptedAt' })
    : undefined;

/** A leak is handed over when it has happened. */
const emergencyIsPast: Rule<AmendRequest> = ({ to: { emergencyAt }, now }) =>
  emergencyAt != null && emergencyAt > now
    ? problem('time.future', { at: emergencyAt, now, option: 'emergencyAt' })
    : undefined;

/** 1.3, 4.3.7 Another day of acceptance moves due times and months: it needs a leader's name. */
const movedDayIsSigned: Rule<AmendRequest> = ({ complaint, to: { acceptedAt }, approver }) =>
  acceptedAt !== undefined && dayOf(acceptedAt) !== dayOf(complaint.acceptedAt)
    ? neededSignature(complaint, approver, { what: '受理时间改到另一天', clause: '4.3.7' })
    : signatureInVain(approver);

/** A case is accepted before anything is done about it; in an imported one the assignment need not come first. */
const acceptanceComesFirst: Rule<AmendRequest> = ({ complaint, to: { acceptedAt } }) => {
  const first = firstStepAt(complaint);
  return acceptedAt !== undefined && first !== undefined && acceptedAt > first
    ? problem('accepted_after_first_step', { no: complaint.no, acceptedAt, first })
    : undefined;
};

/** When the earliest step after the registration happened; undefined where there is none. */
function firstStepAt(c: Complaint): Moment | undefined {
  const single = [c.verdict, c.explanation, c.completion, c.reply, c.closure, c.withdrawal].flatMap(
    (step) => step ?? [],
  );
  const answers = c.proposals.flatMap(({ answer }) => answer ?? []);
  const steps = [
    c.assignments,
    c.investigations,
    c.proposals,
    answers,
    c.attempts,
    c.movedPromises,
    c.opinions,
    c.reviews,
    c.callbacks,
    c.feedbacks,
    single,
  ];
  return steps.flatMap((each) => each.map(({ at }) => at)).sort()[0];
}

/** 4.1.1 Cause and accountability are the result of the work: they can be filled in from its completion on. */
const workIsCompleted: Rule<AmendRequest> = ({ complaint, to }) =>
  (to.cause === undefined && to.accountability === undefined) || canBeSupplemented(complaint)
    ? undefined
    : notAllowed(complaint, '更正原因和责任人处理');

const nobodyStaysExplained: Rule<AmendRequest> = ({ to: { accountability } }) =>
  nobodyIsExplained({ accountability: accountability ?? null });

/** 4.2.2 What was complete stays complete. */
const staysComplete: Rule<AmendRequest> = ({ complaint, to }) => {
  const missing = missingFields({ ...complaint, ...to });
  return missing.length === 0
    ? undefined
    : problem('usage.missing', {
        names: missing.map((field) => (field === 'channelNote' ? '--channel-note' : `--${field}`)),
        instead: { '--phone': '--contact' },
        command: 'amend',
      });
};

/** 4.3.7(1) A case that turns out to be headquarters' starts its clock, counted from acceptance. */
function hqFeedback(request: AmendRequest): Limit | null {
  const { complaint, to, policy } = request;
  const days = policy.hqFeedbackDays;
  return changed(request).source === 'headquarters' && !complaint.acceptedByHeadquarters
    ? { days, dueAt: endOfNaturalDay(to.acceptedAt ?? complaint.acceptedAt, days) }
    : null;
}

/** Annex 1 其他：which way says only the note of the channel 其他; with another channel it goes. */
const noteIsOfOther: Rule<AmendRequest> = ({ complaint, to }) =>
  to.channelNote && (to.channel ?? complaint.channel) !== 'other'
    ? problem('channel_note_without_other')
    : undefined;

const before = (complaint: Complaint, to: Correction): Correction =>
  Object.fromEntries(Object.keys(to).map((field) => [field, complaint[field as keyof Correction]]));

/** Corrects what was typed in; old and new stand in the journal, the number stays. */
export const amend = decide(
  [
    stepIsAllowed('amend'),
    somethingChanges,
    acceptanceIsPast,
    emergencyIsPast,
    acceptanceComesFirst,
    movedDayIsSigned,
    workIsCompleted,
    nobodyStaysExplained,
    noteIsOfOther,
    staysComplete,
  ],
  (request: AmendRequest) => {
    const to = changed(request);
    return {
      ...occurrence(request),
      occurredAt: request.now,
      type: 'amended',
      data: {
        reason: request.reason,
        from: before(request.complaint, to),
        to,
        recuse: newlyRecused(request),
        approvedBy: request.approver?.name ?? null,
        hqFeedback: hqFeedback(request),
      },
    };
  },
);

export interface UndoRequest {
  readonly no: string;
  /** The whole journal of the case, in its order. */
  readonly entries: readonly Entry<JournalEvent>[];
  readonly reason: string;
  /** The leader who lets a completed callback be withdrawn. */
  readonly approver: Person | null;
  /** The entry that the clerk has seen and means; null: whichever is the last. */
  readonly shown?: number | null;
  readonly by: string;
  readonly now: string;
  readonly operator: string;
}

/** Somebody recorded another step, or withdrew this one, between the question and the answer. */
function cameMeanwhile(
  complaint: Complaint,
  last: Entry<CaseEvent>,
  meant: Entry<JournalEvent> | undefined,
): Problem {
  const inWords = (entry: Entry<JournalEvent>) =>
    `“${Object.hasOwn(eventLabels, entry.type) ? eventLabels[entry.type as CaseEvent['type']] : entry.type}”（${minute(entry.occurredAt)}）`;
  const what = `撤回${meant === undefined ? '那一步' : inWords(meant)}：别人刚登记了别的，现在最后一步是${inWords(last)}`;
  // Nothing that was typed is wrong: it is only to be looked at again.
  return { ...notAllowed(complaint, what, `tousu undo ${complaint.no} --reason 原因`), asks: [] };
}

type UndoOutcome =
  | { readonly ok: true; readonly event: Undone; readonly struck: Entry<CaseEvent> }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Withdraws the last entry of the case that still stands. The registration is not withdrawn but voided;
 * an undo cannot be withdrawn.
 */
export function undo(
  { no, entries, reason, approver, shown = null, by, now, operator }: UndoRequest,
  complaint: Complaint,
): UndoOutcome {
  const struck = standing(entries).at(-1);
  if (struck === undefined || struck.type === 'registered' || struck.type === 'imported') {
    return {
      ok: false,
      problem: notAllowed(complaint, '撤回登记', toType(isAllowed(complaint, 'void') ? 'void' : 'amend', no)),
    };
  }
  if (shown !== null && shown !== struck.seq)
    return {
      ok: false,
      problem: cameMeanwhile(
        complaint,
        struck,
        entries.find(({ seq }) => seq === shown),
      ),
    };
  // 4.3.8(4) What the complainant said does not go away by the clerk alone.
  const unsigned =
    struck.type === 'called_back'
      ? neededSignature(complaint, approver, { what: '撤回已完成的回访', clause: '4.3.8(4)' })
      : signatureInVain(approver);
  if (unsigned) return { ok: false, problem: unsigned };
  const event: Undone = {
    type: 'undone',
    no,
    occurredAt: now,
    by,
    recordedAt: now,
    operator,
    data: { seq: struck.seq, reason, approvedBy: approver?.name ?? null },
  };
  return { ok: true, event, struck };
}
