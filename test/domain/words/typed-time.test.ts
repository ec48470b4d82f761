// What the clerk means by a time or a day, at a fixed present.

import { describe, expect, test } from '@jest/globals';
import { parseComingDay, parseDay, parseMonth, parseWhen } from '../../src/cli/when.ts';

const now = '2026-11-26T10:00:00+08:00';

describe('when something happened', () => {
  test.each([
    ['2026-11-26 09:30', { moment: '2026-11-26T09:30:00+08:00' }],
    ['2026-11-26T09:30:15+09:00', { moment: '2026-11-26T08:30:15+08:00' }],
    ['11-25 09:30', { moment: '2026-11-25T09:30:00+08:00' }],
    ['11-27 09:30', { moment: '2025-11-27T09:30:00+08:00' }],
    // Today is the latest such day; an hour of it that is still to come is refused where it is recorded (1.2.2).
    ['11-26 23:00', { moment: '2026-11-26T23:00:00+08:00' }],
    ['02-29 09:00', { moment: '2024-02-29T09:00:00+08:00' }],
    ['9:05', { moment: '2026-11-26T09:05:00+08:00' }],
    ['昨天 09:30', { moment: '2026-11-25T09:30:00+08:00' }],
    ['11-26', { day: '2026-11-26' }],
    ['2023-02-30', undefined],
    ['02-30 09:00', undefined],
  ])('%s', (text, expected) => {
    expect(parseWhen(text, now)).toEqual(expected);
  });
});

describe('a day behind us, and a day ahead', () => {
  test.each([
    ['11-26', '2026-11-26', '2026-11-26'],
    ['11-27', '2025-11-27', '2026-11-27'],
    ['11-25', '2026-11-25', '2027-11-25'],
    ['12-10', '2025-12-10', '2026-12-10'],
    ['02-29', '2024-02-29', '2028-02-29'],
    ['02-30', undefined, undefined],
    ['今天', '2026-11-26', '2026-11-26'],
    ['昨天', '2026-11-25', '2026-11-25'],
    ['明天', '2026-11-27', '2026-11-27'],
    ['后天', '2026-11-28', '2026-11-28'],
    ['2023-10-01', '2023-10-01', '2023-10-01'],
  ])('%s', (text, behind, ahead) => {
    expect([parseDay(text, now), parseComingDay(text, '2026-11-26')]).toEqual([behind, ahead]);
  });

  test('a day ahead is counted from the day of the entry', () => {
    expect(parseComingDay('10-20', '2023-10-05')).toBe('2023-10-20');
  });
});

test.each([
  ['本月', '2026-11'],
  ['上月', '2026-10'],
  ['2023-13', undefined],
])('the month %s', (text, expected) => {
  expect(parseMonth(text, now)).toBe(expected);
});
