// The words of a command line as an input method writes them, and as they were meant.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { areStrange } from '../../src/cli/words.ts';
import { wordsAsMeant } from '../../src/cli/words-as-meant.ts';

test.each([
  ['a full-width blank behind an option', ['--channel　来电'], ['--channel', '来电']],
  ['several of them', ['--channel　　来电'], ['--channel', '来电']],
  ['a whole line in one word', ['list　--status　待转办　—json'], ['list', '--status', '待转办', '--json']],
  ['a dash that the input method made of two', ['—channel', '来电'], ['--channel', '来电']],
  ['its shorter sister', ['–channel', '来电'], ['--channel', '来电']],
  ['two of them', ['——channel', '来电'], ['--channel', '来电']],
  ['full-width hyphens', ['－－channel＝来电'], ['--channel=来电']],
  ['full-width letters', ['－－ｃhannel', '来电'], ['--channel', '来电']],
  ['one of them behind the hyphens', ['--Ａ'], ['--A']],
  ['a full-width equals sign', ['--channel＝来电'], ['--channel=来电']],
  ['a dash within an option', ['--respond—within', '2'], ['--respond-within', '2']],
  ['an option of one letter', ['－o', 'a.xlsx'], ['-o', 'a.xlsx']],
  ['a value with a full-width blank', ['--content=报修　两天'], ['--content=报修　两天']],
  ['the same behind the option', ['--content　报修　两天'], ['--content', '报修　两天']],
  ['a text that begins with a dash', ['--content', '——他说没人来'], ['--content', '——他说没人来']],
  ['a name in quotes that a shell took apart', ['--name', '“李', '强”'], ['--name', '“李 强”']],
  ['the same behind an equals sign', ['--name=“李', '强”', '--json'], ['--name=“李 强”', '--json']],
  ['corner brackets', ['note', '01', '「两天', '没人来」'], ['note', '01', '「两天 没人来」']],
  ['quotes that lost count', ['--name', '”李', '强“'], ['--name', '”李 强“']],
  ['a quote that no word closes', ['--name', '“李', '--json'], ['--name', '“李', '--json']],
  ['a quote closed behind an option', ['--name', '“李', '--by', '王芳”'], ['--name', '“李', '--by', '王芳”']],
  ['a quoted word within a text', ['--content', '说“明天”', '来'], ['--content', '说“明天”', '来']],
  [
    'everything behind --',
    ['note', '01', '--', '—channel', '“a', 'b”'],
    ['note', '01', '--', '—channel', '“a', 'b”'],
  ],
])('%s', (_name, typed, meant) => {
  expect(wordsAsMeant(typed)).toEqual(meant);
  // Who is not looked at more closely is taken as he typed.
  expect(areStrange(typed) || typed.join() === meant.join()).toBe(true);
});

describe('whatever is typed', () => {
  const word = fc.string({ unit: fc.constantFrom(...'-—–－=＝　“”‘’「」abＡ来电 '), maxLength: 8 });
  const words = fc.array(word, { maxLength: 6 });

  test('what an input method never touched stands as it is', () => {
    fc.assert(
      fc.property(words, (typed) => {
        if (!areStrange(typed)) expect(wordsAsMeant(typed)).toEqual(typed);
      }),
      { numRuns: 2000 },
    );
  });

  test('what was meant is meant', () => {
    fc.assert(
      fc.property(words, (typed) => {
        const meant = wordsAsMeant(typed);
        expect(wordsAsMeant(meant)).toEqual(meant);
      }),
      { numRuns: 2000 },
    );
  });

  test('no sign of a value is lost', () => {
    const signs = (all: readonly string[]): string =>
      all
        .join('')
        .normalize('NFKC')
        .replaceAll(/[\s\-=‐-―−]/g, '');
    fc.assert(
      fc.property(words, (typed) => {
        expect(signs(wordsAsMeant(typed))).toBe(signs(typed));
      }),
      { numRuns: 2000 },
    );
  });
});
