// Cases as the decisions themselves make them: `aCase(assigned(), judgedValid())` is a case that was assigned and
// judged valid. A move without a time happens a minute after the step before it.

import { dayOf, type Moment, momentAt } from '../../src/domain/case/clock.ts';
import type { Complaint, Registration } from '../../src/domain/case/complaint.ts';
import type { CaseEvent, Correction } from '../../src/domain/case/events.ts';
import { evolve } from '../../src/domain/case/evolve.ts';
import { defaultPolicy } from '../../src/domain/policy.ts';
import type { Problem } from '../../src/domain/problems.ts';
import { type ApproveRequest, approve } from '../../src/domain/steps/approve.ts';
import { type AssignRequest, assign } from '../../src/domain/steps/assign.ts';
import {
  type AttemptRequest,
  recordAttempt,
  recordCallback,
  type SurveyRequest,
} from '../../src/domain/steps/callback.ts';
import {
  type CloseRequest,
  close,
  type ReopenRequest,
  reopen,
  type VoidRequest,
  voidComplaint,
} from '../../src/domain/steps/close.ts';
import { type AmendRequest, amend } from '../../src/domain/steps/correct.ts';
import type { Occasion, Outcome, Request } from '../../src/domain/steps/decide.ts';
import { type FeedbackRequest, giveFeedback } from '../../src/domain/steps/feedback.ts';
import { type InvestigateRequest, investigate } from '../../src/domain/steps/investigate.ts';
import { type RegisterRequest, register, registrationDefaults } from '../../src/domain/steps/register.ts';
import {
  type AddMeasureRequest,
  type AttachRequest,
  addMeasure,
  addNote,
  attachFile,
  decidePenalty,
  finishMeasure,
  type MeasureDoneRequest,
  type NoteRequest,
  type PenaltyRequest,
} from '../../src/domain/steps/remark.ts';
import { type RemindRequest, remind } from '../../src/domain/steps/remind.ts';
import {
  type AnswerRequest,
  type AttemptAnswerRequest,
  answerSolution,
  attemptAnswer,
  type CompleteRequest,
  type ConcludeRequest,
  completeWork,
  conclude,
  type ExplainRequest,
  explainVerdict,
  movePromise,
  type ProceedRequest,
  type PromiseRequest,
  type ProposeRequest,
  proceedUnanswered,
  proposeSolution,
  type ReplyRequest,
  replyToComplainant,
} from '../../src/domain/steps/resolve.ts';
import {
  passReview,
  type ReturnRequest,
  type ReviewRequest,
  returnReview,
  supplementReview,
} from '../../src/domain/steps/review.ts';
import { caller, engineer, generalManager, leader, liaison } from './build-people.ts';

/** A moment of 2023 in China time, as short as it can be said: `10-02 09:30` or `10-02 09:30:15`. */
export const on = (text: string): Moment =>
  text.includes('T') ? text : `2023-${text.replace(' ', 'T')}${text.length > 11 ? '' : ':00'}+08:00`;

/** The acceptance of every case that says nothing else: a Sunday, and a day of the National Day holiday. */
export const ACCEPTED = on('10-01 09:30');

/** Typed in long after, so that any day of the stories has passed. */
export const anOccasion: Occasion = {
  at: { moment: ACCEPTED },
  by: liaison.name,
  now: on('12-20 10:00'),
  operator: '王芳',
  policy: defaultPolicy,
};

export const aRegistration: Omit<Registration, 'acceptedAt'> = {
  ...registrationDefaults,
  channel: 'phone',
  name: '李强',
  phone: '13800001234',
  content: '壁挂炉不出热水，报修两天没人来',
  demand: '尽快上门',
};

type RegisterGiven = Partial<Omit<RegisterRequest, 'at' | 'registration'>> &
  Partial<Registration> & { readonly at?: string };

/** What `register` answers about the usual complaint with these things changed. */
export function registration(given: RegisterGiven = {}): ReturnType<typeof register> {
  const {
    at = ACCEPTED,
    by = '王芳',
    now,
    operator,
    policy,
    unit = 'main',
    sequence = 2,
    acceptedByHeadquarters = false,
    ...changed
  } = given;
  return register({
    ...anOccasion,
    ...(now && { now }),
    ...(operator && { operator }),
    ...(policy && { policy }),
    at: { moment: on(at) },
    by,
    unit,
    sequence,
    acceptedByHeadquarters,
    registration: { ...aRegistration, ...changed },
  });
}

/** Something that can be done to a case: the event it makes, or why it is refused. */
export type Move = (complaint: Complaint) => Outcome<CaseEvent>;

/** What a move asks for; `at` in the short form of `on`, or a day alone. */
type Given<R> = Partial<Omit<R, 'complaint' | 'at'>> & { readonly at?: string };

const isDay = (at: string): boolean => /^\d{2}-\d{2}$/.test(at);
const aMinuteLater = (moment: Moment): Moment => momentAt(Date.parse(moment) + 60_000);

function when(at: string | undefined, { lastStepAt }: Complaint): Request['at'] {
  if (at === undefined) return { moment: aMinuteLater(lastStepAt) };
  return isDay(at) ? { day: `2023-${at}` } : { moment: on(at) };
}

/** The decision as a move: asked with the usual answers but for what is given. */
const move =
  <R extends Request>(
    decide: (request: R) => Outcome<CaseEvent>,
    usual: Omit<R, keyof Request> & { readonly by?: string },
  ) =>
  ({ at, ...given }: Given<R> = {}): Move =>
  (complaint) =>
    decide({ ...anOccasion, ...usual, ...given, at: when(at, complaint), complaint } as unknown as R);

export const assigned = move<AssignRequest>(assign, {
  department: '工程部',
  formerNames: [],
  respondWithin: 3,
  feedbackTo: null,
  assist: [],
  recuse: [],
  reason: null,
});
export const investigated = move<InvestigateRequest>(investigate, {
  by: engineer.name,
  otherNames: [],
  methods: ['site_visit'],
  findings: '现场电池盒锈蚀',
  cause: null,
  verdict: null,
  ground: null,
  reason: null,
});
export const judgedValid = (given: Given<InvestigateRequest> = {}): Move =>
  investigated({ cause: '假期派单无人复核', verdict: 'valid', ...given });
export const judgedInvalid = (given: Given<InvestigateRequest> = {}): Move =>
  investigated({ verdict: 'invalid', ground: 'misunderstanding', reason: '对阶梯气价有误解', ...given });
export const proposed = move<ProposeRequest>(proposeSolution, {
  by: engineer.name,
  plan: '当天上门更换电池盒',
});
export const accepted = move<AnswerRequest>(answerSolution, {
  rejection: null,
  externalFactor: null,
  promisedOn: null,
});
export const promised = (promisedOn: string, given: Given<AnswerRequest> = {}): Move =>
  accepted({ externalFactor: '道路开挖须市政审批', promisedOn: `2023-${promisedOn}`, ...given });
export const rejected = (given: Given<AnswerRequest> = {}): Move =>
  accepted({ rejection: '要求当面道歉', ...given });
/** Completed with everything the three releases ask for (4.1.1). */
export const completed = move<CompleteRequest>(completeWork, {
  by: engineer.name,
  result: '已修好',
  method: 'phone',
  onTheSpot: false,
  cause: null,
  accountability: '对派单员通报批评',
  corrective: ['更换电池盒'],
  preventive: ['假期派单每日复核'],
});
/** Done, but the complainant is still to be told. */
export const unanswered = (given: Given<CompleteRequest> = {}): Move =>
  completed({ method: 'later', ...given });
export const onTheSpot = (given: Given<CompleteRequest> = {}): Move =>
  completed({ onTheSpot: true, ...given });
export const replied = move<ReplyRequest>(replyToComplainant, { method: 'phone', reply: '已告知结果' });
export const attempted = move<AttemptAnswerRequest>(attemptAnswer, { text: '电话无人接听' });
export const proceeded = move<ProceedRequest>(proceedUnanswered, {
  reason: '多次联系不上，先行处理',
  approver: leader,
});
export const promiseMoved = move<PromiseRequest>(movePromise, {
  promisedOn: '2023-12-25',
  externalFactor: '审批再次延期',
});
export const concluded = move<ConcludeRequest>(conclude, {
  by: engineer.name,
  reason: '两次方案均不接受',
  reply: '已告知可向行业主管部门反映',
  method: 'phone',
  approver: leader,
});
export const explained = move<ExplainRequest>(explainVerdict, {
  by: '王芳',
  method: 'phone',
  reply: '已说明阶梯气价分档',
});
export const opined = move<ApproveRequest>(approve, {
  by: leader.name,
  otherNames: [],
  as: 'leader',
  signer: leader,
  agreed: true,
  opinion: '同意',
});
export const disagreed = (given: Given<ApproveRequest> = {}): Move =>
  opined({ agreed: false, opinion: '重办', ...given });
export const asGeneralManager = {
  by: generalManager.name,
  as: 'general_manager',
  signer: generalManager,
} as const;
export const asDepartment = { by: engineer.name, as: 'department', signer: null } as const;
export const passed = move<ReviewRequest>(passReview, {
  person: liaison,
  caller: null,
  acceptedByHeadquarters: false,
});
export const returned = move<ReturnRequest>(returnReview, { person: liaison, reason: '未附整改措施' });
export const supplemented = move<ReturnRequest>(supplementReview, {
  person: liaison,
  reason: '登记表未签字',
});
export const reminded = move<RemindRequest>(remind, {
  to: '赵强',
  text: '请尽快办理',
  promisedOn: null,
});
export const calledBack = move<SurveyRequest>(recordCallback, {
  by: caller.name,
  caller,
  acceptedByHeadquarters: false,
  method: 'phone',
  handled: true,
  unhandledReason: null,
  timeliness: 'satisfied',
  satisfaction: 'satisfied',
  comment: null,
  reason: null,
  rehandle: null,
});
export const dissatisfied = (given: Given<SurveyRequest> & { readonly rehandle: boolean }): Move =>
  calledBack({ satisfaction: 'dissatisfied', reason: '没有当面道歉', ...given });
/** Nobody came, and the complainant wants it handled. */
export const unhandled = (given: Given<SurveyRequest> = {}): Move =>
  calledBack({ handled: false, unhandledReason: '没人来过', rehandle: true, ...given });
export const notReached = move<AttemptRequest>(recordAttempt, {
  by: caller.name,
  caller,
  acceptedByHeadquarters: false,
  method: 'phone',
  reason: '无人接听',
});
export const fedBack = move<FeedbackRequest>(giveFeedback, {
  to: '管理总部',
  content: '已办结',
  toHeadquarters: true,
});
export const closed = move<CloseRequest>(close, {
  person: liaison,
  waiver: null,
  withdrawn: null,
  acceptedByHeadquarters: false,
});
export const withdrawn = (given: Given<CloseRequest> = {}): Move =>
  closed({ withdrawn: { text: '不再投诉', caller }, ...given });
export const waived = (given: Given<CloseRequest> = {}): Move =>
  closed({ waiver: { reason: '多次联系不上', approver: leader }, ...given });
export const reopened = move<ReopenRequest>(reopen, { reason: '投诉人再次来电' });
/** Signed by the leader where a signature is asked for. */
export const voided =
  (given: Given<VoidRequest> = {}): Move =>
  (complaint) => {
    const isLaterDay = dayOf(given.now ?? anOccasion.now) > dayOf(complaint.recordedAt);
    const approver = isLaterDay || complaint.assignments.length > 0 ? leader : null;
    const usual = { reason: '重复登记', duplicateOf: null, approver };
    return move<VoidRequest>(voidComplaint, usual)(given)(complaint);
  };
/** Signed by the leader where a signature is asked for. */
export const amended =
  (to: Correction, given: Given<AmendRequest> = {}): Move =>
  (complaint) => {
    const { acceptedAt = complaint.acceptedAt } = to;
    const approver = dayOf(acceptedAt) === dayOf(complaint.acceptedAt) ? null : leader;
    return move<AmendRequest>(amend, { reason: '录入有误', to, recuse: [], approver })(given)(complaint);
  };
export const noted = move<NoteRequest>(addNote, { text: '投诉人来电询问' });
export const attached = move<AttachRequest>(attachFile, {
  kind: 'evidence',
  name: '现场.jpg',
  sha256: 'ab'.repeat(32),
  size: 2048,
});
export const measureAdded = move<AddMeasureRequest>(addMeasure, {
  kind: 'corrective',
  text: '更换全部同批电池盒',
  owner: engineer.name,
  dueOn: '2023-10-20',
});
export const measureDone = move<MeasureDoneRequest>(finishMeasure, { n: 1, effect: null });
export const penalized = move<PenaltyRequest>(decidePenalty, {
  deadline: 'resolve',
  effect: null,
  person: engineer.name,
  decision: '扣当月绩效 200 元',
});

export interface Story {
  readonly complaint: Complaint;
  readonly events: readonly CaseEvent[];
}

/** The usual complaint with these things changed, and what was done to it. A move that is refused is a mistake of the test. */
export function story(given: RegisterGiven, ...moves: readonly Move[]): Story {
  const first = eventOf(registration(given));
  return moves.reduce<Story>(
    ({ complaint, events }, next) => {
      const event = eventOf(next(complaint));
      return { complaint: evolve(complaint, event), events: [...events, event] };
    },
    { complaint: evolve(undefined, first), events: [first] },
  );
}

/** The event as the first reading of the regulation decided it: it knew nothing of who holds a case, nor of the office's clocks. */
export function byFirstReading(event: CaseEvent): CaseEvent {
  const { reading: _, starts: __, ...data } = event.data;
  return { ...event, data } as CaseEvent;
}

/** The usual complaint, and what was done to it. */
export const aCase = (...moves: readonly Move[]): Complaint => story({}, ...moves).complaint;

/** The event of an outcome that must not be a refusal. */
export function eventOf<E>(outcome: Outcome<E>): E {
  if (!outcome.ok) throw new Error(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.event;
}

/** Why the move is refused for this case; undefined when it is not. */
export function refusal(move: Move, complaint: Complaint): Problem | undefined {
  const outcome = move(complaint);
  return outcome.ok ? undefined : outcome.problem;
}

/** The code of `refusal`. */
export const refusalCode = (move: Move, complaint: Complaint): string | undefined =>
  refusal(move, complaint)?.code;
