import { describe, expect, test } from '@jest/globals';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import { grades } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  assigned,
  calledBack,
  completed,
  dissatisfied,
  notReached,
  on,
  opined,
  passed,
  proceeded,
  refusal,
  refusalCode,
  story,
} from '../../support/build-case.ts';
import {
  caller,
  engineer,
  generalManager,
  headquartersCaller,
  leader,
  liaison,
} from '../../support/build-people.ts';
import { aCaseThatIs, aClosedInvalidCase, wayTo } from '../../support/build-states.ts';

const awaiting = wayTo('awaiting_callback');
const engineeringCaller = { ...engineer, roles: ['caller'] } as const;

describe('4.3.8(2), step 110 who calls back', () => {
  test.each([
    ['a designated caller', caller, undefined],
    ['the liaison', liaison, undefined],
    ['a leader: refused', leader, 'rule.not_a_caller'],
    ['the general manager: refused', generalManager, 'rule.not_a_caller'],
    ['an employee without a role: refused', { ...caller, roles: [] }, 'rule.not_a_caller'],
    [
      'without a role and of the responsible department: what no role would mend is said first',
      engineer,
      'rule.caller_in_responsible_department',
    ],
    [
      'a caller of the responsible department: refused',
      engineeringCaller,
      'rule.caller_in_responsible_department',
    ],
    [
      'the liaison, when his department is responsible: refused',
      { ...liaison, department: '工程部' },
      'rule.caller_in_responsible_department',
    ],
    [
      'a caller of the responsible department, which was renamed since: refused',
      { ...engineeringCaller, department: '工程技术部', formerDepartments: ['工程部'] },
      'rule.caller_in_responsible_department',
    ],
    [
      'a caller who has moved from the responsible department: he is of another one',
      { ...engineeringCaller, department: '客户服务部' },
      undefined,
    ],
  ])('%s', (_name, person, code) => {
    for (const move of [calledBack({ caller: person }), notReached({ caller: person })])
      expect(refusalCode(move, aCase(...awaiting))).toBe(code);
  });

  test('of no department the case was ever assigned to', () => {
    const complaint = aCase(assigned({ department: '安检部' }), ...awaiting);
    for (const department of ['安检部', '工程部'])
      expect(refusalCode(calledBack({ caller: { ...caller, department } }), complaint)).toBe(
        'rule.caller_in_responsible_department',
      );
    expect(refusalCode(calledBack(), complaint)).toBeUndefined();
  });

  test('of no department that helped, whenever it did', () => {
    const helped = assigned({ assist: ['客户服务部'] });
    const complaint = aCase(helped, assigned({ department: '安检部' }), ...awaiting);
    expect(refusalCode(calledBack(), complaint)).toBe('rule.caller_in_responsible_department');
  });

  test.each([
    ['source headquarters, a caller of the branch: refused', 'headquarters', false, caller, false],
    ['source headquarters, a caller of headquarters', 'headquarters', false, headquartersCaller, true],
    ['accepted by headquarters, a caller of the branch: refused', 'direct', true, caller, false],
    ['accepted by headquarters, a caller of headquarters', 'direct', true, headquartersCaller, true],
    ['a case of the branch, a caller of headquarters', 'direct', false, headquartersCaller, true],
  ] as const)('%s', (_name, source, acceptedByHeadquarters, person, allowed) => {
    const { complaint } = story({ source }, ...awaiting);
    expect(refusalCode(calledBack({ caller: person, acceptedByHeadquarters }), complaint)).toBe(
      allowed ? undefined : 'rule.caller_not_headquarters',
    );
  });
});

test('4.3.8(2) what headquarters accepted stays its own, wherever the acceptor works by now', () => {
  const { complaint } = story({ acceptedByHeadquarters: true }, ...awaiting);
  expect(refusalCode(calledBack(), complaint)).toBe('rule.caller_not_headquarters');
  expect(refusalCode(calledBack({ caller: headquartersCaller }), complaint)).toBeUndefined();
});

describe('4.3.8(1) whom to call back', () => {
  test('a complainant without any contact cannot be called back', () => {
    const way = [...wayTo('proposed'), proceeded(), completed({ method: null }), opined(), passed()];
    const { complaint } = story({ anonymous: true, name: ANONYMOUS, phone: null }, ...way);
    for (const move of [calledBack(), notReached()])
      expect(refusalCode(move, complaint)).toBe('rule.anonymous_no_callback');
  });

  test('an anonymous one who left a contact may be called back all the same', () => {
    const given = { anonymous: true, name: ANONYMOUS, phone: null, contact: '论坛私信 @暖气' };
    expect(refusalCode(calledBack(), story(given, ...awaiting).complaint)).toBeUndefined();
  });

  test.each([
    ['explaining', aCaseThatIs('explaining')],
    ['explained', aCaseThatIs('explained')],
    ['closed', aClosedInvalidCase()],
  ])('4.3.8(5) an invalid case is not: %s', (_name, complaint) => {
    expect(refusal(calledBack(), complaint)).toMatchObject({
      code: 'rule.no_callback_for_invalid',
      clause: '4.3.8(5)',
    });
    expect(refusalCode(notReached(), complaint)).toBe('rule.no_callback_for_invalid');
  });
});

describe('4.3.8(3) attempts', () => {
  test('one without contact is recorded, the case goes on waiting', () => {
    expect(aCase(...awaiting, notReached({ at: '10-02 09:00' }))).toMatchObject({
      status: 'awaiting_callback',
      callbacks: [
        { reached: false, round: 1, reason: '无人接听', satisfaction: null, at: on('10-02 09:00') },
      ],
    });
  });
});

describe('step 110, 4.3.8(4) the survey', () => {
  test.each(Object.keys(grades) as (keyof typeof grades)[])('%s', (satisfaction) => {
    const needsMore = satisfaction === 'dissatisfied';
    expect(refusalCode(calledBack({ satisfaction }), aCase(...awaiting))).toBe(
      needsMore ? 'rule.reason_required' : undefined,
    );
    if (!needsMore) expect(aCase(...awaiting, calledBack({ satisfaction })).status).toBe('called_back');
  });

  test.each([
    ['dissatisfied without the reason: refused', { reason: null, rehandle: false }, 'rule.reason_required'],
    [
      'dissatisfied, not asked whether to be contacted again: refused',
      { reason: '没有道歉', rehandle: null },
      'rule.rehandle_required',
    ],
    ['neither: the reason is asked for first', { reason: null, rehandle: null }, 'rule.reason_required'],
    ['both: taken', { reason: '没有道歉', rehandle: false }, undefined],
  ])('%s', (_name, given, code) => {
    expect(refusalCode(calledBack({ satisfaction: 'dissatisfied', ...given }), aCase(...awaiting))).toBe(
      code,
    );
  });

  const unhandled = { handled: false, unhandledReason: '配件未到', rehandle: true } as const;
  test.each([
    ['Annex 1 未处理 without its reason: refused', { unhandledReason: null }, 'rule.reason_required'],
    [
      '4.3.8(4) 未处理, not asked whether to be contacted again: refused',
      { rehandle: null },
      'rule.rehandle_required',
    ],
    [
      '4.3.8(4) 未处理 and dissatisfied: that nobody came is the reason',
      { satisfaction: 'dissatisfied' },
      undefined,
    ],
    ['4.3.8(4) 未处理 with both: taken', {}, undefined],
  ] as const)('%s', (_name, given, code) => {
    expect(refusalCode(calledBack({ ...unhandled, ...given }), aCase(...awaiting))).toBe(code);
  });

  test.each(Object.keys(grades) as (keyof typeof grades)[])(
    '4.3.8(4) 未处理 asks for handling again, whatever the grade: %s',
    (satisfaction) => {
      const survey = { ...unhandled, satisfaction };
      expect(aCase(...awaiting, calledBack(survey))).toMatchObject({ status: 'solving', round: 2 });
      expect(aCase(...awaiting, calledBack({ ...survey, rehandle: false }))).toMatchObject({
        status: 'called_back',
        round: 1,
        callbacks: [{ handled: false, rehandle: false, satisfaction }],
      });
    },
  );

  test('wants to be contacted again → solving, the next round', () => {
    expect(aCase(...awaiting, dissatisfied({ rehandle: true }))).toMatchObject({
      status: 'solving',
      round: 2,
      callbacks: [{ round: 1, satisfaction: 'dissatisfied', reason: '没有当面道歉', rehandle: true }],
    });
  });

  test('does not → called_back, the round stays', () => {
    expect(aCase(...awaiting, dissatisfied({ rehandle: false }))).toMatchObject({
      status: 'called_back',
      round: 1,
      callbacks: [{ rehandle: false }],
    });
  });

  test('who is satisfied is not handled again, whatever was said', () => {
    const complaint = aCase(...awaiting, calledBack({ rehandle: true }));
    expect(complaint).toMatchObject({ status: 'called_back', round: 1, callbacks: [{ rehandle: null }] });
  });

  test('everything the form asks for is on record', () => {
    const given = {
      method: 'visit',
      handled: false,
      unhandledReason: '配件未到',
      timeliness: 'neutral',
      satisfaction: 'fairly_satisfied',
      comment: '态度好',
      rehandle: false,
    } as const;
    expect(aCase(...awaiting, calledBack({ ...given, at: '10-02 15:00' })).callbacks).toEqual([
      { ...given, round: 1, at: on('10-02 15:00'), by: '李娜', reached: true, reason: null },
    ]);
  });
});
