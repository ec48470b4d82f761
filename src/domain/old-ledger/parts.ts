import { dayOf, type Moment } from '../case/clock.ts';
import type { Callback, Complaint, Measure, Opinion, untouched } from '../case/complaint.ts';
import { unreached } from '../case/evolve.ts';
import type { Status } from '../words/vocabulary.ts';
import {
  type OldCase,
  type OldMeasure,
  type OldOpinion,
  owesReply,
  type Times,
  UNRECORDED,
} from './old-case.ts';

type Parts = Pick<Complaint, keyof typeof untouched>;

const by = (name: string | null): string => name ?? UNRECORDED;

/** The parts of the case that the row knows of; what has no time of its own has that of the step it belongs to. */
export function importedParts(old: OldCase, times: Times, status: Status): Parts {
  const accepted = times.acceptedAt as Moment;
  const assigned = times.assignedAt ?? accepted;
  const judged = times.verdictAt ?? times.investigatedAt ?? assigned;
  const completed = times.completedAt ?? judged;
  const round = old.round ?? 1;
  const completion = completionOf(old, times.completedAt ?? undated(old, times, status), round);
  const opinions = opinionsOf(old, times.completedAt ?? times.explainedAt ?? judged);
  return {
    approved: opinions.some((opinion) => opinion.as !== 'department' && opinion.agreed),
    cause: old.cause,
    accountability: old.accountability,
    verdict: verdictOf(old, judged),
    explanation: explanationOf(old, times.explainedAt ?? judged),
    completion,
    reply: replyOf(old, times),
    closure: status === 'closed' ? closureOf(old, times.closedAt) : null,
    withdrawal: status === 'closed' ? withdrawalOf(old, times.closedAt) : null,
    voiding: status === 'voided' ? voidingOf(old, times.voidedAt) : null,
    assignments: assignmentsOf(old, assigned),
    assisting: old.assisting ?? [],
    recused: old.recused ?? [],
    rejudgements: [],
    attempts: [],
    movedPromises: [],
    reminders: [],
    movedDays: [],
    holdings: [],
    investigations: investigationsOf(old, times.investigatedAt ?? judged),
    proposals: proposalsOf(old, times, judged, round),
    measures: measuresOf(old, completed),
    opinions,
    reviews: reviewsOf(old, times.reviewedAt),
    callbacks: callbacksOf(
      old,
      times.calledBackAt ?? (old.satisfaction === null ? null : times.closedAt),
      times.reviewedAt ?? completed,
      round,
    ),
    feedbacks: (old.feedback ?? []).map(({ to, content }) => ({
      at: completed,
      by: UNRECORDED,
      to,
      content,
      reportsResult: true,
    })),
    attachments: [],
    notes: notesOf(old, { isDone: completion !== null }, times.closedAt ?? accepted),
    penalties: [],
  };
}

/**
 * When a case that is over was done, where the ledger never says: by the callback at the latest. No clock is met by it,
 * so it is in no figure as in time.
 */
const undated = (old: OldCase, times: Times, status: Status): Moment | null =>
  status === 'closed' && old.result !== null && old.verdict !== 'invalid'
    ? (times.calledBackAt ?? times.closedAt)
    : null;

/** What a ledger says of the handling of a case that is not done (处理中，等待配件) is no result, but not lost. */
function notesOf(
  { notes, result }: OldCase,
  { isDone }: { readonly isDone: boolean },
  at: Moment,
): Parts['notes'] {
  const texts = [notes, isDone ? null : result].filter((text) => text !== null);
  return texts.map((text) => ({ at, by: UNRECORDED, text }));
}

function verdictOf(old: OldCase, at: Moment): Parts['verdict'] {
  if (old.verdict === null) return null;
  const { ground, verdictReason: reason } = old;
  return { at, by: by(old.verdictBy ?? old.investigator), valid: old.verdict === 'valid', ground, reason };
}

function explanationOf(old: OldCase, at: Moment): Parts['explanation'] {
  if (old.explainedAt === null && old.reply === null) return null;
  const method = old.explanationMethod ?? 'phone';
  return { at, by: by(old.explainedBy), method, reply: old.reply ?? UNRECORDED };
}

function completionOf(old: OldCase, at: Moment | null, round: number): Parts['completion'] {
  if (at === null) return null;
  return {
    at,
    by: by(old.completedBy),
    round,
    result: old.result ?? UNRECORDED,
    onTheSpot: old.onTheSpot ?? false,
    concluded: old.concludedBy !== null,
    approvedBy: old.concludedBy,
    owesReply: owesReply(old),
  };
}

/** 4.3.7(1) Most old ledgers have no replies: what was completed counts as answered, unless they say that it was not. */
function replyOf(old: OldCase, { completedAt, repliedAt }: Times): Parts['reply'] {
  const at = repliedAt ?? completedAt;
  if (at === null || owesReply(old)) return null;
  return { at, by: by(old.repliedBy ?? old.completedBy), method: old.replyMethod, text: old.replyText };
}

function closureOf(old: OldCase, at: Moment | null): Parts['closure'] {
  if (at === null) return null;
  const { withdrawn: text, withdrawalConfirmedBy } = old;
  const withdrawn = text === null ? null : { text, confirmedBy: by(withdrawalConfirmedBy) };
  return { at, by: by(old.closedBy), waiver: waiverOf(old), withdrawn };
}

/** In time, unless the row says otherwise. */
const withdrawalOf = (old: OldCase, at: Moment | null): Parts['withdrawal'] =>
  at === null || old.withdrawn === null ? null : { at, inTime: old.inTime ?? true };

function voidingOf(old: OldCase, at: Moment | null): Parts['voiding'] {
  if (at === null) return null;
  return {
    at,
    by: UNRECORDED,
    reason: old.voidReason ?? UNRECORDED,
    duplicateOf: old.duplicateOf,
    approvedBy: old.voidApprover,
  };
}

function investigationsOf(old: OldCase, at: Moment): Parts['investigations'] {
  const { findings, cause } = old;
  if (findings === null) return [];
  return [{ at, by: by(old.investigator), methods: old.methods ?? ['other'], findings, cause }];
}

const waiverOf = ({ waiverReason, waiverApprover }: OldCase) =>
  waiverReason === null ? null : { reason: waiverReason, approvedBy: by(waiverApprover) };

function assignmentsOf(old: OldCase, at: Moment): Parts['assignments'] {
  if (old.department === null) return [];
  const all = [...(old.earlierDepartments ?? []), old.department];
  return all.map((department) => ({
    at,
    by: by(old.assignedBy),
    department,
    respondWithin: old.respondWithin ?? 3,
    feedbackTo: old.feedbackTo,
    reason: null,
  }));
}

function proposalsOf(old: OldCase, times: Times, judged: Moment, round: number): Parts['proposals'] {
  if (old.plan === null) return [];
  const at = times.proposedAt ?? judged;
  const answer =
    old.accepted === null
      ? null
      : {
          at: times.answeredAt ?? at,
          by: by(old.answeredBy),
          accepted: old.accepted,
          proceeded: !old.accepted && old.proceededBy !== null,
          reason: old.rejection,
          externalFactor: old.externalFactor,
          promisedOn: old.promisedOn,
          approvedBy: old.proceededBy,
        };
  return [{ round, at, by: by(old.proposedBy), plan: old.plan, answer }];
}

/** A measure that does not say otherwise was carried out with the work. */
function measuresOf(old: OldCase, completed: Moment): readonly Measure[] {
  const day = dayOf(completed);
  const of = (kind: Measure['kind'], measures: readonly OldMeasure[] | null) =>
    (measures ?? []).map(({ text, owner, dueOn, doneOn, effect }) => ({
      kind,
      text,
      owner: owner ?? by(old.completedBy),
      dueOn: dueOn ?? doneOn ?? day,
      doneOn: doneOn ?? (dueOn === null ? day : null),
      effect,
    }));
  return [...of('corrective', old.corrective), ...of('preventive', old.preventive)].map((measure, i) => ({
    n: i + 1,
    ...measure,
  }));
}

function opinionsOf(old: OldCase, at: Moment): readonly Opinion[] {
  const of = (as: Opinion['as'], opinions: readonly OldOpinion[] | null): readonly Opinion[] =>
    (opinions ?? []).map(({ agreed, opinion, by: signer }) => ({ at, by: by(signer), as, agreed, opinion }));
  return [
    ...of('department', old.departmentOpinion),
    ...of('leader', old.leaderOpinion),
    ...of('general_manager', old.managerOpinion),
  ];
}

function reviewsOf(old: OldCase, at: Moment | null): Parts['reviews'] {
  if (at === null) return [];
  const done = { at, by: by(old.reviewer), supplement: false };
  const returned = { ...done, passed: false, reason: old.returnReason ?? UNRECORDED, caller: null };
  if (old.passed === false) return [returned];
  const passed = { ...done, passed: true, reason: null, caller: null };
  return old.returnReason === null ? [passed] : [returned, passed];
}

function callbacksOf(old: OldCase, at: Moment | null, attempted: Moment, round: number): readonly Callback[] {
  const attempt: Callback = {
    ...unreached,
    round,
    at: attempted,
    by: by(old.caller),
    method: old.callbackMethod ?? 'phone',
    reason: UNRECORDED,
  };
  const failed = Array.from({ length: old.unreached ?? 0 }, () => attempt);
  if (at === null || old.satisfaction === null) return failed;
  const reached: Callback = {
    ...attempt,
    at,
    reached: true,
    handled: old.handled,
    unhandledReason: old.unhandledReason,
    timeliness: old.timeliness,
    satisfaction: old.satisfaction,
    comment: old.comment,
    reason: old.dissatisfaction,
    rehandle: old.satisfaction === 'dissatisfied' ? false : null,
  };
  return [...failed, reached];
}
