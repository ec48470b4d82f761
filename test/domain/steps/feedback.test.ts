import { expect, test } from '@jest/globals';
import { aCase, assigned, fedBack, on } from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

test('4.3.7(1), Annex 1: what was reported, to whom; the state stays', () => {
  expect(aCase(assigned(), fedBack({ at: '10-02 10:00', to: '市政府热线办', by: '赵强' }))).toMatchObject({
    status: 'investigating',
    feedbacks: [{ at: on('10-02 10:00'), by: '赵强', to: '市政府热线办', content: '已办结' }],
  });
});

test('section 3: possible after the filing, too', () => {
  expect(aCase(...wayTo('closed'), fedBack()).status).toBe('closed');
});
