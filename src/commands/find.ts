import { type Command, type Group, isGroup, memberCalled } from '../cli/command.ts';
import { refuse } from '../domain/problems.ts';
import { nearest } from '../domain/words/nearest.ts';
import { toHalfWidth } from '../domain/words/text.ts';
import { commandCalled, commands } from './index.ts';

interface Found {
  /** The words that name it, in English whatever was typed: `dept add`. */
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
export async function findCommand(typed: string, part: string | undefined): Promise<Found> {
  const word = commandCalled(toHalfWidth(typed).trim());
  const named = word === undefined ? undefined : await commands.get(word)?.load();
  if (word === undefined || named === undefined) return unknownCommand(typed);
  if (!isGroup(named)) return { path: word, named };
  const member = part === undefined ? undefined : memberCalled(named, toHalfWidth(part).trim());
  const command = member === undefined ? undefined : named.commands[member];
  if (command !== undefined) return { path: `${word} ${member}`, named: command };
  if (named.own && !isSlip(part, named)) return { path: word, named: named.own, group: named };
  if (part === undefined || (named.alone && isNumber(part))) return { path: word, named };
  return unknownMember(typed, part, named);
}

/** A letter or two beside the word of a member. Whoever complains has no such name. */
const isSlip = (part: string | undefined, { commands: members }: Group): boolean =>
  part !== undefined &&
  /^[a-z]+$/i.test(part) &&
  nearest(part.toLowerCase(), Object.keys(members)) !== undefined;

const isNumber = (part: string): boolean => /^[\d０-９]+$/.test(part);

/** Words of the other language are no slips of the one that was typed. */
const isChinese = (word: string): boolean => /[\u4e00-\u9fff]/.test(word);

async function unknownCommand(typed: string): Promise<never> {
  const { meantBy } = await import('./shared/other-names.ts');
  const known = [...commands].map(([word, { name }]) => (isChinese(typed) ? name : word));
  const near = meantBy(typed) ?? nearest(typed.toLowerCase(), known);
  return refuseWord(typed, near, 'tousu help', [...commands.keys()]);
}

function unknownMember(typed: string, part: string, { commands: members, names }: Group): never {
  const words = Object.keys(members);
  const path = (last: string): string => `${typed} ${last}`;
  const near = nearest(part.toLowerCase(), isChinese(part) ? Object.values(names) : words);
  const possible = `可用的：${words.map((word) => `tousu ${path(word)}`).join('、')}`;
  return refuseWord(path(part), near === undefined ? undefined : path(near), possible, words);
}

function refuseWord(
  typed: string,
  near: string | undefined,
  otherwise: string,
  choices: readonly string[],
): never {
  return refuse('usage.invalid', {
    message: `没有“${typed}”这个命令${near ? `，是不是 ${near}` : ''}`,
    hint: near ? `tousu ${near}${near.includes('--') ? '' : ' --help'}` : otherwise,
    details: { choices },
  });
}
