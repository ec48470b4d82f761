import { endOfNaturalDay } from '../case/clock.ts';
import { isJudgedInvalid } from '../case/complaint.ts';
import type { Limit } from '../case/events.ts';
import { problem } from '../problems.ts';
import { type Ground, type InvestigationMethod, verdicts } from '../words/vocabulary.ts';
import { type Acting, isDisinterested } from './conflict.ts';
import { decide, notAllowed, occurredAt, occurrence, orderly, type Rule } from './decide.ts';
import { toRejudge } from './hints.ts';

export interface InvestigateRequest extends Acting {
  readonly methods: readonly InvestigationMethod[];
  readonly findings: string;
  readonly cause: string | null;
  readonly verdict: 'valid' | 'invalid' | null;
  readonly ground: Ground | null;
  readonly reason: string | null;
}

/**
 * Section 3: a record without a verdict is possible on the whole way, a verdict while the case is investigated; later it
 * can only be changed, and of a filed case only to valid.
 */
const verdictIsNew: Rule<InvestigateRequest> = ({ complaint, verdict }) => {
  const { status } = complaint;
  if (status === 'closed' && verdict !== 'valid')
    return notAllowed(complaint, '再登记调查', toRejudge(complaint.no));
  const stands = complaint.verdict === null ? null : complaint.verdict.valid ? 'valid' : 'invalid';
  if (verdict === null || verdict !== stands) return undefined;
  return notAllowed(
    complaint,
    `再判为${verdicts[verdict]}`,
    verdict === 'invalid' ? toRejudge(complaint.no) : undefined,
  );
};

/** Section 3: a verdict is changed only with a reason; to invalid it needs one anyway. */
const changeHasReason: Rule<InvestigateRequest> = ({ complaint, verdict, reason }) =>
  verdict === 'valid' && isJudgedInvalid(complaint) && reason === null
    ? problem('rule.reason_required', {
        clause: '3',
        message: `${complaint.no} 已判为无效，改判为有效须写明原因`,
        hint: '加 --reason 改判原因',
        asks: ['reason'],
      })
    : undefined;

/** 1.2.4 An invalid complaint is one of exactly seven kinds. */
const invalidHasGround: Rule<InvestigateRequest> = ({ complaint, verdict, ground }) =>
  verdict === 'invalid' && ground === null
    ? problem('rule.ground_required', { no: complaint.no })
    : undefined;

/** 4.3.4 The reason of an invalid verdict stands in the form. */
const invalidHasReason: Rule<InvestigateRequest> = ({ complaint, verdict, reason }) =>
  verdict === 'invalid' && reason === null
    ? problem('rule.reason_required', {
        clause: '4.3.4',
        message: `${complaint.no} 判为无效须写明原因`,
        hint: '加 --reason 判定无效的原因',
        asks: ['reason'],
      })
    : undefined;

/** 1.2.4(3) The customer's own fault must have been established by an investigation already on record. */
const faultWasInvestigated: Rule<InvestigateRequest> = ({ complaint, verdict, ground }) =>
  verdict === 'invalid' && ground === 'customer_fault' && complaint.investigations.length === 0
    ? problem('rule.investigation_required', { no: complaint.no })
    : undefined;

/**
 * 4.3.7(2) An invalid complaint is explained within the limit counted from acceptance. An explanation already given
 * stands and starts no second clock (4.3.5).
 */
function explainLimit({ complaint, policy }: InvestigateRequest): Limit | null {
  const given = complaint.deadlines.some((clock) => clock.kind === 'explain' && clock.cancelledAt === null);
  const days = policy.explainDays;
  return given ? null : { days, dueAt: endOfNaturalDay(complaint.acceptedAt, days) };
}

/** Section 3: a filed case that turns out to be valid is handled again, with a clock of its own. */
function againLimit(request: InvestigateRequest): Limit | null {
  const days = request.policy.rehandleDays;
  return request.complaint.status === 'closed'
    ? { days, dueAt: endOfNaturalDay(occurredAt(request), days) }
    : null;
}

/** Step 50, 4.3.3: a record of the investigation; the verdict comes with the last one. */
export const investigate = decide(
  [
    ...orderly('investigate'),
    verdictIsNew,
    isDisinterested('investigate'),
    changeHasReason,
    invalidHasGround,
    invalidHasReason,
    faultWasInvestigated,
  ],
  (request: InvestigateRequest) => ({
    ...occurrence(request),
    type: 'investigated',
    data: {
      methods: request.methods,
      findings: request.findings,
      cause: request.cause,
      verdict:
        request.verdict === null
          ? null
          : {
              valid: request.verdict === 'valid',
              ground: request.ground,
              reason: request.reason,
              explain: request.verdict === 'invalid' ? explainLimit(request) : null,
              again: request.verdict === 'valid' ? againLimit(request) : null,
            },
    },
  }),
);
