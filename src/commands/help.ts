import { type Group, isGroup } from '../cli/command.ts';
import { helpPage } from '../cli/help.ts';
import { commanderOf } from '../cli/parse.ts';
import { pad, plainWidth } from '../cli/screen/width.ts';
import { globalOptions } from '../cli/words.ts';
import { findCommand } from './find.ts';
import { chapters } from './index.ts';
import { helpPages } from './pages/help-pages.ts';

/** Rows under each other, all but the last cell of each as wide as the widest in its place. */
const column = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => plainWidth(row[i] ?? ''))) + 2);
  return rows
    .map(
      (row) =>
        `  ${row.map((cell, i) => (i < row.length - 1 ? pad(cell, widths[i] ?? 0, plainWidth) : cell)).join('')}`,
    )
    .join('\n');
};

/** The page of a command, of a group, or of the whole program; refuses a word that is neither. */
export async function helpFor(path: readonly string[], width: number): Promise<string> {
  const [word, part] = path;
  if (word === undefined) return overview();
  const page = helpPages[word];
  if (page && part === undefined) return page.page(width);
  const { path: naming, named, group } = await findCommand(word, part);
  if (isGroup(named)) return groupPage(naming, named);
  const own = commandPage(naming, named, width);
  return group ? `${own}\n\n另有：\n${column(membersOf(naming, group))}` : own;
}

function commandPage(path: string, command: Parameters<typeof commanderOf>[1], width: number): string {
  // Never broken: an example is there to be copied.
  const examples = command.examples.map((example) => `  ${example}`);
  return `${helpPage(commanderOf(path, command), width)}\n\n例：\n${examples.join('\n')}`;
}

function groupPage(word: string, group: Group): string {
  const [first = ''] = Object.keys(group.commands);
  const alone = group.alone === undefined ? '' : `\n\n${group.alone.usedWhen}如 ${group.alone.examples[0]}`;
  return `${group.summary}\n\n命令：\n${column(membersOf(word, group))}${alone}\n\n每个命令的用法：tousu ${word} ${first} --help`;
}

const membersOf = (word: string, { commands, names }: Group) =>
  Object.entries(commands).map(
    ([member, { summary }]) => [`tousu ${word} ${member}`, names[member] ?? '', summary] as const,
  );

function overview(): string {
  const parts = chapters.map(
    ({ title, entries }) =>
      `${title}：\n${column(Object.entries(entries).map(([word, { name, summary }]) => [word, name, summary]))}`,
  );
  const globals = column([...globalOptions, ['-h, --help', '显示帮助'], ['-V, --version', '显示版本']]);
  return [
    '燃气公司投诉管理台账\n\n用法：tousu <命令> [选项]      命令写英文或中文都行：tousu close 0102、tousu 归档 0102',
    ...parts,
    `通用选项：\n${globals}`,
    `另见：\n${column(Object.entries(helpPages).map(([name, { summary }]) => [`tousu help ${name}`, summary]))}`,
    '每个命令的用法：tousu register --help\n在终端可以只打 tousu，或只打命令名，按提示填写。',
  ].join('\n\n');
}
