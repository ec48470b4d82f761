import type {
  AttachmentKind,
  CallbackMethod,
  Category,
  Channel,
  ClockKind,
  ComplainantKind,
  Exposure,
  Grade,
  Ground,
  InvestigationMethod,
  MeasureKind,
  OpinionRole,
  Owner,
  Relay,
  ReplyMethod,
  Source,
  Status,
} from '../words/vocabulary.ts';
import { type Clocks, type Day, dayOf, isOpen, type Moment } from './clock.ts';

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
  /** When a leak was handed to the repair crew. */
  readonly emergencyAt: Moment | null;
}

type Done = { readonly at: Moment; readonly by: string };

export interface Assignment extends Done {
  readonly department: string;
  readonly respondWithin: number;
  readonly feedbackTo: string | null;
  /** Why it was given to another department after the verdict. */
  readonly reason: string | null;
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
/** 改判: the verdict became another one. A verdict that a leader's disagreement took away is none. */
export interface Rejudgement extends Done {
  readonly valid: boolean;
  readonly reason: string | null;
}
export interface Answer extends Done {
  readonly accepted: boolean;
  /** Step 70: nobody answered, and a leader lets the plan be carried out; `reason` says why. */
  readonly proceeded: boolean;
  readonly reason: string | null;
  readonly externalFactor: string | null;
  readonly promisedOn: Day | null;
  /** The leader who let it be carried out without an answer. */
  readonly approvedBy: string | null;
}
/** Step 70: the complainant was not reached with the plan. */
export interface Attempt extends Done {
  /** Which plan it was about: the first of the case is 1. */
  readonly proposal: number;
  readonly text: string;
}
/** 4.3.7(1) A further date agreed while a promise runs. */
export interface MovedPromise extends Done {
  readonly promisedOn: Day;
  readonly externalFactor: string;
}
export interface Proposal extends Done {
  readonly round: number;
  readonly plan: string;
  readonly answer: Answer | null;
}
export interface Explanation extends Done {
  readonly method: ReplyMethod;
  readonly reply: string;
}
export interface Completion extends Done {
  readonly round: number;
  /** The final result; of a case that was ended after refused plans, why it was ended. */
  readonly result: string;
  /** Put right at once, without a plan that had to be answered. */
  readonly onTheSpot: boolean;
  /** 终结: ended by a leader after refused plans. */
  readonly concluded: boolean;
  /** The leader who let it be ended. */
  readonly approvedBy: string | null;
  /** 4.3.7(1) 并回复客户: the complainant is still to be told. */
  readonly owesReply: boolean;
}
/** 4.3.7(1) How the complainant was told the result; of a completion from before replies were recorded, only when. */
export interface Reply extends Done {
  readonly method: ReplyMethod | null;
  readonly text: string | null;
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
  /** Only the form is to be completed; the work stands. */
  readonly supplement: boolean;
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
/** 催办 */
export interface Reminder extends Done {
  readonly to: string;
  readonly text: string;
  /** By when he promised to be done. */
  readonly promisedOn: Day | null;
}
export interface Feedback extends Done {
  readonly to: string;
  readonly content: string;
  /** 4.3.7(1) It went to headquarters with an investigation on record, so it is what headquarters waits for. */
  readonly reportsResult: boolean;
}
export interface Waiver {
  readonly reason: string;
  readonly approvedBy: string;
}
/** 撤诉: what the complainant said, and the caller who heard it from him. */
export interface Withdrawn {
  readonly text: string;
  readonly confirmedBy: string;
}
export interface Closure extends Done {
  readonly waiver: Waiver | null;
  readonly withdrawn: Withdrawn | null;
}
/** A withdrawal decides the in-time figure for good, even of a case that is handled again. */
export interface Withdrawal {
  readonly at: Moment;
  /** None of the deciding clocks was past due then. */
  readonly inTime: boolean;
}
export interface Voiding extends Done {
  readonly reason: string;
  readonly duplicateOf: string | null;
  readonly approvedBy: string | null;
}
/** The acceptance time was amended to another day. */
export interface MovedDay extends Done {
  readonly fromDay: Day;
  readonly toDay: Day;
  readonly approvedBy: string | null;
  readonly reason: string;
}
/** Who has held the case since then; nobody while it is filed. */
export interface Holding {
  readonly since: Moment;
  readonly role: Owner | null;
  readonly department: string | null;
  readonly person: string | null;
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
  /** The missed clock; null where the decision is for a bad effect. */
  readonly deadline: ClockKind | null;
  readonly effect: string | null;
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
  /** The acceptor belonged to a department of headquarters, and this is a branch's ledger. */
  readonly acceptedByHeadquarters: boolean;
  /** 4.3.8(1) A phone or another contact was ever on record. */
  readonly contactOnRecord: boolean;
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
  /** Of the completion that stands. */
  readonly reply: Reply | null;
  readonly closure: Closure | null;
  readonly withdrawal: Withdrawal | null;
  readonly voiding: Voiding | null;
  readonly assignments: readonly Assignment[];
  /** 协办: departments that help. They owe nothing, but their people may not call back. */
  readonly assisting: readonly string[];
  readonly recused: readonly string[];
  readonly investigations: readonly Investigation[];
  readonly rejudgements: readonly Rejudgement[];
  readonly proposals: readonly Proposal[];
  readonly attempts: readonly Attempt[];
  readonly movedPromises: readonly MovedPromise[];
  readonly measures: readonly Measure[];
  readonly opinions: readonly Opinion[];
  readonly reviews: readonly Review[];
  readonly reminders: readonly Reminder[];
  readonly callbacks: readonly Callback[];
  readonly feedbacks: readonly Feedback[];
  readonly attachments: readonly Attachment[];
  readonly notes: readonly Note[];
  readonly penalties: readonly Penalty[];
  readonly movedDays: readonly MovedDay[];
  readonly deadlines: Clocks;
  /** In their order; empty for what happened before it was kept. */
  readonly holdings: readonly Holding[];
}

/** What holds of a case before anything has happened to it. */
export const untouched = {
  approved: false,
  cause: null,
  accountability: null,
  verdict: null,
  explanation: null,
  completion: null,
  reply: null,
  closure: null,
  withdrawal: null,
  voiding: null,
  assignments: [],
  assisting: [],
  recused: [],
  investigations: [],
  rejudgements: [],
  proposals: [],
  attempts: [],
  movedPromises: [],
  measures: [],
  opinions: [],
  reviews: [],
  reminders: [],
  callbacks: [],
  feedbacks: [],
  attachments: [],
  notes: [],
  penalties: [],
  movedDays: [],
  holdings: [],
} as const satisfies Partial<Complaint>;

/** Section 3, step 40: the department that the latest assignment made responsible; null before the first. */
export const responsibleDepartment = ({ assignments }: Pick<Complaint, 'assignments'>): string | null =>
  assignments.at(-1)?.department ?? null;

/** 1.2.4 The verdict is invalid. Without a verdict a case counts as valid (1.2.5). */
export const isJudgedInvalid = ({ verdict }: { readonly verdict: Pick<Verdict, 'valid'> | null }): boolean =>
  verdict?.valid === false;

/** Annex 2, note 3: the last completed callback, whatever its round; undefined before the first. */
export const lastSurvey = ({ callbacks }: Pick<Complaint, 'callbacks'>): Callback | undefined =>
  callbacks.findLast((callback) => callback.reached);

/** The first completed callback, which later rounds do not hide. */
export const firstSurvey = ({ callbacks }: Pick<Complaint, 'callbacks'>): Callback | undefined =>
  callbacks.find((callback) => callback.reached);

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

/** 4.2.2 A phone or another contact. Whether one was ever on record is `contactOnRecord`. */
export const hasContact = ({ phone, contact }: Pick<Registration, 'phone' | 'contact'>): boolean =>
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

/** 4.3.7(1) A promise of the round is still to be kept, overdue or not. */
export const hasRunningPromise = ({ deadlines, round }: Pick<Complaint, 'deadlines' | 'round'>): boolean =>
  deadlines.some((clock) => clock.kind === 'promise' && clock.round === round && isOpen(clock));

/** A day by which the work was promised, and the outside factor that asked for it. */
export type Promised = Pick<MovedPromise, 'at' | 'promisedOn' | 'externalFactor'>;

/**
 * 4.3.7(1) The days agreed with the complainant in the present round, in the order in which they were agreed; the first
 * one of the first round decides the figure. Empty where none was.
 */
export function promises({
  round,
  proposals,
  movedPromises,
}: Pick<Complaint, 'round' | 'proposals' | 'movedPromises'>): readonly Promised[] {
  const agreed = proposals.flatMap(({ answer, ...proposal }) =>
    proposal.round === round && answer?.promisedOn != null && answer.externalFactor !== null
      ? [{ at: answer.at, promisedOn: answer.promisedOn, externalFactor: answer.externalFactor }]
      : [],
  );
  const [since] = agreed;
  if (since === undefined) return [];
  const moved = movedPromises.filter(({ at }) => at >= since.at);
  return [...agreed, ...moved].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** 4.1.1 From the completion on, what the three releases lack can still be added: by `amend` and `measure add`. */
export const canBeSupplemented = ({
  completion,
  status,
}: Pick<Complaint, 'completion' | 'status'>): boolean => completion !== null && isAfterCompletion(status);
