import { toHalfWidth } from '../domain/words/text.ts';

/**
 * The words as they were meant: `--channel　来电`, `—channel` and `－－channel＝来电` have a blank, dashes and signs of an
 * input method, and a shell takes “李 强” apart. Behind `--` everything stands as it is.
 */
export function wordsAsMeant(words: readonly string[]): readonly string[] {
  const end = words.indexOf('--');
  const before = end < 0 ? words : words.slice(0, end);
  const meant = joinQuoted(before.flatMap((word) => word.split(BEFORE_OPTION)).flatMap(optionAsMeant));
  return end < 0 ? meant : [...meant, ...words.slice(end)];
}

const BEFORE_OPTION = /\u3000+(?=[-\u2010-\u2015\u2212\ufe63\uff0d]{1,3}[a-z\uff41-\uff5a])/i;
const OPTION =
  /^([-\u2010-\u2015\u2212\ufe63\uff0d]{1,3})([a-z\uff41-\uff5a][-\u2010-\u2015\u2212\ufe63\uff0da-z\uff41-\uff5a]*)(?:([=\uff1d])|\u3000+|$)(.*)$/is;
const DASHES = /[\u2010-\u2015\u2212\ufe63\uff0d]/g;

/** An option in signs of an input method, and the value behind its full-width blank; any other word as it is. */
function optionAsMeant(word: string): readonly string[] {
  const [, dashes = '', name = '', equals, value = ''] = OPTION.exec(word) ?? [];
  if (name === '') return [word];
  const marks = /^-+$/.test(dashes) ? dashes : name.length === 1 ? '-' : '--';
  const option = `${marks}${toHalfWidth(name.replaceAll(DASHES, '-'))}`;
  if (equals !== undefined) return [`${option}=${value}`];
  return value === '' ? [option] : [option, value];
}

/** “李 强” came as two words: a typographic quote says nothing to a shell. Not across an option. */
function joinQuoted(words: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const last = endOfQuotation(words, i);
    joined.push(last === undefined ? word : words.slice(i, last + 1).join(' '));
    if (last !== undefined) i = last;
  }
  return joined;
}

const OPENING = /^(?:--[a-z-]+=)?([“”‘’「])[^“”‘’「」]*$/;

/** The place of the word that ends the quotation which the word at `start` begins; undefined where it begins none. */
function endOfQuotation(words: readonly string[], start: number): number | undefined {
  const opening = OPENING.exec(words[start] ?? '')?.[1];
  if (opening === undefined) return undefined;
  const closing = opening === '「' ? '」' : '“”'.includes(opening) ? '“”' : '‘’';
  for (let i = start + 1; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word.startsWith('-')) return undefined;
    const at = word.search(/[“”‘’「」]/);
    if (at >= 0) return at === word.length - 1 && closing.includes(word[at] ?? '') ? i : undefined;
  }
  return undefined;
}
