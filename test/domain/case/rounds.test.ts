import { describe, expect, test } from '@jest/globals';
import { rounds } from '../../../src/domain/case/rounds.ts';
import {
  accepted,
  attempted,
  completed,
  dissatisfied,
  onTheSpot,
  opined,
  proposed,
  rejected,
  reopened,
  story,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

const roundsOf = (...moves: Parameters<typeof story>[1][]) => rounds(story({}, ...moves).events);

test('a case in its first round has no earlier one, and is what it is', () => {
  const { complaint, events } = story({}, ...wayTo('closed'));
  expect(rounds(events)).toEqual({ earlier: [], present: complaint });
});

describe('4.3.8(4) a case that is handled again', () => {
  const again = [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true })];

  test('the round before ends with its callback, and keeps plan, result and opinions', () => {
    const { earlier } = roundsOf(...again);
    expect(earlier).toHaveLength(1);
    expect(earlier[0]).toMatchObject({
      round: 1,
      proposals: [{ round: 1 }],
      completion: { round: 1 },
      opinions: [{ as: 'leader', agreed: true }],
      callbacks: [{ round: 1, satisfaction: 'dissatisfied' }],
    });
  });

  test('the present one begins with nothing of it', () => {
    expect(roundsOf(...again).present).toMatchObject({
      round: 2,
      status: 'solving',
      proposals: [],
      attempts: [],
      completion: null,
      reply: null,
      opinions: [],
      callbacks: [],
    });
  });

  test('and has what was done since; an attempt is about the same plan', () => {
    const { present } = roundsOf(
      ...again,
      proposed(),
      attempted(),
      rejected(),
      proposed(),
      accepted(),
      completed(),
      opined(),
    );
    expect(present).toMatchObject({
      proposals: [{ answer: { accepted: false } }, { answer: { accepted: true } }],
      attempts: [{ proposal: 1 }],
      completion: { round: 2 },
      opinions: [{ as: 'leader' }],
    });
  });

  test('every round before is there, the oldest first', () => {
    const third = [...again, ...wayTo('closed').slice(wayTo('solving').length), reopened(), onTheSpot()];
    const { earlier, present } = roundsOf(...third);
    expect(earlier.map(({ round }) => round)).toEqual([1, 2]);
    expect(earlier[1]?.closure).not.toBeNull();
    expect(present).toMatchObject({ round: 3, closure: null, completion: { onTheSpot: true } });
  });
});

test('a history begins with its registration', () => {
  expect(() => rounds([])).toThrow();
});
