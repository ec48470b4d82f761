import { type Day, dayOf } from '../case/clock.ts';
import { isBareNobody } from '../case/three-releases.ts';
import { problem } from '../problems.ts';
import type { ExplanationMethod } from '../words/vocabulary.ts';
import { decide, occurredAt, occurrence, orderly, type Request, type Rule } from './decide.ts';

export interface ProposeRequest extends Request {
  readonly plan: string;
}

/** Step 60: the responsible department drafts the solution. */
export const proposeSolution = decide(orderly('resolve propose'), (request: ProposeRequest) => ({
  ...occurrence(request),
  type: 'solution_proposed',
  data: { plan: request.plan },
}));

export interface AnswerRequest extends Request {
  /** Why the complainant refused; null when he accepted. */
  readonly rejection: string | null;
  readonly externalFactor: string | null;
  readonly promisedOn: Day | null;
}

/** 4.3.7(1) A later date can be promised only for an outside factor, and an outside factor needs a date. */
const factorHasPromise: Rule<AnswerRequest> = (request) =>
  (request.externalFactor === null) === (request.promisedOn === null)
    ? undefined
    : problem('rule.external_factor_required', {
        no: request.complaint.no,
        today: dayOf(occurredAt(request)),
      });

const promiseLiesAhead: Rule<AnswerRequest> = (request) =>
  request.promisedOn !== null && request.promisedOn < dayOf(occurredAt(request))
    ? problem('promised_before_answer', {
        promisedOn: request.promisedOn,
        answeredOn: dayOf(occurredAt(request)),
      })
    : undefined;

/** Step 70: the acceptor gives the solution to the complainant, who accepts it or says why not. */
export const answerSolution = decide(
  [...orderly('resolve answer'), factorHasPromise, promiseLiesAhead],
  (request: AnswerRequest) => ({
    ...occurrence(request),
    type: 'solution_answered',
    data: {
      accepted: request.rejection === null,
      reason: request.rejection,
      externalFactor: request.externalFactor,
      promisedOn: request.promisedOn,
    },
  }),
);

export interface CompleteRequest extends Request {
  readonly result: string;
  readonly cause: string | null;
  readonly accountability: string | null;
  readonly corrective: readonly string[];
  readonly preventive: readonly string[];
}

/** 4.1.1 "无责任人" needs the reason behind it. */
export const nobodyIsExplained: Rule<{ readonly accountability?: string | null }> = ({ accountability }) =>
  accountability != null && isBareNobody(accountability)
    ? problem('rule.reason_required', {
        clause: '4.1.1',
        message: '写“无责任人”须说明理由',
        hint: '如 --accountability 无责任人：设备自然老化',
        asks: ['accountability'],
      })
    : undefined;

/** Steps 80-90: carried out; final result with the handling of the responsible person and the measures taken. */
export const completeWork = decide(
  [...orderly('resolve complete'), nobodyIsExplained],
  (request: CompleteRequest) => ({
    ...occurrence(request),
    type: 'completed',
    data: {
      result: request.result,
      cause: request.cause,
      accountability: request.accountability,
      measures: [
        ...request.corrective.map((text) => ({ kind: 'corrective' as const, text })),
        ...request.preventive.map((text) => ({ kind: 'preventive' as const, text })),
      ],
    },
  }),
);

export interface ExplainRequest extends Request {
  readonly method: ExplanationMethod;
  readonly reply: string;
}

/** Step 50, 4.3.7(2): the acceptor explains the invalid verdict to the complainant. */
export const explainVerdict = decide(orderly('resolve explain'), (request: ExplainRequest) => ({
  ...occurrence(request),
  type: 'explained',
  data: { method: request.method, reply: request.reply },
}));
