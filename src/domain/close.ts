import { dayOf, endOfNaturalDay } from './clock.ts';
import { type Complaint, isJudgedInvalid } from './complaint.ts';
import { decide, notAllowed, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';
import { byLiaison, hasRole, type Person } from './people.ts';
import type { Policy } from './policy.ts';
import { problem } from './problems.ts';
import { gaps } from './three-releases.ts';

export interface CloseRequest extends Request {
  readonly person: Person;
  /** 4.3.8(1) Why the callback is waived, and the leader who says so; null when it is not. */
  readonly waiver: { readonly reason: string; readonly approver: Person } | null;
}

/** 4.3.5 An invalid case is filed only with a leader's agreement. */
const leaderAgreedToInvalid: Rule<CloseRequest> = ({ complaint }) =>
  isJudgedInvalid(complaint) && !complaint.approved
    ? problem('rule.approval_required', { no: complaint.no, step: '归档' })
    : undefined;

/** 4.3.8(1) 100 % of complainants are called back. */
const complainantWasCalledBack: Rule<CloseRequest> = ({ complaint, waiver }) =>
  complaint.status === 'awaiting_callback' && waiver === null
    ? problem('rule.callback_required', { no: complaint.no })
    : undefined;

/** 4.3.8(1) A waiver only for the anonymous, or after the failed attempts on as many days; signed by a leader. */
const waiverIsAllowed: Rule<CloseRequest> = ({ complaint, waiver, policy }) => {
  if (waiver === null) return undefined;
  const why = whyNotWaived(complaint, policy);
  return why === undefined ? undefined : problem('rule.waiver_not_allowed', { no: complaint.no, why });
};

function whyNotWaived(complaint: Complaint, policy: Policy): string | undefined {
  if (complaint.status !== 'awaiting_callback') return '没有待完成的回访';
  if (complaint.anonymous) return undefined;
  const attempts = complaint.callbacks.filter(
    (callback) => callback.round === complaint.round && !callback.reached,
  );
  const days = new Set(attempts.map((attempt) => dayOf(attempt.at))).size;
  return days >= policy.callbackAttempts
    ? undefined
    : `须在 ${policy.callbackAttempts} 个不同的日子联系不上，现在只有 ${days} 天`;
}

const waiverIsSigned: Rule<CloseRequest> = ({ waiver }) =>
  waiver === null || hasRole(waiver.approver, 'leader', 'general_manager')
    ? undefined
    : problem('rule.not_a_leader', { ...waiver.approver, role: 'leader' });

/** 4.1.1 三不放过. */
const threeReleasesHold: Rule<CloseRequest> = ({ complaint }) => {
  const missing = isJudgedInvalid(complaint) ? [] : gaps(complaint);
  return missing.length > 0 ? problem('rule.three_no_release', { no: complaint.no, missing }) : undefined;
};

/** Step 120: the liaison files the case. */
export const close = decide(
  [
    ...orderly('close'),
    byLiaison,
    leaderAgreedToInvalid,
    complainantWasCalledBack,
    waiverIsAllowed,
    waiverIsSigned,
    threeReleasesHold,
  ],
  (request: CloseRequest) => ({
    ...occurrence(request),
    type: 'closed',
    data: {
      waiver:
        request.waiver === null
          ? null
          : { reason: request.waiver.reason, approvedBy: request.waiver.approver.name },
    },
  }),
);

export interface ReopenRequest extends Request {
  readonly reason: string;
}

/** Section 3: an invalid case is re-judged, not reopened. */
const complaintIsValid: Rule<ReopenRequest> = ({ complaint }) =>
  complaint.status === 'closed' && isJudgedInvalid(complaint)
    ? notAllowed(
        complaint,
        '重新处理',
        `tousu investigate ${complaint.no} --by 姓名 --method documents --findings 新情况 --verdict valid --reason 改判原因`,
      )
    : undefined;

/** Section 3 重新处理: a valid closed case is handled again in the next round, with a clock of its own. */
export const reopen = decide([complaintIsValid, ...orderly('reopen')], (request: ReopenRequest) => ({
  ...occurrence(request),
  type: 'reopened',
  data: {
    reason: request.reason,
    days: request.policy.rehandleDays,
    dueAt: endOfNaturalDay(occurredAt(request), request.policy.rehandleDays),
  },
}));

export interface VoidRequest extends Request {
  readonly reason: string;
  readonly duplicateOf: string | null;
}

/** A case is not its own duplicate. */
const duplicateIsAnother: Rule<VoidRequest> = ({ complaint, duplicateOf }) =>
  duplicateOf === complaint.no
    ? problem('usage.invalid', {
        message: `${complaint.no} 不能是自己的重复件`,
        hint: '--duplicate-of 写最早登记的那一件',
      })
    : undefined;

/** 1.3 Nothing is deleted: a mistaken entry is voided with a reason, keeps its number and leaves the statistics. */
export const voidComplaint = decide([...orderly('void'), duplicateIsAnother], (request: VoidRequest) => ({
  ...occurrence(request),
  type: 'voided',
  data: { reason: request.reason, duplicateOf: request.duplicateOf },
}));
