import type {
  AttachmentKind,
  CallbackMethod,
  Category,
  Channel,
  ClockKind,
  ComplainantKind,
  ExplanationMethod,
  Exposure,
  Grade,
  Ground,
  InvestigationMethod,
  MeasureKind,
  OpinionRole,
  Relay,
  Source,
  Status,
} from '../words/vocabulary.ts';
import { type Clocks, type Day, dayOf, type Moment } from './clock.ts';

/** What the acceptor writes down (4.2.2), and what `amend` can correct. */
export interface Registration {
  readonly acceptedAt: Moment;
  readonly channel: Channel;
  readonly channelNote: string | null;
  readonly name: string;
  readonly anonymous: boolean;
  readonly phone: string | null;
  readonly contact: string | null;
  readonly kind: ComplainantKind;
  readonly source: Source;
  readonly exposure: Exposure;
  readonly externalNo: string | null;
  readonly category: Category;
  readonly typical: boolean;
  readonly respondent: string | null;
  readonly content: string;
  readonly demand: string;
  readonly evidence: string | null;
  readonly relayedBy: Relay | null;
}

type Done = { readonly at: Moment; readonly by: string };

export interface Assignment extends Done {
  readonly department: string;
  readonly respondWithin: number;
  readonly feedbackTo: string | null;
}
export interface Investigation extends Done {
  readonly methods: readonly InvestigationMethod[];
  readonly findings: string;
  readonly cause: string | null;
}
export interface Verdict extends Done {
  readonly valid: boolean;
  readonly ground: Ground | null;
  readonly reason: string | null;
}
export interface Answer extends Done {
  readonly accepted: boolean;
  readonly reason: string | null;
  readonly externalFactor: string | null;
  readonly promisedOn: Day | null;
}
export interface Proposal extends Done {
  readonly round: number;
  readonly plan: string;
  readonly answer: Answer | null;
}
export interface Explanation extends Done {
  readonly method: ExplanationMethod;
  readonly reply: string;
}
export interface Completion extends Done {
  readonly round: number;
  readonly result: string;
}
export interface Measure {
  readonly n: number;
  readonly kind: MeasureKind;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
  readonly effect: string | null;
}
export interface Opinion extends Done {
  readonly as: OpinionRole;
  readonly agreed: boolean;
  readonly opinion: string;
}
export interface Review extends Done {
  readonly passed: boolean;
  readonly reason: string | null;
  readonly caller: string | null;
}
export interface Callback extends Done {
  readonly round: number;
  readonly method: CallbackMethod;
  readonly reached: boolean;
  readonly handled: boolean | null;
  readonly unhandledReason: string | null;
  readonly timeliness: Grade | null;
  readonly satisfaction: Grade | null;
  readonly comment: string | null;
  /** Why the complainant is dissatisfied, or why nobody was reached. */
  readonly reason: string | null;
  readonly rehandle: boolean | null;
}
export interface Feedback extends Done {
  readonly to: string;
  readonly content: string;
}
export interface Waiver {
  readonly reason: string;
  readonly approvedBy: string;
}
export interface Closure extends Done {
  readonly waiver: Waiver | null;
}
export interface Voiding extends Done {
  readonly reason: string;
  readonly duplicateOf: string | null;
}
export interface Attachment extends Done {
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}
export interface Note extends Done {
  readonly text: string;
}
export interface Penalty {
  readonly deadline: ClockKind;
  readonly person: string;
  readonly decision: string;
  readonly at: Moment;
}

/** One case as its events have made it. */
export interface Complaint extends Registration {
  readonly no: string;
  readonly unit: string;
  /** The day and place in it that the number is made of; an amended acceptance time does not move them. */
  readonly numberedOn: Day;
  readonly sequence: number;
  readonly recordedAt: Moment;
  readonly acceptor: string;
  readonly operator: string;
  /** It came out of an old ledger: when it was written down there, nobody knows. */
  readonly imported: boolean;
  readonly status: Status;
  readonly round: number;
  /** When the last step happened that moved the case: no later step can lie before it. */
  readonly lastStepAt: Moment;
  /** 4.3.5 A leader has agreed to the work as it stands now. */
  readonly approved: boolean;
  readonly cause: string | null;
  readonly accountability: string | null;
  readonly verdict: Verdict | null;
  readonly explanation: Explanation | null;
  readonly completion: Completion | null;
  readonly closure: Closure | null;
  readonly voiding: Voiding | null;
  readonly assignments: readonly Assignment[];
  readonly recused: readonly string[];
  readonly investigations: readonly Investigation[];
  readonly proposals: readonly Proposal[];
  readonly measures: readonly Measure[];
  readonly opinions: readonly Opinion[];
  readonly reviews: readonly Review[];
  readonly callbacks: readonly Callback[];
  readonly feedbacks: readonly Feedback[];
  readonly attachments: readonly Attachment[];
  readonly notes: readonly Note[];
  readonly penalties: readonly Penalty[];
  readonly deadlines: Clocks;
}

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

/** Section 3, step 40: the department that the latest assignment made responsible; null before the first. */
export const responsibleDepartment = ({ assignments }: Pick<Complaint, 'assignments'>): string | null =>
  assignments.at(-1)?.department ?? null;

/** 1.2.4 The verdict is invalid. Without a verdict a case counts as valid (1.2.5). */
export const isJudgedInvalid = ({ verdict }: Pick<Complaint, 'verdict'>): boolean => verdict?.valid === false;

/** Annex 2, note 3: the last completed callback, whatever its round; undefined before the first. */
export const lastSurvey = ({ callbacks }: Pick<Complaint, 'callbacks'>): Callback | undefined =>
  callbacks.findLast((callback) => callback.reached);

/**
 * 4.2.1 迟报: neither entered nor relayed to the liaison by SMS or e-mail on its acceptance day. It is kept, and marked
 * wherever it is shown.
 */
export const isReportedLate = (
  complaint: Pick<Complaint, 'acceptedAt' | 'recordedAt' | 'relayedBy' | 'imported'>,
): boolean =>
  !complaint.imported &&
  complaint.relayedBy === null &&
  dayOf(complaint.recordedAt) > dayOf(complaint.acceptedAt);

/** 4.3.8(1) Somebody can be called back: a phone or another contact is on record. */
export const canBeReached = ({ phone, contact }: Pick<Registration, 'phone' | 'contact'>): boolean =>
  phone !== null || contact !== null;

const afterCompletion: Readonly<Record<Status, boolean>> = {
  registered: false,
  investigating: false,
  solving: false,
  proposed: false,
  executing: false,
  completed: true,
  awaiting_callback: true,
  called_back: true,
  explaining: false,
  explained: false,
  closed: true,
  voided: false,
};

/** The work of the round is done and was not sent back. */
export const isAfterCompletion = (status: Status): boolean => afterCompletion[status];

/** 4.1.1 From the completion on, what the three releases lack can still be added: by `amend` and `measure add`. */
export const canBeSupplemented = ({
  completion,
  status,
}: Pick<Complaint, 'completion' | 'status'>): boolean => completion !== null && isAfterCompletion(status);

/** Section 3: filed after a valid verdict: it is handled again, not judged again. */
export const isFiledAsValid = ({ status, verdict }: Pick<Complaint, 'status' | 'verdict'>): boolean =>
  status === 'closed' && verdict?.valid === true;
