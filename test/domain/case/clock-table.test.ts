// The table of the clocks in the regulation: what starts, meets and ends each kind. Those of the work itself have a file
// of their own, the office's too.

import { describe, expect, test } from '@jest/globals';
import { clockState, type Deadline } from '../../../src/domain/case/clock.ts';
import {
  accepted,
  amended,
  assigned,
  calledBack,
  closed,
  completed,
  concluded,
  disagreed,
  dissatisfied,
  explained,
  fedBack,
  investigated,
  judgedInvalid,
  judgedValid,
  type Move,
  notReached,
  on,
  onTheSpot,
  opined,
  passed,
  proposed,
  rejected,
  story,
  voided,
  waived,
  withdrawn,
} from '../../support/build-case.ts';
import { caller, headquartersCaller } from '../../support/build-people.ts';
import { wayTo } from '../../support/build-states.ts';
import { clock, clocks } from '../../support/case-clocks.ts';

const headquartersClock = (...moves: readonly Move[]): Deadline | undefined =>
  story({ source: 'headquarters' }, ...moves).complaint.deadlines.find(({ kind }) => kind === 'hq_feedback');

describe('the clocks: assign', () => {
  test('4.3.1 starts with the registration, due at the end of the acceptance day, owed by the liaison', () => {
    expect(clock('assign')).toMatchObject({
      startedAt: on('10-01 09:30'),
      dueAt: on('10-01 23:59:59'),
      days: 0,
      owedBy: '对接人',
      department: null,
      metAt: null,
    });
  });
  test('met by the first assign; the second changes nothing', () => {
    expect(clock('assign', assigned({ at: '10-01 10:00' }), assigned({ at: '10-02 10:00' }))?.metAt).toBe(
      on('10-01 10:00'),
    );
  });
  test('void cancels it', () => {
    expect(clock('assign', voided({ at: '10-01 11:00' }))?.cancelledAt).toBe(on('10-01 11:00'));
  });
});

describe('the clocks: response (Annex 1)', () => {
  test.each([
    ['the same day', 0, '10-02 23:59:59'],
    ['2 days', 2, '10-04 23:59:59'],
    ['3 days', 3, '10-05 23:59:59'],
  ])('%s, counted from the assignment', (_name, respondWithin, dueAt) => {
    expect(clock('response', assigned({ at: '10-02 08:00', respondWithin }))).toMatchObject({
      startedAt: on('10-02 08:00'),
      dueAt: on(dueAt),
      owedBy: '责任部门',
      department: '工程部',
    });
  });
  const at = '10-02 10:00';
  const handedOn = [assigned(), judgedValid(), assigned({ department: '安检部', reason: '属安检职责' })];
  const refusedTwice = [...wayTo('proposed'), rejected(), proposed(), rejected()];
  test.each<[string, readonly Move[]]>([
    ['a valid verdict', [assigned(), judgedValid({ at })]],
    ['an invalid verdict', [assigned(), judgedInvalid({ at })]],
    ['resolve propose', [...handedOn, proposed({ at })]],
    ['resolve complete', [...handedOn, onTheSpot({ at })]],
    ['resolve complete, the reply still owed', [...handedOn, onTheSpot({ at, method: 'later' })]],
    ['resolve conclude', [...refusedTwice, ...handedOn.slice(2), concluded({ at })]],
    ['feedback, whoever gets it', [assigned(), fedBack({ at, to: '市政府热线办', toHeadquarters: false })]],
  ])("met by the department's own act: %s", (_name, way) => {
    expect(clock('response', ...way)).toMatchObject({ metAt: on(at), cancelledAt: null });
  });
  test('the first of them meets it for good', () => {
    expect(clock('response', assigned(), fedBack({ at }), judgedValid(), proposed())?.metAt).toBe(on(at));
  });
  test('4.3.6 not by an investigation without a verdict, nor by what the acceptor does', () => {
    expect(clock('response', assigned(), investigated())?.metAt).toBeNull();
    const way = [...handedOn.slice(0, 2), proposed(), rejected(), ...handedOn.slice(2)];
    expect(clock('response', ...way)?.metAt).toBeNull();
  });
  test.each([
    [
      'in its last second it is cancelled',
      '10-04 23:59:59',
      { metAt: null, cancelledAt: on('10-04 23:59:59') },
    ],
    ['a second past due it ends late', '10-05 00:00', { metAt: on('10-05 00:00'), cancelledAt: null }],
  ])('an assign to another department ends it and starts another: %s', (_name, handedAt, ended) => {
    const way = [assigned({ at: '10-01 10:00' }), assigned({ department: '安检部', at: handedAt })];
    expect(clocks('response', ...way)).toMatchObject([
      { department: '工程部', ...ended },
      { department: '安检部', startedAt: on(handedAt), cancelledAt: null, metAt: null },
    ]);
  });
  test('an assign to the same department neither ends it nor starts another', () => {
    const way = [assigned({ respondWithin: 0 }), assigned({ at: '10-09 08:00', respondWithin: 3 })];
    expect(clocks('response', ...way)).toMatchObject([{ dueAt: on('10-01 23:59:59'), metAt: null }]);
  });
  test('void cancels it', () => {
    expect(clock('response', assigned(), voided())?.cancelledAt).not.toBeNull();
  });
});

describe('the clocks: explain (4.3.7(2))', () => {
  test('started by the invalid verdict, counted from acceptance, owed by the acceptor', () => {
    expect(clock('explain', assigned(), judgedInvalid({ at: '10-02 15:00' }))).toMatchObject({
      startedAt: on('10-02 15:00'),
      dueAt: on('10-02 23:59:59'),
      days: 1,
      owedBy: '受理人',
      person: '王芳',
      department: null,
    });
  });
  test('a late verdict: overdue at once', () => {
    const late = clock('explain', assigned(), judgedInvalid({ at: '10-03 08:00' }));
    expect(late && clockState(late, on('10-03 08:00'))).toBe('overdue');
  });
  test('met by the first resolve explain', () => {
    const again = [disagreed(), judgedInvalid(), explained({ at: '10-05 09:00' })];
    const found = clocks('explain', assigned(), judgedInvalid(), explained({ at: '10-02 09:00' }), ...again);
    expect(found).toHaveLength(1);
    expect(found[0]?.metAt).toBe(on('10-02 09:00'));
  });
  test('a change to valid cancels it', () => {
    const rejudged = judgedValid({ reason: '新证据', at: '10-02 10:00' });
    expect(clock('explain', assigned(), judgedInvalid(), rejudged)?.cancelledAt).toBe(on('10-02 10:00'));
  });
  test("a leader's disagreement cancels an unmet one; the next invalid verdict starts another", () => {
    const found = clocks('explain', assigned(), judgedInvalid(), disagreed(), judgedInvalid());
    expect(found.map((each) => each.cancelledAt === null)).toEqual([false, true]);
    expect(found.map((each) => each.dueAt)).toEqual([on('10-02 23:59:59'), on('10-02 23:59:59')]);
  });
  test("a leader's disagreement leaves a met one", () => {
    expect(clock('explain', assigned(), judgedInvalid(), explained(), disagreed())).toMatchObject({
      cancelledAt: null,
      metAt: expect.any(String),
    });
  });
  test('void cancels it', () => {
    expect(clock('explain', assigned(), judgedInvalid(), voided())?.cancelledAt).not.toBeNull();
  });
});

const withdrawnByHeadquarters = withdrawn({
  withdrawn: { text: '不再投诉', caller: headquartersCaller },
});

describe('the clocks: hq_feedback (4.3.7(1), headquarters)', () => {
  test('started by the registration of a case from headquarters, 2 natural days from acceptance', () => {
    expect(headquartersClock()).toMatchObject({ dueAt: on('10-03 23:59:59'), days: 2, owedBy: '责任部门' });
    expect(clock('hq_feedback')).toBeUndefined();
  });
  test('owed by the responsible department', () => {
    expect(headquartersClock(assigned())?.department).toBe('工程部');
  });
  const at = '10-02 10:00';
  test('met by the first feedback to headquarters with an investigation on record', () => {
    const way = [assigned(), investigated(), fedBack({ at }), fedBack({ at: '10-05 10:00' })];
    expect(headquartersClock(...way)?.metAt).toBe(on(at));
  });
  test.each<[string, readonly Move[]]>([
    ['before anything was investigated', [assigned(), fedBack({ at })]],
    ['to somebody else', [assigned(), investigated(), fedBack({ at, to: '经理室', toHeadquarters: false })]],
  ])('not met by a hollow one: %s; it is kept, and the next one meets it', (_name, way) => {
    expect(headquartersClock(...way)?.metAt).toBeNull();
    const { complaint } = story({ source: 'headquarters' }, ...way);
    expect(complaint.feedbacks).toMatchObject([{ at: on(at), reportsResult: false }]);
    expect(headquartersClock(...way, investigated(), fedBack({ at: '10-03 09:00' }))?.metAt).toBe(
      on('10-03 09:00'),
    );
  });
  test('started, too, by an acceptor of headquarters in the ledger of a branch', () => {
    const { complaint } = story({ acceptedByHeadquarters: true });
    expect(complaint.deadlines.at(-1)).toMatchObject({ kind: 'hq_feedback', dueAt: on('10-03 23:59:59') });
  });
  test('of a case that headquarters accepted, an amended source does not cancel it', () => {
    const given = { acceptedByHeadquarters: true, source: 'headquarters' } as const;
    const { complaint } = story(given, amended({ source: 'direct' }));
    expect(complaint.deadlines.filter(({ kind }) => kind === 'hq_feedback')).toMatchObject([
      { cancelledAt: null },
    ]);
    const back = story({ acceptedByHeadquarters: true }, amended({ source: 'headquarters' })).complaint;
    expect(back.deadlines.filter(({ kind }) => kind === 'hq_feedback')).toHaveLength(1);
  });
  test('outlives an invalid verdict, the close and a withdrawal', () => {
    const way = [assigned(), judgedInvalid(), explained(), opined(), closed()];
    expect(headquartersClock(...way)).toMatchObject({ metAt: null, cancelledAt: null });
    expect(headquartersClock(...way, fedBack({ at: '10-03 10:00' }))?.metAt).toBe(on('10-03 10:00'));
    const left = [assigned(), investigated(), withdrawnByHeadquarters];
    expect(headquartersClock(...left)).toMatchObject({ metAt: null, cancelledAt: null });
    expect(headquartersClock(...left, fedBack({ at: '10-03 10:00' }))?.metAt).toBe(on('10-03 10:00'));
  });
  test('void cancels it', () => {
    expect(headquartersClock(voided())?.cancelledAt).not.toBeNull();
  });
});

describe('the clocks: callback (4.3.8(3))', () => {
  const reviewed = [...wayTo('completed'), opined(), passed({ at: '10-05 16:00' })];
  test('2 natural days from the order, owed by the caller who was named', () => {
    expect(clock('callback', ...reviewed)).toMatchObject({
      startedAt: on('10-05 16:00'),
      dueAt: on('10-07 23:59:59'),
      days: 2,
      owedBy: '回访人',
      department: null,
      person: null,
    });
    expect(clock('callback', ...wayTo('completed'), opined(), passed({ caller }))?.person).toBe('李娜');
  });
  test('met by a completed callback, not by a failed attempt', () => {
    const missed = notReached({ at: '10-06 09:00' });
    expect(clock('callback', ...reviewed, missed)?.metAt).toBeNull();
    expect(clock('callback', ...reviewed, missed, calledBack({ at: '10-06 15:00' }))?.metAt).toBe(
      on('10-06 15:00'),
    );
  });
  test('a waiver cancels it', () => {
    const attempts = ['10-05 17:00', '10-06 09:00', '10-07 09:00'].map((at) => notReached({ at }));
    expect(clock('callback', ...reviewed, ...attempts, waived({ at: '10-08 09:00' }))).toMatchObject({
      metAt: null,
      cancelledAt: on('10-08 09:00'),
    });
  });
  test('every round has its own', () => {
    const second = [
      dissatisfied({ rehandle: true }),
      proposed(),
      accepted(),
      completed(),
      opined(),
      passed(),
    ];
    expect(
      clocks('callback', ...reviewed, ...second).map(({ round, metAt }) => [round, metAt === null]),
    ).toEqual([
      [1, false],
      [2, true],
    ]);
  });
  test('void cancels it', () => {
    expect(clock('callback', ...reviewed, voided())?.cancelledAt).not.toBeNull();
  });
});
