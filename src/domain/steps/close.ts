import { dayOf, endOfNaturalDay } from '../case/clock.ts';
import { type Complaint, isJudgedInvalid } from '../case/complaint.ts';
import { steps } from '../case/step-table.ts';
import { gaps } from '../case/three-releases.ts';
import type { Policy } from '../policy.ts';
import { problem } from '../problems.ts';
import type { Status } from '../words/vocabulary.ts';
import { refusedCaller } from './callback.ts';
import { decide, notAllowed, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';
import { toRejudge, toType } from './hints.ts';
import { byLiaison, type Person } from './people.ts';
import { badSignature, neededSignature, signatureInVain } from './signature.ts';

export interface CloseRequest extends Request {
  readonly person: Person;
  /** 4.3.8(1) Why the callback is waived, and the leader who says so; null when it is not. */
  readonly waiver: { readonly reason: string; readonly approver: Person } | null;
  /** 撤诉: what the complainant said, and the caller who heard it; null when he has not withdrawn. */
  readonly withdrawn: { readonly text: string; readonly caller: Person } | null;
  readonly acceptedByHeadquarters: boolean;
}

const awaitsCallback = ({ status }: Complaint): boolean => status === 'awaiting_callback';
const filedFrom: ReadonlySet<Status> = new Set(['awaiting_callback', 'called_back', 'explained']);

/** Step 120: a case is filed at the end of its way; withdrawn it can be at any time. */
const wayIsOver: Rule<CloseRequest> = ({ complaint, withdrawn }) =>
  withdrawn !== null || filedFrom.has(complaint.status)
    ? undefined
    : notAllowed(complaint, steps.close.label);

/** 4.3.8(2) That he withdraws the complainant says to somebody who may call him back. */
const withdrawalIsConfirmed: Rule<CloseRequest> = ({ withdrawn, ...request }) =>
  withdrawn === null
    ? undefined
    : refusedCaller(
        { ...request, caller: withdrawn.caller },
        {
          hint: toType('close', request.complaint.no, '--withdrawn 投诉人的话 --confirmed-by 其他回访人'),
          field: 'confirmedBy',
        },
      );

/** 4.3.5 An invalid case is filed only with a leader's agreement. */
const leaderAgreedToInvalid: Rule<CloseRequest> = ({ complaint }) =>
  isJudgedInvalid(complaint) && !complaint.approved
    ? problem('rule.approval_required', { no: complaint.no, step: steps.close.label })
    : undefined;

/** 4.3.8(1) 100 % of complainants are called back. */
const complainantWasCalledBack: Rule<CloseRequest> = ({ complaint, waiver }) =>
  awaitsCallback(complaint) && waiver === null
    ? problem('rule.callback_required', { no: complaint.no, reachable: complaint.contactOnRecord })
    : undefined;

/**
 * 4.3.8(1) A waiver only where no contact was ever on record, or after the failed attempts on as many days; signed by a
 * leader. Anonymity alone is no reason, nor is an amendment that removes a contact.
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
  if (!complaint.contactOnRecord) return undefined;
  const attempts = complaint.callbacks.filter(
    (callback) => callback.round === complaint.round && !callback.reached,
  );
  const days = new Set(attempts.map((attempt) => dayOf(attempt.at))).size;
  return days >= policy.callbackAttempts
    ? undefined
    : `须在 ${policy.callbackAttempts} 个不同的日子联系不上，现在只有 ${days} 天`;
}

const waiverIsSigned: Rule<CloseRequest> = ({ complaint, waiver }) =>
  waiver === null ? undefined : badSignature(complaint, waiver.approver, '4.3.8(1)');

/** 4.1.1 三不放过. */
const threeReleasesHold: Rule<CloseRequest> = (request) => {
  const { complaint } = request;
  const missing = isJudgedInvalid(complaint) ? [] : gaps(complaint);
  return missing.length > 0
    ? problem('rule.three_no_release', { no: complaint.no, missing, today: dayOf(occurredAt(request)) })
    : undefined;
};

/** Of a withdrawn case no callback, approval or 三不放过 is asked. */
const unlessWithdrawn =
  (rule: Rule<CloseRequest>): Rule<CloseRequest> =>
  (request) =>
    request.withdrawn === null ? rule(request) : undefined;

/** Step 120: the liaison files the case. */
export const close = decide(
  [
    ...orderly('close'),
    wayIsOver,
    byLiaison,
    withdrawalIsConfirmed,
    unlessWithdrawn(leaderAgreedToInvalid),
    unlessWithdrawn(complainantWasCalledBack),
    unlessWithdrawn(waiverIsAllowed),
    unlessWithdrawn(waiverIsSigned),
    unlessWithdrawn(threeReleasesHold),
  ],
  (request: CloseRequest) => ({
    ...occurrence(request),
    type: 'closed',
    data: {
      waiver: request.waiver && {
        reason: request.waiver.reason,
        approvedBy: request.waiver.approver.name,
      },
      withdrawn: request.withdrawn && {
        text: request.withdrawn.text,
        confirmedBy: request.withdrawn.caller.name,
      },
    },
  }),
);

export interface ReopenRequest extends Request {
  readonly reason: string;
}

/** Section 3: an invalid case is re-judged, not reopened. */
export const complaintIsValid: Rule<Pick<ReopenRequest, 'complaint'>> = ({ complaint }) =>
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
  /** The leader who lets it be voided, where one is needed. */
  readonly approver: Person | null;
  /** The case that says the same; null when it is voided for another reason. */
  readonly duplicateOf: Pick<Complaint, 'no' | 'status'> | null;
}

/** A case is not its own duplicate. */
const duplicateIsAnother: Rule<VoidRequest> = ({ complaint, duplicateOf }) =>
  duplicateOf?.no === complaint.no ? problem('duplicate_of_itself', { no: complaint.no }) : undefined;

/** 1.3 The complaint stays in the statistics by the other case: not by one that has left them itself. */
const duplicateStands: Rule<VoidRequest> = ({ duplicateOf }) =>
  duplicateOf?.status === 'voided' ? problem('duplicate_of_voided', { no: duplicateOf.no }) : undefined;

/** 1.3 A case on its way, or of another day than today, leaves the statistics only with a leader's name. */
const voidingIsSigned: Rule<VoidRequest> = ({ complaint, approver, now }) => {
  const isOnItsWay = complaint.assignments.length > 0 || dayOf(now) > dayOf(complaint.recordedAt);
  return isOnItsWay
    ? neededSignature(complaint, approver, { what: '已转办或不是当天登记的，作废', clause: '1.3' })
    : signatureInVain(approver);
};

/** 1.3 Nothing is deleted: a mistaken entry is voided with a reason, keeps its number and leaves the statistics. */
export const voidComplaint = decide(
  [...orderly('void'), duplicateIsAnother, duplicateStands, voidingIsSigned],
  (request: VoidRequest) => ({
    ...occurrence(request),
    type: 'voided',
    data: {
      reason: request.reason,
      duplicateOf: request.duplicateOf?.no ?? null,
      approvedBy: request.approver?.name ?? null,
    },
  }),
);
