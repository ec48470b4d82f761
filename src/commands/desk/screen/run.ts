import { type FullScreen, openFullScreen, screenSize } from '../../../cli/screen/full-screen.ts';
import { problemText, shown } from '../../../cli/screen/text.ts';
import { themeFor } from '../../../cli/screen/theme.ts';
import { type Context, type Listener, openContext, type Session } from '../../../context.ts';
import { monthRange } from '../../../domain/month/figures.ts';
import { Refusal } from '../../../domain/problems.ts';
import { findWork, MOST_FOUND, openWork } from '../../../services/day/today.ts';
import { removeDraft } from '../../../store/files/drafts.ts';
import { getHead } from '../../../store/journal.ts';
import { openFile } from '../open-file.ts';
import { loadCase, loadDesk } from './load.ts';
import type { Look } from './look.ts';
import { loadMonth } from './papers.ts';
import { reduce } from './reduce.ts';
import { type Desk, type Effect, firstState, type Input, type Paper, type State } from './state.ts';
import { view } from './view.ts';

/** What the screen has done by others: they ask and print, so the terminal is theirs meanwhile. */
export interface Helpers {
  /** Runs the words that could have been typed after `tousu`; what the process would have exited with. */
  run(
    words: readonly string[],
    manner: { readonly draft?: string | undefined; readonly listener: Listener },
  ): Promise<number>;
  /** Takes a new complaint, of which so much was typed already. */
  register(listener: Listener, typed: string): Promise<number>;
}

/** How often an unwatched screen looks for what others have recorded, in milliseconds. */
const LOOKS_EVERY = 15_000;

/** The work screen, from its first frame until it is left; what the process is to exit with. */
export async function runScreen(session: Session, desk: Desk, helpers: Helpers): Promise<number> {
  const { default: measure } = await import('string-width');
  const look: Look = { measure, theme: await themeFor(session) };
  await using screen = new WorkScreen(session, firstState(desk, screenSize()), look, helpers);
  return await screen.untilLeft();
}

/** `tick`: the time to look for what is new. */
type Event = Input | { readonly kind: 'tick' };

/** Carries keys to `reduce`, what that wants to the ledger, and what comes of it to the terminal. */
class WorkScreen {
  readonly #session: Session;
  readonly #look: Look;
  readonly #helpers: Helpers;
  readonly #events: Event[] = [];
  #state: State;
  #wake: () => void = () => {};
  #terminal: FullScreen | undefined;
  #clock: NodeJS.Timeout | undefined;
  /** The last entry that the screen knows of. */
  #head: number | undefined;

  constructor(session: Session, state: State, look: Look, helpers: Helpers) {
    this.#session = session;
    this.#state = state;
    this.#look = look;
    this.#helpers = helpers;
    this.#takeTerminal();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#giveTerminal();
  }

  async untilLeft(): Promise<number> {
    for (;;) {
      this.#terminal?.draw(view(this.#state, this.#look));
      const event = await this.#nextEvent();
      if (event.kind === 'tick') {
        await this.#lookForNews();
        continue;
      }
      const { state, effect } = reduce(this.#state, event);
      this.#state = state;
      if (effect?.kind === 'leave') return effect.code;
      // While she goes on typing, only the last of what she looks for is wanted.
      if (effect === null || (effect.kind === 'find' && this.#typesOn())) continue;
      await this.#perform(effect);
    }
  }

  #takeTerminal(): void {
    const take = (event: Event) => {
      this.#events.push(event);
      this.#wake();
    };
    this.#terminal = openFullScreen({
      pressed: (key) => take({ kind: 'key', key }),
      resized: (size) => take({ kind: 'size', size }),
    });
    this.#clock = setInterval(() => take({ kind: 'tick' }), LOOKS_EVERY);
  }

  #giveTerminal(): void {
    clearInterval(this.#clock);
    this.#terminal?.close();
    this.#terminal = undefined;
  }

  async #nextEvent(): Promise<Event> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #typesOn(): boolean {
    const [next] = this.#events;
    return next?.kind === 'key' && next.key.name === 'text';
  }

  /** What she has typed before the first question came is a part of its answer. */
  #register(): Promise<void> {
    const ahead = this.#events.map((event) => (event.kind === 'key' ? event.key.text : '')).join('');
    return this.#converse((listener) => this.#helpers.register(listener, ahead));
  }

  #apply(input: Input): void {
    this.#state = reduce(this.#state, input).state;
  }

  async #perform(effect: Exclude<Effect, { kind: 'leave' }>): Promise<void> {
    switch (effect.kind) {
      case 'run':
        return this.#converse((listener) =>
          this.#helpers.run(effect.words, { draft: effect.draft, listener }),
        );
      case 'register':
        return this.#register();
      case 'write':
        return this.#write(effect.papers, effect.how);
      case 'openFile': {
        const opens = await openFile(effect.file, this.#session.platform);
        const line = opens ? `已请系统打开 ${effect.file}` : `这台电脑上没有能打开它的程序：${effect.file}`;
        return this.#apply({ kind: 'told', lines: [line] });
      }
      case 'dropDraft':
        removeDraft(this.#session, effect.id);
        return this.#refresh();
      case 'refresh':
        return this.#refresh();
      default:
        return this.#load(async (ctx) => this.#apply(await this.#loaded(ctx, effect)));
    }
  }

  async #loaded(
    ctx: Context,
    effect: Extract<Effect, { kind: 'open' | 'month' | 'find' | 'openCases' }>,
  ): Promise<Input> {
    switch (effect.kind) {
      case 'open':
        return { kind: 'page', page: await loadCase(ctx, effect.no, this.#state.size.columns) };
      case 'month':
        return { kind: 'page', page: await loadMonth(ctx, effect.month) };
      case 'find': {
        const cases = shown(await findWork(ctx, effect.text.trim()));
        const more = cases.length === MOST_FOUND ? '以上，列最近的' : '';
        const title = `查找 ${effect.text.trim()}：${cases.length} 件${more}`;
        return { kind: 'found', title, source: effect, cases };
      }
      case 'openCases': {
        const cases = shown(await openWork(ctx, monthRange(effect.month)));
        return {
          kind: 'found',
          title: `${effect.month} 没有归档的：${cases.length} 件`,
          source: effect,
          cases,
        };
      }
    }
  }

  /** A conversation has the terminal; what it answers stands on the screen afterwards, at the place where she was. */
  async #converse(talk: (listener: Listener) => Promise<number>): Promise<void> {
    const told: string[] = [];
    const before = this.#state.desk.drafts.length;
    this.#events.length = 0;
    this.#giveTerminal();
    const exit = await talk({ hear: (text) => told.push(text), alone: false });
    this.#takeTerminal();
    this.#apply({ kind: 'size', size: screenSize() });
    await this.#refresh();
    const kept = exit === 130 && this.#state.desk.drafts.length > before;
    if (told.length === 0 && exit === 130)
      told.push(kept ? '没有登记，填过的留在草稿里（按 5）' : '没有登记');
    if (told.length > 0) this.#apply({ kind: 'told', lines: told });
  }

  /** The papers one after the other; the first that is refused ends it. */
  async #write(papers: readonly Paper[], how: 'replace' | 'beside'): Promise<void> {
    const told: string[] = [];
    for (const paper of papers) {
      const { label, words, file } = paper;
      this.#apply({ kind: 'told', lines: [...told, `正在做：${label}……`] });
      this.#terminal?.draw(view(this.#state, this.#look));
      const target = file === null ? [] : ['-o', file.exists && how === 'beside' ? file.another : file.path];
      const heard: string[] = [];
      const exit = await this.#helpers.run(
        [...words, ...target, ...(file?.exists && how === 'replace' ? ['--force'] : [])],
        { listener: { hear: (text) => heard.push(text), alone: true } },
      );
      if (exit !== 0) {
        told.push(`${label}没有做成`, ...heard);
        break;
      }
      told.push(...(papers.length === 1 ? heard : inShort(paper, heard)));
    }
    await this.#refresh();
    this.#apply({ kind: 'told', lines: told });
  }

  /** Reads the work anew, and the page that is open. */
  async #refresh(): Promise<void> {
    await this.#load(async (ctx) => {
      this.#head = (await getHead(ctx.ledger)).seq;
      this.#apply({ kind: 'desk', desk: await loadDesk(ctx) });
      const { page, found } = this.#state;
      if (page.name === 'case') this.#apply(await this.#loaded(ctx, { kind: 'open', no: page.no }));
      if (page.name === 'month') this.#apply(await this.#loaded(ctx, { kind: 'month', month: page.month }));
      if (found) this.#apply(await this.#loaded(ctx, found.source));
    });
  }

  /** What others have recorded, and the time that goes on: without a key, and only where something is new. */
  async #lookForNews(): Promise<void> {
    await this.#load(async (ctx) => {
      const { seq } = await getHead(ctx.ledger);
      const isLater = ctx.now.slice(0, 16) !== this.#state.desk.now.slice(0, 16);
      if (seq === this.#head && !isLater) return;
      this.#head = seq;
      this.#apply({ kind: 'desk', desk: await loadDesk(ctx) });
    });
  }

  /** Opens the ledger for as long as it is read: whoever restores or moves it meanwhile is not in the way of this screen. */
  async #load(read: (ctx: Context) => Promise<void>): Promise<void> {
    const silent = { ...this.#session.renewed(), print: () => {}, say: () => {} };
    try {
      const ctx = await openContext(silent);
      try {
        await read(ctx);
      } finally {
        await ctx.ledger.close();
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#apply({ kind: 'told', lines: problemText(error.problem).split('\n') });
    }
  }
}

/** Of one of several papers: the answer (of a check its first line, of a file the last, which says where it lies), and every warning. */
function inShort({ label, file }: Paper, heard: readonly string[]): readonly string[] {
  const lines = heard.flatMap((text) => text.split('\n'));
  const warnings = lines.filter((line) => line.startsWith('注意: '));
  const answers = lines.filter((line) => !warnings.includes(line));
  return [`${label}：${(file === null ? answers[0] : answers.at(-1)) ?? ''}`, ...warnings];
}
