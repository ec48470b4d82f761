import { endOfNaturalDay } from '../case/clock.ts';
import { responsibleDepartment } from '../case/complaint.ts';
import { problem } from '../problems.ts';
import { decide, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';

/** Annex 1, 要求反馈时限: the same day, 2 days, 3 days. */
export const responseLimits = [0, 2, 3] as const;

export interface AssignRequest extends Request {
  readonly department: string;
  /** What that department was called before. */
  readonly formerNames: readonly string[];
  readonly respondWithin: number;
  readonly feedbackTo: string | null;
  /** 协办: departments that help and owe nothing. */
  readonly assist: readonly string[];
  readonly recuse: readonly string[];
  readonly reason: string | null;
}

/** Step 40: after the verdict the case changes hands only with a reason. */
const lateChangeHasReason: Rule<AssignRequest> = ({ complaint, reason }) =>
  complaint.status === 'solving' && reason === null
    ? problem('rule.reason_required', {
        clause: '3 步骤40',
        message: `${complaint.no} 已经判定，再转办须写明原因`,
        hint: '加 --reason 再转办的原因',
        asks: ['reason'],
      })
    : undefined;

/** 协办: who helps is another one. */
const helperIsAnother: Rule<AssignRequest> = ({ department, assist }) =>
  assist.includes(department) ? problem('assists_itself', { department }) : undefined;

/**
 * Step 40, 4.3.1: the liaison determines the responsible department; may be repeated until the verdict, and with a
 * reason while the solution is drafted. The department that is responsible already has its clock, which runs on.
 */
export const assign = decide(
  [...orderly('assign'), lateChangeHasReason, helperIsAnother],
  (request: AssignRequest) => {
    const responsible = responsibleDepartment(request.complaint);
    const isNew = responsible === null || ![request.department, ...request.formerNames].includes(responsible);
    return {
      ...occurrence(request),
      type: 'assigned',
      data: {
        department: request.department,
        respondWithin: request.respondWithin,
        feedbackTo: request.feedbackTo,
        assist: request.assist,
        recuse: request.recuse,
        reason: request.reason,
        dueAt: isNew ? endOfNaturalDay(occurredAt(request), request.respondWithin) : null,
      },
    };
  },
);
