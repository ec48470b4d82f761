import { expect, test } from '@jest/globals';
import { dueLabel, type Notice, unsent } from '../../src/domain/notices.ts';

test.each([
  ['a clock of the regulation', dueLabel('resolve', null), '办结'],
  ['one of the office is marked', dueLabel('approve', null), '审批（内部时限）'],
  ['4.1.1 a measure, and which', dueLabel('measure', 2), '措施 2'],
])('what is due in words: %s', (_name, label, expected) => {
  expect(label).toBe(expected);
});

const notice: Notice = {
  no: '2023102501',
  kind: 'measure',
  dueAt: '2023-11-30T23:59:59+08:00',
  level: 'due_soon',
};
const overdue = { ...notice, level: 'overdue' } as const;

test.each<[string, Notice, readonly Notice[], readonly Notice[]]>([
  ['due soon: once', notice, [], [notice]],
  ['and not on another day', notice, [notice], []],
  ['overdue: though it was told to be due soon', overdue, [notice], [overdue]],
  ['overdue: once a day', overdue, [overdue], [overdue]],
])('4.1.1 a measure is told like a clock: %s', (_name, now, before, expected) => {
  const sent = before.map((each) => ({ ...each, sentOn: '2023-12-01' }));
  expect(unsent([now], sent, '2023-12-02')).toEqual(expected);
});

test('overdue is told once a day', () => {
  expect(unsent([overdue], [{ ...overdue, sentOn: '2023-12-02' }], '2023-12-02')).toEqual([]);
});
