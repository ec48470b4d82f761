import { describe, expect, test } from '@jest/globals';
import {
  aCase,
  assigned,
  closed,
  explained,
  fedBack,
  investigated,
  judgedInvalid,
  type Move,
  on,
  opined,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

test('4.3.7(1), Annex 1: what was reported, to whom; the state stays', () => {
  const given = { at: '10-02 10:00', to: '市政府热线办', by: '赵强', toHeadquarters: false };
  expect(aCase(assigned(), fedBack(given))).toMatchObject({
    status: 'investigating',
    feedbacks: [{ at: on('10-02 10:00'), by: '赵强', to: '市政府热线办', content: '已办结' }],
  });
});

test('section 3: possible after the filing, too', () => {
  expect(aCase(...wayTo('closed'), fedBack()).status).toBe('closed');
});

describe('4.3.7(1) headquarters waits for the result of an investigation', () => {
  test.each<[string, readonly Move[], Parameters<typeof fedBack>[0], boolean]>([
    ['to headquarters, an investigation on record', [assigned(), investigated()], {}, true],
    ['with the verdict', [assigned(), judgedInvalid()], {}, true],
    ['to headquarters, nothing investigated: hollow', [assigned()], {}, false],
    ['to somebody else', [assigned(), investigated()], { to: '经理室', toHeadquarters: false }, false],
    [
      'after the filing of an invalid case',
      [assigned(), judgedInvalid(), explained(), opined(), closed()],
      {},
      true,
    ],
  ])('%s: %s', (_name, way, given, reportsResult) => {
    expect(aCase(...way, fedBack(given)).feedbacks.at(-1)).toMatchObject({ reportsResult });
  });
  test('what was hollow stays so once the investigation is on record', () => {
    expect(aCase(assigned(), fedBack(), investigated()).feedbacks).toMatchObject([{ reportsResult: false }]);
  });
});
