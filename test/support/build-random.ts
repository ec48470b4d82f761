// Random moments, facts and cases for the properties.

import fc from 'fast-check';
import { type Moment, momentAt } from '../../src/domain/case/clock.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import type { CaseEvent } from '../../src/domain/case/events.ts';
import { evolve } from '../../src/domain/case/evolve.ts';
import { allSteps, type Step } from '../../src/domain/case/step-table.ts';
import { allowedSteps, nextStep } from '../../src/domain/case/workflow.ts';
import type { Fact } from '../../src/domain/month/figures.ts';
import { ANONYMOUS } from '../../src/domain/steps/register.ts';
import {
  categories,
  channels,
  complainantKinds,
  exposures,
  grades,
  grounds,
  sources,
  statuses,
} from '../../src/domain/words/vocabulary.ts';
import { eventOf, registration } from './build-case.ts';
import { movesOf } from './build-states.ts';

const codeOf = <Code extends string>(list: Readonly<Record<Code, string>>): fc.Arbitrary<Code> =>
  fc.constantFrom(...(Object.keys(list) as Code[]));

/** A second of the years 2000 to 2099, many of them near midnight in China. */
export const someMoment: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2099, 11, 31) / 86_400_000 }),
    fc.oneof(fc.constantFrom(0, 1, 86_398, 86_399), fc.integer({ min: 0, max: 86_399 })),
  )
  .map(([day, second]) => momentAt((day * 86_400 + second - 8 * 3600) * 1000));

export const someFact: fc.Arbitrary<Fact> = fc
  .record({
    month: fc.constantFrom('2023-08', '2023-09', '2023-10'),
    status: codeOf(statuses),
    verdict: fc.constantFrom('valid', 'invalid', null),
    grade: fc.option(codeOf(grades)),
    first: codeOf(grades),
    wasHandled: fc.boolean(),
    waived: fc.boolean(),
    inTimeUntil: fc.option(fc.constantFrom('2023-10-15T23:59:59+08:00', '9999-12-31T23:59:59+08:00')),
    department: fc.option(fc.constantFrom('工程部', '安检部', '20', '3')),
    channel: codeOf(channels),
    source: codeOf(sources),
    category: codeOf(categories),
    ground: codeOf(grounds),
    priority: fc.boolean(),
    urgent: fc.boolean(),
    typical: fc.boolean(),
    rehandled: fc.boolean(),
    withdrawn: fc.boolean(),
    concluded: fc.boolean(),
    rejudged: fc.boolean(),
  })
  // An invalid verdict has a ground, another has none; a callback says both, the grade and whether it was handled.
  .map(
    ({ first, wasHandled, ...fact }): Fact => ({
      ...fact,
      count: 1,
      ground: fact.verdict === 'invalid' ? fact.ground : null,
      handled: fact.grade === null ? null : wasHandled,
      firstGrade: fact.grade === null ? null : first,
    }),
  );

/** What was tried on a case, in its order: the state before, the step, and the event when it was not refused. */
export interface Attempt {
  readonly before: Complaint;
  readonly step: Step;
  readonly event: CaseEvent | undefined;
  readonly after: Complaint;
}

export interface Walk {
  readonly events: readonly CaseEvent[];
  readonly attempts: readonly Attempt[];
  readonly complaint: Complaint;
}

interface Choice {
  /** The step that is due, one that the state allows, or any there is. */
  readonly from: 'due' | 'allowed' | 'any';
  readonly pick: number;
  readonly way: number;
  readonly seconds: number;
}

const someText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const someChoice: fc.Arbitrary<Choice> = fc.record({
  from: fc.constantFrom('due', 'due', 'due', 'due', 'allowed', 'allowed', 'any'),
  pick: fc.nat({ max: 999 }),
  way: fc.nat({ max: 839 }),
  seconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 86_400 })),
});
/** Who complains: by name with a phone, or nobody who could ever be reached. */
const someIdentity = fc.constantFrom(
  { anonymous: false, name: '李强', phone: '13800001234' },
  { anonymous: false, name: '李强', phone: '13800001234' },
  { anonymous: true, name: ANONYMOUS, phone: null },
);
const someMatter = fc.record({
  acceptedByHeadquarters: fc.constantFrom(false, false, true),
  source: codeOf(sources),
  kind: codeOf(complainantKinds),
  exposure: codeOf(exposures),
  typical: fc.boolean(),
  content: someText,
  respondent: fc.option(someText),
});
const someRegistration = fc.tuple(someMatter, someIdentity).map(([matter, who]) => ({ ...matter, ...who }));

/** A case on which random steps were tried, mostly such as its state allows, with every object of it frozen. */
export const someWalk: fc.Arbitrary<Walk> = fc
  .tuple(someRegistration, fc.array(someChoice, { minLength: 5, maxLength: 40, size: 'max' }))
  .map(([given, choices]) => walk(given, choices));

function walk(given: Parameters<typeof registration>[0], choices: readonly Choice[]): Walk {
  const first = frozen(eventOf(registration(given)));
  const start: Walk = { events: [first], attempts: [], complaint: frozen(evolve(undefined, first)) };
  return choices.reduce(tryNext, start);
}

function tryNext({ events, attempts, complaint: before }: Walk, choice: Choice): Walk {
  const step = chosen(choice, before);
  const at = momentAt(Date.parse(before.lastStepAt) + choice.seconds * 1000);
  const ways = movesOf(step, { at });
  const outcome = ways[choice.way % ways.length]?.(before);
  const event = outcome?.ok ? frozen(outcome.event) : undefined;
  const after = event ? frozen(evolve(before, event)) : before;
  return {
    events: event ? [...events, event] : events,
    attempts: [...attempts, { before, step, event, after }],
    complaint: after,
  };
}

/** `undo` withdraws an entry of the journal, which a walk has not: it has a test of its own. */
function chosen({ from, pick }: Choice, complaint: Complaint): Exclude<Step, 'undo'> {
  const due = nextStep(complaint)?.command;
  const possible: readonly Step[] = {
    due: due ? [due] : allowedSteps(complaint),
    allowed: allowedSteps(complaint).filter((step) => step !== 'void'),
    any: allSteps,
  }[from];
  const steppable = possible.filter((step) => step !== 'undo');
  return steppable[pick % steppable.length] ?? 'note';
}

/** The value with everything in it frozen: whoever changes it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
