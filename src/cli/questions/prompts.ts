import { Interrupted } from '../screen/terminal.ts';
import { edit } from './editor.ts';
import { openKeyboard } from './keyboard.ts';
import type { LineHints } from './line.ts';
import type { ListLooks } from './list.ts';
import type { Choice, PickHints } from './pick.ts';
import type { TickHints } from './tick.ts';

export type { Choice } from './pick.ts';

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
  edit(text: string): Promise<string>;
  close(): void;
}

/** Lines of a list that are seen at once: the screen less the question, its heading, its hint and a little of what came before. */
const pageSize = (): number => Math.max(4, Math.min(20, (process.stderr.rows || 24) - 7));

/** Older Windows consoles have no better signs. */
const plainSigns = { cursor: '>', signs: ['(*)', '( )'] } as const;
const goodSigns = { cursor: '❯', signs: ['◉', '◯'] } as const;
const signs = () => (process.env.OS === 'Windows_NT' && !process.env.WT_SESSION ? plainSigns : goodSigns);

const editorClosed: Choice = { value: 'closed', label: '写完了：已保存并关闭（没有要改的也选这项）' };

/** Questions asked with inquirer, on standard error. Loaded only when something is asked. */
export async function openPrompts(color: boolean): Promise<Prompts> {
  if (!color) process.env.NO_COLOR = '1';
  // What they look like is settled when they are loaded.
  const { default: inquirer } = await import('inquirer');
  const { default: measure } = await import('string-width');
  const { line } = await import('./line.ts');
  const { BACK, pick } = await import('./pick.ts');
  const { tick } = await import('./tick.ts');
  const { input, close } = openKeyboard();
  const takenEarly = (): void => input.forgiveEnter();
  const kinds = { pick, tick, line };
  type Kind = keyof typeof kinds;
  type Asked<K extends Kind> = Omit<Parameters<(typeof kinds)[K]>[0], 'heading' | 'shown'>;
  type Given<K extends Kind> = Exclude<Awaited<ReturnType<(typeof kinds)[K]>>, typeof BACK>;
  const ask = inquirer.createPromptModule({ input, output: process.stderr });
  for (const [kind, prompt] of Object.entries(kinds)) ask.registerPrompt(kind, prompt);
  const answered = async <K extends Kind>(type: K, question: Asked<K>): Promise<Given<K>> => {
    // Its core drops what was typed before the question stands there: until then it stays with the terminal.
    const shown = (): void => input.listen();
    const asked = { ...question, type, heading, shown, name: 'given', message: question.question };
    return unless<Given<K>>(
      BACK,
      ask<{ given: Given<K> | typeof BACK }>(asked).then(({ given }) => given),
    );
  };
  const looks = (): ListLooks => ({
    pageSize: pageSize(),
    columns: (process.stderr.columns || 80) - 1,
    cursor: signs().cursor,
    measure,
  });
  let heading = '';

  const pickOne: Prompts['pick'] = (question, choices, hints = {}) =>
    answered('pick', { question, choices, ...looks(), takenEarly, ...hints });

  const prompts: Prompts = {
    head(about) {
      heading = about;
    },
    pick: pickOne,
    tick: (question, choices, hints) =>
      answered('tick', { question, choices, ...looks(), signs: signs().signs, ...hints }),
    async type(question, { phrases = [], ...hints }) {
      let { held } = hints;
      for (;;) {
        input.awaitText(true);
        const typed = await answered('line', {
          ...hints,
          question,
          held,
          hasPhrases: phrases.length > 0,
          takenEarly,
        }).finally(() => input.awaitText(false));
        if (typeof typed === 'string') return typed;
        held = await phraseFrom(phrases, pickOne, held);
      }
    },
    edit: (text) => edit(text, () => pickOne('编辑器里没有改动，还开着吗', [editorClosed])),
    close,
  };
  return prompts;
}

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
async function unless<A>(back: symbol, asked: Promise<A | symbol>): Promise<A> {
  let given: A | symbol;
  try {
    given = await asked;
  } catch (error) {
    return interrupted(error);
  }
  if (given === back) throw new Back();
  return given as A;
}

function interrupted(error: unknown): never {
  if (error instanceof Error && error.name === 'ExitPromptError') throw new Interrupted();
  throw error;
}
