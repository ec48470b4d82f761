import { describe, expect, test } from '@jest/globals';
import type { Complaint, Measure } from '../../../src/domain/case/complaint.ts';
import { anonymised } from '../../../src/domain/case/privacy.ts';
import {
  breachTable,
  medianDays,
  problemsByDepartment,
  repeatsSince,
  standingByDepartment,
} from '../../../src/domain/month/analysis-figures.ts';
import type { ClockKind } from '../../../src/domain/words/vocabulary.ts';
import { on } from '../../support/build-case.ts';

const acceptedAt = '2023-10-01T09:00:00+08:00';
const after = (completedAt: string) => ({ department: '工程部', acceptedAt, completedAt });

describe('days from acceptance to completion', () => {
  test.each([
    ['nothing completed', [], null],
    ['one', ['2023-10-02T21:00:00+08:00'], 1.5],
    ['an odd number: the middle one, whatever the order', ['2023-10-11', '2023-10-02', '2023-10-03'], 2],
    [
      'an even number: between the two middle ones',
      ['2023-10-02', '2023-10-03', '2023-10-04', '2023-10-31'],
      2.5,
    ],
    ['the same moment', ['2023-10-01'], 0],
  ])('%s', (_name, completed, expected) => {
    const moments = completed.map((at) => (at.length === 10 ? `${at}T09:00:00+08:00` : at));
    expect(medianDays(moments.map(after))).toBe(expected);
  });
});

describe('repeat complainants', () => {
  const contact = (no: string, phone: string, acceptedOn: string) => ({ no, phone, acceptedOn });

  test('the same phone 90 days before is one, 91 days before is none', () => {
    const contacts = [
      contact('2023070201', '13800001234', '2023-07-02'),
      contact('2023070301', '13800001234', '2023-07-03'),
      contact('2023090101', '13800005678', '2023-09-01'),
      contact('2023100101', '13800001234', '2023-10-01'),
      contact('2023100102', '13800001234', '2023-10-01'),
      contact('2023100103', '13800009999', '2023-10-01'),
    ];
    expect(repeatsSince(contacts, '2023-10-01')).toEqual([
      { no: '2023100101', earlier: ['2023070301'] },
      { no: '2023100102', earlier: ['2023070301', '2023100101'] },
    ]);
  });
});

describe('2.1.4, 4.3.6 missed clocks', () => {
  const missed = [
    { kind: 'close', department: null, owedBy: '对接人' },
    { kind: 'resolve', department: '工程部', owedBy: '责任部门' },
    { kind: 'resolve', department: null, owedBy: '受理人' },
  ] as const;

  test("by kind, the office's own named as such, and by who held the case", () => {
    const { kinds, rows, total } = breachTable(missed, ['安检部', '工程部']);
    expect(kinds).toEqual([
      { key: 'resolve', label: '办结', internal: false, total: 2 },
      { key: 'close', label: '归档（内部时限）', internal: true, total: 1 },
    ]);
    expect(rows.map(({ label, byKind }) => [label, byKind])).toEqual([
      ['工程部', [1, 0]],
      ['对接人', [0, 1]],
      ['受理人', [1, 0]],
    ]);
    expect(total).toBe(3);
  });

  test("the office's own clocks are no 有超期 of Annex 2", () => {
    const late = { cancelledAt: null, dueAt: on('10-04 23:59:59'), metAt: on('10-05 09:00') };
    const aCase = (kind: ClockKind) =>
      ({
        status: 'closed',
        round: 1,
        assignments: [],
        verdict: null,
        deadlines: [{ ...late, kind }],
      }) as unknown as Complaint;
    const cases = [aCase('resolve'), aCase('close'), aCase('rework')];
    expect(standingByDepartment(cases, on('11-01 09:00'))).toMatchObject([{ breached: 1 }]);
  });
});

describe('2.1.5 problems and measures', () => {
  const measure = (kind: Measure['kind'], text: string, doneOn: string | null) =>
    ({ kind, text, doneOn }) as Measure;
  const aCase = (department: string | null, changed: Partial<Complaint>) =>
    ({
      name: '李强',
      anonymous: false,
      contact: null,
      verdict: null,
      cause: null,
      measures: [],
      assignments: department === null ? [] : [{ department }],
      ...changed,
    }) as unknown as Complaint;

  test('of the valid cases, equal ones together, the most frequent first, the department with most cases first', () => {
    const invalid = { valid: false } as Complaint['verdict'];
    const problems = problemsByDepartment([
      aCase(null, {}),
      aCase('工程部', { cause: '阀门老化', measures: [measure('corrective', '更换阀门', '2023-10-02')] }),
      aCase('工程部', { cause: '无人值班' }),
      aCase('工程部', { cause: '无人值班', measures: [measure('corrective', '更换阀门', null)] }),
      aCase('工程部', { cause: '误解', verdict: invalid, measures: [measure('preventive', '宣传', null)] }),
    ]);
    expect(problems).toEqual([
      {
        key: '工程部',
        label: '工程部',
        valid: 3,
        withoutCause: 0,
        preventive: [],
        causes: [
          { text: '无人值班', total: 2 },
          { text: '阀门老化', total: 1 },
        ],
        corrective: [{ text: '更换阀门', total: 2, done: 1 }],
      },
      {
        key: null,
        label: '未转办',
        valid: 1,
        withoutCause: 1,
        causes: [],
        corrective: [],
        preventive: [],
      },
    ]);
  });

  test('their texts name neither complainant nor phone', () => {
    const identity = { name: '李强', anonymous: false, contact: '微信 liqiang' };
    const text = '李强（13800001234，微信 liqiang，0391-7171234）家阀门老化，编号 2023100101';
    expect(anonymised(text, identity)).toBe(
      '投诉人（138****1234，****，039****1234）家阀门老化，编号 2023100101',
    );
    expect(anonymised('匿名投诉', { name: '匿名', anonymous: true, contact: null })).toBe('匿名投诉');
    expect(anonymised('李家的表', { name: '李', anonymous: false, contact: null })).toBe('李家的表');
  });
});
