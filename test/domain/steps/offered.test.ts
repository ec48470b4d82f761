// What a page of a case offers: what is due first, nothing that would be refused whatever is answered, what takes back last.

import { expect, test } from '@jest/globals';
import { type Step, steps } from '../../../src/domain/case/step-table.ts';
import { allowedSteps, nextStep } from '../../../src/domain/case/workflow.ts';
import { graveSteps, offeredSteps } from '../../../src/domain/steps/offered.ts';
import { codes, statuses } from '../../../src/domain/words/vocabulary.ts';
import * as build from '../../support/build-case.ts';
import { aCaseThatIs } from '../../support/build-states.ts';

const early = { asOf: '2023-10-01T09:00:00+08:00', canUndo: true };
const late = { asOf: '2033-10-01T09:00:00+08:00', canUndo: true };

test.each(codes(statuses))(
  '%s: the due step first, all of them allowed, what takes back at the end',
  (status) => {
    const complaint = aCaseThatIs(status);
    const offered = offeredSteps(complaint, early);
    const due = nextStep(complaint)?.command;
    if (due !== undefined) expect(offered[0]).toBe(due);
    expect(allowedSteps(complaint)).toEqual(expect.arrayContaining([...offered]));
    const firstGrave = offered.findIndex((step) => graveSteps.includes(step));
    if (firstGrave >= 0)
      expect(offered.slice(firstGrave).every((step) => graveSteps.includes(step))).toBe(true);
    expect(new Set(offered).size).toBe(offered.length);
  },
);

const refusedTwice = [
  build.assigned(),
  build.judgedValid(),
  build.proposed(),
  build.rejected(),
  build.proposed(),
  build.rejected(),
];

test.each<[string, Step, ReturnType<typeof aCaseThatIs>, typeof early, boolean]>([
  ['4.3.6 nothing is late: no penalty', 'penalty', aCaseThatIs('solving'), early, false],
  ['4.3.6 something is late', 'penalty', aCaseThatIs('solving'), late, true],
  ['4.3.6 a bad effect', 'penalty', build.story({ exposure: 'tv' }, build.assigned()).complaint, early, true],
  ['4.3.5 no leader speaks while a plan is made', 'approve', aCaseThatIs('solving'), early, false],
  ['4.3.5 a leader speaks on finished work', 'approve', aCaseThatIs('completed'), early, true],
  ['4.3.5 and on an invalid verdict', 'approve', aCaseThatIs('explaining'), early, true],
  ['120 filing before its turn', 'close', aCaseThatIs('solving'), early, false],
  ['4.3.8(1) nobody can be called back', 'close', aCaseThatIs('awaiting_callback'), early, true],
  ['70 nothing was refused', 'resolve conclude', aCaseThatIs('solving'), early, false],
  ['70 two plans were refused', 'resolve conclude', build.aCase(...refusedTwice), early, true],
  ['2.1.6 no measure is open', 'measure done', aCaseThatIs('solving'), early, false],
  [
    'a registration alone cannot be withdrawn',
    'undo',
    aCaseThatIs('registered'),
    { ...early, canUndo: false },
    false,
  ],
  ['a step can', 'undo', aCaseThatIs('solving'), early, true],
])('%s', (_what, step, complaint, standing, isOffered) => {
  expect(offeredSteps(complaint, standing).includes(step)).toBe(isOffered);
});

test('what is grave is a step', () => {
  expect(Object.keys(steps)).toEqual(expect.arrayContaining([...graveSteps]));
});
