import { expect, test } from '@jest/globals';
import { guessCategory } from '../../../src/domain/words/category-guess.ts';

test.each([
  ['灶具打不着火', 'repair'],
  ['报修两天没人来', 'repair'],
  ['抄表员估抄，多收气费', 'meter_billing'],
  ['安检员没有按时上门', 'safety_inspection'],
  ['约好通气，施工队没来', 'installation'],
  ['停气没有通知', 'supply'],
  ['柜台人员态度差，推诿', 'service_attitude'],
  ['厨房里有燃气味', 'leak_safety'],
  ['报修漏气两天没人来', 'leak_safety'],
  ['没有回音', undefined],
  ['', undefined],
  ['维修师傅态度差', undefined],
] as const)('%s: %s', (content, category) => {
  expect(guessCategory(content)).toBe(category);
});
