import { endOfNaturalDay } from '../case/clock.ts';
import { type Complaint, isJudgedInvalid } from '../case/complaint.ts';
import type { Survey } from '../case/events.ts';
import { nextStep } from '../case/workflow.ts';
import { type Problem, problem } from '../problems.ts';
import type { CallbackMethod } from '../words/vocabulary.ts';
import { recusal } from './conflict.ts';
import { decide, firstBroken, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';
import { hasRole, namesOf, type Person, worksIn } from './people.ts';

/** Somebody who may call back, or may not. */
interface Candidate {
  readonly complaint: Complaint;
  readonly caller: Person;
  /** The acceptor's department is one of headquarters. */
  readonly acceptedByHeadquarters: boolean;
}

export interface CallerRequest extends Request, Candidate {}

export interface CallbackRequest extends CallerRequest {
  readonly method: CallbackMethod;
}

export interface SurveyRequest extends CallbackRequest, Survey {}

export interface AttemptRequest extends CallbackRequest {
  readonly reason: string;
}

/** 4.3.8(5) An invalid complaint is explained, not called back. */
export const complaintIsNotInvalid: Rule<Pick<CallbackRequest, 'complaint'>> = ({ complaint }) =>
  isJudgedInvalid(complaint)
    ? problem('rule.no_callback_for_invalid', { no: complaint.no, due: nextStep(complaint)?.command })
    : undefined;

/** 4.3.8(1) Who never left a contact cannot be called back. */
const complainantCanBeReached: Rule<CallbackRequest> = ({ complaint }) =>
  complaint.contactOnRecord ? undefined : problem('rule.anonymous_no_callback', { no: complaint.no });

/** 4.3.8(2) The caller is the liaison or a designated person. */
const callerIsDesignated: Rule<Candidate> = ({ caller }) =>
  hasRole(caller, 'caller', 'liaison') ? undefined : problem('rule.not_a_caller', caller);

/** 4.3.2 Who has an interest in the matter does not ask about it. */
const callerIsDisinterested: Rule<Candidate> = ({ complaint, caller }) =>
  recusal(complaint, namesOf(caller), 'callBack');

/**
 * 4.3.8(2) Nobody of a responsible department calls back, whichever assignment of the case it was responsible by and
 * whatever it was called then, nor of one that helped.
 */
const callerIsIndependent: Rule<Candidate> = ({ complaint: { no, assignments, assisting }, caller }) => {
  const { name, department } = caller;
  const wasResponsible = assignments.some((assignment) => worksIn(caller, assignment.department));
  return wasResponsible || assisting.some((helper) => worksIn(caller, helper))
    ? problem('rule.caller_in_responsible_department', { no, name, department, assists: !wasResponsible })
    : undefined;
};

/** Step 110: what headquarters accepted, a person of headquarters calls back. */
const callerIsOfHeadquarters: Rule<Candidate> = ({ complaint, caller, acceptedByHeadquarters }) =>
  (complaint.source === 'headquarters' || complaint.acceptedByHeadquarters || acceptedByHeadquarters) &&
  caller.departmentKind !== 'headquarters'
    ? problem('rule.caller_not_headquarters', {
        no: complaint.no,
        name: caller.name,
        transferred: complaint.source === 'headquarters',
      })
    : undefined;

/** Annex 1 未处理，原因. */
const unhandledHasReason: Rule<SurveyRequest> = ({ complaint, handled, unhandledReason }) =>
  !handled && unhandledReason === null
    ? problem('rule.reason_required', {
        clause: '附件1',
        message: `${complaint.no} 回访称未处理，须写明原因`,
        hint: '加 --unhandled-reason 未处理的原因',
        asks: ['unhandledReason'],
      })
    : undefined;

/** 4.3.8(4), step 110: who is dissatisfied is asked why; that nobody came is a reason. */
const dissatisfiedHasReason: Rule<SurveyRequest> = ({ complaint, satisfaction, handled, reason }) =>
  satisfaction === 'dissatisfied' && handled && reason === null
    ? problem('rule.reason_required', {
        clause: '4.3.8(4)',
        message: `${complaint.no} 回访不满意，须问明不满意的原因`,
        hint: '加 --reason 不满意的原因',
        asks: ['reason'],
      })
    : undefined;

/** 4.3.8(4), Annex 1 未处理: handled again is what is asked for where it was not handled, whatever the grade. */
const asksForMore = ({ satisfaction, handled }: Pick<SurveyRequest, 'satisfaction' | 'handled'>): boolean =>
  satisfaction === 'dissatisfied' || !handled;

/** 4.3.8(4) Who is dissatisfied, or was not helped, is asked whether to be contacted again. */
const isAskedAgain: Rule<SurveyRequest> = ({ complaint, rehandle, ...survey }) =>
  asksForMore(survey) && rehandle === null
    ? problem('rule.rehandle_required', { no: complaint.no, handled: survey.handled })
    : undefined;

/**
 * Who may call back: checked when the liaison names a caller, and when he calls. The role comes last: to be given one
 * helps nobody who may not call all the same.
 */
const callerMayCall: readonly Rule<Candidate>[] = [
  callerIsDisinterested,
  callerIsIndependent,
  callerIsOfHeadquarters,
  callerIsDesignated,
];

/** 4.3.8(2), step 110: no rule forbids this person to call back. */
export const mayCall = (candidate: Candidate): boolean => firstBroken(callerMayCall, candidate) === undefined;

/**
 * 4.3.8(2) Why this person, whom another command than `callback` names, may not call: told with the `hint` and the field
 * of that command; undefined where he may.
 */
export function refusedCaller(
  candidate: Candidate,
  { hint, field }: { readonly hint: string; readonly field: string },
): Problem | undefined {
  const broken = firstBroken(callerMayCall, candidate);
  if (broken === undefined) return undefined;
  return { ...broken, asks: [field], hint: broken.code === 'rule.not_a_caller' ? broken.hint : hint };
}

const orderlyCallback: readonly Rule<CallbackRequest>[] = [
  complaintIsNotInvalid,
  ...orderly('callback'),
  complainantCanBeReached,
  ...callerMayCall,
];

/** Step 110, 4.3.8: the survey. A complainant who is dissatisfied or was not helped, and wants it, starts the next round. */
export const recordCallback = decide(
  [...orderlyCallback, unhandledHasReason, dissatisfiedHasReason, isAskedAgain],
  (request: SurveyRequest) => {
    const { rehandleDays } = request.policy;
    const rehandle = asksForMore(request) ? request.rehandle : null;
    return {
      ...occurrence(request),
      type: 'called_back',
      data: {
        method: request.method,
        handled: request.handled,
        unhandledReason: request.unhandledReason,
        timeliness: request.timeliness,
        satisfaction: request.satisfaction,
        comment: request.comment,
        reason: request.reason,
        rehandle,
        again: rehandle
          ? { days: rehandleDays, dueAt: endOfNaturalDay(occurredAt(request), rehandleDays) }
          : null,
      },
    };
  },
);

/** 4.3.8(1), (3): an attempt without contact is recorded; it does not meet the clock. */
export const recordAttempt = decide(orderlyCallback, (request: AttemptRequest) => ({
  ...occurrence(request),
  type: 'callback_failed',
  data: { method: request.method, reason: request.reason },
}));
