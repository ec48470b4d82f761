// 撤诉: the complainant withdraws (section 3, step 120; points 2 and 3).

import { describe, expect, test } from '@jest/globals';
import { FOREVER, inTimeUntil } from '../../../src/domain/case/timeliness.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import type { ClockKind, Status } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  accepted,
  amended,
  assigned,
  closed,
  completed,
  dissatisfied,
  explained,
  investigated,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  promised,
  promiseMoved,
  proposed,
  refusalCode,
  reopened,
  returned,
  story,
  waived,
  withdrawn,
} from '../../support/build-case.ts';
import { caller, engineer, headquartersCaller, leader, liaison } from '../../support/build-people.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';
import { clock, clocks } from '../../support/case-clocks.ts';

const promising = [assigned(), judgedValid(), proposed(), promised('10-20')];
const heardBy = (person: typeof caller): Move =>
  withdrawn({ withdrawn: { text: '不再投诉', caller: person } });

describe('when and by whom', () => {
  test.each<[Status, boolean]>([
    ['registered', true],
    ['investigating', true],
    ['solving', true],
    ['proposed', true],
    ['executing', true],
    ['completed', true],
    ['awaiting_callback', true],
    ['called_back', true],
    ['explaining', true],
    ['explained', true],
    ['closed', false],
    ['voided', false],
  ])('in any open state: %s %s', (status, possible) => {
    expect(refusalCode(withdrawn(), aCaseThatIs(status))).toBe(possible ? undefined : 'state.not_allowed');
  });

  test('no callback, approval or 三不放过 is asked; it is on record who heard it', () => {
    expect(aCase(...wayTo('awaiting_callback'), withdrawn({ at: '10-03 09:00' }))).toMatchObject({
      status: 'closed',
      closure: {
        at: on('10-03 09:00'),
        by: '刘敏',
        waiver: null,
        withdrawn: { text: '不再投诉', confirmedBy: '李娜' },
      },
    });
    expect(aCase(...wayTo('explained'), withdrawn()).approved).toBe(false);
  });

  test.each<[string, Move, string | undefined]>([
    ['the liaison files it', withdrawn(), undefined],
    ['nobody else does', withdrawn({ person: caller }), 'rule.not_a_liaison'],
    ['a liaison may have heard it himself', heardBy(liaison), undefined],
    ['4.3.8(2) somebody who is no caller: refused', heardBy(leader), 'rule.not_a_caller'],
    [
      '4.3.8(2) a caller of the responsible department: refused',
      heardBy({ ...engineer, roles: ['caller'] }),
      'rule.caller_in_responsible_department',
    ],
    [
      '4.3.8(2) a caller of a department that helped: refused',
      heardBy({ ...caller, department: '安检部' }),
      'rule.caller_in_responsible_department',
    ],
  ])('%s', (_name, move, code) => {
    expect(refusalCode(move, aCase(assigned({ assist: ['安检部'] }), investigated()))).toBe(code);
  });

  test('step 110 of a case of headquarters, by a person of headquarters', () => {
    const { complaint } = story({ source: 'headquarters' }, assigned());
    expect(refusalCode(withdrawn(), complaint)).toBe('rule.caller_not_headquarters');
    expect(refusalCode(heardBy(headquartersCaller), complaint)).toBeUndefined();
  });
});

describe('point 2 every open clock but hq_feedback ends', () => {
  const moot = (at: string) => ({ cancelledAt: on(at), metAt: null });
  const late = (at: string) => ({ cancelledAt: null, metAt: on(at) });
  test.each<[ClockKind, string, 'moot' | 'late', readonly Move[]]>([
    ['assign', '10-01 23:59:59', 'moot', []],
    ['assign', '10-02 00:00', 'late', []],
    ['response', '10-01 23:59:59', 'moot', [assigned({ respondWithin: 0 })]],
    ['response', '10-02 00:00', 'late', [assigned({ respondWithin: 0 })]],
    ['resolve', '10-04 23:59:59', 'moot', wayTo('solving')],
    ['resolve', '10-05 00:00', 'late', wayTo('solving')],
    ['promise', '10-20 23:59:59', 'moot', promising],
    ['promise', '10-21 00:00', 'late', promising],
    ['explain', '10-02 23:59:59', 'moot', wayTo('explaining')],
    ['explain', '10-03 00:00', 'late', wayTo('explaining')],
    ['callback', '10-03 23:59:59', 'moot', wayTo('awaiting_callback')],
    ['callback', '10-04 00:00', 'late', wayTo('awaiting_callback')],
    ['rehandle', '10-04 23:59:59', 'moot', [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true })]],
    ['rehandle', '10-05 00:00', 'late', [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true })]],
    ['rework', '10-04 23:59:59', 'moot', [...wayTo('completed'), returned()]],
    ['rework', '10-05 00:00', 'late', [...wayTo('completed'), returned()]],
  ])('%s, withdrawn at %s: %s', (kind, at, ends, way) => {
    expect(clock(kind, ...way, withdrawn({ at }))).toMatchObject((ends === 'moot' ? moot : late)(at));
  });
  test('what was met stays met', () => {
    const met = clock('resolve', ...wayTo('completed'));
    expect(clock('resolve', ...wayTo('completed'), withdrawn({ at: '10-09 09:00' }))).toEqual(met);
  });
});

describe('point 2 is it in time?', () => {
  const hot = { source: 'headquarters' } as const;
  const byHeadquarters = (at: string) =>
    withdrawn({ at, withdrawn: { text: '不再投诉', caller: headquartersCaller } });
  test.each<[string, readonly Move[], boolean]>([
    ['before anything was due', [withdrawn()], true],
    ['the assignment past due, resolve not', [withdrawn({ at: '10-02 09:00' })], true],
    ['resolve in its last second', [...wayTo('solving'), withdrawn({ at: '10-04 23:59:59' })], true],
    ['resolve past due', [...wayTo('solving'), withdrawn({ at: '10-05 00:00' })], false],
    ['met in time, withdrawn long after', [...wayTo('completed'), withdrawn({ at: '11-05 00:00' })], true],
    [
      'met late before',
      [...wayTo('executing'), completed({ at: '10-06 09:00' }), withdrawn({ at: '10-07 09:00' })],
      false,
    ],
    ['the promise still to be kept', [...promising, withdrawn({ at: '10-20 23:59:59' })], true],
    ['the promise broken', [...promising, withdrawn({ at: '10-21 00:00' })], false],
    [
      'the first promise broken, a further date still to come',
      [...promising, promiseMoved({ at: '10-19 09:00' }), withdrawn({ at: '10-21 00:00' })],
      false,
    ],
    [
      'a promise made too late saves nothing',
      [
        ...[assigned(), judgedValid(), proposed(), promised('10-20', { at: '10-05 09:00' })],
        withdrawn({ at: '10-06 09:00' }),
      ],
      false,
    ],
    ['invalid: explain still to come', [...wayTo('explaining'), withdrawn({ at: '10-02 09:00' })], true],
    ['invalid: explain past due', [...wayTo('explaining'), withdrawn({ at: '10-03 09:00' })], false],
    ['invalid: explained in time', [...wayTo('explained'), withdrawn({ at: '11-03 09:00' })], true],
    [
      'invalid: explained late',
      [assigned(), judgedInvalid(), explained({ at: '10-03 09:00' }), withdrawn()],
      false,
    ],
    [
      'a second round past due: the first handling counts',
      [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true }), withdrawn({ at: '10-30 09:00' })],
      true,
    ],
  ])('%s: %s', (_name, way, inTime) => {
    expect(inTimeUntil(aCase(...way))).toBe(inTime ? FOREVER : null);
  });
  test('hq_feedback is not asked', () => {
    expect(inTimeUntil(story(hot, assigned(), byHeadquarters('10-04 09:00')).complaint)).toBe(FOREVER);
  });
  test('judged by the amended acceptance, as if it had been registered right', () => {
    const left = [...wayTo('solving'), withdrawn({ at: '10-03 09:00' })];
    const earlier = amended({ acceptedAt: on('09-29 08:00') });
    expect(inTimeUntil(aCase(...left, earlier))).toBeNull();
    expect(clock('resolve', ...left, earlier)).toMatchObject({ metAt: on('10-03 09:00'), cancelledAt: null });
    const back = amended({ acceptedAt: on('10-01 08:00') });
    expect(inTimeUntil(aCase(...left, earlier, back))).toBe(FOREVER);
    expect(clock('resolve', ...left, earlier, back)).toMatchObject({
      metAt: null,
      cancelledAt: on('10-03 09:00'),
    });
  });
  test('of a promise that an amended acceptance made too late, both end as it found them', () => {
    const left = [...promising, withdrawn({ at: '10-05 09:00' }), amended({ acceptedAt: on('09-25 08:00') })];
    expect(clock('resolve', ...left)).toMatchObject({ metAt: on('10-05 09:00'), cancelledAt: null });
    expect(clock('promise', ...left)).toMatchObject({ metAt: null, cancelledAt: on('10-05 09:00') });
    expect(inTimeUntil(aCase(...left))).toBeNull();
  });
});

describe('point 3 it comes back like any closed case', () => {
  test.each<[string, readonly Move[], Status]>([
    ['never assigned', [], 'registered'],
    ['without a verdict', [assigned()], 'investigating'],
    ['judged valid', wayTo('solving'), 'solving'],
    ['with the work done', wayTo('completed'), 'solving'],
  ])('reopened %s: the next round from there', (_name, way, status) => {
    expect(aCase(...way, withdrawn(), reopened({ at: '10-10 09:00' }))).toMatchObject({
      status,
      round: 2,
      closure: null,
    });
    expect(clock('rehandle', ...way, withdrawn(), reopened({ at: '10-10 09:00' }))).toMatchObject({
      round: 2,
      dueAt: on('10-13 23:59:59'),
      metAt: null,
      cancelledAt: null,
    });
  });
  test('and goes its way to the end from there', () => {
    const again = [withdrawn(), reopened(), ...wayTo('called_back'), closed()];
    expect(aCase(...again)).toMatchObject({ status: 'closed', closure: { withdrawn: null } });
  });
  test.each([
    ['in time', '10-03 09:00', FOREVER],
    ['past due', '10-06 09:00', null],
  ])('no longer withdrawn, the withdrawal still decides the figure: %s', (_name, at, until) => {
    const again = [...wayTo('solving'), withdrawn({ at }), reopened({ at: '10-10 09:00' })];
    const redone = [proposed(), accepted(), completed({ at: '11-10 09:00' })];
    expect(inTimeUntil(aCase(...again, ...redone))).toBe(until);
    expect(inTimeUntil(aCase(...again, withdrawn({ at: '12-01 09:00' })))).toBe(until);
  });
  test('withdrawn twice: the first withdrawal decides', () => {
    const first = [...wayTo('solving'), withdrawn({ at: '10-02 09:00' }), reopened({ at: '10-10 09:00' })];
    const second = [judgedInvalid(), withdrawn({ at: '10-11 09:00' })];
    expect(clock('explain', ...first, ...second)).toMatchObject({ metAt: on('10-11 09:00') });
    expect(inTimeUntil(aCase(...first, ...second))).toBe(FOREVER);
  });
  test('an invalid one is re-judged, not reopened; what the verdict cancelled runs again', () => {
    const left = [...wayTo('explaining'), withdrawn({ at: '10-02 09:00' })];
    expect(refusalCode(reopened(), aCase(...left))).toBe('state.not_allowed');
    const rejudged = [...left, judgedValid({ reason: '新证据', at: '10-10 09:00' })];
    expect(aCase(...rejudged)).toMatchObject({ status: 'solving', round: 1, closure: null });
    expect(clock('resolve', ...rejudged)).toMatchObject({ metAt: null, cancelledAt: null });
    expect(clock('rehandle', ...rejudged)?.dueAt).toBe(on('10-13 23:59:59'));
    expect(inTimeUntil(aCase(...rejudged))).toBe(FOREVER);
  });
  test('what the withdrawal ended stays ended, a verdict of a later round or not', () => {
    const again = [...wayTo('solving'), withdrawn({ at: '10-03 09:00' }), reopened({ at: '10-03 09:00' })];
    const judged = [
      judgedInvalid({ at: '10-03 09:00' }),
      judgedValid({ reason: '新证据', at: '10-03 09:00' }),
    ];
    expect(clock('resolve', ...again, ...judged)).toMatchObject({
      cancelledAt: on('10-03 09:00'),
      metAt: null,
    });
    expect(clocks('rehandle', ...again, ...judged)).toMatchObject([{ cancelledAt: null, metAt: null }]);
  });
  test('a waived case that is reopened is no longer waived', () => {
    const policy = { ...defaultPolicy, callbackAttempts: 0 };
    const filed = [...wayTo('awaiting_callback'), waived({ policy })];
    expect(aCase(...filed).closure?.waiver).not.toBeNull();
    expect(aCase(...filed, reopened()).closure).toBeNull();
  });
});
