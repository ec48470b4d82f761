import { styleText } from 'node:util';
import { Interrupted } from '../screen/terminal.ts';
import { edit } from './editor.ts';
import { openKeyboard } from './keyboard.ts';
import type { LineHints } from './line.ts';
import type { Choice, PickHints } from './pick.ts';

export type { Choice } from './pick.ts';

interface TickHints {
  readonly ticked: readonly string[];
  readonly mayBeEmpty: boolean;
}

interface TypeHints extends LineHints {
  /** Standard phrases to choose from. */
  readonly phrases?: readonly string[];
}

/** She goes back to the question before. Where there is none, or nobody takes her there, that is breaking off. */
export class Back extends Interrupted {}

/** Questions on the terminal; each throws Interrupted at Ctrl-C, and Back at Esc or at ← where nothing is typed. */
export interface Prompts {
  /** Stands above every question from now on: which case it is about. */
  head(line: string): void;
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

/** Lines of a list that are seen at once: the screen less the question, its heading, its hint and a little of what came before. */
const pageSize = (): number => Math.max(4, Math.min(20, (process.stderr.rows || 24) - 7));

/** Older Windows consoles have no better sign. */
const cursorSign = (): string => (process.env.OS === 'Windows_NT' && !process.env.WT_SESSION ? '>' : '❯');

/** Questions asked with inquirer, on standard error. Loaded only when something is asked. */
export async function openPrompts(color: boolean): Promise<Prompts> {
  if (!color) process.env.NO_COLOR = '1';
  // What they look like is settled when they are loaded.
  const { default: inquirer } = await import('inquirer');
  const { line } = await import('./line.ts');
  const { BACK, pick } = await import('./pick.ts');
  const answered = <A>(asked: Promise<A>) => unless(BACK, asked) as Promise<Exclude<A, typeof BACK>>;
  const { input, close } = openKeyboard();
  const context = { input, output: process.stderr };
  const takenEarly = (): void => input.forgiveEnter();
  const several = inquirer.createPromptModule(context);
  let heading = '';

  const pickOne: Prompts['pick'] = (question, choices, hints = {}) =>
    answered(
      pick(
        { question, choices, heading, pageSize: pageSize(), cursor: cursorSign(), takenEarly, ...hints },
        context,
      ),
    );

  const prompts: Prompts = {
    head(about) {
      heading = about;
    },
    pick: pickOne,
    async tick(question, choices, { ticked, mayBeEmpty }) {
      const asked = several({
        type: 'checkbox',
        name: 'given',
        message: `${question}：`,
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
          ...(heading === ''
            ? {}
            : {
                prefix: {
                  idle: `${faint(heading)}\n${styleText('blue', '?')}`,
                  done: styleText('green', '✔'),
                },
              }),
          style: {
            renderSelectedChoices,
            keysHelpTip: () => faint('数字或空格选上（可选几项），↑↓ 移动，回车确定；Esc 上一项'),
          },
        },
      });
      // This prompt knows no way back of its own.
      let back = false;
      const watch = (_text: unknown, key: { readonly name?: string }): void => {
        if (key.name !== 'escape' && key.name !== 'left') return;
        back = true;
        asked.ui.close();
      };
      input.on('keypress', watch);
      try {
        return (await asked).given;
      } catch (error) {
        if (back) throw new Back();
        return interrupted(error);
      } finally {
        input.off('keypress', watch);
      }
    },
    async type(question, { phrases = [], ...hints }) {
      let { held } = hints;
      for (;;) {
        input.awaitText(true);
        const typed: string | symbol = await answered(
          line({ ...hints, question, heading, held, hasPhrases: phrases.length > 0, takenEarly }, context),
        ).finally(() => input.awaitText(false));
        if (typeof typed === 'string') return typed;
        held = await phraseFrom(phrases, pickOne, held);
      }
    },
    edit,
    close,
  };
  return prompts;
}

const faint = (text: string): string => styleText('dim', text);

/** The phrase she chooses; what stood in the line where she chooses none. */
async function phraseFrom(
  phrases: readonly string[],
  pickOne: Prompts['pick'],
  held: string | undefined,
): Promise<string | undefined> {
  try {
    return await pickOne(
      '常用语',
      phrases.map((phrase) => ({ value: phrase, label: phrase })),
    );
  } catch (error) {
    if (error instanceof Back) return held;
    throw error;
  }
}

/** What was answered; Ctrl-C at a question breaks the command off. */
async function unless<A>(back: A | symbol, asked: Promise<A>): Promise<A> {
  let given: A;
  try {
    given = await asked;
  } catch (error) {
    return interrupted(error);
  }
  if (given === back) throw new Back();
  return given;
}

function interrupted(error: unknown): never {
  if (error instanceof Error && error.name === 'ExitPromptError') throw new Interrupted();
  throw error;
}

const renderSelectedChoices = (chosen: readonly { readonly short: string }[]): string =>
  chosen.map(({ short }) => short).join('、');
