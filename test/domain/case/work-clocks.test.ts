// The clocks of the work itself: the table of the clocks in the regulation, resolve, promise, rehandle and rework.

import { describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import {
  accepted,
  assigned,
  calledBack,
  closed,
  completed,
  concluded,
  disagreed,
  dissatisfied,
  explained,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  onTheSpot,
  opined,
  proceeded,
  promised,
  promiseMoved,
  proposed,
  rejected,
  reopened,
  replied,
  returned,
  story,
  supplemented,
  unanswered,
  voided,
} from '../../support/build-case.ts';
import { wayTo, wayToClosedInvalid } from '../../support/build-states.ts';
import { clock, clocks, clocksOf } from '../../support/case-clocks.ts';

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
  test.each<[string, readonly Move[], string | null]>([
    ['done and answered at once: then', [completed({ at: '10-03 12:00' })], '10-03 12:00'],
    ['done, the reply still owed: not yet', [unanswered({ at: '10-03 12:00' })], null],
    [
      'answered later: then',
      [unanswered({ at: '10-03 12:00' }), replied({ at: '10-05 09:00' })],
      '10-05 09:00',
    ],
  ])('办结并回复客户, met at the later of the two: %s', (_name, way, metAt) => {
    expect(clock('resolve', ...wayTo('executing'), ...way)?.metAt).toBe(metAt && on(metAt));
  });
  test('where no contact is on record, met by the completion alone', () => {
    const nobody = { anonymous: true, name: ANONYMOUS, phone: null };
    const way = [assigned(), judgedValid(), proposed(), proceeded()];
    for (const method of [null, 'later'] as const) {
      const { complaint } = story(nobody, ...way, completed({ method, at: '10-03 12:00' }));
      expect(clocksOf('resolve', complaint)).toMatchObject([{ metAt: on('10-03 12:00') }]);
    }
  });
  test('met by work done on the spot, and by the end a leader made', () => {
    const spot = onTheSpot({ at: '10-01 11:00' });
    expect(clock('resolve', ...wayTo('solving'), spot)?.metAt).toBe(on('10-01 11:00'));
    const refused = [...wayTo('proposed'), rejected(), proposed(), rejected()];
    expect(clock('resolve', ...refused, concluded({ at: '10-04 09:00' }))?.metAt).toBe(on('10-04 09:00'));
  });
  test('a form to be completed leaves it met', () => {
    const way = [...wayTo('executing'), completed({ at: '10-03 12:00' }), opined(), supplemented()];
    expect(clock('resolve', ...way)?.metAt).toBe(on('10-03 12:00'));
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
  test('4.3.5 the disagreement of a leader revives it too', () => {
    expect(clock('resolve', assigned(), judgedInvalid(), disagreed())).toMatchObject({
      cancelledAt: null,
      dueAt: on('10-04 23:59:59'),
    });
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
    const owing = [unanswered({ at: '10-05 09:00' }), replied({ at: '10-06 09:00' })];
    expect(clock('resolve', ...wayTo('completed'), ...back, ...owing)?.metAt).toBe(on('10-06 09:00'));
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
  test('met at the later of completion and reply, as resolve is', () => {
    const done = unanswered({ at: '10-19 10:00' });
    expect(clock('promise', ...before, promised('10-20'), done)?.metAt).toBeNull();
    expect(clock('promise', ...before, promised('10-20'), done, replied({ at: '10-20 08:00' }))?.metAt).toBe(
      on('10-20 08:00'),
    );
  });
  test('an invalid verdict cancels it, a change to valid revives it with the old due time', () => {
    const invalid = [...before, promised('10-20'), judgedInvalid({ at: '10-05 09:00' })];
    expect(clock('promise', ...invalid)?.cancelledAt).toBe(on('10-05 09:00'));
    expect(clock('promise', ...invalid, judgedValid({ reason: '新证据' }))).toMatchObject({
      cancelledAt: null,
      metAt: null,
      dueAt: on('10-20 23:59:59'),
    });
  });
  test('a further date is the new target; the first promise keeps its due time; the work meets both', () => {
    const moved = promiseMoved({ promisedOn: '2023-12-15', at: '10-21 09:00' });
    const way = [...before, promised('10-20', { at: '10-02 10:00' }), moved];
    expect(clocks('promise', ...way)).toMatchObject([
      { startedAt: on('10-02 10:00'), dueAt: on('10-20 23:59:59'), metAt: null },
      { startedAt: on('10-21 09:00'), dueAt: on('12-15 23:59:59'), metAt: null },
    ]);
    const done = completed({ at: '12-14 09:00' });
    expect(clocks('promise', ...way, done).map(({ metAt }) => metAt)).toEqual([
      on('12-14 09:00'),
      on('12-14 09:00'),
    ]);
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
  test('3 natural days from the new verdict, where a closed invalid case is judged valid', () => {
    const way = [...wayToClosedInvalid, judgedValid({ reason: '新证据', at: '10-10 08:00' })];
    expect(clocks('rehandle', ...way)).toMatchObject([
      { round: 1, startedAt: on('10-10 08:00'), dueAt: on('10-13 23:59:59'), metAt: null },
    ]);
    expect(clock('rehandle', ...wayTo('explained'), judgedValid({ reason: '新证据' }))).toBeUndefined();
  });
  test('started by 未处理, whatever the grade, and not by dissatisfaction alone where no more is wanted', () => {
    const unhandled = calledBack({
      handled: false,
      unhandledReason: '没人来过',
      rehandle: true,
      at: '10-06 15:00',
    });
    expect(clock('rehandle', ...wayTo('awaiting_callback'), unhandled)?.dueAt).toBe(on('10-09 23:59:59'));
  });
  test.each([
    ['in time it meets it', '10-09 23:59:59', '10-09 23:59:59'],
    ['a second late it does not', '10-10 00:00', null],
  ])('4.3.7(1) a date agreed with an outside factor: %s', (_name, at, metAt) => {
    const way = [...wayTo('awaiting_callback'), again, proposed(), promised('11-20', { at })];
    expect(clock('rehandle', ...way)?.metAt).toBe(metAt && on(metAt));
    expect(clock('promise', ...way)).toMatchObject({ round: 2, dueAt: on('11-20 23:59:59') });
    expect(clock('resolve', ...way)?.metAt).toBe(clock('resolve', ...wayTo('completed'))?.metAt);
  });
  test.each([
    ['in time it meets it', '10-13 23:59:59', '10-13 23:59:59'],
    ['a second late it does not', '10-14 00:00', null],
  ])(
    'a closed invalid case is judged valid: a date agreed anew, not the one from before: %s',
    (_name, at, metAt) => {
      const before = [
        ...wayTo('proposed'),
        promised('11-20'),
        judgedInvalid(),
        explained(),
        opined(),
        closed(),
      ];
      const judgedAnew = judgedValid({ reason: '新证据', at: '10-10 08:00' });
      const way = [...before, judgedAnew, proposed(), promised('11-30', { at })];
      expect(clock('rehandle', ...way)?.metAt).toBe(metAt && on(metAt));
    },
  );
  test('met at the later of completion and reply', () => {
    const way = [...wayTo('awaiting_callback'), again, proposed(), accepted(), unanswered()];
    expect(clock('rehandle', ...way)?.metAt).toBeNull();
    expect(clock('rehandle', ...way, replied({ at: '10-08 10:00' }))?.metAt).toBe(on('10-08 10:00'));
  });
  test('owed by the department that is responsible at the time', () => {
    const handedOn = assigned({ department: '安检部', reason: '属安检职责' });
    expect(clock('rehandle', ...wayTo('awaiting_callback'), again, handedOn)?.department).toBe('安检部');
  });
  test('an invalid verdict cancels it, a change to valid revives it', () => {
    const way = [...wayTo('awaiting_callback'), again, judgedInvalid()];
    expect(clock('rehandle', ...way)?.cancelledAt).not.toBeNull();
    expect(clocks('rehandle', ...way, judgedValid({ reason: '新证据' }))).toMatchObject([
      { round: 2, dueAt: on('10-09 23:59:59'), cancelledAt: null, metAt: null },
    ]);
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

describe('the clocks: rework (internal)', () => {
  const at = '10-06 10:00';
  const fresh = { startedAt: on(at), dueAt: on('10-09 23:59:59'), days: 3, department: '工程部' } as const;
  test.each([
    ['review --return', returned({ at })],
    ["a leader's disagreement", disagreed({ at })],
  ])('3 natural days from %s, owed by the responsible department', (_name, back) => {
    expect(clock('rework', ...wayTo('completed'), back)).toMatchObject({ ...fresh, owedBy: '责任部门' });
  });
  test('4.3.5 not from a disagreement with an invalid verdict, nor from a form to be completed', () => {
    expect(clock('rework', ...wayTo('explained'), disagreed())).toBeUndefined();
    expect(clock('rework', ...wayTo('completed'), supplemented())).toBeUndefined();
  });
  test('0 days: none', () => {
    const policy = { ...defaultPolicy, reworkDays: 0 };
    expect(clock('rework', ...wayTo('completed'), returned({ policy }))).toBeUndefined();
  });
  test('met by completion and reply, and stays met when they are sent back again', () => {
    const redone = [...wayTo('completed'), returned({ at }), unanswered({ at: '10-08 09:00' })];
    expect(clock('rework', ...redone)?.metAt).toBeNull();
    const told = [...redone, replied({ at: '10-08 10:00' })];
    expect(clock('rework', ...told)?.metAt).toBe(on('10-08 10:00'));
    expect(clocks('rework', ...told, returned({ at: '10-09 09:00' }))).toMatchObject([
      { metAt: on('10-08 10:00') },
      { metAt: null, dueAt: on('10-12 23:59:59') },
    ]);
  });
  test.each([
    [
      'in its last second it is cancelled',
      '10-09 23:59:59',
      { metAt: null, cancelledAt: on('10-09 23:59:59') },
    ],
    ['a second past due it ends late', '10-10 00:00', { metAt: on('10-10 00:00'), cancelledAt: null }],
  ])('point 9 a new one ends an unmet one: %s', (_name, again, ended) => {
    const way = [...wayTo('completed'), returned({ at }), unanswered({ at: '10-07 09:00' })];
    expect(clocks('rework', ...way, returned({ at: again }))).toMatchObject([
      ended,
      { startedAt: on(again), metAt: null, cancelledAt: null },
    ]);
  });
  test('point 4 an invalid verdict cancels it, a change to valid revives only what the verdict cancelled', () => {
    const way = [
      ...wayTo('completed'),
      returned({ at }),
      unanswered({ at }),
      returned({ at }),
      judgedInvalid({ at }),
    ];
    expect(clocks('rework', ...way).map(({ cancelledAt }) => cancelledAt)).toEqual([on(at), on(at)]);
    const valid = judgedValid({ reason: '新证据', at });
    expect(clocks('rework', ...way, valid).map(({ cancelledAt }) => cancelledAt)).toEqual([on(at), null]);
  });
  test('void cancels it', () => {
    expect(clock('rework', ...wayTo('completed'), returned(), voided())?.cancelledAt).not.toBeNull();
  });
});
