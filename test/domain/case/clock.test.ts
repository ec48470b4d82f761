import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  clockState,
  endOfNaturalDay,
  isBreach,
  isDay,
  isLateEntry,
  minute,
  momentAt,
  secondsBetween,
} from '../../../src/domain/case/clock.ts';
import { on } from '../../support/build-case.ts';

describe('how days are counted: the day of the event is not, the period ends at 24:00 of its last day', () => {
  test.each([
    ['the same day', '2023-10-01T09:30:00+08:00', 0, '2023-10-01'],
    ['accepted in its first second', '2023-10-01T00:00:00+08:00', 3, '2023-10-04'],
    ['accepted in its last second', '2023-10-01T23:59:59+08:00', 3, '2023-10-04'],
    ['a last day on a holiday does not move', '2023-09-28T09:30:00+08:00', 3, '2023-10-01'],
    ['a month of 31 days ends', '2023-10-31T09:30:00+08:00', 1, '2023-11-01'],
    ['a month of 30 days ends', '2023-09-30T09:30:00+08:00', 1, '2023-10-01'],
    ['February of a leap year', '2024-02-28T09:30:00+08:00', 1, '2024-02-29'],
    ['from the leap day', '2024-02-29T09:30:00+08:00', 1, '2024-03-01'],
    ['February of a common year', '2023-02-28T09:30:00+08:00', 1, '2023-03-01'],
    ['a century that is no leap year', '2100-02-28T09:30:00+08:00', 1, '2100-03-01'],
    ['a year ends', '2023-12-31T23:00:00+08:00', 3, '2024-01-03'],
  ])('%s', (_name, from, days, last) => {
    expect(endOfNaturalDay(from, days)).toBe(`${last}T23:59:59+08:00`);
  });

  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2023-13-01', false],
    ['2023-00-10', false],
    ['2023-1-1', false],
    ['', false],
  ])('the day %s exists: %s', (day, exists) => {
    expect(isDay(day)).toBe(exists);
  });

  test('days before: 90 days before 2023-03-01', () => {
    expect(addDays('2023-03-01', -90)).toBe('2022-12-01');
  });

  test('an instant is written in China time, whatever the zone of the machine', () => {
    expect(momentAt(Date.UTC(2023, 8, 30, 16, 30))).toBe('2023-10-01T00:30:00+08:00');
    expect(momentAt(Date.UTC(2023, 9, 1, 15, 59, 59) + 999)).toBe('2023-10-01T23:59:59+08:00');
  });

  test('seconds lie between moments, and a moment is read to the minute', () => {
    expect(secondsBetween(on('10-01 23:59:59'), on('10-02 00:00'))).toBe(1);
    expect(minute(on('10-01 09:30:59'))).toBe('2023-10-01 09:30');
  });
});

describe('2.1.4 the states of a clock', () => {
  const due = { dueAt: on('10-04 23:59:59'), metAt: null, cancelledAt: null };
  test.each([
    ['unmet in its last second: running', due, on('10-04 23:59:59'), 'running', false],
    ['unmet in the first second after: overdue', due, on('10-05 00:00'), 'overdue', true],
    ['met at the due second: in time', { ...due, metAt: due.dueAt }, on('11-01 00:00'), 'met', false],
    ['met a second later: late', { ...due, metAt: on('10-05 00:00') }, on('10-04 00:00'), 'late', true],
    [
      'cancelled unmet: no breach',
      { ...due, cancelledAt: on('10-06 00:00') },
      on('11-01 00:00'),
      'cancelled',
      false,
    ],
  ])('%s', (_name, judged, asOf, state, breach) => {
    expect(clockState(judged, asOf)).toBe(state);
    expect(isBreach(judged, asOf)).toBe(breach);
  });
});

describe('补录: typed in more than a day late', () => {
  test.each([
    ['exactly a day', '10-02 09:30', false],
    ['a day and a second', '10-02 09:30:01', true],
    ['at once', '10-01 09:30', false],
  ])('%s', (_name, recordedAt, late) => {
    expect(isLateEntry(on('10-01 09:30'), on(recordedAt))).toBe(late);
  });
});
