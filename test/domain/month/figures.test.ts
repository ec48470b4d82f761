import { describe, expect, test } from '@jest/globals';
import * as figures from '../../../src/domain/month/figures.ts';
import { aFact, aMonth, anInvalidFact, disclosing, judgement, ofLi } from '../../support/build-facts.ts';

const many = (n: number, fact: figures.Fact): readonly figures.Fact[] =>
  Array.from({ length: n }, () => fact);
const notInTime = aFact({ inTimeUntil: null, status: 'executing', grade: null });

describe('Annex 2, note 1: total = valid + invalid', () => {
  test.each([
    ['1.2.5 no verdict yet is valid, and undetermined', [aFact({ verdict: null })], [1, 1, 0, 1]],
    ['an invalid one', [anInvalidFact()], [1, 0, 1, 0]],
    ['1.3 a voided one leaves the statistics', [aFact({ status: 'voided' }), aFact()], [1, 1, 0, 0]],
    ['a voided invalid one too', [anInvalidFact({ status: 'voided' })], [0, 0, 0, 0]],
    ['none', [], [0, 0, 0, 0]],
  ])('%s', (_name, facts, expected) => {
    const { total, valid, invalid, undetermined } = figures.count(facts, judgement);
    expect([total, valid, invalid, undetermined]).toEqual(expected);
  });
});

describe('Annex 2, note 2: handled within the set time / all', () => {
  test('10 accepted, 6 in time, 2 late, 2 open overdue: 60 %', () => {
    const facts = [...many(6, aFact()), ...many(2, aFact({ inTimeUntil: null })), ...many(2, notInTime)];
    expect(figures.count(facts, judgement)).toMatchObject({ total: 10, inTime: 6, timelinessRate: 0.6 });
  });

  test.each([
    ['a promise that still runs is not missed', '2023-11-01T09:00:00+08:00', 1],
    ['in its last second', '2023-11-01T08:59:59+08:00', 0],
  ])('%s', (_name, inTimeUntil, inTime) => {
    expect(figures.count([aFact({ inTimeUntil })], judgement).inTime).toBe(inTime);
  });
});

describe('Annex 2, note 3: called back satisfied / all', () => {
  test.each([
    ['satisfied', 1],
    ['fairly_satisfied', 1],
    ['neutral', 0],
    ['dissatisfied', 0],
  ] as const)('%s counts %d', (grade, satisfied) => {
    expect(figures.count([aFact({ grade })], judgement)).toMatchObject({ calledBack: 1, satisfied });
  });

  test.each(['satisfied', 'fairly_satisfied'] as const)(
    'Annex 1 未处理: called back, and never satisfied, whatever the grade: %s',
    (grade) => {
      expect(figures.count([aFact({ grade, handled: false })], judgement)).toMatchObject({
        calledBack: 1,
        satisfied: 0,
      });
    },
  );

  test('the grades that count are policy', () => {
    const strict = { ...judgement, satisfiedGrades: ['satisfied'] as const };
    expect(figures.count([aFact({ grade: 'fairly_satisfied' })], strict).satisfied).toBe(0);
  });

  test('the denominator is all complaints, the invalid ones included', () => {
    const facts = [...many(3, aFact()), anInvalidFact()];
    expect(figures.count(facts, judgement)).toMatchObject({
      calledBack: 3,
      satisfied: 3,
      satisfactionRate: 0.75,
    });
  });

  test('a waived case is never called back nor satisfied, whatever an earlier round said', () => {
    const facts = [aFact({ waived: true, grade: 'satisfied' })];
    expect(figures.count(facts, judgement)).toMatchObject({
      calledBack: 0,
      satisfied: 0,
      satisfactionRate: 0,
    });
    expect(figures.byGrade(facts, judgement)).toEqual([]);
  });
});

describe('rates', () => {
  test.each([
    ['of an empty month: none, never 0 % or 100 %', 0, 0, null],
    ['four places', 1, 3, 0.3333],
    ['rounded up', 2, 3, 0.6667],
    ['nothing', 0, 3, 0],
    ['everything', 3, 3, 1],
  ])('%s', (_name, part, whole, expected) => {
    expect(figures.rate(part, whole)).toBe(expected);
  });
});

describe('breakdowns: only rows with a case, in the order of the closed list', () => {
  const facts = [
    aFact({ channel: 'online', source: 'headquarters', category: 'other' }),
    aFact({ channel: 'visit', source: 'direct', category: 'repair' }),
    anInvalidFact({ channel: 'visit', ground: 'untrue_information', month: '2023-09' }),
    anInvalidFact({ ground: 'force_majeure' }),
    aFact({ status: 'voided', channel: 'website' }),
  ];
  const keys = (rows: readonly figures.Row[]) => rows.map(({ key }) => key);

  test.each([
    ['channel', figures.byChannel, ['visit', 'phone', 'online']],
    ['source', figures.bySource, ['direct', 'headquarters']],
    ['category', figures.byCategory, ['repair', 'other']],
    ['ground', figures.byGround, ['force_majeure', 'untrue_information']],
    ['grade', figures.byGrade, ['satisfied']],
    ['month', figures.byMonth, ['2023-09', '2023-10']],
  ])('%s', (_name, group, expected) => {
    expect(keys(group(facts, judgement))).toEqual(expected);
  });

  test('departments in the order they were created, 未转办 last with key null', () => {
    const theirs = [aFact({ department: null }), aFact({ department: '安检部' }), aFact()];
    const rows = figures.byDepartment(theirs, ['工程部', '抄表收费部', '安检部'], judgement);
    expect(rows.map(({ key, label }) => [key, label])).toEqual([
      ['工程部', '工程部'],
      ['安检部', '安检部'],
      [null, '未转办'],
    ]);
  });

  test('departments that are called by a number keep their order too', () => {
    const theirs = [aFact({ department: '3' }), aFact({ department: '20' }), aFact()];
    expect(keys(figures.byDepartment(theirs, ['工程部', '20', '3'], judgement))).toEqual([
      '工程部',
      '20',
      '3',
    ]);
  });
});

describe('months', () => {
  test.each([
    ['2023-10', ['2023-10-01', '2023-11-01']],
    ['2023-12', ['2023-12-01', '2024-01-01']],
    ['2024-02', ['2024-02-01', '2024-03-01']],
  ])('%s is half-open', (month, range) => {
    expect(figures.monthRange(month)).toEqual(range);
  });

  test('twelve months over the year end, oldest first', () => {
    const months = figures.monthsUntil('2023-02', 12);
    expect([months.length, months[0], months[9], months[10], months[11]]).toEqual([
      12,
      '2022-03',
      '2022-12',
      '2023-01',
      '2023-02',
    ]);
  });
});

describe('the month report', () => {
  const report = (facts: readonly figures.Fact[], changed: Partial<figures.MonthInput> = {}) =>
    figures.monthFigures(aMonth(facts, changed));

  test('provisional while any of its cases is open', () => {
    expect(report([aFact(), notInTime])).toMatchObject({ provisional: true, open: 1 });
    expect(report([aFact(), aFact({ status: 'voided' })])).toMatchObject({
      provisional: false,
      open: 0,
      voided: 1,
    });
  });

  test('what it counts beside Annex 2', () => {
    const marked = {
      priority: true,
      urgent: true,
      typical: true,
      rehandled: true,
      concluded: true,
      withdrawn: true,
      rejudged: true,
    };
    const once = {
      priority: 1,
      urgent: 1,
      typical: 1,
      rehandled: 1,
      concluded: 1,
      withdrawn: 1,
      rejudged: 1,
    };
    const facts = [
      aFact(marked),
      aFact({ grade: 'neutral' }),
      aFact({ waived: true, grade: null }),
      aFact({ ...marked, status: 'voided', waived: true }),
    ];
    expect(report(facts)).toMatchObject({
      ...once,
      total: 3,
      waived: 1,
      voided: 1,
      grades: { satisfied: 1, fairly_satisfied: 0, neutral: 1, dissatisfied: 0 },
      satisfiedOfCalledBack: 0.5,
    });
  });

  test('Annex 1 未处理 is counted, but not of a case whose callback was waived later', () => {
    const facts = [
      aFact({ handled: false }),
      aFact({ handled: false, waived: true }),
      aFact(),
      anInvalidFact(),
    ];
    expect(report(facts)).toMatchObject({ calledBack: 2, unhandled: 1, satisfied: 1 });
  });

  test('note 3: the first grade of each case stands beside the last; a waived case has neither', () => {
    const facts = [
      aFact({ firstGrade: 'dissatisfied', grade: 'fairly_satisfied', rehandled: true }),
      aFact({ firstGrade: 'dissatisfied', waived: true }),
      aFact(),
      anInvalidFact(),
    ];
    expect(report(facts)).toMatchObject({
      grades: { satisfied: 1, fairly_satisfied: 1, neutral: 0, dissatisfied: 0 },
      firstGrades: { satisfied: 1, fairly_satisfied: 0, neutral: 0, dissatisfied: 1 },
    });
  });

  test.each([
    ['where the unit did not say how many customers it has: no rate', null, null],
    ['four places', 30_000, 0.6667],
    ['a whole number', 5_000, 4],
  ])('complaints for every 10,000 customers: %s', (_name, customers, per10000) => {
    expect(report([aFact(), aFact(), aFact({ status: 'voided' })], { customers })).toMatchObject({
      customers,
      per10000,
    });
  });

  test('4.3.7(1) cases with a promised day still to come, each counted once', () => {
    const promise = { ...ofLi, at: '2023-10-02T09:00:00+08:00', by: '王芳', reason: '市政审批' };
    const running = { ...promise, dueAt: '2023-11-20T23:59:59+08:00', isMoved: false };
    const promises = [
      running,
      { ...running, dueAt: '2023-11-25T23:59:59+08:00', isMoved: true },
      { ...running, no: '2023100103', dueAt: '2023-10-20T23:59:59+08:00' },
    ];
    expect(report([aFact()], { disclosed: disclosing({ promises }) }).promiseRunning).toBe(1);
  });

  test("breaches in the order of the clocks, only those there are, the office's own last", () => {
    const breaches = new Map([
      ['close', 3],
      ['callback', 1],
      ['assign', 2],
      ['resolve', 0],
      ['rework', 1],
    ] as const);
    expect(report([aFact()], { breaches }).breaches).toEqual([
      { kind: 'assign', label: '转办', internal: false, total: 2 },
      { kind: 'callback', label: '回访', internal: false, total: 1 },
      { kind: 'rework', label: '返工', internal: true, total: 1 },
      { kind: 'close', label: '归档', internal: true, total: 3 },
    ]);
  });

  test('an empty month has no rates', () => {
    expect(report([])).toMatchObject({
      total: 0,
      timelinessRate: null,
      satisfactionRate: null,
      satisfiedOfCalledBack: null,
      byDepartment: [],
      byGround: [],
    });
  });

  test('the trend: the 12 months ending with this one, each counted alike', () => {
    const trend = [...many(2, aFact({ month: '2023-09' })), aFact({ month: '2022-10' })];
    const rows = report([aFact()], { trend }).trend;
    expect(rows).toHaveLength(12);
    expect(rows[10]).toMatchObject({ month: '2023-09', total: 2, timelinessRate: 1, satisfactionRate: 1 });
    expect(rows[0]).toMatchObject({ month: '2022-11', total: 0, timelinessRate: null });
  });
});

test('what the ledger does not know is not zero: the trend begins when the ledger does', () => {
  const { trend } = figures.monthFigures(aMonth([], { began: '2023-09' }));
  expect(trend).toHaveLength(12);
  expect(figures.knownTrend({ trend, began: '2023-09' }).map(({ month }) => month)).toEqual([
    '2023-09',
    '2023-10',
  ]);
});
