import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codesLacking, sinceCollected, workbookLacking } from '../../../src/domain/month/collected.ts';
import { type Fact, monthFigures } from '../../../src/domain/month/figures.ts';
import {
  arePossible,
  figureChanges,
  isProvisional,
  sumOf,
  type UnitFigures,
  type UnitMonth,
  unitFiguresOf,
} from '../../../src/domain/month/group-figures.ts';
import { aFact, aMonth, anInvalidFact } from '../../support/build-facts.ts';
import { someFact } from '../../support/build-random.ts';

const figuresOf = (facts: readonly Fact[], customers: number | null = null): UnitFigures =>
  unitFiguresOf(monthFigures(aMonth(facts, { customers })));

const many = (count: number, changed: Partial<Fact> = {}): Fact => aFact({ count, ...changed });

describe('2.1.5 the sum of the units', () => {
  test('rates are those of the sums, not means of rates', () => {
    const large = figuresOf([many(90)]);
    const small = figuresOf([many(10, { inTimeUntil: null, grade: 'dissatisfied' })]);
    const sum = sumOf([large, small]);
    expect([sum.total, sum.inTime, sum.timelinessRate]).toEqual([100, 90, 0.9]);
    expect([sum.satisfied, sum.satisfactionRate, sum.satisfiedOfCalledBack]).toEqual([90, 0.9, 0.9]);
  });

  test('a unit without a case has no rate, and takes none from the others', () => {
    const { total, timelinessRate } = sumOf([figuresOf([]), figuresOf([aFact()])]);
    expect([total, timelinessRate]).toEqual([1, 1]);
  });

  test('of no units: counts of 0, no rates', () => {
    expect(sumOf([])).toMatchObject({
      total: 0,
      open: 0,
      timelinessRate: null,
      customers: null,
      per10000: null,
    });
  });

  test('customers are known where every unit said how many', () => {
    const said = sumOf([figuresOf([aFact()], 10_000), figuresOf([aFact()], 30_000)]);
    expect([said.customers, said.per10000]).toEqual([40_000, 0.5]);
    const unsaid = sumOf([figuresOf([aFact()], 10_000), figuresOf([aFact()])]);
    expect([unsaid.customers, unsaid.per10000]).toEqual([null, null]);
  });

  test('however the cases are spread over units, the sum is what one ledger of them all would say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(someFact, fc.integer({ min: 0, max: 3 })), { maxLength: 30 }),
        (spread) => {
          const units = [0, 1, 2, 3].map((unit) =>
            figuresOf(spread.flatMap(([fact, of]) => (of === unit ? [fact] : []))),
          );
          expect(sumOf(units)).toEqual(figuresOf(spread.map(([fact]) => fact)));
          for (const unit of units) expect(arePossible(unit)).toBe(true);
        },
      ),
    );
  });
});

describe('figures that no month can have', () => {
  const good = figuresOf([many(4), anInvalidFact()], 30_000);
  test.each<[string, Partial<UnitFigures>]>([
    ['half a case', { open: 0.5 }],
    ['fewer than none', { voided: -1 }],
    ['not a number', { waived: Number.NaN }],
    ['none where a count is due', { typical: null }],
    ['another total', { total: 6 }],
    ['another rate', { timelinessRate: 0.5 }],
    ['a rate of nothing', { satisfactionRate: null }],
    ['more satisfied than called back', { satisfied: 9 }],
    ['no customers', { customers: 0 }],
  ])('%s', (_name, changed) => {
    expect(arePossible(good)).toBe(true);
    expect(arePossible({ ...good, ...changed })).toBe(false);
  });
});

test('what has changed; a figure that was not counted then has not', () => {
  const is = figuresOf([aFact()]);
  expect(figureChanges({ total: 2, inTime: 1 }, is)).toEqual([{ figure: 'total', was: 2, is: 1 }]);
  expect(figureChanges({}, is)).toEqual([]);
});

const hash = (digit: string): string => digit.repeat(64);

const aMonthOf = (facts: readonly Fact[], changed: Partial<UnitMonth> = {}): UnitMonth => ({
  unit: 'xiuwu',
  name: '修武燃气公司',
  month: '2023-10',
  asOf: '2023-11-01T09:00:00+08:00',
  origin: hash('a'),
  head: { seq: 40, hash: hash('4') },
  figures: figuresOf(facts),
  ...changed,
});

describe('held against what was collected', () => {
  const before = aMonthOf([aFact()]);
  const open = aMonthOf([aFact({ status: 'executing' })]);

  test('figures that were whole differ; provisional ones have changed', () => {
    expect(isProvisional(open)).toBe(true);
    const now = aMonthOf([many(2)]);
    expect(sinceCollected(now, [before]).differ.map(({ words }) => words)).toContain(
      '投诉总次数 2，收过的是 1',
    );
    expect(sinceCollected(now, [before]).changed).toEqual([]);
    expect(sinceCollected(now, [open]).differ).toEqual([]);
    expect(sinceCollected(now, [open]).changed).toContainEqual({ figure: 'total', was: 1, is: 2 });
    expect(sinceCollected(before, [before])).toEqual({ differ: [], changed: [] });
  });

  test('the last one of the month counts, and no other month', () => {
    const corrected = aMonthOf([many(2)]);
    expect(sinceCollected(corrected, [before, corrected])).toEqual({ differ: [], changed: [] });
    const september = aMonthOf([many(3)], { month: '2023-09' });
    expect(sinceCollected(before, [september])).toEqual({ differ: [], changed: [] });
  });

  const code = { seq: 40, hash: hash('4'), origin: hash('a'), known: '收过的 2023-10 的数' };
  test.each([
    ['the same entry is there', hash('a'), hash('4'), []],
    ['another one is', hash('a'), hash('5'), [expect.stringContaining('流水被改写')]],
    ['none is', hash('a'), undefined, [expect.stringContaining('流水被截短')]],
    [
      'of another ledger',
      hash('b'),
      hash('4'),
      [expect.stringContaining('不是收过的 2023-10 的数的那一本台账')],
    ],
  ])('a ledger: %s', async (_name, origin, found, expected) => {
    const lacking = await codesLacking([code], origin, async () => found);
    expect(lacking.map(({ words }) => words)).toEqual(expected);
  });

  test.each<[string, Partial<UnitMonth>, readonly unknown[]]>([
    ['the same', {}, []],
    ['a later one', { head: { seq: 41, hash: hash('5') } }, []],
    ['an earlier one', { head: { seq: 39, hash: hash('3') } }, [expect.stringContaining('是旧的一份')]],
    ['an earlier one of another month', { month: '2023-09', head: { seq: 39, hash: hash('3') } }, []],
    [
      'another code of the same entry',
      { head: { seq: 40, hash: hash('5') } },
      [expect.stringContaining('流水被改写')],
    ],
    ['another ledger', { origin: hash('b') }, [expect.stringContaining('第 1 条流水就不同')]],
  ])('a workbook: %s', (_name, changed, expected) => {
    expect(workbookLacking(aMonthOf([aFact()], changed), [before]).map(({ words }) => words)).toEqual(
      expected,
    );
  });
});
