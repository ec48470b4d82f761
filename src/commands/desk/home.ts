import { bareCommand, type Command, type Ending } from '../../cli/command.ts';
import { openPrompts } from '../../cli/questions/prompts.ts';
import { Interrupted } from '../../cli/screen/terminal.ts';
import { shown } from '../../cli/screen/text.ts';
import { type Listener, openContext, type Session } from '../../context.ts';
import { Refusal } from '../../domain/problems.ts';
import { openDraft } from '../../store/files/drafts.ts';
import { helpFor } from '../help.ts';
import { type QuickLine, quickLine } from './quick-line.ts';
import { loadDesk } from './screen/load.ts';
import { runScreen } from './screen/run.ts';
import type { Desk } from './screen/state.ts';

/** How the words of a command are run: with a draft to go on with, and heard by somebody. */
export interface Manner {
  readonly draft?: string | undefined;
  readonly listener?: Listener | undefined;
}

/** Runs the words that could have been typed after `tousu`; what the process would have exited with. */
export type Run = (words: readonly string[], manner: Manner) => Promise<number>;

/** `tousu` alone: the work screen, until left. */
export const homeCommand = (run: Run): Command =>
  bareCommand({
    summary: '首页',
    usedWhen: '只打 tousu：今天的待办列在屏幕上，选一件就办；n 受理，/ 查找，m 月末，? 看全部按键。',
    fields: {},
    examples: ['tousu', 'tousu --ledger D:\\\\投诉\\\\ledger.db'],
    async run(session): Promise<Ending> {
      if (!session.interactive) {
        session.print(await helpFor([], session.width));
        return 0;
      }
      const desk = await firstDesk(session, run);
      if (desk === undefined) return 0;
      return runScreen(session, desk, {
        run,
        register: (listener, typed) => register(session.renewed(), run, listener, typed),
      });
    },
  });

/** The work as it is now; where there is no ledger yet it is made first. Undefined: she does not want one. */
async function firstDesk(session: Session, run: Run): Promise<Desk | undefined> {
  for (;;) {
    try {
      return await deskOf(session.renewed());
    } catch (error) {
      if (!(error instanceof Refusal) || error.problem.code !== 'not_found.ledger') throw error;
      if (!(await wantsLedger(session))) return undefined;
      await run(['init'], {});
    }
  }
}

async function deskOf(session: Session): Promise<Desk> {
  const ctx = await openContext(session);
  try {
    return await loadDesk(ctx);
  } finally {
    await ctx.ledger.close();
  }
}

async function wantsLedger(session: Session): Promise<boolean> {
  session.say(`台账会放在 ${shown(session.address)}`);
  const prompts = await openPrompts(session.color);
  try {
    const choices = [
      { value: 'init', label: '建一本' },
      { value: 'leave', label: '不建，退出' },
    ];
    const chosen = await prompts.pick('这里还没有台账，现在建一本吗', choices, { escapeMeans: '退出' });
    return chosen === 'init';
  } finally {
    prompts.close();
  }
}

/**
 * A call: its first question takes a name, or all of it on one line. What was written is a draft before anything else is
 * asked; a line left empty asks for everything, one after the other.
 */
async function register(session: Session, run: Run, listener: Listener, typed: string): Promise<number> {
  const line = await firstWords(session, typed);
  if (line === undefined) return BROKEN_OFF;
  const said = quickLine(line);
  const draft = Object.keys(said).length === 0 ? undefined : keepCall(session, said);
  return run(['register'], { draft, listener });
}

const BROKEN_OFF = 130;

/** What she writes first, with what she has typed already; undefined where she breaks it off. */
async function firstWords({ color }: Session, typed: string): Promise<string | undefined> {
  const prompts = await openPrompts(color);
  try {
    return await prompts.type('来电受理', {
      hint: '姓名，或一行写完：姓名 电话 什么事；来访、匿名就直接回车',
      held: typed,
      check: async () => true,
      escapeMeans: '不办了',
    });
  } catch (error) {
    if (error instanceof Interrupted) return undefined;
    throw error;
  } finally {
    prompts.close();
  }
}

/** Keeps what was said as a draft; its id. */
function keepCall(session: Session, said: QuickLine): string {
  const texts = Object.entries({ channel: 'phone', ...said }).map(([key, text]) => [key, [text]]);
  return openDraft(session, 'register').leave({ savedAt: session.now, texts: Object.fromEntries(texts) });
}
