import { type Day, dayOf, type Moment, startOfDay } from '../case/clock.ts';
import { type Complaint, isJudgedInvalid } from '../case/complaint.ts';
import type { CaseEvent } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { officeClocks } from '../case/office-clocks.ts';
import { type Step, steps } from '../case/step-table.ts';
import { allowedSteps, isAllowed, nextStep } from '../case/workflow.ts';
import type { Policy } from '../policy.ts';
import { type Problem, problem } from '../problems.ts';
import { toRejudge, toType } from './hints.ts';

/** When a step happened, as the clerk said it: to the second, or only the day. */
export type When = { readonly moment: Moment } | { readonly day: Day };

/** What every decision needs to know beside the case: who, when, and the limits in force. */
export interface Occasion {
  readonly at: When;
  readonly by: string;
  readonly now: Moment;
  readonly operator: string;
  readonly policy: Policy;
}

/** A decision is asked about one case, on one occasion. */
export interface Request extends Occasion {
  readonly complaint: Complaint;
}

export type Rule<R> = (request: R) => Problem | undefined;
export type Outcome<E> =
  | { readonly ok: true; readonly event: E }
  | { readonly ok: false; readonly problem: Problem };

type Decision<R, E> = (request: R) => Outcome<E>;

/**
 * A decision: the rules in the order in which their answer helps most, the first broken one is the answer;
 * if none is broken, the event that carries every value it sets.
 */
export function decide<R extends Request, E extends CaseEvent>(
  rules: readonly Rule<R>[],
  event: (request: R) => E,
): Decision<R, E> {
  return (request) => {
    const broken = firstBroken(rules, request);
    if (broken) return { ok: false, problem: broken };
    return { ok: true, event: read(request.complaint, event(request), request.policy) };
  };
}

/**
 * The event as the second reading decides it, with the office's own clocks that begin with it (0 days in the policy is
 * none).
 */
export function read<E extends CaseEvent>(before: Complaint | undefined, event: E, policy: Policy): E {
  const marked = { ...event, data: { ...event.data, reading: 2 } } as E;
  const starts = officeClocks(before, evolve(before, marked), marked, policy);
  return starts.length === 0 ? marked : ({ ...marked, data: { ...marked.data, starts } } as E);
}

/** The answer of the first rule that does not hold. */
export function firstBroken<R>(rules: readonly Rule<R>[], request: R): Problem | undefined {
  for (const rule of rules) {
    const broken = rule(request);
    if (broken) return broken;
  }
  return undefined;
}

/**
 * The moment that `when` means: a day alone is its first moment not before the previous step.
 */
export function momentOf(when: When, previous?: Moment): Moment {
  if ('moment' in when) return when.moment;
  return previous !== undefined && dayOf(previous) === when.day ? previous : startOfDay(when.day);
}

/** When the step of this request happened. */
export const occurredAt = ({ at, complaint }: Request): Moment => momentOf(at, complaint.lastStepAt);

/** What every event of a case says, whatever it is. */
export const occurrence = (request: Request) => ({
  no: request.complaint.no,
  occurredAt: occurredAt(request),
  by: request.by,
  recordedAt: request.now,
  operator: request.operator,
});

/** Section 3: what is not named for a state is refused there. */
export const stepIsAllowed =
  (step: Step): Rule<Request> =>
  ({ complaint }) =>
    isAllowed(complaint, step) ? undefined : notAllowed(complaint, steps[step].label);

/** The refusal of `what` (in words) in the state of the case. */
export function notAllowed(complaint: Complaint, what: string, hint?: string): Problem {
  const allowed = allowedSteps(complaint);
  // A filed case owes nothing more: there the way back is what helps.
  const due = nextStep(complaint)?.command ?? allowed.find((possible) => possible !== 'feedback') ?? 'note';
  return problem('state.not_allowed', {
    no: complaint.no,
    status: complaint.status,
    what,
    allowed,
    hint: hint ?? toDo(due, complaint),
  });
}

/** An invalid case is not just investigated again but judged anew. */
const toDo = (due: Step, complaint: Complaint): string =>
  due === 'investigate' && isJudgedInvalid(complaint) ? toRejudge(complaint.no) : toType(due, complaint.no);

/** 1.2.2 Only what has happened can be recorded. */
const notInFuture: Rule<Request> = (request) => {
  const at = occurredAt(request);
  return at > request.now ? problem('time.future', { at, now: request.now, option: 'at' }) : undefined;
};

/** A step may not lie before the one that led to it. */
const notBeforePreviousStep: Rule<Request> = (request) => {
  const at = occurredAt(request);
  const { no, lastStepAt } = request.complaint;
  return at < lastStepAt ? problem('time.before_previous_step', { no, at, previous: lastStepAt }) : undefined;
};

/** The rules every step begins with. */
export const orderly = (step: Step): readonly Rule<Request>[] => [
  stepIsAllowed(step),
  notInFuture,
  notBeforePreviousStep,
];
