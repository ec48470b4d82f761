import { type Day, dayOf } from '../case/clock.ts';
import type { Complaint } from '../case/complaint.ts';
import { steps } from '../case/step-table.ts';
import { isBareNobody } from '../case/three-releases.ts';
import { problem } from '../problems.ts';
import type { ReplyMethod } from '../words/vocabulary.ts';
import { decide, notAllowed, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';
import { toType } from './hints.ts';
import type { Person } from './people.ts';
import { badSignature } from './signature.ts';

export interface ProposeRequest extends Request {
  readonly plan: string;
}

/** Step 60: the responsible department drafts the solution. */
export const proposeSolution = decide(orderly('resolve propose'), (request: ProposeRequest) => ({
  ...occurrence(request),
  type: 'solution_proposed',
  data: { plan: request.plan },
}));

export interface AnswerRequest extends Request {
  /** Why the complainant refused; null when he accepted. */
  readonly rejection: string | null;
  readonly externalFactor: string | null;
  readonly promisedOn: Day | null;
}

interface Promised extends Request {
  readonly promisedOn: Day | null;
}

/** 4.3.7(1) A later date can be promised only for an outside factor, and an outside factor needs a date. */
const factorHasPromise: Rule<AnswerRequest> = (request) =>
  (request.externalFactor === null) === (request.promisedOn === null)
    ? undefined
    : problem('rule.external_factor_required', {
        no: request.complaint.no,
        today: dayOf(occurredAt(request)),
      });

const promiseLiesAhead: Rule<Promised> = (request) =>
  request.promisedOn !== null && request.promisedOn < dayOf(occurredAt(request))
    ? problem('promised_before_answer', {
        promisedOn: request.promisedOn,
        answeredOn: dayOf(occurredAt(request)),
      })
    : undefined;

/** Step 70: the acceptor gives the solution to the complainant, who accepts it or says why not. */
export const answerSolution = decide(
  [...orderly('resolve answer'), factorHasPromise, promiseLiesAhead],
  (request: AnswerRequest) => ({
    ...occurrence(request),
    type: 'solution_answered',
    data: {
      accepted: request.rejection === null,
      proceeded: false,
      reason: request.rejection,
      externalFactor: request.externalFactor,
      promisedOn: request.promisedOn,
      approvedBy: null,
    },
  }),
);

export interface AttemptAnswerRequest extends Request {
  readonly text: string;
}

/** Step 70: the complainant was not reached; the plan still waits for him. */
export const attemptAnswer = decide(orderly('resolve answer'), (request: AttemptAnswerRequest) => ({
  ...occurrence(request),
  type: 'answer_attempted',
  data: { text: request.text },
}));

export interface ProceedRequest extends Request {
  readonly reason: string;
  readonly approver: Person;
}

/** The attempts to reach the complainant with the plan that waits for him. */
const attemptsOnPlan = ({ attempts, proposals }: Complaint) =>
  attempts.filter(({ proposal }) => proposal === proposals.length);

/** Step 70: not before he was tried on as many different days, unless no contact was ever on record. */
const complainantWasTried: Rule<ProceedRequest> = ({ complaint, policy }) => {
  const days = new Set(attemptsOnPlan(complaint).map(({ at }) => dayOf(at))).size;
  const needed = policy.callbackAttempts;
  return !complaint.contactOnRecord || days >= needed
    ? undefined
    : problem('rule.proceed_not_allowed', { no: complaint.no, days, needed });
};

const proceedingIsSigned: Rule<ProceedRequest> = ({ complaint, approver }) =>
  badSignature(complaint, approver, '3 步骤70');

/** Step 70: nobody answers, and a leader lets the plan be carried out. */
export const proceedUnanswered = decide(
  [...orderly('resolve answer'), complainantWasTried, proceedingIsSigned],
  (request: ProceedRequest) => ({
    ...occurrence(request),
    type: 'solution_answered',
    data: {
      accepted: false,
      proceeded: true,
      reason: request.reason,
      externalFactor: null,
      promisedOn: null,
      approvedBy: request.approver.name,
    },
  }),
);

export interface PromiseRequest extends Promised {
  readonly promisedOn: Day;
  readonly externalFactor: string;
}

/** 4.3.7(1) A further date agreed while a promise runs, kept or not; the first one decides the figure. */
export const movePromise = decide(
  [...orderly('resolve promise'), promiseLiesAhead],
  (request: PromiseRequest) => ({
    ...occurrence(request),
    type: 'promise_moved',
    data: { promisedOn: request.promisedOn, externalFactor: request.externalFactor },
  }),
);

export interface ConcludeRequest extends Request {
  readonly reason: string;
  readonly reply: string;
  readonly method: ReplyMethod;
  readonly approver: Person;
}

/** Step 70: so many plans of the present round the complainant must have refused. */
const REFUSALS_NEEDED = 2;

const refusedPlans = ({ proposals, round }: Complaint): number =>
  proposals.filter(
    ({ answer, ...proposal }) =>
      proposal.round === round && answer !== null && !answer.accepted && !answer.proceeded,
  ).length;

/** Step 70 终结: the complainant has refused so many plans that a leader may end the case. */
export const isRefusedForGood = (complaint: Complaint): boolean => refusedPlans(complaint) >= REFUSALS_NEEDED;

const plansWereRefused: Rule<ConcludeRequest> = ({ complaint }) =>
  isRefusedForGood(complaint)
    ? undefined
    : problem('rule.refusals_required', {
        no: complaint.no,
        refused: refusedPlans(complaint),
        needed: REFUSALS_NEEDED,
      });

const conclusionIsSigned: Rule<ConcludeRequest> = ({ complaint, approver }) =>
  badSignature(complaint, approver, '3 步骤70');

interface Replying extends Request {
  readonly method: ReplyMethod | 'later' | null;
}

/** A public notice reaches who left no contact; whoever did is told himself. */
const noticeIsLastResort: Rule<Replying> = ({ complaint, method }) =>
  method === 'notice' && complaint.contactOnRecord
    ? problem('notice_with_contact', { no: complaint.no })
    : undefined;

/** Step 70 终结: a leader ends it; the case stays valid, and is approved, reviewed and called back like any other. */
export const conclude = decide(
  [...orderly('resolve conclude'), plansWereRefused, noticeIsLastResort, conclusionIsSigned],
  (request: ConcludeRequest) => ({
    ...occurrence(request),
    type: 'concluded',
    data: {
      reason: request.reason,
      method: request.method,
      reply: request.reply,
      approvedBy: request.approver.name,
    },
  }),
);

export interface CompleteRequest extends Request {
  readonly result: string;
  /** How the complainant was told; null where nothing was said of it. */
  readonly method: ReplyMethod | 'later' | null;
  /** Put right at once: plan, acceptance and result in one. */
  readonly onTheSpot: boolean;
  readonly cause: string | null;
  readonly accountability: string | null;
  readonly corrective: readonly string[];
  readonly preventive: readonly string[];
}

/** Section 3: an accepted plan is carried out; without one the work is completed only where it was done at once. */
const workIsDue: Rule<CompleteRequest> = ({ complaint, onTheSpot }) => {
  if (onTheSpot !== (complaint.status === 'executing')) return undefined;
  return onTheSpot
    ? notAllowed(complaint, '登记当场办结', toType('resolve complete', complaint.no))
    : notAllowed(complaint, steps['resolve complete'].label);
};

/** 4.3.7(1) 并回复客户: how the complainant was told, unless no contact was ever on record. */
const replyIsSaid: Rule<CompleteRequest> = ({ complaint, method }) =>
  method === null && complaint.contactOnRecord
    ? problem('usage.missing', { command: 'resolve complete', names: ['--replied'] })
    : undefined;

/** 4.1.1 "无责任人" needs the reason behind it. */
export const nobodyIsExplained: Rule<{ readonly accountability?: string | null }> = ({ accountability }) =>
  accountability != null && isBareNobody(accountability)
    ? problem('rule.reason_required', {
        clause: '4.1.1',
        message: '写“无责任人”须说明理由',
        hint: '如 --accountability 无责任人：设备自然老化',
        asks: ['accountability'],
      })
    : undefined;

/** Steps 80-90: carried out; final result with the handling of the responsible person and the measures taken. */
export const completeWork = decide(
  [...orderly('resolve complete'), workIsDue, replyIsSaid, noticeIsLastResort, nobodyIsExplained],
  (request: CompleteRequest) => ({
    ...occurrence(request),
    type: 'completed',
    data: {
      result: request.result,
      // Where nobody can be told, no reply is owed either.
      replied: request.method === 'later' && !request.complaint.contactOnRecord ? null : request.method,
      onTheSpot: request.onTheSpot,
      cause: request.cause,
      accountability: request.accountability,
      measures: [
        ...request.corrective.map((text) => ({ kind: 'corrective' as const, text })),
        ...request.preventive.map((text) => ({ kind: 'preventive' as const, text })),
      ],
    },
  }),
);

export interface ReplyRequest extends Request {
  readonly method: ReplyMethod;
  readonly reply: string | null;
}

/** 4.3.7(1) 并回复客户: the complainant is told the result. */
export const replyToComplainant = decide(
  [...orderly('resolve reply'), noticeIsLastResort],
  (request: ReplyRequest) => ({
    ...occurrence(request),
    type: 'replied',
    data: { method: request.method, reply: request.reply },
  }),
);

export interface ExplainRequest extends Request {
  readonly method: ReplyMethod;
  readonly reply: string;
}

/** Step 50, 4.3.7(2): the acceptor explains the invalid verdict to the complainant. */
export const explainVerdict = decide(
  [...orderly('resolve explain'), noticeIsLastResort],
  (request: ExplainRequest) => ({
    ...occurrence(request),
    type: 'explained',
    data: { method: request.method, reply: request.reply },
  }),
);
