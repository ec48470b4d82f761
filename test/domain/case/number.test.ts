import { describe, expect, test } from '@jest/globals';
import { byNumber, formatNumber, needsThreeDigits, parseNumber } from '../../../src/domain/case/number.ts';

describe('Annex 1: the number is the acceptance date and the sequence of the day', () => {
  test.each([
    [1, '2023100101'],
    [2, '2023100102'],
    [99, '2023100199'],
    [100, '20231001100'],
    [101, '20231001101'],
    [999, '20231001999'],
    [1000, '202310011000'],
  ])('case %d of 2023-10-01 is %s', (sequence, no) => {
    expect(formatNumber('2023-10-01', sequence)).toBe(no);
    expect(parseNumber(no)).toEqual({ day: '2023-10-01', sequence });
  });

  test.each([
    [99, false],
    [100, true],
    [1000, true],
  ])('case %d: more digits than the example has: %s', (sequence, more) => {
    expect(needsThreeDigits(sequence)).toBe(more);
  });

  test.each([
    ['a sequence with a zero too many', '20231001002'],
    ['no sequence', '20231001'],
    ['one digit', '202310011'],
    ['sequence 0', '2023100100'],
    ['a day that no calendar has', '2023023001'],
    ['the 13th month', '2023130101'],
    ['letters', '20231001A1'],
    ['space around it', ' 2023100102'],
  ])('%s is no number', (_name, no) => {
    expect(parseNumber(no)).toBeUndefined();
  });
});

test('in order: by day, then by place in it, however many digits that has', () => {
  const inOrder = ['2023100199', '20231001100', '202310011000', '2023100201', '2024010101'];
  expect(inOrder.toReversed().sort(byNumber)).toEqual(inOrder);
});
