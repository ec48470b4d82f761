import { expect, test } from '@jest/globals';
import { byLiaison, hasRole } from '../../../src/domain/steps/people.ts';
import { caller, engineer, leader, liaison } from '../../support/build-people.ts';

test('somebody has a role when it is one of those asked for', () => {
  expect(hasRole(caller, 'caller', 'liaison')).toBe(true);
  expect(hasRole(leader, 'caller', 'liaison')).toBe(false);
  expect(hasRole(engineer, 'liaison')).toBe(false);
});

test('section 3, steps 100 and 120: the liaison; the hint makes somebody one without taking what he is', () => {
  expect(byLiaison({ person: liaison })).toBeUndefined();
  expect(byLiaison({ person: caller })).toMatchObject({
    code: 'rule.not_a_liaison',
    hint: 'tousu staff role 李娜 --role caller --role liaison\n由对接人办理的，加上 --by 对接人姓名',
  });
});
