import { type ApproveRequest, approve } from '../domain/approve.ts';
import { type AssignRequest, assign } from '../domain/assign.ts';
import {
  type AttemptRequest,
  recordAttempt,
  recordCallback,
  type SurveyRequest,
} from '../domain/callback.ts';
import {
  type CloseRequest,
  close,
  type ReopenRequest,
  reopen,
  type VoidRequest,
  voidComplaint,
} from '../domain/close.ts';
import type { Complaint } from '../domain/complaint.ts';
import { type AmendRequest, amend } from '../domain/correct.ts';
import { momentOf, type Outcome, type Request, type When } from '../domain/decide.ts';
import type { CaseEvent, Correction } from '../domain/events.ts';
import { type FeedbackRequest, giveFeedback } from '../domain/feedback.ts';
import { type InvestigateRequest, investigate } from '../domain/investigate.ts';
import {
  type AddMeasureRequest,
  addMeasure,
  addNote,
  decidePenalty,
  finishMeasure,
  type MeasureDoneRequest,
  type NoteRequest,
  type PenaltyRequest,
} from '../domain/remark.ts';
import {
  type AnswerRequest,
  answerSolution,
  type CompleteRequest,
  completeWork,
  type ExplainRequest,
  explainVerdict,
  type ProposeRequest,
  proposeSolution,
} from '../domain/resolve.ts';
import { passReview, type ReturnRequest, type ReviewRequest, returnReview } from '../domain/review.ts';
import type { Db } from '../store/db.ts';
import { findCase } from './find-case.ts';
import type { LedgerContext } from './ledger-context.ts';
import { getDepartment, getPerson, isOfHeadquarters } from './people.ts';
import { occasion, type Recorded, recordStep, type StepInput, unknownPerson } from './record-step.ts';

/** What a decision is asked beside the case and the occasion. */
type Asked<R> = Omit<R, keyof Request>;
type Decide<R> = (request: R) => Outcome<CaseEvent>;
/** Looks up in the ledger what the decision needs and the clerk cannot know; refuses whom or what it does not know. */
type LookUp<Input, R> = (
  db: Db,
  input: Input & { readonly who: string },
  complaint: Complaint,
) => Promise<Omit<Asked<R>, keyof Input> | Asked<R>>;

type Service<Input> = (ctx: LedgerContext, input: StepInput & Input) => Promise<Recorded>;

/** A step of the regulation as a service: look up, decide, record, and warn of a name that may be a slip. */
function step<Input, R extends Request>(decision: Decide<R>, lookUp?: LookUp<Input, R>): Service<Input> {
  return async (ctx, input) => {
    const when = occasion(ctx, input);
    const recorded = await recordStep(ctx, input.no, async (complaint, db) => {
      const known = lookUp ? await lookUp(db, { ...input, who: when.by }, complaint) : {};
      return decision({ ...input, ...known, ...when, complaint } as unknown as R);
    });
    const unknown = await unknownPerson(ctx.ledger, input.by);
    return { ...recorded, warnings: [...recorded.warnings, ...unknown] };
  };
}

/** A step that needs nothing but what the clerk says. */
const plainStep = <R extends Request>(decision: Decide<R>): Service<Asked<R>> => step<Asked<R>, R>(decision);

export const assignComplaint = step<Asked<AssignRequest>, AssignRequest>(
  assign,
  async (db, { department }) => ({
    department: (await getDepartment(db, department)).name,
  }),
);

export const investigateComplaint = plainStep<InvestigateRequest>(investigate);
export const proposeForComplaint = plainStep<ProposeRequest>(proposeSolution);
export const answerForComplaint = plainStep<AnswerRequest>(answerSolution);
export const completeComplaint = plainStep<CompleteRequest>(completeWork);
export const explainComplaint = plainStep<ExplainRequest>(explainVerdict);
export const giveComplaintFeedback = plainStep<FeedbackRequest>(giveFeedback);
export const reopenComplaint = plainStep<ReopenRequest>(reopen);
export const addComplaintNote = plainStep<NoteRequest>(addNote);
export const addComplaintMeasure = plainStep<AddMeasureRequest>(addMeasure);
export const finishComplaintMeasure = plainStep<MeasureDoneRequest>(finishMeasure);
export const penalizeDelay = plainStep<PenaltyRequest>(decidePenalty);

/** 4.3.5: leaders are looked up in the directory, the department's opinion needs no entry in it. */
export const approveComplaint = step<Omit<Asked<ApproveRequest>, 'signer'>, ApproveRequest>(
  approve,
  async (db, { as, who }) => ({ signer: as === 'department' ? null : await getPerson(db, who, as) }),
);

export interface PassInput {
  readonly caller: string | null;
}

export const passComplaintReview = step<PassInput, ReviewRequest>(
  passReview,
  async (db, { caller, who }, { acceptor }) => ({
    person: await getPerson(db, who, 'liaison'),
    caller: caller === null ? null : await getPerson(db, caller, 'caller'),
    acceptedByHeadquarters: await isOfHeadquarters(db, acceptor),
  }),
);

export const returnComplaintReview = step<Omit<Asked<ReturnRequest>, 'person'>, ReturnRequest>(
  returnReview,
  async (db, { who }) => ({ person: await getPerson(db, who, 'liaison') }),
);

type LookedUp = 'caller' | 'acceptedByHeadquarters';

const asCaller = async (db: Db, { who }: { readonly who: string }, { acceptor }: Complaint) => ({
  caller: await getPerson(db, who, 'caller'),
  acceptedByHeadquarters: await isOfHeadquarters(db, acceptor),
});

export const surveyComplainant = step<Omit<Asked<SurveyRequest>, LookedUp>, SurveyRequest>(
  recordCallback,
  asCaller,
);
export const missComplainant = step<Omit<Asked<AttemptRequest>, LookedUp>, AttemptRequest>(
  recordAttempt,
  asCaller,
);

export interface CloseInput {
  readonly waiver: { readonly reason: string; readonly approvedBy: string } | null;
}

export const closeComplaint = step<CloseInput, CloseRequest>(close, async (db, { waiver, who }) => ({
  person: await getPerson(db, who, 'liaison'),
  waiver: waiver && { reason: waiver.reason, approver: await getPerson(db, waiver.approvedBy, 'leader') },
}));

export const voidCase = step<Asked<VoidRequest>, VoidRequest>(voidComplaint, async (db, { duplicateOf }) => ({
  duplicateOf: duplicateOf === null ? null : (await findCase(db, duplicateOf)).no,
}));

export interface AmendInput {
  readonly no: string;
  readonly reason: string;
  /** The right values of what was registered wrong. */
  readonly to: Omit<Correction, 'acceptedAt'>;
  readonly acceptedAt: When | null;
}

/** Corrects what was typed in; the operator does it, now. */
export function amendComplaint(
  ctx: LedgerContext,
  { no, reason, to, acceptedAt }: AmendInput,
): Promise<Recorded> {
  const request = {
    ...occasion(ctx, { by: null, at: null }),
    reason,
    to: acceptedAt === null ? to : { ...to, acceptedAt: momentOf(acceptedAt) },
  };
  return recordStep(ctx, no, (complaint) => amend({ ...request, complaint } satisfies AmendRequest));
}
