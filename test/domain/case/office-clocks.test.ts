// The office's own clocks: they warn, and no figure of Annex 2 knows them.

import { describe, expect, test } from '@jest/globals';
import { isInternal } from '../../../src/domain/case/clock.ts';
import { decidingClocks } from '../../../src/domain/case/timeliness.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { type ClockKind, clockKinds, codes } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  accepted,
  asDepartment,
  asGeneralManager,
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
  noted,
  on,
  opined,
  passed,
  proposed,
  replied,
  returned,
  story,
  supplemented,
  unanswered,
  voided,
  withdrawn,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';
import { clock, clocks } from '../../support/case-clocks.ts';

const done = [...wayTo('executing'), completed({ at: '10-02 10:00' })];
const owing = [...wayTo('executing'), unanswered({ at: '10-02 10:00' })];
const at = '10-03 10:00';

test('rework, approve, review and close are internal, and decide no figure', () => {
  expect(codes(clockKinds).filter(isInternal)).toEqual(['rework', 'approve', 'review', 'close']);
  const complaint = aCase(
    ...wayTo('completed'),
    returned(),
    ...[completed(), opined(), passed(), calledBack()],
  );
  expect(complaint.deadlines.filter(({ kind }) => isInternal(kind)).map(({ kind }) => kind)).toEqual([
    'approve',
    'rework',
    'approve',
    'review',
    'close',
  ]);
  expect(decidingClocks(complaint).map(({ kind }) => kind)).toEqual(['resolve']);
});

describe('approve 审批', () => {
  test('2 natural days from the completion, owed by the leader', () => {
    expect(clocks('approve', ...done)).toMatchObject([
      {
        startedAt: on('10-02 10:00'),
        dueAt: on('10-04 23:59:59'),
        days: 2,
        round: 1,
        owedBy: '主管领导',
        department: null,
        metAt: null,
      },
    ]);
  });
  test('point 1 from the completion also while the reply is owed; the reply starts no other', () => {
    expect(clocks('approve', ...owing, replied({ at }))).toMatchObject([
      { startedAt: on('10-02 10:00'), metAt: null, cancelledAt: null },
    ]);
  });
  test('of an invalid case from the explanation, unless a leader has agreed before', () => {
    const explaining = [assigned(), judgedInvalid()];
    expect(clocks('approve', ...explaining)).toEqual([]);
    expect(clocks('approve', ...explaining, explained({ at }))).toMatchObject([
      { dueAt: on('10-05 23:59:59') },
    ]);
    expect(clocks('approve', ...explaining, opined(), explained({ at }))).toEqual([]);
  });
  test.each<[string, Move]>([
    ['agreement', opined({ at })],
    ["the general manager's", opined({ ...asGeneralManager, at })],
    ['disagreement', disagreed({ at })],
  ])("point 9 met by any leader's opinion: %s", (_name, opinion) => {
    expect(clock('approve', ...done, opinion)?.metAt).toBe(on(at));
  });
  test("not by the department's, nor by what moves nothing", () => {
    const way = [...done, opined(asDepartment), fedBack(), noted(), supplemented()];
    expect(clocks('approve', ...way)).toMatchObject([{ metAt: null, cancelledAt: null }]);
  });
  test('cancelled when the state is left otherwise', () => {
    expect(clock('approve', ...done, returned({ at }))).toMatchObject({ cancelledAt: on(at), metAt: null });
    const rejudged = [...wayTo('explained'), judgedValid({ reason: '新证据', at })];
    expect(clock('approve', ...rejudged)).toMatchObject({ cancelledAt: on(at), metAt: null });
  });
  test('work redone is approved in a time of its own', () => {
    const redone = [...done, opined(), returned(), completed({ at: '10-05 09:00' })];
    expect(clocks('approve', ...redone)).toMatchObject([
      { metAt: expect.any(String) },
      { metAt: null, dueAt: on('10-07 23:59:59') },
    ]);
  });
});

describe('review 审核', () => {
  test('1 natural day from the approval, owed by the liaison', () => {
    expect(clocks('review', ...done, opined({ at }))).toMatchObject([
      { startedAt: on(at), dueAt: on('10-04 23:59:59'), days: 1, owedBy: '对接人', metAt: null },
    ]);
  });
  test('from the reply, where a leader had agreed before', () => {
    expect(clocks('review', ...owing, opined())).toEqual([]);
    expect(clocks('review', ...owing, opined(), replied({ at }))).toMatchObject([{ startedAt: on(at) }]);
  });
  test.each<[string, Move]>([
    ['pass', passed({ at: '10-04 10:00' })],
    ['return', returned({ at: '10-04 10:00' })],
    ['supplement', supplemented({ at: '10-04 10:00' })],
  ])('point 9 met by review: %s', (_name, review) => {
    expect(clocks('review', ...done, opined({ at }), review)[0]?.metAt).toBe(on('10-04 10:00'));
  });
  test('--supplement keeps the approval and starts it anew', () => {
    const again = [...done, opined({ at }), supplemented({ at: '10-04 10:00' })];
    expect(aCase(...again)).toMatchObject({ status: 'completed', approved: true });
    expect(clocks('review', ...again)).toMatchObject([
      { metAt: on('10-04 10:00') },
      { metAt: null, dueAt: on('10-05 23:59:59') },
    ]);
    expect(clocks('approve', ...again)).toHaveLength(1);
  });
  test.each<[string, readonly Move[]]>([
    ['nobody has agreed', done],
    ['the reply is owed', owing],
    ['somebody has, but the reply is owed', [...owing, opined()]],
  ])('point 9 --supplement starts none while %s', (_name, way) => {
    expect(clocks('review', ...way, supplemented())).toEqual([]);
  });
  test("cancelled by a leader's second thoughts", () => {
    expect(clock('review', ...done, opined(), disagreed({ at }))).toMatchObject({ cancelledAt: on(at) });
  });
});

describe('close 归档', () => {
  test('3 natural days from the callback, or from the approval of an invalid case, owed by the liaison', () => {
    const way = [...done, opined(), passed(), calledBack({ at })];
    expect(clocks('close', ...way)).toMatchObject([
      { startedAt: on(at), dueAt: on('10-06 23:59:59'), days: 3, owedBy: '对接人', metAt: null },
    ]);
    expect(clocks('close', ...wayTo('explained'), opined({ at }))).toMatchObject([{ startedAt: on(at) }]);
    const early = [assigned(), judgedInvalid(), opined(), explained({ at })];
    expect(clocks('close', ...early)).toMatchObject([{ startedAt: on(at) }]);
  });
  test('met by the filing', () => {
    expect(clock('close', ...wayTo('called_back'), closed({ at }))?.metAt).toBe(on(at));
  });
  test('not while a callback is still waited for, which has its own clock', () => {
    expect(clocks('close', ...wayTo('awaiting_callback'))).toEqual([]);
  });
  test('not when the complainant wants it handled again', () => {
    expect(clocks('close', ...wayTo('awaiting_callback'), dissatisfied({ rehandle: true }))).toEqual([]);
  });
  test('of each round its own', () => {
    const next = [
      dissatisfied({ rehandle: true }),
      proposed(),
      accepted(),
      completed(),
      opined(),
      passed(),
      calledBack(),
    ];
    expect(clocks('close', ...wayTo('awaiting_callback'), ...next)).toMatchObject([{ round: 2 }]);
  });
});

describe('all of them', () => {
  const ways: readonly (readonly [ClockKind, readonly Move[]])[] = [
    ['rework', [...wayTo('completed'), returned()]],
    ['approve', wayTo('completed')],
    ['review', [...wayTo('completed'), opined()]],
    ['close', wayTo('called_back')],
  ];
  test.each(ways)('%s: cancelled by void', (kind, way) => {
    expect(clock(kind, ...way, voided({ at }))).toMatchObject({ cancelledAt: on(at), metAt: null });
  });
  test.each(ways)('%s: cancelled by a withdrawal, late when past due then', (kind, way) => {
    expect(clock(kind, ...way, withdrawn({ at: '10-01 20:00' }))).toMatchObject({
      cancelledAt: on('10-01 20:00'),
      metAt: null,
    });
    expect(clock(kind, ...way, withdrawn({ at: '10-20 20:00' }))).toMatchObject({
      cancelledAt: null,
      metAt: on('10-20 20:00'),
    });
  });
  test('0 days switches one off, and no other', () => {
    const policy = { ...defaultPolicy, approveDays: 0, closeDays: 0 };
    const moves = [completed({ policy }), opined({ policy }), passed({ policy }), calledBack({ policy })];
    const { deadlines } = aCase(...wayTo('executing'), ...moves);
    expect(deadlines.filter(({ kind }) => isInternal(kind)).map(({ kind }) => kind)).toEqual(['review']);
  });
  test('the limits in force then stand in the entry', () => {
    const policy = { ...defaultPolicy, approveDays: 5 };
    const { events } = story({}, ...wayTo('executing'), completed({ at: '10-02 10:00', policy }));
    expect(events.at(-1)?.data).toMatchObject({
      reading: 2,
      starts: [{ kind: 'approve', days: 5, dueAt: on('10-07 23:59:59') }],
    });
  });
  test('an entry that starts none does not say so', () => {
    for (const { data } of story({}, ...wayTo('executing')).events) expect(data).not.toHaveProperty('starts');
  });
});
