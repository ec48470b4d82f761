// Whatever happened to a case, entries that the first reading of the regulation decided make of it what they made then.
// What each of them meant has a test of its own (test/domain/case/first-reading.test.ts).

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isInternal } from '../../src/domain/case/clock.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import type { CaseEvent } from '../../src/domain/case/events.ts';
import { evolve } from '../../src/domain/case/evolve.ts';
import { byFirstReading } from '../support/build-case.ts';
import { someWalk } from '../support/build-random.ts';

const numRuns = 150;

/** Each entry of a walk as the first reading decided it, with the case before and after it. */
const everyEntry = (
  check: (event: CaseEvent, before: Complaint | undefined, after: Complaint) => void,
): void =>
  fc.assert(
    fc.property(someWalk, ({ events }) => {
      events.map(byFirstReading).reduce<Complaint | undefined>((before, event) => {
        const after = evolve(before, event);
        check(event, before, after);
        return after;
      }, undefined);
    }),
    { numRuns },
  );

test('nobody is known to have held it, and the office has no clocks of its own', () => {
  everyEntry((_event, _before, { holdings, deadlines }) => {
    expect(holdings).toEqual([]);
    expect(deadlines.filter(({ kind }) => isInternal(kind))).toEqual([]);
  });
});

test('response was met by a proposal, an explanation or a feedback, and ended by an assignment without a breach', () => {
  everyEntry((event, before, after) => {
    before?.deadlines.forEach((earlier, i) => {
      const now = after.deadlines[i];
      if (earlier.kind !== 'response' || now === undefined || earlier.metAt === now.metAt) return;
      // A withdrawal there was none.
      expect(['solution_proposed', 'explained', 'feedback_given', 'closed']).toContain(event.type);
    });
  });
});

test('an invalid verdict made resolve moot, and nothing else', () => {
  everyEntry((event, before, after) => {
    if (event.type !== 'investigated' || event.data.verdict?.valid !== false) return;
    const moot = after.deadlines.filter(
      ({ cancelledAt }, i) => cancelledAt !== null && before?.deadlines[i]?.cancelledAt === null,
    );
    expect(moot.filter(({ kind }) => kind !== 'resolve')).toEqual([]);
  });
});

test('rehandle was met by the work alone', () => {
  everyEntry((event, before, after) => {
    before?.deadlines.forEach((earlier, i) => {
      const now = after.deadlines[i];
      if (earlier.kind !== 'rehandle' || now?.metAt == null || earlier.metAt !== null) return;
      expect(['completed', 'concluded', 'replied', 'closed']).toContain(event.type);
    });
  });
});
