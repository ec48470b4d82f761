import { describe, expect, test } from '@jest/globals';
import { type LimitChange, limitsChanged } from '../../../src/domain/month/changed-limits.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { on } from '../../support/build-case.ts';

const FROM = on('10-01 00:00');
const change = (to: string, at: string, key = 'policy.resolveDays'): LimitChange => ({
  key,
  to,
  at: on(at),
  by: '刘敏',
  reason: '试行',
});
const grades = (to: string, at = '10-05 09:00') => change(to, at, 'policy.satisfiedGrades');
const words = (...changes: readonly LimitChange[]) => limitsChanged(changes, FROM).map((each) => each.words);

describe('4.4.2 limits that differ from those of the regulation', () => {
  test.each<readonly [string, readonly LimitChange[], readonly string[]]>([
    ['as the regulation has it: nothing', [], []],
    ['before the month', [change('30', '08-01 09:00')], ['有效投诉办结的自然日数 3→30']],
    ['after it, and it holds now', [change('30', '11-05 09:00')], ['有效投诉办结的自然日数 3→30']],
    [
      'set back since: cases of the month keep the limit their clocks started with',
      [change('30', '10-05 09:00'), change('3', '10-20 09:00')],
      ['有效投诉办结的自然日数 3→30（2023-10-20 起 3）'],
    ],
    ['set back before the month', [change('30', '08-01 09:00'), change('3', '09-20 09:00')], []],
    [
      'set twice',
      [change('5', '10-05 09:00'), change('30', '10-20 09:00')],
      ['有效投诉办结的自然日数 3→5（2023-10-20 起 30）', '有效投诉办结的自然日数 3→30'],
    ],
    ['set to what it is anyway', [change('3', '10-05 09:00')], []],
    [
      'the grades that count as satisfied',
      [grades('satisfied,fairly_satisfied,neutral')],
      ['算作满意的评价 满意、较满意→满意、较满意、一般'],
    ],
    ['their order says nothing', [grades('fairly_satisfied,satisfied')], []],
    [
      'grades set back: they are asked when the figures are made',
      [grades('satisfied'), grades('satisfied,fairly_satisfied', '10-20 09:00')],
      [],
    ],
  ])('%s', (_name, changes, expected) => {
    expect(words(...changes)).toEqual(expected);
  });

  test('it says since when, by whom and why', () => {
    expect(limitsChanged([change('30', '10-05 09:00')], FROM)).toMatchObject([
      { at: on('10-05 09:00'), by: '刘敏', reason: '试行' },
    ]);
  });

  test("every limit of the regulation is looked at, the office's own are not", () => {
    const all = Object.keys(defaultPolicy).map((name) => `policy.${name}`);
    const found = limitsChanged(
      all.map((key) => change('4', '10-05 09:00', key)),
      FROM,
    ).map(({ key }) => key);
    const own = [
      'policy.reworkDays',
      'policy.approveDays',
      'policy.reviewDays',
      'policy.closeDays',
      'policy.retentionMonths',
    ];
    expect(all.filter((key) => !found.includes(key))).toEqual(own);
  });
});
