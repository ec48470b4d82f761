import type { Command as Commander } from 'commander';
import { plainWidth, wrap } from './screen/width.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** The help page of a command: Chinese, aligned and wrapped by display width. `width` in columns. */
export function helpPage(program: Commander, width: number): string {
  // Said here, it is not asked of the terminal, for which Node loads its streams.
  program.configureOutput({ getOutHelpWidth: () => Math.min(width, 100), getOutHasColors: () => false });
  program.configureHelp({
    // Commander wraps nothing into less than 40 columns; Chinese reads well in much less.
    minWidthToWrap: 12,
    displayWidth: plainWidth,
    boxWrap: (text, columns) => wrap(text, columns, plainWidth),
    styleTitle: (title) => titles[title] ?? title,
    commandUsage: (command) => `${command.name()} ${command.usage()}`,
    optionDescription: (option) => option.description,
    argumentDescription: (argument) => argument.description,
  });
  // Commander sets a blank behind the title, which has a Chinese colon.
  return program
    .helpInformation()
    .replace(/^用法： /, '用法：')
    .trimEnd();
}
