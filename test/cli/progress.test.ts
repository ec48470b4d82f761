import { expect, test } from '@jest/globals';
import { progressBar } from '../../src/cli/screen/progress.ts';

test('a bar says what is done where one work follows another, and wipes all of itself out', () => {
  expect(progressBar(50, 100)).toBe(`\r[${'#'.repeat(15)}${'-'.repeat(15)}] 50/100`);
  expect(progressBar(50, 100, '写入台账')).toBe(`\r写入台账 [${'#'.repeat(15)}${'-'.repeat(15)}] 50/100`);
  // Of the last bar there were 49 columns: a Chinese sign takes two.
  expect(progressBar(100, 100, '写入台账')).toBe(`\r${' '.repeat(49)}\r`);
});
