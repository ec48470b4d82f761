// Moments as programs write them, with their offset.

import { expect, test } from '@jest/globals';
import { momentWithOffset } from '../../src/cli/when.ts';

test.each([
  ['2026-11-26T09:30:15+09:00', '2026-11-26T08:30:15+08:00'],
  ['2026-11-26T09:30+08:00', '2026-11-26T09:30:00+08:00'],
  ['2026-11-25T20:30:00Z', '2026-11-26T04:30:00+08:00'],
  ['2026-11-25T20:30:00-05:30', '2026-11-26T10:00:00+08:00'],
])('%s', (text, moment) => {
  expect(momentWithOffset(text)).toEqual({ moment });
});

test.each([
  ['2026-02-30T09:30:00+08:00'],
  ['2026-11-26T24:00:00Z'],
  ['2026-11-26T09:30:00+25:00'],
  ['2026-11-26 09:30'],
])('%s is none', (text) => {
  expect(momentWithOffset(text)).toBeUndefined();
});
