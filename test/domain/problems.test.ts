import { expect, test } from '@jest/globals';
import { problem, problemCodes, Refusal, refuse } from '../../src/domain/problems.ts';

test('the stable codes of the contract, each in one of its families', () => {
  expect(
    problemCodes.filter(
      (code) => !/^(usage|state|time|rule|not_found|ledger|journal|attachment|import)\./.test(code),
    ),
  ).toEqual([]);
});

test('a refusal says what is wrong, by which clause, and what to type', () => {
  expect(problem('rule.approval_required', { no: '2023100102', step: '审核通过' })).toEqual({
    code: 'rule.approval_required',
    clause: '4.3.5',
    message: '2023100102 还没有主管领导或总经理的同意意见，不能审核通过',
    hint: 'tousu approve 2023100102 --as leader --by 姓名 --opinion 同意',
  });
});

test('4.1.1 every gap comes with the command that fills it', () => {
  const { details, hint } = problem('rule.three_no_release', {
    no: '2023100102',
    missing: ['cause', 'accountability', 'corrective', 'preventive', 'corrective_open'],
  });
  expect(details).toEqual({
    missing: ['cause', 'accountability', 'corrective', 'preventive', 'corrective_open'],
  });
  expect(hint.split('\n').map((line) => line.trim().split(' ').slice(0, 3).join(' '))).toEqual([
    'tousu amend 2023100102',
    'tousu amend 2023100102',
    'tousu measure add',
    'tousu measure add',
    'tousu measure done',
  ]);
});

test('refuse throws the problem, with its message', () => {
  expect(() => refuse('not_found.complaint', { no: '2023100199' })).toThrow(Refusal);
  expect(() => refuse('not_found.complaint', { no: '2023100199' })).toThrow(
    '没有登记编号为 2023100199 的投诉',
  );
});
