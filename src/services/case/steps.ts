import type { Waiver, Withdrawn } from '../../domain/case/complaint.ts';
import type { CaseEvent, Correction } from '../../domain/case/events.ts';
import { type ApproveRequest, approve } from '../../domain/steps/approve.ts';
import { type AssignRequest, assign } from '../../domain/steps/assign.ts';
import {
  type AttemptRequest,
  type CallerRequest,
  recordAttempt,
  recordCallback,
  type SurveyRequest,
} from '../../domain/steps/callback.ts';
import {
  close,
  type ReopenRequest,
  reopen,
  type VoidRequest,
  voidComplaint,
} from '../../domain/steps/close.ts';
import { type AmendRequest, amend } from '../../domain/steps/correct.ts';
import { momentOf, type Outcome, type Request, type When } from '../../domain/steps/decide.ts';
import { type FeedbackRequest, giveFeedback } from '../../domain/steps/feedback.ts';
import { type InvestigateRequest, investigate } from '../../domain/steps/investigate.ts';
import type { Person } from '../../domain/steps/people.ts';
import {
  type AddMeasureRequest,
  addMeasure,
  addNote,
  decidePenalty,
  finishMeasure,
  type MeasureDoneRequest,
  type NoteRequest,
  type PenaltyRequest,
} from '../../domain/steps/remark.ts';
import { type RemindRequest, remind } from '../../domain/steps/remind.ts';
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
} from '../../domain/steps/resolve.ts';
import { passReview, type ReturnRequest, returnReview, supplementReview } from '../../domain/steps/review.ts';
import type { Db } from '../../store/db.ts';
import type { LedgerContext } from '../ledger-context.ts';
import {
  getDepartment,
  getPerson,
  goesToHeadquarters,
  isOfHeadquarters,
  otherNamesOf,
  unknownPeople,
} from '../people.ts';
import { findCase } from './find.ts';
import { occasion, type Recorded, recordStep, type StepInput } from './record-step.ts';

// The steps of the regulation as services, named for the verb of the command, or for its option, and `Case`. Each
// refuses what its decision in the domain refuses, and whom or what the ledger does not know.

/** What the clerk says of a step beside case, person and time; without what is looked up in the ledger. */
type Particulars<R extends Request, LookedUp extends keyof R = never> = Omit<R, keyof Request | LookedUp>;
type Asked<Input> = Request & StepInput & Input;
type Decide<Input> = (asked: Asked<Input>, db: Db) => Outcome<CaseEvent> | Promise<Outcome<CaseEvent>>;
type Service<Input> = (ctx: LedgerContext, input: StepInput & Input) => Promise<Recorded>;

/**
 * Decides and records in one transaction; warns of the names in it (`by` and those that `people` finds) that the
 * directory does not know, for they may be slips.
 */
function step<Input>(
  decide: Decide<Input>,
  people: (input: Input) => readonly string[] = () => [],
): Service<Input> {
  return async (ctx, input) => {
    const when = occasion(ctx, input);
    const { complaint, warnings } = await recordStep(ctx, input.no, (before, db) =>
      decide({ ...input, ...when, complaint: before }, db),
    );
    const names = [...(input.by === null ? [] : [input.by]), ...people(input)];
    return { complaint, warnings: [...warnings, ...(await unknownPeople(ctx.ledger, names))] };
  };
}

/** Step 40, 4.3.1 转办: gives the case to a department in use. */
export const assignCase = step<Particulars<AssignRequest, 'formerNames'>>(
  async (asked, db) => {
    const assist = await Promise.all(asked.assist.map((name) => getDepartment(db, name)));
    const { name, formerNames } = await getDepartment(db, asked.department);
    return assign({
      ...asked,
      department: name,
      formerNames,
      assist: assist.map((department) => department.name),
    });
  },
  ({ recuse }) => recuse,
);

/** Step 50 调查: a record of the investigation, with the verdict if there is one. */
export const investigateCase = step<Particulars<InvestigateRequest, 'otherNames'>>(async (asked, db) =>
  investigate({ ...asked, otherNames: await otherNamesOf(db, asked.by) }),
);

/** Step 60 拟定方案. */
export const proposeCase = step<Particulars<ProposeRequest>>(proposeSolution);

/** Step 70 答复投诉人: the solution is accepted or refused. */
export const answerCase = step<Particulars<AnswerRequest>>(answerSolution);

/** Step 70: the complainant was not reached with the plan. */
export const attemptAnswerCase = step<Particulars<AttemptAnswerRequest>>(attemptAnswer);

interface Signed {
  /** The leader who signs it. */
  readonly approvedBy: string;
}

const theLeader = (db: Db, { approvedBy }: Signed) => getPerson(db, approvedBy, 'leader');
const someLeader = async (db: Db, approvedBy: string | null): Promise<Person | null> =>
  approvedBy === null ? null : getPerson(db, approvedBy, 'leader');

/** Step 70: a leader lets the plan be carried out without an answer. */
export const proceedCase = step<Particulars<ProceedRequest, 'approver'> & Signed>(async (asked, db) =>
  proceedUnanswered({ ...asked, approver: await theLeader(db, asked) }),
);

/** 4.3.7(1) 改期: a further date agreed with the complainant. */
export const promiseCase = step<Particulars<PromiseRequest>>(movePromise);

/** Step 70 终结: a leader ends it after refused plans. */
export const concludeCase = step<Particulars<ConcludeRequest, 'approver'> & Signed>(async (asked, db) =>
  conclude({ ...asked, approver: await theLeader(db, asked) }),
);

/** Steps 80-90 办结. */
export const completeCase = step<Particulars<CompleteRequest>>(completeWork);

/** 4.3.7(1) 回复客户: the complainant is told the result. */
export const replyCase = step<Particulars<ReplyRequest>>(replyToComplainant);

/** Step 50, 4.3.7(2) 解释答复 of an invalid verdict. */
export const explainCase = step<Particulars<ExplainRequest>>(explainVerdict);

/** 4.3.5 意见: a leader is looked up in the directory, the department's opinion needs no entry in it. */
export const approveCase = step<Particulars<ApproveRequest, 'signer' | 'otherNames'>>(async (asked, db) =>
  approve({
    ...asked,
    signer: asked.as === 'department' ? null : await getPerson(db, asked.by, asked.as),
    otherNames: await otherNamesOf(db, asked.by),
  }),
);

interface Named {
  /** Who is to call back, where the liaison names one. */
  readonly caller: string | null;
}

/** Step 100 审核通过: the liaison orders the callback. */
export const passCase = step<Named>(async (asked, db) =>
  passReview({
    ...asked,
    person: await getPerson(db, asked.by, 'liaison'),
    caller: asked.caller === null ? null : await getPerson(db, asked.caller, 'caller'),
    acceptedByHeadquarters: await isOfHeadquarters(db, asked.complaint.acceptor),
  }),
);

/** Step 100 退回: the liaison sends the work back. */
export const returnCase = step<Particulars<ReturnRequest, 'person'>>(async (asked, db) =>
  returnReview({ ...asked, person: await getPerson(db, asked.by, 'liaison') }),
);

/** Step 100 补齐: the form is to be completed, the work stands. */
export const supplementCase = step<Particulars<ReturnRequest, 'person'>>(async (asked, db) =>
  supplementReview({ ...asked, person: await getPerson(db, asked.by, 'liaison') }),
);

/** Step 100 催办. */
export const remindCase = step<Particulars<RemindRequest>>(remind, ({ to }) => [to]);

type LookedUp = Exclude<keyof CallerRequest, keyof Request>;

/** 4.3.8(2), step 110: who calls, and whether headquarters accepted the case. */
const theCaller = async (db: Db, { by, complaint }: Request): Promise<Pick<CallerRequest, LookedUp>> => ({
  caller: await getPerson(db, by, 'caller'),
  acceptedByHeadquarters: await isOfHeadquarters(db, complaint.acceptor),
});

/** Step 110 回访: the complainant was reached and gave an opinion. */
export const callBackCase = step<Particulars<SurveyRequest, LookedUp>>(async (asked, db) =>
  recordCallback({ ...asked, ...(await theCaller(db, asked)) }),
);

/** 4.3.8(1) 回访未接通: nobody was reached. */
export const noContactCase = step<Particulars<AttemptRequest, LookedUp>>(async (asked, db) =>
  recordAttempt({ ...asked, ...(await theCaller(db, asked)) }),
);

/** 4.3.7(1) 反馈 to headquarters, or to whom the assignment said. */
export const feedBackCase = step<Particulars<FeedbackRequest, 'toHeadquarters'>>(async (asked, db) =>
  giveFeedback({ ...asked, toHeadquarters: await goesToHeadquarters(db, asked.to) }),
);

interface Filing {
  /** 4.3.8(1) Why the callback is waived and who signed it; null when it is not. */
  readonly waiver: Waiver | null;
  /** 撤诉: what the complainant said, and the caller who heard it; null when he has not withdrawn. */
  readonly withdrawn: Withdrawn | null;
}

/** Step 120 归档, by the liaison. */
export const closeCase = step<Filing>(async (asked, db) => {
  const { waiver, withdrawn } = asked;
  return close({
    ...asked,
    person: await getPerson(db, asked.by, 'liaison'),
    waiver: waiver && { reason: waiver.reason, approver: await theLeader(db, waiver) },
    withdrawn: withdrawn && {
      text: withdrawn.text,
      caller: await getPerson(db, withdrawn.confirmedBy, 'caller'),
    },
    acceptedByHeadquarters: await isOfHeadquarters(db, asked.complaint.acceptor),
  });
});

/** Section 3 重新处理 of a valid closed case. */
export const reopenCase = step<Particulars<ReopenRequest>>(reopen);

interface Voiding {
  readonly reason: string;
  /** The number of the case that says the same, or its ending. */
  readonly duplicateOf: string | null;
  /** The leader who lets it be voided, where one is needed. */
  readonly approvedBy: string | null;
}

/** 1.3 作废 of a case that is not closed. */
export const voidCase = step<Voiding>(async (asked, db) =>
  voidComplaint({
    ...asked,
    approver: await someLeader(db, asked.approvedBy),
    duplicateOf: asked.duplicateOf === null ? null : await findCase(db, asked.duplicateOf),
  } satisfies VoidRequest),
);

/** 备注: changes neither state nor clocks. */
export const noteCase = step<Particulars<NoteRequest>>(addNote);

/** 4.1.1, 2.1.5 措施: planned, with its owner. */
export const measureCase = step<Particulars<AddMeasureRequest>>(addMeasure, ({ owner }) => [owner]);

/** 2.1.6 措施完成, or its effect. */
export const measureDoneCase = step<Particulars<MeasureDoneRequest>>(finishMeasure);

/** 4.3.6 处罚 of who missed a clock. */
export const penalizeCase = step<Particulars<PenaltyRequest>>(decidePenalty, ({ person }) => [person]);

export interface AmendInput {
  readonly no: string;
  readonly reason: string;
  /** The right values of what was registered wrong. */
  readonly to: Omit<Correction, 'acceptedAt'>;
  readonly acceptedAt: When | null;
  /** 4.3.2 Who has turned out to have an interest in the matter. */
  readonly recuse: readonly string[];
  /** The leader who lets the acceptance move to another day; null where it stays. */
  readonly approvedBy: string | null;
}

/** 更正 of what was typed in; the operator does it, now. */
export function amendCase(
  ctx: LedgerContext,
  { no, reason, to, acceptedAt, recuse, approvedBy }: AmendInput,
): Promise<Recorded> {
  const request = {
    ...occasion(ctx, { by: null, at: null }),
    reason,
    recuse,
    to: acceptedAt === null ? to : { ...to, acceptedAt: momentOf(acceptedAt) },
  };
  return recordStep(ctx, no, async (complaint, db) =>
    amend({ ...request, complaint, approver: await someLeader(db, approvedBy) } satisfies AmendRequest),
  );
}
