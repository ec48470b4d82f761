// A step that has not its turn is refused before anything is asked, as its decision would refuse it.

import { expect, test } from '@jest/globals';
import { allSteps } from '../../../src/domain/case/step-table.ts';
import { allowedSteps } from '../../../src/domain/case/workflow.ts';
import { outOfTurn } from '../../../src/domain/steps/out-of-turn.ts';
import { codes, statuses } from '../../../src/domain/words/vocabulary.ts';
import { aCaseThatIs } from '../../support/build-states.ts';

test.each(codes(statuses))('%s: refused are those that the state does not allow, and no other', (status) => {
  const complaint = aCaseThatIs(status);
  const inTurn = allSteps.filter((step) => outOfTurn(complaint, step) === undefined);
  expect(inTurn).toEqual(allSteps.filter((step) => allowedSteps(complaint).includes(step)));
});

test.each([
  ['4.3.8(5) an invalid case is not called back', 'explaining', 'callback', 'rule.no_callback_for_invalid'],
  ['110 called back before the review', 'executing', 'callback', 'state.not_allowed'],
  ['section 3 reopened before it is filed', 'executing', 'reopen', 'state.not_allowed'],
] as const)('%s', (_what, status, step, code) => {
  expect(outOfTurn(aCaseThatIs(status), step)?.code).toBe(code);
});
