import { describe, expect, test } from '@jest/globals';
import { defaultPolicy, policyFrom } from '../../src/domain/policy.ts';
import { inForce, settings } from '../../src/domain/settings.ts';

test("4.3.7, 4.3.8, Annex 2: the regulation's numbers are the defaults", () => {
  expect(policyFrom(new Map())).toEqual({
    explainDays: 1,
    resolveDays: 3,
    hqFeedbackDays: 2,
    callbackDays: 2,
    rehandleDays: 3,
    callbackAttempts: 3,
    reworkDays: 3,
    approveDays: 2,
    reviewDays: 1,
    closeDays: 3,
    retentionMonths: 60,
    satisfiedGrades: ['satisfied', 'fairly_satisfied'],
  });
});

test('every limit is a setting', () => {
  const policyKeys = Object.keys(settings).filter((key) => key.startsWith('policy.'));
  expect(policyKeys).toEqual(Object.keys(defaultPolicy).map((key) => `policy.${key}`));
  expect(policyFrom(new Map(policyKeys.map((key) => [key, String(inForce(new Map(), key))])))).toEqual(
    defaultPolicy,
  );
  const numbers = policyKeys.filter((key) => key !== 'policy.satisfiedGrades');
  const policy = policyFrom(
    new Map([...numbers.map((key) => [key, '7'] as const), ['policy.satisfiedGrades', 'satisfied']]),
  );
  const { satisfiedGrades, ...days } = policy;
  expect(satisfiedGrades).toEqual(['satisfied']);
  expect(new Set(Object.values(days))).toEqual(new Set([7]));
});

describe('what a setting of the policy takes', () => {
  test.each([
    ['policy.resolveDays', '0', '0'],
    ['policy.approveDays', '0', '0'],
    ['policy.retentionMonths', '120', '120'],
    ['policy.retentionMonths', '0', undefined],
    ['policy.resolveDays', '99', '99'],
    ['policy.resolveDays', '100', undefined],
    ['policy.resolveDays', '-1', undefined],
    ['policy.resolveDays', '03', undefined],
    ['policy.resolveDays', '1.5', undefined],
    ['policy.resolveDays', '三', undefined],
    ['policy.satisfiedGrades', 'satisfied,neutral', 'satisfied,neutral'],
    ['policy.satisfiedGrades', '满意、较满意', 'satisfied,fairly_satisfied'],
    ['policy.satisfiedGrades', '满意，满意', 'satisfied'],
    ['policy.satisfiedGrades', '很满意', undefined],
    ['policy.satisfiedGrades', '', undefined],
  ])('%s = %s → %s', (key, text, stored) => {
    expect(settings[key]?.parse(text)).toBe(stored);
  });
});
