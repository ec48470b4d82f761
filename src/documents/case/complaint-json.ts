import { clockState, dayOf, isLateEntry, type Moment } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { type Entry, withdrawn } from '../../domain/case/events.ts';
import { isPriority, priorityReasons } from '../../domain/case/priority.ts';
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
    priority: isPriority(c),
    priorityReasons: priorityReasons(c),
    assignment: c.assignments.at(-1) ?? null,
    recused: c.recused,
    investigations: c.investigations,
    verdict: c.verdict,
    proposals: c.proposals,
    explanation: c.explanation,
    completion: c.completion && { ...c.completion, accountability: c.accountability },
    cause: c.cause,
    measures: c.measures,
    opinions: c.opinions,
    reviews: c.reviews,
    callbacks: c.callbacks,
    feedbacks: c.feedbacks,
    closure: c.closure,
    attachments: c.attachments,
    notes: c.notes,
    penalties: c.penalties,
    deadlines: c.deadlines.map((clock) => ({
      kind: clock.kind,
      round: clock.round,
      startedAt: clock.startedAt,
      dueAt: clock.dueAt,
      metAt: clock.metAt,
      state: clockState(clock, asOf),
      owedBy: clock.owedBy,
      department: clock.department,
      person: clock.person,
    })),
    nextStep: nextStep(c),
  };
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
