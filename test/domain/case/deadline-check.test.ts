import { describe, expect, test } from '@jest/globals';
import { miscounted } from '../../../src/domain/case/deadline-check.ts';
import {
  aCase,
  amended,
  assigned,
  calledBack,
  closed,
  completed,
  judgedValid,
  on,
  opined,
  passed,
  promised,
  promiseMoved,
  proposed,
  returned,
  supplemented,
} from '../../support/build-case.ts';
import { wayTo, wayToClosedInvalid } from '../../support/build-states.ts';

/** The case with the due time of the clock of this kind moved. */
const moved = (complaint: ReturnType<typeof aCase>, kind: string, dueAt: string) => ({
  ...complaint,
  deadlines: complaint.deadlines.map((clock) =>
    clock.kind === kind ? { ...clock, dueAt: on(dueAt) } : clock,
  ),
});
const promising = [assigned(), judgedValid(), proposed(), promised('10-20')];
const withPromise = aCase(...promising);
const redone = [completed(), opined(), supplemented(), passed(), calledBack(), closed()];

describe('due times are counted again', () => {
  test.each([
    ['a case as it went its way', aCase(...wayTo('closed'))],
    [
      'after the acceptance was amended',
      aCase(...wayTo('closed'), amended({ acceptedAt: on('09-20 08:00') })),
    ],
    ['with a promised day', withPromise],
    ['with a further one', aCase(...promising, promiseMoved())],
    [
      'sent back, and filed with every clock of the office',
      aCase(...wayTo('completed'), returned(), ...redone),
    ],
    ['a closed invalid case judged anew', aCase(...wayToClosedInvalid, judgedValid({ reason: '新证据' }))],
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
      'fresh time without end',
      aCase(...wayTo('completed'), returned()),
      'rework',
      '10-09 23:59:59',
      '10-04 23:59:59',
    ],
  ])('%s', (_name, complaint, kind, dueAt, expected) => {
    expect(miscounted(moved(complaint, kind, dueAt))).toEqual([
      { clock: expect.objectContaining({ kind, dueAt: on(dueAt) }), expected: on(expected) },
    ]);
  });

  test('a promise that no answer accounts for', () => {
    const without = { ...withPromise, proposals: [] };
    expect(miscounted(without)).toMatchObject([{ clock: { kind: 'promise' }, expected: null }]);
  });
});
