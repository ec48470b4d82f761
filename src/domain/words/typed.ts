import { withoutInvisible } from './text.ts';

/** What a person typed, read as it was meant: input methods, chat windows and word processors put other signs in. */

/** Opening and closing signs of a pair; an input method that lost count writes either of them at either end. */
const QUOTED = /^(?:[“”]([^“”]+)[“”]|[‘’]([^‘’]+)[‘’]|[「」]([^「」]+)[「」]|＂([^＂]+)＂)$/;

/** A value of one line: without what nobody sees, blanks at its ends and a pair of typographic quotes around all of it. */
export function lineAsMeant(text: string): string {
  const line = withoutInvisible(text).trim();
  const quoted = QUOTED.exec(line);
  return quoted === null ? line : (quoted.slice(1).find((inner) => inner !== undefined) ?? '').trim();
}

/** A text of several lines: without blanks and what nobody sees at its ends; inside it everything stands as it was. */
export function textAsMeant(text: string): string {
  const isNothing = (sign = ''): boolean => withoutInvisible(sign).trim() === '';
  let [start, end] = [0, text.length];
  while (start < end && isNothing(text[start])) start++;
  while (start < end && isNothing(text[end - 1])) end--;
  return text.slice(start, end);
}
