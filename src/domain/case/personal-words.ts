import type { Note, Registration } from './complaint.ts';
import type { JournalEvent, LedgerEvent, StartedClock } from './events.ts';

/**
 * What each field of each event can say of who complained: what a purge takes out of it. A field that is not here does
 * not compile; one that holds no free text can be nothing but `record`.
 */

/** A purge leaves these as they are: names of employees and departments; codes, numbers, moments, digests. */
type Kept = 'colleague' | 'record';
/**
 * `name` and `contact` say who the complainant is: the name goes, and every way to reach or look him up. `words` are
 * somebody's own, who may have named him in them.
 */
export type Kind = Kept | 'name' | 'contact' | 'words';

type Kinds<T, Text extends Kind = Kind> = { readonly [K in keyof T]-?: KindOf<NonNullable<T[K]>, Text> };
type KindOf<V, Text extends Kind> = [V] extends [readonly (infer Item)[]]
  ? KindOf<Item, Text>
  : [V] extends [object]
    ? Kinds<V, Text>
    : string extends V
      ? Text
      : 'record';

/** The kind of a field; of an object the kinds of its fields, of a list those of its items. */
export type FieldKind = Kind | { readonly [field: string]: FieldKind };

type DataOf<Type extends JournalEvent['type']> = Omit<
  Extract<JournalEvent, { type: Type }>['data'],
  keyof typeof ofEveryStep
>;

const done = { at: 'record', by: 'colleague' } as const satisfies Kinds<Pick<Note, 'at' | 'by'>>;
const limit = { days: 'record', dueAt: 'record' } as const;
const startedClock = { kind: 'record', ...limit } as const satisfies Kinds<StartedClock>;
/** What every event of a case may say beside its own. */
export const ofEveryStep = { reading: 'record', starts: startedClock } as const;

const registration = {
  acceptedAt: 'record',
  channel: 'record',
  channelNote: 'words',
  name: 'name',
  anonymous: 'record',
  phone: 'contact',
  contact: 'contact',
  kind: 'record',
  source: 'record',
  exposure: 'record',
  externalNo: 'contact',
  category: 'record',
  typical: 'record',
  respondent: 'words',
  content: 'words',
  demand: 'words',
  evidence: 'words',
  relayedBy: 'record',
  emergencyAt: 'record',
} as const satisfies Kinds<Registration>;

const correction = { ...registration, cause: 'words', accountability: 'words' } as const;
const numbering = { unit: 'record', numberedOn: 'record', sequence: 'record' } as const;
const waiver = { reason: 'words', approvedBy: 'colleague' } as const;
const withdrawn = { text: 'words', confirmedBy: 'colleague' } as const;
const solutionAnswer = {
  accepted: 'record',
  proceeded: 'record',
  reason: 'words',
  externalFactor: 'words',
  promisedOn: 'record',
  approvedBy: 'colleague',
} as const;
const survey = {
  method: 'record',
  handled: 'record',
  unhandledReason: 'words',
  timeliness: 'record',
  satisfaction: 'record',
  comment: 'words',
  reason: 'words',
  rehandle: 'record',
} as const;
const attachment = { kind: 'record', name: 'words', sha256: 'record', size: 'record' } as const;
const plannedMeasure = {
  n: 'record',
  kind: 'record',
  text: 'words',
  owner: 'colleague',
  dueOn: 'record',
} as const;
const assignment = {
  department: 'colleague',
  respondWithin: 'record',
  feedbackTo: 'words',
  reason: 'words',
} as const;
const opinion = { as: 'record', agreed: 'record', opinion: 'words' } as const;
const feedback = { to: 'words', content: 'words', reportsResult: 'record' } as const;
const penalty = { deadline: 'record', effect: 'words', person: 'colleague', decision: 'words' } as const;
const reminder = { to: 'words', text: 'words', promisedOn: 'record' } as const;
const movedPromise = { promisedOn: 'record', externalFactor: 'words' } as const;
const voiding = { reason: 'words', duplicateOf: 'record', approvedBy: 'colleague' } as const;

export const personalWords = {
  registered: {
    ...registration,
    ...numbering,
    acceptedByHeadquarters: 'record',
    deadlines: startedClock,
  },
  imported: {
    ...registration,
    ...numbering,
    status: 'record',
    round: 'record',
    lastStepAt: 'record',
    approved: 'record',
    cause: 'words',
    accountability: 'words',
    verdict: { ...done, valid: 'record', ground: 'record', reason: 'words' },
    explanation: { ...done, method: 'record', reply: 'words' },
    completion: {
      ...done,
      round: 'record',
      result: 'words',
      onTheSpot: 'record',
      concluded: 'record',
      approvedBy: 'colleague',
      owesReply: 'record',
    },
    reply: { ...done, method: 'record', text: 'words' },
    closure: { ...done, waiver, withdrawn },
    withdrawal: { at: 'record', inTime: 'record' },
    voiding: { ...done, ...voiding },
    assignments: { ...done, ...assignment },
    assisting: 'colleague',
    recused: 'colleague',
    rejudgements: { ...done, valid: 'record', reason: 'words' },
    attempts: { ...done, proposal: 'record', text: 'words' },
    movedPromises: { ...done, ...movedPromise },
    investigations: { ...done, methods: 'record', findings: 'words', cause: 'words' },
    proposals: { ...done, round: 'record', plan: 'words', answer: { ...done, ...solutionAnswer } },
    measures: { ...plannedMeasure, doneOn: 'record', effect: 'words' },
    opinions: { ...done, ...opinion },
    reviews: { ...done, passed: 'record', supplement: 'record', reason: 'words', caller: 'colleague' },
    reminders: { ...done, ...reminder },
    callbacks: { ...done, ...survey, round: 'record', reached: 'record' },
    feedbacks: { ...done, ...feedback },
    attachments: { ...done, ...attachment },
    notes: { ...done, text: 'words' },
    penalties: { at: 'record', ...penalty },
    movedDays: {
      ...done,
      fromDay: 'record',
      toDay: 'record',
      approvedBy: 'colleague',
      reason: 'words',
    },
    holdings: { since: 'record', role: 'record', department: 'colleague', person: 'colleague' },
    deadlines: {
      ...startedClock,
      round: 'record',
      startedAt: 'record',
      metAt: 'record',
      metBy: 'record',
      metRecordedAt: 'record',
      cancelledAt: 'record',
      cancelledBy: 'record',
      owedBy: 'record',
      department: 'colleague',
      person: 'colleague',
    },
  },
  assigned: { ...assignment, recuse: 'colleague', assist: 'colleague', dueAt: 'record' },
  investigated: {
    methods: 'record',
    findings: 'words',
    cause: 'words',
    verdict: { valid: 'record', ground: 'record', reason: 'words', explain: limit, again: limit },
  },
  solution_proposed: { plan: 'words' },
  solution_answered: solutionAnswer,
  answer_attempted: { text: 'words' },
  promise_moved: movedPromise,
  completed: {
    result: 'words',
    replied: 'record',
    onTheSpot: 'record',
    cause: 'words',
    accountability: 'words',
    measures: { kind: 'record', text: 'words' },
  },
  concluded: { reason: 'words', method: 'record', reply: 'words', approvedBy: 'colleague' },
  replied: { method: 'record', reply: 'words' },
  explained: { method: 'record', reply: 'words' },
  opinion_given: opinion,
  review_passed: { ...limit, caller: 'colleague' },
  review_returned: { reason: 'words' },
  review_supplemented: { reason: 'words' },
  reminded: reminder,
  callback_failed: { method: 'record', reason: 'words' },
  called_back: { ...survey, again: limit },
  feedback_given: feedback,
  closed: { waiver, withdrawn },
  reopened: { ...limit, reason: 'words' },
  voided: voiding,
  amended: {
    reason: 'words',
    from: correction,
    to: correction,
    recuse: 'colleague',
    approvedBy: 'colleague',
    hqFeedback: limit,
  },
  noted: { text: 'words' },
  file_attached: attachment,
  measure_added: plannedMeasure,
  measure_done: { n: 'record', doneOn: 'record', effect: 'words' },
  penalty_decided: penalty,
  undone: { seq: 'record', reason: 'words', approvedBy: 'colleague' },
  ledger_created: { version: 'record' },
  department_added: { name: 'colleague', kind: 'record' },
  department_retired: { name: 'colleague' },
  department_renamed: { name: 'colleague', to: 'colleague' },
  person_added: { name: 'colleague', department: 'colleague', phone: 'colleague', roles: 'record' },
  person_retired: { name: 'colleague' },
  person_roles_set: { name: 'colleague', roles: 'record' },
  person_moved: { name: 'colleague', department: 'colleague' },
  person_renamed: { name: 'colleague', to: 'colleague' },
  person_phone_set: { name: 'colleague', phone: 'colleague' },
  setting_changed: { key: 'record', from: 'record', to: 'record', reason: 'record' },
  ledger_imported: {
    file: 'record',
    sha256: 'record',
    cases: 'record',
    gaps: { day: 'record', missing: 'record' },
  },
  report_finalised: { month: 'record', figures: {}, head: { seq: 'record', hash: 'record' } },
  personal_data_revealed: { document: 'record', from: 'record', to: 'record', cases: 'record' },
  ledger_restored: {
    backup: { seq: 'record', hash: 'record' },
    replaced: { seq: 'record', hash: 'record' },
    lost: 'record',
    gaps: { day: 'record', missing: 'record' },
  },
  personal_data_purged: {
    before: 'record',
    retentionMonths: 'record',
    cases: { no: 'record', digest: 'record' },
  },
  paper_made: {
    kind: 'record',
    year: 'record',
    n: 'record',
    format: 'record',
    to: 'colleague',
    cases: 'record',
  },
  notices_sent: {
    channel: 'record',
    on: 'record',
    notices: { no: 'record', kind: 'record', dueAt: 'record', level: 'record' },
  },
  unit_collected: {
    unit: 'record',
    name: 'record',
    month: 'record',
    asOf: 'record',
    origin: 'record',
    figures: {},
    head: { seq: 'record', hash: 'record' },
    source: { file: 'record', sha256: 'record' },
  },
  ledger_received: { from: 'record', head: { seq: 'record', hash: 'record' } },
  ledger_moved: { to: 'record', head: { seq: 'record', hash: 'record' } },
} as const satisfies {
  // A purge blanks the entries of a case: what the ledger's own say stays, so nobody's words may stand there.
  readonly [Type in JournalEvent['type']]: Kinds<
    DataOf<Type>,
    Type extends LedgerEvent['type'] ? Kept : Kind
  >;
};
