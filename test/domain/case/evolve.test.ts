import { expect, test } from '@jest/globals';
import { evolve, replay } from '../../../src/domain/case/evolve.ts';
import { aCase, assigned, eventOf, story } from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

test('a case is what its events make of it, in their order', () => {
  const { complaint, events } = story({}, ...wayTo('closed'));
  expect(replay(events)).toEqual(complaint);
});

test('a case begins with its registration', () => {
  expect(() => replay([])).toThrow('a case begins with its registration');
  expect(() => evolve(undefined, eventOf(assigned()(aCase())))).toThrow('no case 2023100102 before assigned');
});
