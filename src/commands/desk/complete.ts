import { type Command, type Group, isGroup, memberCalled } from '../../cli/command.ts';
import { FILES } from '../../cli/completion-scripts.ts';
import { type Field, isArgument, optionName } from '../../cli/fields.ts';
import { shown } from '../../cli/screen/text.ts';
import { globalOptions, splitWords } from '../../cli/words.ts';
import { openContext, openSession } from '../../context.ts';
import { commandCalled, commands } from '../index.ts';
import { helpPages } from '../pages/help-pages.ts';
import { suggestions } from './suggestions.ts';

/** What may be typed, with what it means. */
type Candidate = readonly [word: string, meaning: string];

/**
 * The candidates for the word that is being typed, a line each. `words` are those after `tousu`; the one being typed is
 * number `place`, from 1, and may be missing where it is still empty. A ledger that cannot be opened offers none. Where the
 * path of a file is meant, the answer is FILES.
 */
export async function complete(place: number, words: readonly string[]): Promise<string> {
  const before = joined(words.slice(0, place - 1)).map(unquoted);
  const typed = words[place - 1] ?? '';
  const current = typed === '=' ? '' : unquoted(typed);
  const [, option, part] = /^(--[a-z-]+=)(.*)$/.exec(current) ?? [undefined, '', current];
  const found = await candidates(option ? [...before, option.slice(0, -1)] : before, part ?? '');
  if (found === FILES) return FILES;
  return found
    .filter(([word]) => word.startsWith(part ?? ''))
    .map(([word, meaning]) => `${option}${shown(word)}\t${shown(meaning).replaceAll(/\s+/g, ' ')}`)
    .join('\n');
}

/** bash cuts `--channel=phone` in three. */
const joined = (words: readonly string[]): readonly string[] => words.filter((word) => word !== '=');

const unquoted = (word: string): string => word.replaceAll(/^['"]|['"]$/g, '');

/** The candidates, or that the shell has them: files. */
type Candidates = readonly Candidate[] | typeof FILES;

async function candidates(before: readonly string[], part: string): Promise<Candidates> {
  if (before.at(-1) === '--ledger') return FILES;
  const plain = splitWords(before).places.map((place) => before[place] ?? '');
  const [typed, sub] = plain;
  if (typed === undefined) return part.startsWith('-') ? globals : commandWords(part);
  if (typed === 'help' || typed === '帮助') return [...commandWords(part), ...pageWords];
  const word = commandCalled(typed);
  const entry = word === undefined ? undefined : await commands.get(word)?.load();
  if (word === undefined || entry === undefined) return [];
  if (!isGroup(entry)) return ofCommand(word, entry, before, plain.slice(1), part);
  const member = sub === undefined ? undefined : memberCalled(entry, sub);
  const command = member === undefined ? undefined : entry.commands[member];
  if (command) return ofCommand(`${word} ${member}`, command, before, plain.slice(2), part);
  const members = memberWords(entry, part);
  if (entry.own === undefined) return members;
  const own = await ofCommand(word, entry.own, before, plain.slice(1), part);
  return sub === undefined && !part.startsWith('-') && own !== FILES ? [...members, ...own] : own;
}

/** Both names of everything would be twice the list: the Chinese ones are offered to who begins in Chinese. */
const inChinese = (part: string): boolean => /[^\0-\x7f]/.test(part);

const commandWords = (part: string): readonly Candidate[] => [
  ...[...commands].map(([word, { name, summary }]): Candidate => [inChinese(part) ? name : word, summary]),
  [inChinese(part) ? '帮助' : 'help', '帮助'],
];

const memberWords = (group: Group, part: string): readonly Candidate[] =>
  Object.entries(group.commands).map(
    ([word, { summary }]): Candidate => [(inChinese(part) ? group.names[word] : undefined) ?? word, summary],
  );

const pageWords: readonly Candidate[] = Object.entries(helpPages).map(([word, { summary }]) => [
  word,
  summary,
]);

const globals: readonly Candidate[] = [
  ...globalOptions.map(([flags, label]): Candidate => [flags.split(' ')[0] ?? '', label]),
  ['--help', '帮助'],
];

async function ofCommand(
  path: string,
  command: Command,
  before: readonly string[],
  plain: readonly string[],
  part: string,
): Promise<Candidates> {
  const fields = Object.entries(command.fields);
  const isOption = ([, field]: readonly [string, Field]) => !isArgument(field);
  const asksValue = fields.find((entry) => isOption(entry) && wordsOf(entry).includes(before.at(-1) ?? ''));
  if (asksValue && asksValue[1].shape !== 'flag') return valuesOf(path, asksValue[1], before);
  if (part.startsWith('-')) {
    const options = fields.filter(isOption).map(([key, { label }]): Candidate => [optionName(key), label]);
    return [...options, ...globals];
  }
  const values = new Set(fields.filter(isOption).flatMap(wordsOf));
  const given = plain.filter((word) => !values.has(before[before.lastIndexOf(word) - 1] ?? ''));
  const places = fields.filter((entry) => !isOption(entry));
  const last = places.at(-1);
  const next = places[given.length] ?? (last?.[1].shape === 'arguments' ? last : undefined);
  return next ? valuesOf(path, next[1], before) : [];
}

/** How the option may be written. */
const wordsOf = ([key, { short }]: readonly [string, Field]): readonly string[] =>
  short === undefined ? [optionName(key)] : [optionName(key), `-${short}`];

async function valuesOf(path: string, { type, ask }: Field, before: readonly string[]): Promise<Candidates> {
  if (type.isPath) return FILES;
  if (type.choices) return Object.entries(type.choices);
  if (ask?.from === undefined) return [];
  const { globals: given } = splitWords(before);
  const ledger = given[given.lastIndexOf('--ledger') + 1];
  const session = openSession(given.includes('--ledger') && ledger !== undefined ? { ledger } : {});
  try {
    const ctx = await openContext(session);
    try {
      const { choices } = await suggestions(ctx, path)(ask.from, {});
      return choices.map(({ value, label }) => [value, label]);
    } finally {
      await ctx.ledger.close();
    }
  } catch {
    return [];
  }
}
