import { expect, test } from '@jest/globals';
import { headings } from '../../../src/domain/old-ledger/headings.ts';
import { type OldCase, type OldField, statusOf, timesOf } from '../../../src/domain/old-ledger/old-case.ts';

const fields = Object.keys(headings) as OldField[];
const anOldCase = (said: Partial<OldCase>): OldCase =>
  ({ ...Object.fromEntries(fields.map((field) => [field, null])), ...said }) as OldCase;
const noFiling = new Set<OldField>(['status', 'closedAt']);
const accepted = { day: '2023-10-01' };

test.each<[string, Partial<OldCase>, string]>([
  ['nothing but taken', {}, 'registered'],
  ['a result', { result: '已修好' }, 'closed'],
  ['a result that is none yet', { result: '正在处理' }, 'registered'],
  ['a result that is to come', { result: '待客户在家时上门' }, 'registered'],
  ['the same, with a department', { result: '处理中，等待配件', department: '工程部' }, 'investigating'],
  ['a day of completion', { completedAt: { day: '2023-10-02' } }, 'closed'],
  ['a callback', { calledBackAt: { day: '2023-10-03' } }, 'closed'],
  ['a reason why it is void', { voidReason: '重复' }, 'voided'],
])('where a ledger knows no filing, a case stands by %s', (_name, said, status) => {
  expect(statusOf(anOldCase({ acceptedAt: accepted, ...said }), noFiling)).toBe(status);
});

test('a ledger that has the columns is taken at its word', () => {
  const done = anOldCase({ acceptedAt: accepted, result: '已修好', completedAt: { day: '2023-10-02' } });
  expect(statusOf(done, new Set())).toBe('completed');
  expect(timesOf(done, new Set()).closedAt).toBeNull();
});

test('a case that is over was filed with its last step, where no row says when', () => {
  const done = anOldCase({ acceptedAt: accepted, calledBackAt: { day: '2023-10-05' } });
  expect(timesOf(done, noFiling).closedAt).toBe('2023-10-05T00:00:00+08:00');
});
