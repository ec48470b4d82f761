import { expect, test } from '@jest/globals';
import {
  aCase,
  assigned,
  completed,
  on,
  opined,
  passed,
  refusalCode,
  replied,
  returned,
  story,
  supplemented,
} from '../../support/build-case.ts';
import { caller, engineer, headquartersCaller, leader, liaison } from '../../support/build-people.ts';
import { wayTo } from '../../support/build-states.ts';

const approved = [...wayTo('completed'), opined()];

test('step 100: the liaison passes it and orders the callback', () => {
  expect(aCase(...approved, passed({ at: '10-05 16:00', caller }))).toMatchObject({
    status: 'awaiting_callback',
    reviews: [{ at: on('10-05 16:00'), by: '刘敏', passed: true, reason: null, caller: '李娜' }],
  });
});

test('step 100: the liaison returns it with the reason', () => {
  expect(aCase(...wayTo('completed'), returned({ at: '10-05 16:00' }))).toMatchObject({
    status: 'executing',
    approved: false,
    reviews: [{ passed: false, reason: '未附整改措施', caller: null }],
  });
});

test('step 100: a form to be completed: the state, the completion and the approval stay', () => {
  const before = aCase(...approved);
  expect(aCase(...approved, supplemented({ at: '10-05 16:00' }))).toMatchObject({
    status: 'completed',
    approved: true,
    completion: before.completion,
    reviews: [
      { at: on('10-05 16:00'), passed: false, supplement: true, reason: '登记表未签字', caller: null },
    ],
  });
  expect(refusalCode(passed(), aCase(...approved, supplemented()))).toBeUndefined();
  expect(refusalCode(supplemented({ person: caller }), before)).toBe('rule.not_a_liaison');
});

test('step 100: work sent back and done again is told again, approved again and reviewed again', () => {
  const redone = [...approved, returned(), completed({ method: 'later' })];
  expect(aCase(...redone)).toMatchObject({ status: 'completed', approved: false, reply: null });
  expect(refusalCode(passed(), aCase(...redone, opined()))).toBe('rule.reply_required');
  expect(refusalCode(passed(), aCase(...redone, replied()))).toBe('rule.approval_required');
  expect(refusalCode(passed(), aCase(...redone, opined(), replied()))).toBeUndefined();
});

test.each([
  ['section 3: the liaison passes', passed({ person: liaison }), undefined],
  ['section 3: a leader does not', passed({ person: leader }), 'rule.not_a_liaison'],
  ['section 3: a caller does not', passed({ person: caller }), 'rule.not_a_liaison'],
  ['section 3: a caller does not return it either', returned({ person: caller }), 'rule.not_a_liaison'],
  ['section 3: a return needs no approval', returned(), undefined],
  ['4.3.8(2) a caller is named: taken', passed({ caller }), undefined],
  ['4.3.8(2) the liaison calls himself: taken', passed({ caller: liaison }), undefined],
  ['4.3.8(2) no caller is named: taken', passed(), undefined],
  ['4.3.8(2) a named person who is no caller: refused', passed({ caller: leader }), 'rule.not_a_caller'],
  [
    '4.3.8(2) a caller of the responsible department: refused',
    passed({ caller: { ...engineer, roles: ['caller'] } }),
    'rule.caller_in_responsible_department',
  ],
  [
    'step 110: accepted by headquarters, a caller of the branch: refused',
    passed({ caller, acceptedByHeadquarters: true }),
    'rule.caller_not_headquarters',
  ],
])('%s', (_name, move, code) => {
  expect(refusalCode(move, aCase(...approved))).toBe(code);
});

test('4.3.8(2) a caller of a department that helped: refused', () => {
  const complaint = aCase(assigned({ assist: ['客户服务部'] }), ...approved);
  expect(refusalCode(passed({ caller }), complaint)).toBe('rule.caller_in_responsible_department');
});

test('4.3.5: that nobody has agreed is said before who calls', () => {
  expect(refusalCode(passed({ caller: leader }), aCase(...wayTo('completed')))).toBe(
    'rule.approval_required',
  );
});

test('step 110: a case of headquarters is called back by headquarters', () => {
  const { complaint } = story({ source: 'headquarters' }, ...approved);
  expect(refusalCode(passed({ caller }), complaint)).toBe('rule.caller_not_headquarters');
  expect(refusalCode(passed({ caller: headquartersCaller }), complaint)).toBeUndefined();
});
