import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as figures from '../../src/domain/month/figures.ts';
import { aMonth, judgement } from '../support/build-facts.ts';
import { someFact } from '../support/build-random.ts';

const someFacts = fc.array(someFact, { maxLength: 40 });
const departments = ['工程部', '20', '抄表收费部', '3', '安检部'];
const totals = (rows: readonly { readonly total: number }[]) => rows.reduce((sum, row) => sum + row.total, 0);
const report = (facts: readonly figures.Fact[]) =>
  figures.monthFigures(aMonth(facts, { departments, customers: 30_000 }));

test('total = valid + invalid, undetermined is part of valid, no part is larger than its whole', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const counts = figures.count(facts, judgement);
      expect(counts.total).toBe(counts.valid + counts.invalid);
      expect(counts.undetermined).toBeLessThanOrEqual(counts.valid);
      expect(counts.inTime).toBeLessThanOrEqual(counts.total);
      expect(counts.calledBack).toBeLessThanOrEqual(counts.total);
      expect(counts.satisfied).toBeLessThanOrEqual(counts.calledBack);
    }),
  );
});

test('who is called back is satisfied, of another grade, or says that nothing was done: nobody is two of them', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const { calledBack, satisfied, unhandled, grades } = report(facts);
      expect(satisfied + unhandled).toBeLessThanOrEqual(calledBack);
      expect(satisfied).toBeLessThanOrEqual(grades.satisfied + grades.fairly_satisfied);
      expect(satisfied).toBeGreaterThanOrEqual(grades.satisfied + grades.fairly_satisfied - unhandled);
    }),
  );
});

test('what is counted beside Annex 2 is part of the total, and the rate per 10,000 is that of the total', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const month = report(facts);
      for (const part of [
        month.priority,
        month.urgent,
        month.typical,
        month.rehandled,
        month.withdrawn,
        month.concluded,
        month.rejudged,
      ])
        expect(part).toBeLessThanOrEqual(month.total);
      expect(month.per10000).toBeCloseTo(month.total / 3, 4);
    }),
  );
});

test('every rate lies within 0 and 1, and is null exactly for 0/0', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const { total, calledBack, timelinessRate, satisfactionRate, satisfiedOfCalledBack } = report(facts);
      for (const [rate, whole] of [
        [timelinessRate, total],
        [satisfactionRate, total],
        [satisfiedOfCalledBack, calledBack],
      ] as const) {
        expect(rate === null).toBe(whole === 0);
        expect(rate ?? 0).toBeGreaterThanOrEqual(0);
        expect(rate ?? 0).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('the rows of every breakdown add up to the total', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const month = report(facts);
      for (const rows of [month.byDepartment, month.byChannel, month.bySource, month.byCategory]) {
        expect(totals(rows)).toBe(month.total);
        for (const figure of [
          'valid',
          'invalid',
          'undetermined',
          'inTime',
          'calledBack',
          'satisfied',
        ] as const)
          expect(rows.reduce((sum, row) => sum + row[figure], 0)).toBe(month[figure]);
        expect(rows.every((row) => row.total > 0)).toBe(true);
      }
      expect(totals(month.byGround)).toBe(month.invalid);
      expect(totals(figures.byMonth(facts, judgement))).toBe(month.total);
      expect(totals(month.trend)).toBe(month.total);
      for (const grades of [month.grades, month.firstGrades])
        expect(Object.values(grades).reduce((sum, n) => sum + n, 0)).toBe(month.calledBack);
    }),
  );
});

test('a voided case counts in nothing but `voided`', () => {
  fc.assert(
    fc.property(someFacts, someFact, (facts, fact) => {
      const { voided, ...without } = report(facts);
      const { voided: oneMore, ...with_ } = report([...facts, { ...fact, status: 'voided' }]);
      expect(oneMore).toBe(voided + 1);
      expect(with_).toEqual(without);
    }),
  );
});

test('equal cases added up to tallies give the same counts', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      const key = ({ month, status, verdict, grade, handled, waived, inTimeUntil }: figures.Fact) =>
        JSON.stringify([month, status, verdict, grade, handled, waived, inTimeUntil]);
      const groups = [...Map.groupBy(facts, key).values()];
      const tallies = groups.flatMap(([first, ...more]) =>
        first ? [{ ...first, count: 1 + more.length }] : [],
      );
      expect(figures.count(tallies, judgement)).toEqual(figures.count(facts, judgement));
    }),
  );
});

test('the order of the cases does not show', () => {
  fc.assert(
    fc.property(someFacts, (facts) => {
      expect(report(facts.toReversed())).toEqual(report(facts));
    }),
  );
});
