import { clockState, dayOf, inHours, isInternal, isLateEntry, type Moment } from '../../domain/case/clock.ts';
import type { Complaint, Proposal } from '../../domain/case/complaint.ts';
import { type Entry, withdrawn } from '../../domain/case/events.ts';
import { answersFor, held } from '../../domain/case/held.ts';
import { isPriority, isUrgent, priorityReasons } from '../../domain/case/priority.ts';
import { nextStep } from '../../domain/case/workflow.ts';

/** The complaint object of the contract; clocks are judged as of `asOf`. */
export function complaintJson(complaint: Complaint, asOf: Moment) {
  const c = complaint;
  return {
    no: c.no,
    unit: c.unit,
    acceptedOn: dayOf(c.acceptedAt),
    sequence: c.sequence,
    status: c.status,
    round: c.round,
    acceptedAt: c.acceptedAt,
    recordedAt: c.recordedAt,
    lateEntry: isLateEntry(c.acceptedAt, c.recordedAt),
    channel: c.channel,
    channelNote: c.channelNote,
    acceptor: c.acceptor,
    operator: c.operator,
    relayedBy: c.relayedBy,
    complainant: { name: c.name, phone: c.phone, contact: c.contact, kind: c.kind, anonymous: c.anonymous },
    category: c.category,
    externalNo: c.externalNo,
    respondent: c.respondent,
    content: c.content,
    demand: c.demand,
    evidence: c.evidence,
    source: c.source,
    exposure: c.exposure,
    typical: c.typical,
    urgent: isUrgent(c),
    emergencyAt: c.emergencyAt,
    priority: isPriority(c),
    priorityReasons: priorityReasons(c),
    assignment: assignmentJson(c),
    assisting: c.assisting,
    recused: c.recused,
    investigations: c.investigations,
    verdict: c.verdict,
    proposals: c.proposals.map((proposal, i) => proposalJson(proposal, c.attempts, i + 1)),
    explanation: c.explanation,
    completion: completionJson(c),
    cause: c.cause,
    measures: c.measures,
    opinions: c.opinions,
    reviews: c.reviews,
    reminders: c.reminders,
    callbacks: c.callbacks,
    feedbacks: c.feedbacks.map(({ at, by, to, content }) => ({ at, by, to, content })),
    closure: c.closure,
    attachments: c.attachments,
    notes: c.notes,
    penalties: c.penalties,
    held: held(c, asOf).map(({ role, department, person, seconds }) => ({
      role,
      department,
      person,
      hours: inHours(seconds),
    })),
    deadlines: c.deadlines.map((clock) => ({
      kind: clock.kind,
      internal: isInternal(clock.kind),
      round: clock.round,
      startedAt: clock.startedAt,
      dueAt: clock.dueAt,
      metAt: clock.metAt,
      state: clockState(clock, asOf),
      ...answersFor(clock, c, asOf),
    })),
    nextStep: nextStep(c),
  };
}

/** The latest; why it changed hands after the verdict its entry in the journal says. */
function assignmentJson({ assignments }: Complaint) {
  const last = assignments.at(-1);
  if (last === undefined) return null;
  const { department, respondWithin, feedbackTo, at, by } = last;
  return { department, respondWithin, feedbackTo, at, by };
}

/** The attempts to reach the complainant with a plan stand with it; `n` is its place among all. */
const proposalJson = (proposal: Proposal, attempts: Complaint['attempts'], n: number) => ({
  ...proposal,
  attempts: attempts
    .filter((attempt) => attempt.proposal === n)
    .map(({ at, by, text }) => ({ at, by, text })),
});

function completionJson({ completion, accountability, reply }: Complaint) {
  if (completion === null) return null;
  const { round, at, by, result, onTheSpot, concluded } = completion;
  return { round, at, by, result, accountability, onTheSpot, concluded, reply };
}

/** The journal of a case in the form of the contract; what a later undo struck out is marked. */
export function journalJson(entries: readonly (Entry & { readonly hash: string })[]) {
  const struck = withdrawn(entries);
  return entries.map((entry) => ({
    seq: entry.seq,
    no: entry.no,
    type: entry.type,
    occurredAt: entry.occurredAt,
    recordedAt: entry.recordedAt,
    late: isLateEntry(entry.occurredAt, entry.recordedAt),
    by: entry.by,
    operator: entry.operator,
    data: entry.data,
    withdrawn: struck.has(entry.seq),
    hash: entry.hash,
  }));
}
