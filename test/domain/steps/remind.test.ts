import { expect, test } from '@jest/globals';
import { type Status, statuses } from '../../../src/domain/words/vocabulary.ts';
import { aCase, assigned, on, refusalCode, reminded } from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

test('step 100 催办: whom, what was said, and by when he promised to be done', () => {
  const given = { at: '10-03 09:00', to: '工程部', text: '请尽快答复', promisedOn: '2023-10-05' };
  expect(aCase(assigned(), reminded(given)).reminders).toEqual([
    { at: on('10-03 09:00'), by: '刘敏', to: '工程部', text: '请尽快答复', promisedOn: '2023-10-05' },
  ]);
});

test.each(Object.keys(statuses) as readonly Status[])('section 3 possible in %s?', (status) => {
  const possible = status !== 'registered' && status !== 'voided';
  expect(refusalCode(reminded(), aCaseThatIs(status))).toBe(possible ? undefined : 'state.not_allowed');
});

test('point 12 it is a remark: it moves neither the case, nor a clock, nor the time of the next step', () => {
  const { reminders: _, ...before } = aCaseThatIs('executing');
  const { reminders: __, ...after } = aCase(...wayTo('executing'), reminded({ at: '10-09 09:00' }));
  expect(after).toEqual(before);
});
