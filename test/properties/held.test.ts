import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Moment, momentAt, secondsBetween } from '../../src/domain/case/clock.ts';
import { answersFor, held } from '../../src/domain/case/held.ts';
import { isOpenCase, nextStep } from '../../src/domain/case/workflow.ts';
import type { Status } from '../../src/domain/words/vocabulary.ts';
import { someWalk, type Walk } from '../support/build-random.ts';

// 4.3.6: who held a case how long. Whoever it was, its whole age is somebody's.

const numRuns = 300;

/** A moment of the ninety days after the acceptance, or of the day before it. */
const someWait = fc.integer({ min: -86_400, max: 90 * 86_400 });
const after = (moment: Moment, seconds: number): Moment => momentAt(Date.parse(moment) + seconds * 1000);

/** What state the case was in from when on, by the steps that were taken. */
const course = ({ attempts, complaint }: Walk): readonly (readonly [since: Moment, status: Status])[] => [
  [complaint.acceptedAt, 'registered'],
  ...attempts.flatMap(({ event, before, after: { status } }) =>
    event && status !== before.status ? [[event.occurredAt, status] as const] : [],
  ),
];

/** For how many seconds until `asOf` the case was open. */
function openSeconds(walk: Walk, asOf: Moment): number {
  const states = course(walk);
  return states.reduce((sum, [since, status], i) => {
    const end = states[i + 1]?.[0] ?? asOf;
    const until = end < asOf ? end : asOf;
    return isOpenCase(status) && until > since ? sum + secondsBetween(since, until) : sum;
  }, 0);
}

const total = (spans: ReturnType<typeof held>): number =>
  spans.reduce((sum, { seconds }) => sum + seconds, 0);

test('the sum of what each held is the age of the case while it was open, as of any moment', () => {
  fc.assert(
    fc.property(someWalk, someWait, (walk, wait) => {
      const asOf = after(walk.complaint.acceptedAt, wait);
      expect(total(held(walk.complaint, asOf))).toBe(openSeconds(walk, asOf));
    }),
    { numRuns },
  );
});

test('of a case that was never filed it is its age', () => {
  fc.assert(
    fc.property(someWalk, someWait, (walk, wait) => {
      fc.pre(course(walk).every(([, status]) => isOpenCase(status)) && wait >= 0);
      const { acceptedAt } = walk.complaint;
      expect(total(held(walk.complaint, after(acceptedAt, wait)))).toBe(wait);
    }),
    { numRuns },
  );
});

test('everybody who held it did so for some time, and each stands there once', () => {
  fc.assert(
    fc.property(someWalk, someWait, ({ complaint }, wait) => {
      const spans = held(complaint, after(complaint.acceptedAt, wait));
      const keys = spans.map(({ role, department, person }) => JSON.stringify([role, department, person]));
      expect(new Set(keys).size).toBe(keys.length);
      expect(spans.every(({ seconds }) => seconds > 0)).toBe(true);
    }),
    { numRuns },
  );
});

test('who has it now is who owes its next step', () => {
  fc.assert(
    fc.property(someWalk, ({ attempts }) => {
      for (const { after: complaint } of attempts)
        expect(complaint.holdings.at(-1)?.role ?? null).toBe(nextStep(complaint)?.owedBy ?? null);
    }),
    { numRuns },
  );
});

test('the moments at which it changed hands are in order', () => {
  fc.assert(
    fc.property(someWalk, ({ complaint }) => {
      const since = complaint.holdings.map((holding) => holding.since);
      expect(since.toSorted()).toEqual(since);
    }),
    { numRuns },
  );
});

test('what happens after a clock has run out changes nothing about who answers for it', () => {
  const late = '2023-12-19T00:00:00+08:00';
  fc.assert(
    fc.property(someWalk, ({ attempts }) => {
      for (const { before, event, after: complaint } of attempts) {
        if (event === undefined || event.type === 'amended') continue;
        before.deadlines.forEach((clock, i) => {
          const now = complaint.deadlines[i];
          const isMissed = (each: typeof clock) =>
            each.cancelledAt === null && !(each.metAt && each.metAt <= each.dueAt);
          if (now === undefined || clock.dueAt >= event.occurredAt || !isMissed(clock) || !isMissed(now))
            return;
          const { department: _, ...who } = answersFor(clock, before, late);
          expect(answersFor(now, complaint, late)).toMatchObject(who);
        });
      }
    }),
    { numRuns },
  );
});
