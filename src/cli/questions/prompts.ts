import { styleText } from 'node:util';
import { toHalfWidth } from '../../domain/words/text.ts';
import { Interrupted } from '../screen/terminal.ts';
import { edit } from './editor.ts';
import { openKeyboard } from './keyboard.ts';

/** One of the values that may be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** InputSoFar of it while the cursor is on it. */
  readonly note?: string;
}

interface PickHints {
  /** The value the cursor is on at first; else the first choice. */
  readonly initial?: string | undefined;
  /** What is typed may be a value of its own: the choice it makes. */
  readonly free?: (typed: string) => Choice | undefined;
}

interface TickHints {
  readonly ticked: readonly string[];
  readonly mayBeEmpty: boolean;
}

interface TypeHints {
  /** Stands behind the question until something is given. */
  readonly hint: string;
  readonly initial?: string | undefined;
  /** True, or what is wrong with the text. */
  check(text: string): Promise<true | string>;
}

/** Questions on the terminal; each throws Interrupted at Ctrl-C. */
export interface Prompts {
  /** One of a list: digits choose, typing filters. */
  pick(question: string, choices: readonly Choice[], hints?: PickHints): Promise<string>;
  /** Several of a list. */
  tick(question: string, choices: readonly Choice[], hints: TickHints): Promise<readonly string[]>;
  /** One line. */
  type(question: string, hints: TypeHints): Promise<string>;
  /** Long text, in the editor of this computer. Refuses when there is none. */
  edit(text: string): string;
  close(): void;
}

/** Lines of a list that are seen at once: the screen less the question, its hint and a little of what came before. */
const pageSize = (): number => Math.max(4, Math.min(20, (process.stderr.rows || 24) - 6));

/** The prompts of inquirer, their hints in Chinese, on standard error. Loaded only when something is asked. */
export async function openPrompts(color: boolean): Promise<Prompts> {
  if (!color) process.env.NO_COLOR = '1';
  const { default: inquirer } = await import('inquirer');
  const { input, close } = openKeyboard();
  const prompt = inquirer.createPromptModule({ input, output: process.stderr });

  return {
    pick: (message, choices, hints = {}) =>
      ask(() =>
        prompt({
          type: 'search',
          name: 'given',
          message: `${message}：`,
          pageSize: pageSize(),
          default: hints.initial,
          theme: { style: { keysHelpTip: () => faint('数字或文字筛选，↑↓ 移动，回车选定') } },
          source: (typed: string | undefined) => listed(choices, typed ?? '', hints.free),
        }),
      ),
    tick: (message, choices, { ticked, mayBeEmpty }) =>
      ask(() =>
        prompt({
          type: 'checkbox',
          name: 'given',
          message: `${message}：`,
          pageSize: pageSize(),
          loop: false,
          shortcuts: { all: null, invert: null },
          choices: choices.map(({ value, label }, i) => ({
            value,
            name: `${i + 1} ${label}`,
            short: label,
            checked: ticked.includes(value),
          })),
          validate: (chosen: readonly unknown[]) =>
            mayBeEmpty || chosen.length > 0 || '至少选一项：空格或数字选上，再回车',
          theme: {
            style: {
              renderSelectedChoices,
              keysHelpTip: () => faint('数字或空格选上（可选几项），↑↓ 移动，回车确定'),
            },
          },
        }),
      ),
    type: (message, { hint, initial, check }) =>
      ask(() =>
        prompt({
          type: 'input',
          name: 'given',
          message,
          default: initial,
          validate: check,
          theme: { style: { message: asking(message, hint) } },
        }),
      ),
    edit,
    close,
  };
}

const faint = (text: string): string => styleText('dim', text);

const asking =
  (question: string, hint: string) =>
  (_message: string, status: string): string =>
    `${styleText('bold', question)}${status === 'done' || hint === '' ? '' : faint(`（${hint}）`)}：`;

/** Ctrl-C at a question breaks the command off. */
async function ask<T>(question: () => Promise<{ given: T }>): Promise<T> {
  try {
    return (await question()).given;
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new Interrupted();
    throw error;
  }
}

const renderSelectedChoices = (chosen: readonly { readonly short: string }[]): string =>
  chosen.map(({ short }) => short).join('、');

/** The choices that go with what is typed: those of that place first, then those that contain it. */
function listed(choices: readonly Choice[], typed: string, free: PickHints['free']) {
  const word = toHalfWidth(typed).trim().toLowerCase();
  const numbered = choices.map((choice, i) => ({ ...choice, place: String(i + 1) }));
  const found = numbered.filter(
    ({ place, value, label }) =>
      word === '' ||
      place.startsWith(word) ||
      value.toLowerCase().includes(word) ||
      label.toLowerCase().includes(word),
  );
  found.sort((a, b) => Number(b.place === word) - Number(a.place === word));
  const width = String(choices.length).length;
  const own = typed.trim() === '' ? undefined : free?.(typed.trim());
  const items = [
    ...found.map(({ place, value, label, note }) => ({
      value,
      name: `${place.padStart(width)} ${label}`,
      short: label,
      description: note,
    })),
    ...(own ? [{ value: own.value, name: own.label, short: own.value, description: own.note }] : []),
  ];
  return items.length > 0 ? items : [{ value: '', name: '没有符合的，', disabled: '退格重选' }];
}
