import { describe, expect, test } from '@jest/globals';
import {
  type CasePaper,
  owedItems,
  paperNumber,
  paperProblem,
  papersOffered,
} from '../../../src/domain/case/papers.ts';
import * as build from '../../support/build-case.ts';

const { assigned, judgedInvalid, judgedValid, proposed, accepted, completed } = build;
const done = [assigned(), judgedValid(), proposed(), accepted(), completed()];

const stages: readonly (readonly [string, readonly build.Move[], readonly CasePaper[]])[] = [
  ['registered', [], ['reminder']],
  ['assigned', [assigned()], ['transfer', 'reminder']],
  ['judged invalid', [assigned(), judgedInvalid()], ['transfer', 'reminder', 'explanation']],
  ['a plan to be told', [assigned(), judgedValid(), proposed()], ['transfer', 'reminder', 'answer']],
  ['waits for a leader', done, ['transfer', 'reminder', 'signing', 'answer']],
  [
    'waits for the callback',
    [...done, build.opined(), build.passed()],
    ['transfer', 'reminder', 'answer', 'callback'],
  ],
  [
    'a measure is still to be done',
    [...done, build.opined(), build.passed(), build.measureAdded()],
    ['transfer', 'reminder', 'answer', 'callback', 'rectification'],
  ],
];

test.each(stages)('%s: offers what it has to say, and no more', (_stage, moves, offered) => {
  expect(papersOffered(build.aCase(...moves))).toEqual(offered);
});

describe('what a case has nothing to say in is refused, with the step that is missing', () => {
  test.each([
    ['transfer', [], 'state.not_allowed', /^tousu assign /],
    ['answer', [assigned(), judgedValid()], 'state.not_allowed', /^tousu resolve propose /],
    ['explanation', [assigned()], 'state.not_allowed', /^tousu investigate .*--verdict invalid/],
    ['callback', done, 'state.not_allowed', /^tousu review /],
    ['signing', [assigned()], 'state.not_allowed', /^tousu investigate /],
    ['rectification', done, 'state.not_allowed', /^tousu measure add /],
    ['penalty', done, 'state.not_allowed', /^tousu penalty /],
  ] as const)('%s', (kind, moves, code, hint) => {
    const refused = paperProblem(build.aCase(...moves), kind);
    expect(refused).toMatchObject({ code, hint: expect.stringMatching(hint) });
  });

  test('4.3.8(1) nobody is called back who left no contact', () => {
    const given = { name: '匿名', anonymous: true, phone: null };
    const { complaint } = build.story(given, ...done, build.opined(), build.passed());
    expect(paperProblem(complaint, 'callback')?.code).toBe('rule.anonymous_no_callback');
  });

  test('1.3 of a voided case nothing goes out', () => {
    expect(papersOffered(build.aCase(assigned(), build.voided()))).toEqual([]);
  });
});

test('4.1.2(4) the report is offered where headquarters waits for it', () => {
  const investigated = [assigned(), build.investigated()];
  expect(papersOffered(build.aCase(...investigated))).not.toContain('headquarters');
  const { complaint } = build.story({ source: 'headquarters' }, ...investigated);
  expect(papersOffered(complaint)).toContain('headquarters');
});

describe('what somebody still has to do', () => {
  test('the next step goes to whoever holds the case, a measure to its owner', () => {
    const items = owedItems(build.aCase(...done, build.measureAdded()));
    expect(items.map(({ to, what }) => [to, what])).toEqual([
      ['主管领导', '领导意见'],
      ['赵强', '更换全部同批电池盒'],
    ]);
  });

  test('4.3.7(1) the feedback that headquarters waits for is the department’s, filed or not', () => {
    const { complaint } = build.story({ source: 'headquarters' }, assigned());
    expect(owedItems(complaint).map(({ to, what }) => [to, what])).toContainEqual(['工程部', '总部反馈']);
  });
});

test('the number is written as GB/T 9704 has it: year in 〔〕, no zeros before', () => {
  expect(paperNumber({ kind: 'transfer', year: 2023, n: 3 })).toBe('投诉转办〔2023〕3号');
});
