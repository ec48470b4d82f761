// A value as it was meant, whatever came along when it was pasted.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineAsMeant, textAsMeant } from '../../../src/domain/words/typed.ts';

describe('one line', () => {
  test.each([
    ['“李强”', '李强'],
    ['”李强“', '李强'],
    ['‘李强’', '李强'],
    ['「李强」', '李强'],
    ['＂李强＂', '李强'],
    ['“ 李强　”', '李强'],
    ['\u200e“\u202d李\u200b强\u202c”\ufeff', '李强'],
    ['工程\u00ad部', '工程部'],
    ['李\u200d强\u200d', '李强'],
    ['张👨\u200d👩\u200d👧秀英', '张👨\u200d👩\u200d👧秀英'],
    // Quotes that are part of the name stay.
    ['“好又多”超市', '“好又多”超市'],
    ['“甲”和“乙”', '“甲”和“乙”'],
    ['“李强’', '“李强’'],
    ['“”', '“”'],
    ['　李　强　', '李　强'],
  ])('%j is %j', (typed, meant) => {
    expect(lineAsMeant(typed)).toBe(meant);
  });
});

const invisible = fc.constantFrom('\u200b', '\u200e', '\u202a', '\u202e', '\u2066', '\ufeff', '\u00ad');

test('signs that nobody sees change no line, wherever they stand', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...'李强a1 ，“”')),
      fc.array(invisible),
      fc.nat(),
      (signs, extra, place) => {
        const at = place % (signs.length + 1);
        const strewn = [...signs.slice(0, at), ...extra, ...signs.slice(at)].join('');
        expect(lineAsMeant(strewn)).toBe(lineAsMeant(signs.join('')));
      },
    ),
  );
});

test('of a text only the ends are cleared', () => {
  expect(textAsMeant('\ufeff\n 一\u200d二\n\n三\u202e四 \u200b\n')).toBe('一\u200d二\n\n三\u202e四');
  expect(textAsMeant(' \ufeff ')).toBe('');
});

test('a text of blanks in its middle is read in no time', () => {
  const long = `a${' '.repeat(200_000)}b`;
  const began = performance.now();
  expect(textAsMeant(long)).toBe(long);
  expect(performance.now() - began).toBeLessThan(1000);
});
