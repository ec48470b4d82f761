import { type Command, type Group, isGroup, memberOf } from '../cli/command.ts';
import { refuse } from '../domain/problems.ts';
import { nearest } from '../domain/words/nearest.ts';
import { commands } from './index.ts';

interface Found {
  /** The words that name it: `dept add`. */
  readonly path: string;
  readonly named: Command | Group;
  /** The group that the command has its word from: others stand under it. */
  readonly group?: Group;
}

/**
 * What the first two words of the command line name: a command, or a group where the word behind it is missing or,
 * where the group takes one, a registration number. The word of a group that is a command itself is that command,
 * whatever else stands behind it. Refuses words that name nothing.
 */
export async function findCommand(word: string, part: string | undefined): Promise<Found> {
  const named = (await commands.get(word)?.load()) ?? unknownWord([word], [...commands.keys()]);
  if (!isGroup(named)) return { path: word, named };
  const command = part === undefined ? undefined : memberOf(named, part);
  if (command !== undefined) return { path: `${word} ${part}`, named: command };
  if (named.own) return { path: word, named: named.own, group: named };
  if (part === undefined || (named.alone && isNumber(part))) return { path: word, named };
  return unknownWord([word, part], Object.keys(named.commands));
}

const isNumber = (part: string): boolean => /^[\d０-９]+$/.test(part);

function unknownWord(words: readonly string[], known: readonly string[]): never {
  const before = words.slice(0, -1);
  const near = nearest((words.at(-1) ?? '').toLowerCase(), known);
  const path = (last: string): string => [...before, last].join(' ');
  const possible = before.length === 0 ? 'tousu help' : `可用的：${known.map(path).map(typed).join('、')}`;
  return refuse('usage.invalid', {
    message: `没有“${words.join(' ')}”这个命令${near ? `，是不是 ${path(near)}` : ''}`,
    hint: near ? `tousu ${path(near)} --help` : possible,
    details: { choices: known },
  });
}

const typed = (path: string): string => `tousu ${path}`;
