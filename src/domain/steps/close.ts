import { dayOf, endOfNaturalDay } from '../case/clock.ts';
import { type Complaint, canBeReached, isJudgedInvalid } from '../case/complaint.ts';
import { gaps } from '../case/three-releases.ts';
import type { Policy } from '../policy.ts';
import { problem } from '../problems.ts';
import { decide, notAllowed, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';
import { toRejudge } from './hints.ts';
import { byLiaison, hasRole, type Person } from './people.ts';

export interface CloseRequest extends Request {
  readonly person: Person;
  /** 4.3.8(1) Why the callback is waived, and the leader who says so; null when it is not. */
  readonly waiver: { readonly reason: string; readonly approver: Person } | null;
}

const awaitsCallback = ({ status }: Complaint): boolean => status === 'awaiting_callback';

/** 4.3.5 An invalid case is filed only with a leader's agreement. */
const leaderAgreedToInvalid: Rule<CloseRequest> = ({ complaint }) =>
  isJudgedInvalid(complaint) && !complaint.approved
    ? problem('rule.approval_required', { no: complaint.no, step: '归档' })
    : undefined;

/** 4.3.8(1) 100 % of complainants are called back. */
const complainantWasCalledBack: Rule<CloseRequest> = ({ complaint, waiver }) =>
  awaitsCallback(complaint) && waiver === null
    ? problem('rule.callback_required', { no: complaint.no, reachable: canBeReached(complaint) })
    : undefined;

/**
 * 4.3.8(1) A waiver only for the anonymous, and for whom a purge has made so, or after the failed attempts on as many
 * days; signed by a leader.
 */
const waiverIsAllowed: Rule<CloseRequest> = ({ complaint, waiver, policy }) => {
  if (waiver === null) return undefined;
  const why = whyNotWaived(complaint, policy);
  const awaited = awaitsCallback(complaint);
  return why === undefined
    ? undefined
    : problem('rule.waiver_not_allowed', { no: complaint.no, why, awaited });
};

function whyNotWaived(complaint: Complaint, policy: Policy): string | undefined {
  if (!awaitsCallback(complaint)) return '没有待完成的回访';
  if (complaint.anonymous || !canBeReached(complaint)) return undefined;
  const attempts = complaint.callbacks.filter(
    (callback) => callback.round === complaint.round && !callback.reached,
  );
  const days = new Set(attempts.map((attempt) => dayOf(attempt.at))).size;
  return days >= policy.callbackAttempts
    ? undefined
    : `须在 ${policy.callbackAttempts} 个不同的日子联系不上，现在只有 ${days} 天`;
}

/** 4.3.8(1) Who may say that nobody need call back. */
export const maySignWaiver = (person: Pick<Person, 'roles'>): boolean =>
  hasRole(person, 'leader', 'general_manager');

const waiverIsSigned: Rule<CloseRequest> = ({ waiver }) =>
  waiver === null || maySignWaiver(waiver.approver)
    ? undefined
    : problem('rule.not_a_leader', { ...waiver.approver, role: 'leader', clause: '4.3.8(1)' });

/** 4.1.1 三不放过. */
const threeReleasesHold: Rule<CloseRequest> = (request) => {
  const { complaint } = request;
  const missing = isJudgedInvalid(complaint) ? [] : gaps(complaint);
  return missing.length > 0
    ? problem('rule.three_no_release', { no: complaint.no, missing, today: dayOf(occurredAt(request)) })
    : undefined;
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
    ? notAllowed(complaint, '重新处理', toRejudge(complaint.no))
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
  /** The case that says the same; null when it is voided for another reason. */
  readonly duplicateOf: Pick<Complaint, 'no' | 'status'> | null;
}

/** A case is not its own duplicate. */
const duplicateIsAnother: Rule<VoidRequest> = ({ complaint, duplicateOf }) =>
  duplicateOf?.no === complaint.no ? problem('duplicate_of_itself', { no: complaint.no }) : undefined;

/** 1.3 The complaint stays in the statistics by the other case: not by one that has left them itself. */
const duplicateStands: Rule<VoidRequest> = ({ duplicateOf }) =>
  duplicateOf?.status === 'voided' ? problem('duplicate_of_voided', { no: duplicateOf.no }) : undefined;

/** 1.3 Nothing is deleted: a mistaken entry is voided with a reason, keeps its number and leaves the statistics. */
export const voidComplaint = decide(
  [...orderly('void'), duplicateIsAnother, duplicateStands],
  (request: VoidRequest) => ({
    ...occurrence(request),
    type: 'voided',
    data: { reason: request.reason, duplicateOf: request.duplicateOf?.no ?? null },
  }),
);
