// Step 70 终结: a leader ends what the complainant refuses.

import { describe, expect, test } from '@jest/globals';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import {
  aCase,
  amended,
  attempted,
  calledBack,
  closed,
  concluded,
  dissatisfied,
  judgedInvalid,
  judgedValid,
  type Move,
  measureAdded,
  measureDone,
  on,
  onTheSpot,
  opined,
  passed,
  proceeded,
  proposed,
  refusal,
  refusalCode,
  rejected,
  returned,
  story,
} from '../../support/build-case.ts';
import { generalManager } from '../../support/build-people.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

const refusedOnce = [...wayTo('proposed'), rejected()];
const refusedTwice = [...refusedOnce, proposed(), rejected()];
const days = ['10-05', '10-06', '10-07'].map((day) => attempted({ at: `${day} 09:00` }));

describe('who may end it', () => {
  test.each<[string, readonly Move[], string | undefined]>([
    ['no plan was refused: refused', wayTo('solving'), 'rule.refusals_required'],
    ['one was: refused', refusedOnce, 'rule.refusals_required'],
    ['two were: ended', refusedTwice, undefined],
    ['three were: ended', [...refusedTwice, proposed(), rejected()], undefined],
    [
      'point 6 refusals of an earlier round do not count',
      [
        ...[...refusedTwice, onTheSpot(), opined(), passed(), dissatisfied({ rehandle: true })],
        ...[proposed(), rejected()],
      ],
      'rule.refusals_required',
    ],
    [
      'point 6 a plan carried out without an answer is no refusal',
      [...refusedOnce, proposed(), ...days, proceeded(), judgedInvalid(), judgedValid({ reason: '新证据' })],
      'rule.refusals_required',
    ],
    [
      'point 6 nor is one that was never answered',
      [...refusedOnce, proposed(), judgedInvalid(), judgedValid({ reason: '新证据' })],
      'rule.refusals_required',
    ],
  ])('%s', (_name, way, code) => {
    expect(refusalCode(concluded(), aCase(...way))).toBe(code);
  });

  test('the refusal counts them', () => {
    expect(refusal(concluded(), aCase(...refusedOnce))).toMatchObject({
      clause: '3 步骤70',
      details: { refused: 1, needed: 2 },
    });
  });

  test('point 6 while a plan is drafted only', () => {
    for (const status of ['investigating', 'executing', 'explaining', 'called_back', 'closed'] as const)
      expect(refusalCode(concluded(), aCaseThatIs(status))).toBe('state.not_allowed');
    expect(refusalCode(concluded(), aCase(...refusedTwice, proposed()))).toBe('state.not_allowed');
  });

  test('公示 reaches only who left no contact', () => {
    expect(refusalCode(concluded({ method: 'notice' }), aCase(...refusedTwice))).toBe('usage.invalid');
    const { complaint } = story({ anonymous: true, name: ANONYMOUS, phone: null }, ...refusedTwice);
    expect(refusalCode(concluded({ method: 'notice' }), complaint)).toBeUndefined();
  });
});

describe('what it leaves', () => {
  const ended = [...refusedTwice, concluded({ at: '10-04 09:00', approver: generalManager })];
  test('a valid case that is done and answered, and says who ended it and why', () => {
    expect(aCase(...ended)).toMatchObject({
      status: 'completed',
      approved: false,
      verdict: { valid: true },
      completion: {
        at: on('10-04 09:00'),
        by: '赵强',
        result: '两次方案均不接受',
        concluded: true,
        onTheSpot: false,
        approvedBy: '郭振华',
        owesReply: false,
      },
      reply: { at: on('10-04 09:00'), method: 'phone', text: '已告知可向行业主管部门反映' },
    });
  });
  test('it is approved, reviewed, called back and released like any other', () => {
    expect(refusalCode(passed(), aCase(...ended))).toBe('rule.approval_required');
    const called = [...ended, opined(), passed(), calledBack()];
    expect(refusalCode(closed(), aCase(...called))).toBe('rule.three_no_release');
    const released = [
      amended({ accountability: '无责任人：方案符合规定' }),
      measureAdded(),
      measureAdded({ kind: 'preventive' }),
      measureDone(),
    ];
    expect(aCase(...called, ...released, closed()).status).toBe('closed');
  });
  test('sent back it is worked on again', () => {
    expect(aCase(...ended, returned()).status).toBe('executing');
  });
});
