import { describe, expect, test } from '@jest/globals';
import { clockState, type Deadline } from '../../src/domain/clock.ts';
import { defaultPolicy } from '../../src/domain/policy.ts';
import {
  aCase,
  amended,
  assigned,
  dissatisfied,
  judgedInvalid,
  on,
  promised,
  proposed,
  story,
} from '../support/build-case.ts';
import { wayTo } from '../support/build-states.ts';

describe('amend moves the clocks counted from acceptance, and nothing else moves one', () => {
  const moved = amended({ acceptedAt: on('09-29 08:00') });
  const due = (complaint: { deadlines: readonly Deadline[] }) =>
    Object.fromEntries(complaint.deadlines.map((each) => [each.kind, each.dueAt]));

  test('assign, explain, resolve and hq_feedback move; response does not', () => {
    const way = [assigned(), judgedInvalid({ at: '10-02 10:00' }), moved];
    expect(due(story({ source: 'headquarters' }, ...way).complaint)).toEqual({
      assign: on('09-29 23:59:59'),
      explain: on('09-30 23:59:59'),
      hq_feedback: '2023-10-01T23:59:59+08:00',
      resolve: on('10-02 23:59:59'),
      response: on('10-04 23:59:59'),
    });
  });
  test('callback, rehandle and promise do not', () => {
    const way = [...wayTo('awaiting_callback'), dissatisfied(true), proposed(), promised('10-20')];
    const [before, after] = [aCase(...way), aCase(...way, moved)];
    for (const kind of ['callback', 'rehandle', 'promise', 'response'])
      expect(due(after)[kind]).toBe(due(before)[kind]);
  });
  test('a met clock is judged by the moved due time', () => {
    const late = aCase(...wayTo('completed'), amended({ acceptedAt: on('09-20 08:00') }));
    const met = late.deadlines.find(({ kind }) => kind === 'resolve');
    expect(met && clockState(met, on('11-01 00:00'))).toBe('late');
  });
  test('it keeps the limit that was in force when it started', () => {
    const policy = { ...defaultPolicy, resolveDays: 5 };
    expect(due(story({ policy }, moved).complaint).resolve).toBe(on('10-04 23:59:59'));
  });
});
