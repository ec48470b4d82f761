import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../../src/domain/case/clock.ts';
import { formatNumber, needsThreeDigits, parseNumber } from '../../src/domain/case/number.ts';
import { someMoment } from '../support/build-random.ts';

const someNumber = fc.record({
  day: someMoment.map(dayOf),
  sequence: fc.oneof(fc.constantFrom(1, 9, 10, 99, 100, 101, 999, 1000), fc.integer({ min: 1, max: 99_999 })),
});

test('what is written is read back', () => {
  fc.assert(
    fc.property(someNumber, ({ day, sequence }) => {
      expect(parseNumber(formatNumber(day, sequence))).toEqual({ day, sequence });
    }),
  );
});

test('different cases have different numbers', () => {
  fc.assert(
    fc.property(someNumber, someNumber, (a, b) => {
      const same = a.day === b.day && a.sequence === b.sequence;
      expect(formatNumber(a.day, a.sequence) === formatNumber(b.day, b.sequence)).toBe(same);
    }),
  );
});

test('two digits for the first 99, one more each power of ten', () => {
  fc.assert(
    fc.property(someNumber, ({ day, sequence }) => {
      const no = formatNumber(day, sequence);
      expect(no).toHaveLength(8 + Math.max(2, String(sequence).length));
      expect(needsThreeDigits(sequence)).toBe(no.length > 10);
    }),
  );
});

test('only what is written the same way again is a number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8,14}$/), (text) => {
      const parsed = parseNumber(text);
      if (parsed) expect(formatNumber(parsed.day, parsed.sequence)).toBe(text);
    }),
  );
});
