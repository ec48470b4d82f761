// The table of the clocks in the regulation: what starts, meets, moves and cancels each kind.

import { describe, expect, test } from '@jest/globals';
import { clockState, type Deadline } from '../../../src/domain/case/clock.ts';
import type { ClockKind } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  accepted,
  assigned,
  calledBack,
  closed,
  completed,
  disagreed,
  dissatisfied,
  explained,
  fedBack,
  judgedInvalid,
  judgedValid,
  type Move,
  notReached,
  on,
  opined,
  passed,
  promised,
  proposed,
  reopened,
  returned,
  story,
  voided,
  waived,
} from '../../support/build-case.ts';
import { caller } from '../../support/build-people.ts';
import { wayTo } from '../../support/build-states.ts';

/** The clocks of one kind that these moves leave, after the usual acceptance on 10-01 at 09:30. */
const clocks = (kind: ClockKind, ...moves: readonly Move[]): readonly Deadline[] =>
  aCase(...moves).deadlines.filter((clock) => clock.kind === kind);
const clock = (kind: ClockKind, ...moves: readonly Move[]): Deadline | undefined =>
  clocks(kind, ...moves).at(-1);
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
  test('met by resolve propose, and what comes later changes nothing', () => {
    const at = '10-02 10:00';
    expect(clock('response', assigned(), judgedValid(), proposed({ at }), fedBack())?.metAt).toBe(on(at));
  });
  test('met by resolve explain', () => {
    const at = '10-02 10:00';
    expect(clock('response', assigned(), judgedInvalid(), explained({ at }))?.metAt).toBe(on(at));
  });
  test('met by feedback', () => {
    const at = '10-02 10:00';
    expect(clock('response', assigned(), fedBack({ at }))?.metAt).toBe(on(at));
  });
  test('the next assign cancels it and starts another, owed by the new department', () => {
    expect(
      clocks('response', assigned(), assigned({ department: '安检部', at: '10-02 08:00' })),
    ).toMatchObject([
      { department: '工程部', cancelledAt: on('10-02 08:00') },
      { department: '安检部', cancelledAt: null, metAt: null },
    ]);
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

describe('the clocks: resolve (4.3.7(1))', () => {
  test('started by the registration, 3 natural days from acceptance', () => {
    expect(clock('resolve')).toMatchObject({
      startedAt: on('10-01 09:30'),
      dueAt: on('10-04 23:59:59'),
      days: 3,
      owedBy: '责任部门',
      department: null,
    });
  });
  test('owed by the department that is responsible at the time', () => {
    expect(clock('resolve', assigned(), assigned({ department: '安检部' }))?.department).toBe('安检部');
  });
  test('met by resolve complete', () => {
    const done = completed({ at: '10-03 12:00' });
    expect(clock('resolve', ...wayTo('executing'), done)).toMatchObject({ metAt: on('10-03 12:00') });
  });
  test('met by a solution accepted in time with outside factor and promised date', () => {
    const before = [assigned(), judgedValid(), proposed()];
    expect(clock('resolve', ...before, promised('10-20', { at: '10-04 23:59:59' }))?.metAt).toBe(
      on('10-04 23:59:59'),
    );
  });
  test('not met by a promise a second late', () => {
    const late = promised('10-20', { at: '10-05 00:00' });
    expect(clock('resolve', assigned(), judgedValid(), proposed(), late)?.metAt).toBeNull();
  });
  test('not met by an accepted solution without a promise', () => {
    expect(clock('resolve', ...wayTo('executing'))?.metAt).toBeNull();
  });
  test('an invalid verdict cancels it, a change to valid revives it with the old due time', () => {
    expect(clock('resolve', assigned(), judgedInvalid())?.cancelledAt).not.toBeNull();
    expect(
      clock('resolve', assigned(), judgedInvalid(), judgedValid({ reason: '新证据', at: '10-06 08:00' })),
    ).toMatchObject({ cancelledAt: null, metAt: null, dueAt: on('10-04 23:59:59') });
  });
  test.each([
    ['review --return', [returned()]],
    ["a leader's disagreement", [disagreed()]],
  ])('a completion sent back by %s does not stand: it runs on with its old due time', (_name, back) => {
    expect(clock('resolve', ...wayTo('completed'), ...back)).toMatchObject({
      metAt: null,
      cancelledAt: null,
      dueAt: on('10-04 23:59:59'),
    });
    const again = completed({ at: '10-05 09:00' });
    expect(clock('resolve', ...wayTo('completed'), ...back, again)?.metAt).toBe(on('10-05 09:00'));
  });
  test('a promise accepted in time stands when the work is sent back', () => {
    const way = [assigned(), judgedValid(), proposed(), promised('10-20'), completed(), returned()];
    expect(clock('resolve', ...way)?.metAt).not.toBeNull();
    expect(clock('promise', ...way)?.metAt).toBeNull();
  });
  test('what the first round met stays met in the second', () => {
    const way = [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true }), proposed(), accepted()];
    const first = clock('resolve', ...wayTo('completed'))?.metAt;
    expect(clock('resolve', ...way, completed(), returned())?.metAt).toBe(first);
  });
  test('void cancels it', () => {
    expect(clock('resolve', voided())?.cancelledAt).not.toBeNull();
  });
});

describe('the clocks: promise', () => {
  const before = [assigned(), judgedValid(), proposed()];
  test('runs to the end of the promised day', () => {
    expect(clock('promise', ...before, promised('10-20', { at: '10-02 10:00' }))).toMatchObject({
      startedAt: on('10-02 10:00'),
      dueAt: on('10-20 23:59:59'),
      days: null,
      department: '工程部',
      owedBy: '责任部门',
    });
  });
  test('met by resolve complete', () => {
    const done = completed({ at: '10-19 10:00' });
    expect(clock('promise', ...before, promised('10-20'), done)?.metAt).toBe(on('10-19 10:00'));
  });
  test('started by a late promise too', () => {
    expect(clock('promise', ...before, promised('10-20', { at: '10-06 10:00' }))?.dueAt).toBe(
      on('10-20 23:59:59'),
    );
  });
  test('void cancels it', () => {
    expect(clock('promise', ...before, promised('10-20'), voided())?.cancelledAt).not.toBeNull();
  });
});

describe('the clocks: hq_feedback (4.3.7(1), headquarters)', () => {
  test('started by the registration of a case from headquarters, 2 natural days from acceptance', () => {
    expect(headquartersClock()).toMatchObject({ dueAt: on('10-03 23:59:59'), days: 2, owedBy: '责任部门' });
    expect(clock('hq_feedback')).toBeUndefined();
  });
  test('owed by the responsible department', () => {
    expect(headquartersClock(assigned())?.department).toBe('工程部');
  });
  test('met by the first feedback', () => {
    const way = [assigned(), fedBack({ at: '10-02 10:00' }), fedBack({ at: '10-05 10:00' })];
    expect(headquartersClock(...way)?.metAt).toBe(on('10-02 10:00'));
  });
  test('outlives an invalid verdict and the close', () => {
    const way = [assigned(), judgedInvalid(), explained(), opined(), closed()];
    expect(headquartersClock(...way)).toMatchObject({ metAt: null, cancelledAt: null });
    expect(headquartersClock(...way, fedBack({ at: '10-03 10:00' }))?.metAt).toBe(on('10-03 10:00'));
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

describe('the clocks: rehandle (4.3.8(4))', () => {
  const again = dissatisfied({ rehandle: true, at: '10-06 15:00' });
  test('3 natural days from the dissatisfied callback, for the next round', () => {
    expect(clock('rehandle', ...wayTo('awaiting_callback'), again)).toMatchObject({
      round: 2,
      startedAt: on('10-06 15:00'),
      dueAt: on('10-09 23:59:59'),
      days: 3,
      department: '工程部',
      owedBy: '责任部门',
    });
  });
  test('3 natural days from reopen', () => {
    expect(clock('rehandle', ...wayTo('closed'), reopened({ at: '10-10 08:00' }))?.dueAt).toBe(
      on('10-13 23:59:59'),
    );
  });
  test('not started when the complainant wants no further contact', () => {
    expect(
      clock('rehandle', ...wayTo('awaiting_callback'), dissatisfied({ rehandle: false })),
    ).toBeUndefined();
  });
  test('met by the resolve complete of its round that stands', () => {
    const way = [
      ...wayTo('awaiting_callback'),
      again,
      proposed(),
      accepted(),
      completed({ at: '10-08 10:00' }),
    ];
    expect(clock('rehandle', ...way)?.metAt).toBe(on('10-08 10:00'));
    expect(clock('rehandle', ...way, returned())?.metAt).toBeNull();
  });
  test('void cancels it', () => {
    expect(clock('rehandle', ...wayTo('awaiting_callback'), again, voided())?.cancelledAt).not.toBeNull();
  });
});
