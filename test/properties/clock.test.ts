import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  clockState,
  dayOf,
  endOfDay,
  endOfNaturalDay,
  momentAt,
  secondsBetween,
} from '../../src/domain/case/clock.ts';
import { someMoment } from '../support/build-random.ts';

const someDays = fc.integer({ min: 0, max: 99 });

/** Days since 1970 by the civil calendar alone, without a library: what addDays must agree with. */
function serial(day: string): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const leap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const lengths = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const years = Array.from({ length: year - 1970 }, (_, i) => (leap(1970 + i) ? 366 : 365));
  return [...years, ...lengths.slice(0, month - 1)].reduce((sum, n) => sum + n, 0) + date - 1;
}

test('a limit of n days ends n calendar days later, in the last second of the day: month ends, leap days, year ends', () => {
  fc.assert(
    fc.property(someMoment, someDays, (from, days) => {
      const due = endOfNaturalDay(from, days);
      expect(serial(dayOf(due)) - serial(dayOf(from))).toBe(days);
      expect(due).toBe(endOfDay(dayOf(due)));
    }),
    { numRuns: 2000 },
  );
});

test('at whatever hour something happens on a day, it is due at the same time', () => {
  fc.assert(
    fc.property(someMoment, fc.nat({ max: 86_399 }), someDays, (moment, second, days) => {
      const another = momentAt(Date.parse(`${dayOf(moment)}T00:00:00+08:00`) + second * 1000);
      expect(endOfNaturalDay(another, days)).toBe(endOfNaturalDay(moment, days));
    }),
  );
});

test('an instant is the moment it was made of, in whatever zone the suite runs', () => {
  fc.assert(
    fc.property(someMoment, (moment) => {
      expect(momentAt(Date.parse(moment))).toBe(moment);
    }),
  );
});

test('days forth and back are the day again', () => {
  fc.assert(
    fc.property(someMoment, someDays, (moment, days) => {
      expect(addDays(addDays(dayOf(moment), days), -days)).toBe(dayOf(moment));
    }),
  );
});

test('met up to the due second is in time, from the next one on late; a fresh clock is never red', () => {
  fc.assert(
    fc.property(someMoment, someDays, fc.integer({ min: -200_000, max: 200_000 }), (from, days, beside) => {
      const dueAt = endOfNaturalDay(from, days);
      const moment = momentAt(Date.parse(dueAt) + beside * 1000);
      const unmet = { dueAt, metAt: null, cancelledAt: null };
      expect(clockState({ ...unmet, metAt: moment }, from)).toBe(beside <= 0 ? 'met' : 'late');
      expect(clockState(unmet, moment)).toBe(beside <= 0 ? 'running' : 'overdue');
      expect(clockState(unmet, from)).toBe('running');
      expect(secondsBetween(dueAt, moment)).toBe(beside);
    }),
  );
});
