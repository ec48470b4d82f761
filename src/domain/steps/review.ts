import { endOfNaturalDay } from '../case/clock.ts';
import { problem } from '../problems.ts';
import { refusedCaller } from './callback.ts';
import { recusal } from './conflict.ts';
import { decide, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';
import { toType } from './hints.ts';
import { byLiaison, namesOf, type Person } from './people.ts';

export interface ReviewRequest extends Request {
  readonly person: Person;
  /** Who is to call back, where the liaison names one. */
  readonly caller: Person | null;
  readonly acceptedByHeadquarters: boolean;
}

/** 4.3.7(1) 办结并回复客户: the complainant has been told the result. */
const complainantWasTold: Rule<ReviewRequest> = ({ complaint: { no, completion } }) =>
  completion?.owesReply ? problem('rule.reply_required', { no }) : undefined;

/** 4.3.5 A leader agrees before the review passes; an opinion from before the rework does not count. */
const leaderAgreed: Rule<ReviewRequest> = ({ complaint }) =>
  complaint.approved ? undefined : problem('rule.approval_required', { no: complaint.no, step: '审核通过' });

/** 4.3.8(2) A caller who is named is one who may call. */
const namedCallerMayCall: Rule<ReviewRequest> = ({ caller, ...request }) =>
  caller === null
    ? undefined
    : refusedCaller(
        { ...request, caller },
        { hint: toType('review', request.complaint.no, '--pass --caller 其他回访人'), field: 'caller' },
      );

/** 4.3.2 Who has an interest in the matter does not review it. */
const reviewerIsDisinterested: Rule<Request & { readonly person: Person }> = ({ complaint, person }) =>
  recusal(complaint, namesOf(person), 'review');

const orderlyReview: readonly Rule<Request & { readonly person: Person }>[] = [
  ...orderly('review'),
  byLiaison,
  reviewerIsDisinterested,
];

/** Step 100, 4.3.8(3): the liaison reviews process and result, and orders the callback. */
export const passReview = decide(
  [...orderlyReview, complainantWasTold, leaderAgreed, namedCallerMayCall],
  (request: ReviewRequest) => ({
    ...occurrence(request),
    type: 'review_passed',
    data: {
      caller: request.caller?.name ?? null,
      days: request.policy.callbackDays,
      dueAt: endOfNaturalDay(occurredAt(request), request.policy.callbackDays),
    },
  }),
);

export interface ReturnRequest extends Request {
  readonly person: Person;
  readonly reason: string;
}

/** Step 100: the liaison sends the work back with the reason. */
export const returnReview = decide(orderlyReview, (request: ReturnRequest) => ({
  ...occurrence(request),
  type: 'review_returned',
  data: { reason: request.reason },
}));

/** Step 100: only the form is to be completed; the work and its completion stand. */
export const supplementReview = decide(orderlyReview, (request: ReturnRequest) => ({
  ...occurrence(request),
  type: 'review_supplemented',
  data: { reason: request.reason },
}));
