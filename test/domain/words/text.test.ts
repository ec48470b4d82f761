// One rule for what is hidden in a text, whichever way it comes in or goes out.

import { describe, expect, test } from '@jest/globals';
import {
  escapeHidden,
  hasHidden,
  isPlainLine,
  parsePhone,
  toHalfWidth,
} from '../../../src/domain/words/text.ts';

describe('what is hidden in a text', () => {
  test.each([
    ['escape', '\u001b[31m', '\\u001b[31m'],
    ['carriage return', 'a\rb', 'a\\u000db'],
    ['C1 control', '\u009b', '\\u009b'],
    ['left-to-right mark', 'a\u200eb', 'a\\u200eb'],
    ['right-to-left mark', 'a\u200fb', 'a\\u200fb'],
    ['right-to-left override', 'a\u202eb', 'a\\u202eb'],
    ['Arabic letter mark', 'a\u061cb', 'a\\u061cb'],
    ['line separator', 'a\u2028b', 'a\\u2028b'],
    ['byte order mark', 'a\ufeffb', 'a\\ufeffb'],
    ['isolate', '\u2066a\u2069', '\\u2066a\\u2069'],
  ])('%s is found and written out', (_name, text, shown) => {
    expect(hasHidden(text)).toBe(true);
    expect(hasHidden(text)).toBe(true);
    expect(isPlainLine(text)).toBe(false);
    expect(escapeHidden(text)).toBe(shown);
  });

  test('the controls of Unicode but newline and tab, and fifteen marks: of every sign there is', () => {
    const hidden = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
    const differs = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code)).filter(
      (sign) => hasHidden(sign) !== hidden.test(sign),
    );
    expect(differs).toEqual([]);
  });

  test('newline and tab belong to a text, not to a line', () => {
    expect(hasHidden('a\n\tb')).toBe(false);
    expect(escapeHidden('a\n\tb')).toBe('a\n\tb');
    expect([isPlainLine('a\nb'), isPlainLine('a\tb'), isPlainLine('燃气😀')]).toEqual([false, false, true]);
  });
});

test('what an input method writes in full width is meant in half width', () => {
  expect(toHalfWidth('２０２３－１０－０１　０９：３０')).toBe('2023-10-01 09:30');
});

test.each([
  ['138 0000 1234', '13800001234'],
  ['（０３９１）７１７００００', '03917170000'],
  ['+86-13800001234', '+86-13800001234'],
  ['138—0000—1234', '138-0000-1234'],
  ['\u202d13800001234\u202c', '13800001234'],
  ['0391-7172777转801', '0391-7172777转801'],
  ['0391－7172777 分机 801', '0391-7172777转801'],
  ['0391-7172777转', undefined],
  ['1234', undefined],
  ['138****1234', undefined],
  ['微信', undefined],
])('phone %s', (given, kept) => {
  expect(parsePhone(given)).toBe(kept);
});
