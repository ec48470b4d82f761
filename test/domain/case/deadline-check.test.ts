import { describe, expect, test } from '@jest/globals';
import { miscounted } from '../../../src/domain/case/deadline-check.ts';
import {
  aCase,
  amended,
  assigned,
  judgedValid,
  on,
  promised,
  promiseMoved,
  proposed,
  returned,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

/** The case with the due time of the clock of this kind moved. */
const moved = (complaint: ReturnType<typeof aCase>, kind: string, dueAt: string) => ({
  ...complaint,
  deadlines: complaint.deadlines.map((clock) =>
    clock.kind === kind ? { ...clock, dueAt: on(dueAt) } : clock,
  ),
});
const agreed = [assigned(), judgedValid(), proposed(), promised('10-20')];
const withPromise = aCase(...agreed);
const withMovedPromise = aCase(...agreed, promiseMoved({ promisedOn: '2023-10-25' }));
const sentBack = aCase(...wayTo('completed'), returned());

describe('due times are counted again', () => {
  test.each([
    ['a case as it went its way', aCase(...wayTo('closed'))],
    [
      'after the acceptance was amended',
      aCase(...wayTo('closed'), amended({ acceptedAt: on('09-20 08:00') })),
    ],
    ['with a promised day', withPromise],
    ['4.3.7(1) with a further promised day', withMovedPromise],
    ['4.3.6 with clocks of the office', sentBack],
  ])('%s: nothing is found', (_name, complaint) => {
    expect(miscounted(complaint)).toEqual([]);
  });

  test.each([
    ['a day too many', aCase(), 'resolve', '10-05 23:59:59', '10-04 23:59:59'],
    ['not the end of the day', aCase(), 'assign', '10-01 18:00', '10-01 23:59:59'],
    [
      'counted from acceptance instead of the order',
      aCase(...wayTo('awaiting_callback')),
      'callback',
      '10-01 23:59:59',
      '10-03 23:59:59',
    ],
    ['not the promised day', withPromise, 'promise', '10-21 23:59:59', '10-20 23:59:59'],
    [
      'a clock of the office that was given a day more',
      sentBack,
      'rework',
      '10-09 23:59:59',
      '10-04 23:59:59',
    ],
  ])('%s', (_name, complaint, kind, dueAt, expected) => {
    expect(miscounted(moved(complaint, kind, dueAt))).toEqual([
      { clock: expect.objectContaining({ kind, dueAt: on(dueAt) }), expected: on(expected) },
    ]);
  });

  test('4.3.7(1) a further promise that nobody agreed to, or on another day', () => {
    const without = { ...withMovedPromise, movedPromises: [] };
    expect(miscounted(without)).toMatchObject([{ clock: { dueAt: on('10-25 23:59:59') }, expected: null }]);
    const [first] = withMovedPromise.movedPromises;
    const other = {
      ...withMovedPromise,
      movedPromises: first ? [{ ...first, promisedOn: '2023-10-24' }] : [],
    };
    expect(miscounted(other)).toMatchObject([{ expected: on('10-24 23:59:59') }]);
  });

  test('a promise that no answer accounts for', () => {
    const without = { ...withPromise, proposals: [] };
    expect(miscounted(without)).toMatchObject([{ clock: { kind: 'promise' }, expected: null }]);
  });
});
