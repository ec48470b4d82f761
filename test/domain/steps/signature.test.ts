// `--approved-by`: what takes a case out of its usual way needs a leader's name, and nothing else takes one.

import { describe, expect, test } from '@jest/globals';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import type { CaseEvent, Entry } from '../../../src/domain/case/events.ts';
import { undo } from '../../../src/domain/steps/correct.ts';
import type { Person } from '../../../src/domain/steps/people.ts';
import {
  amended,
  anOccasion,
  assigned,
  attempted,
  calledBack,
  concluded,
  dissatisfied,
  type Move,
  noted,
  notReached,
  on,
  proceeded,
  proposed,
  refusalCode,
  rejected,
  type Story,
  story,
  voided,
  waived,
} from '../../support/build-case.ts';
import { caller, engineer, generalManager, leader, liaison } from '../../support/build-people.ts';
import { wayTo } from '../../support/build-states.ts';

const tried = ['10-05', '10-06', '10-07'].map((day) => `${day} 09:00`);

const withdraw = ({ complaint, events }: Story, approver: Person | null) =>
  undo(
    {
      no: complaint.no,
      entries: events.map((event, i) => ({ ...event, seq: i + 1 }) as Entry<CaseEvent>),
      reason: '录错',
      approver,
      by: '孙丽',
      now: anOccasion.now,
      operator: '孙丽',
    },
    complaint,
  );
/** Why the last of these moves is not withdrawn from a case that stands like this. */
const undone =
  (way: readonly Move[], approver: Person | null) =>
  (complaint: Complaint): string | undefined => {
    const outcome = withdraw({ complaint, events: story({}, ...way).events }, approver);
    return outcome.ok ? undefined : outcome.problem.code;
  };

type Asked = (approver: Person | null) => (complaint: Complaint) => string | undefined;
const asked =
  (move: (approver: Person | null) => Move): Asked =>
  (approver) =>
  (complaint) =>
    refusalCode(move(approver), complaint);

const calledBackWay = [...wayTo('awaiting_callback'), dissatisfied({ rehandle: false })];
const ways: readonly (readonly [string, readonly Move[], Asked])[] = [
  ['1.3 void of a case on its way', [assigned()], asked((approver) => voided({ approver }))],
  [
    '4.3.7 the acceptance moved to another day',
    [assigned()],
    asked((approver) => amended({ acceptedAt: on('09-30 08:00') }, { approver })),
  ],
  [
    '4.3.8(4) the withdrawal of a completed callback',
    calledBackWay,
    (approver) => undone(calledBackWay, approver),
  ],
];
const named: readonly (readonly [string, readonly Move[], Asked])[] = [
  [
    'step 70 a plan carried out without an answer',
    [...wayTo('proposed'), ...tried.map((at) => attempted({ at }))],
    asked((approver) => proceeded({ approver: approver as Person })),
  ],
  [
    'step 70 the end after refusals',
    [...wayTo('proposed'), rejected(), proposed(), rejected()],
    asked((approver) => concluded({ approver: approver as Person })),
  ],
  [
    '4.3.8(1) a callback waived',
    [...wayTo('awaiting_callback'), ...tried.map((at) => notReached({ at }))],
    asked((approver) => waived({ waiver: { reason: '空号', approver: approver as Person } })),
  ],
];

describe('who may sign', () => {
  test.each([...ways, ...named])(
    '%s: a leader or the general manager, nobody else',
    (_name, way, signedBy) => {
      const { complaint } = story({}, ...way);
      expect(signedBy(leader)(complaint)).toBeUndefined();
      expect(signedBy(generalManager)(complaint)).toBeUndefined();
      for (const person of [liaison, caller, engineer])
        expect(signedBy(person)(complaint)).toBe('rule.not_a_leader');
    },
  );
  test.each([...ways, ...named])('%s: not the respondent, be he a leader', (_name, way, signedBy) => {
    const complaint: Complaint = { ...story({}, ...way).complaint, respondent: leader.name };
    expect(signedBy(leader)(complaint)).toBe('rule.recusal');
  });
  test.each(ways)('point 7 %s: nobody named', (_name, way, signedBy) => {
    expect(signedBy(null)(story({}, ...way).complaint)).toBe('rule.approval_required');
  });
});

describe('1.3 void needs a name once the case is on its way, or on a later day than it was typed in', () => {
  const typedIn = on('10-01 10:00');
  test.each<[string, readonly Move[], string, string | undefined]>([
    ['on the day it was typed in, not assigned: none', [], '10-01 23:59:59', undefined],
    ['assigned: a name', [assigned({ now: on('10-01 11:00') })], '10-01 12:00', 'rule.approval_required'],
    ['the day after: a name', [], '10-02 00:00', 'rule.approval_required'],
  ])('%s', (_name, way, now, code) => {
    const { complaint } = story({ now: typedIn }, ...way);
    expect(refusalCode(voided({ approver: null, now: on(now) }), complaint)).toBe(code);
  });
  test('point 8 judged by when both were typed in, not by when they are said to have happened', () => {
    const { complaint } = story({ now: on('10-05 10:00') });
    const today = { approver: null, now: on('10-05 11:00') } as const;
    expect(refusalCode(voided(today), complaint)).toBeUndefined();
    const backdated = { approver: null, at: '10-01 10:00', now: on('10-06 11:00') } as const;
    expect(refusalCode(voided(backdated), complaint)).toBe('rule.approval_required');
  });
  test('who signed is on record', () => {
    expect(story({}, assigned(), voided()).complaint.voiding).toMatchObject({ approvedBy: '陈国栋' });
    expect(story({}, voided()).complaint.voiding).toMatchObject({ approvedBy: null });
  });
});

describe('4.3.8(4) undo', () => {
  const signedBy = (way: readonly Move[], approver: Person | null) => withdraw(story({}, ...way), approver);
  test.each<[string, readonly Move[]]>([
    ['an attempt without contact', [...wayTo('awaiting_callback'), notReached()]],
    ['another step', wayTo('completed')],
    ['a note after the callback', [...wayTo('called_back'), noted()]],
  ])('of %s takes no name', (_name, way) => {
    expect(signedBy(way, null).ok).toBe(true);
    expect(signedBy(way, leader)).toMatchObject({ ok: false, problem: { code: 'usage.invalid' } });
  });
  test('of a callback that nobody is satisfied with names who let it be withdrawn', () => {
    const outcome = signedBy([...wayTo('awaiting_callback'), calledBack()], generalManager);
    expect(outcome).toMatchObject({
      ok: true,
      struck: { type: 'called_back' },
      event: { type: 'undone', data: { approvedBy: '郭振华' } },
    });
  });
});

describe('a signature that nothing asks for would be recorded in vain', () => {
  const typedIn = { now: on('10-01 10:00') };
  test.each<[string, Move]>([
    ['void of what was just typed in', voided({ approver: leader, now: on('10-01 11:00') })],
    ['an acceptance moved within its day', amended({ acceptedAt: on('10-01 08:00') }, { approver: leader })],
    ['another amendment', amended({ demand: '赔偿' }, { approver: leader })],
  ])('%s: refused', (_name, move) => {
    expect(refusalCode(move, story(typedIn).complaint)).toBe('usage.invalid');
  });
});
