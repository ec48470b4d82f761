import { expect, test } from '@jest/globals';
import { problem, problemCodes, Refusal, refuse } from '../../src/domain/problems.ts';

/** The codes of the contract: scripts rely on them, so none is ever renamed. */
const stable = {
  usage: 'missing invalid unknown_option',
  state: 'not_allowed',
  time: 'future before_previous_step',
  rule: 'ground_required reason_required investigation_required recusal caller_in_responsible_department caller_not_headquarters no_callback_for_invalid rehandle_required approval_required not_a_leader three_no_release callback_required waiver_not_allowed external_factor_required reply_required refusals_required proceed_not_allowed not_a_liaison not_a_caller anonymous_no_callback no_breach',
  not_found: 'complaint department person file ledger measure',
  ledger: 'busy corrupt read_only full newer not_a_ledger unreachable exists',
  journal: 'broken',
  attachment: 'changed',
  import: 'rejected',
  report: 'differs',
} as const;

test.each(Object.entries(stable))('the stable codes %s.…: %s', (family, names) => {
  expect(problemCodes).toEqual(expect.arrayContaining(names.split(' ').map((name) => `${family}.${name}`)));
});

test('a refusal says what is wrong, by which clause, and what to type', () => {
  expect(problem('rule.approval_required', { no: '2023100102', step: '审核通过' })).toEqual({
    code: 'rule.approval_required',
    exit: 3,
    clause: '4.3.5',
    message: expect.stringContaining('同意意见'),
    hint: 'tousu approve 2023100102 --as leader --by 姓名 --opinion 同意',
  });
});

test('4.1.1 every gap comes with the command that fills it', () => {
  const { details, hint } = problem('rule.three_no_release', {
    no: '2023100102',
    missing: ['cause', 'accountability', 'corrective', 'preventive', 'corrective_open'],
    today: '2023-10-06',
  });
  expect(hint).toContain('--due 2023-10-13');
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
  expect(() => refuse('not_found.complaint', { no: '2023100199' })).toThrow('2023100199');
});
