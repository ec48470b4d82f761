// Sentences on a narrow screen: a number stays whole, and a command can be copied.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitted } from '../../src/cli/screen/sentence.ts';
import { plainWidth } from '../../src/cli/screen/width.ts';

const warning =
  '注意: 该电话 90 天内已投诉过：2023100101；若为同一事，作废本件：tousu void 2023100102 --duplicate-of 2023100101 --reason 重复登记';

test('a command in a long line stands by itself', () => {
  expect(fitted(warning, 80)).toBe(
    '注意: 该电话 90 天内已投诉过：2023100101；若为同一事，作废本件：\ntousu void 2023100102 --duplicate-of 2023100101 --reason 重复登记',
  );
  expect(fitted(warning, 40).split('\n')).toEqual([
    '注意: 该电话 90 天内已投诉过：',
    '2023100101；若为同一事，作废本件：',
    'tousu void 2023100102 --duplicate-of 2023100101 --reason 重复登记',
  ]);
});

test('the comma behind a command gives way to the end of the line', () => {
  expect(fitted('迟报：没有流转；当日已流转的，tousu amend 0101 --relayed-by sms，再看一遍', 40)).toBe(
    '迟报：没有流转；当日已流转的，\ntousu amend 0101 --relayed-by sms\n再看一遍',
  );
});

test('behind its label a command stays, and what fits stands as it is', () => {
  const hint = '建议: tousu approve 2023100102 --as leader --by 姓名 --opinion 同意';
  expect(fitted(hint, 40)).toBe(hint);
  expect(fitted(warning, 200)).toBe(warning);
});

test('text in colours is left alone', () => {
  const coloured = `\x1b[31m${'超'.repeat(50)}\x1b[39m`;
  expect(fitted(coloured, 20)).toBe(coloured);
});

test('whatever is said, lines fit but for commands', () => {
  const text = fc.string({ unit: fc.constantFrom(...'投诉，。：；（）2023 '), maxLength: 200 });
  fc.assert(
    fc.property(text, fc.integer({ min: 20, max: 100 }), (said, width) => {
      for (const line of fitted(said, width).split('\n')) expect(plainWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});
