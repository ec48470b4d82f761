import { plainWidth, wrap } from './width.ts';

/** A command in a sentence, up to the sign that ends it. */
const COMMAND = /(tousu(?: [^\s，。；：、（）“”]+)+)/;

/** What stands before a command without its being a sentence: 建议, 错误. */
const LABEL = /^\S{2}: $/;

/**
 * Sentences that fit the screen: no number broken, no line that begins with closing punctuation. In a line that is too
 * long a command stands by itself, unbroken, to be copied. Text in colours has been made to fit already.
 */
export function fitted(text: string, width: number): string {
  if (text.includes('\x1b')) return text;
  return text
    .split('\n')
    .map((line) => (plainWidth(line) <= width ? line : broken(line, width)))
    .join('\n');
}

function broken(line: string, width: number): string {
  const lines: string[] = [];
  let label = '';
  // Every second part is a command.
  line.split(COMMAND).forEach((part, place) => {
    const words = place % 2 === 0 ? part.replace(/^[，。；、]/, '').trimEnd() : part;
    if (LABEL.test(part)) label = part;
    else if (words !== '') {
      lines.push(place % 2 === 0 ? wrap(words, width, plainWidth) : `${label}${words}`);
      label = '';
    }
  });
  return lines.join('\n');
}
