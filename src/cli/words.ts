/** The options that every command takes, before or after its name. */
export const globalOptions = [
  ['--ledger <文件>', '台账文件（默认 $TOUSU_LEDGER，再默认本人的数据文件夹）'],
  ['--json', '结果以 JSON 输出'],
  ['--no-input', '不提问，缺什么就报错'],
  ['--no-color', '不用颜色'],
] as const;

const globals: ReadonlySet<string> = new Set([
  ...globalOptions.map(([flags]) => flags.split(' ')[0] ?? ''),
  '-h',
  '--help',
  '-V',
  '--version',
]);

/** Global options that take a value: the word behind them is not the command. */
export const takesValue = (word: string): boolean => word === '--ledger';

interface Split {
  /** Where the words stand that are neither an option nor the value of a global one: the command, its arguments. */
  readonly places: readonly number[];
  /** The global options as they were typed, with their values. */
  readonly globals: readonly string[];
}

/** What was typed after `tousu`, as far as it can be told apart before the command is known. Behind `--` all is plain. */
export function splitWords(words: readonly string[]): Split {
  const places: number[] = [];
  const found: string[] = [];
  const end = words.indexOf('--');
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('-') || (end >= 0 && i > end)) places.push(i);
    else if (globals.has(word.split('=', 1)[0] ?? '')) {
      found.push(word);
      const value = words[i + 1];
      if (takesValue(word) && value !== undefined) found.push(words[++i] ?? value);
    }
  }
  return { places, globals: found };
}

/** What only an input method or a chat window puts into the words of a command line. */
const STRANGE =
  /\u3000|^[\u2010-\u2015\u2212\ufe63\uff0d]|^-[^=]*[\u2010-\u2015\u2212\ufe63\uff01-\uff5e]|[\u201c\u201d\u2018\u2019\u300c]/;

/** Something in the words may be meant otherwise than it was typed: `words-as-meant.ts` tells. */
export const areStrange = (words: readonly string[]): boolean => words.some((word) => STRANGE.test(word));
