// The program on a real terminal: typed into through tmux, read from its screen. Nothing sleeps; everything waits for
// what is to appear.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach } from '@jest/globals';
import { type Desk, program } from './run-tousu.ts';

const run = promisify(execFile);

export interface Size {
  readonly columns: number;
  readonly lines: number;
}

/** How long a screen may take to show what it is to show, in milliseconds: far longer than it takes. */
const PATIENCE = 60_000;
const GLANCE = 40;
/** An Enter so soon behind an answer that needs none is no answer to the next question. */
const FORGIVEN = 300;

/** Runs the words behind it as a job of a shell, says how they ended or were stopped, and keeps the screen. */
const SHOWING_THE_STATUS = `set -m; trap : INT; "$@"; printf '\\n[exit %s]\\n' $?; exec tail -f /dev/null`;
const ENDED = /\[exit (\d+)\]/;

let opened = 0;
const open = new Set<Terminal>();
afterEach(async () => {
  await Promise.all([...open].map((terminal) => terminal.close()));
});

/** A terminal in which one command runs. */
export class Terminal {
  readonly #socket: string;
  /** Keys pressed so far: a typed character is one, Enter is one. */
  keystrokes = 0;

  private constructor(socket: string) {
    this.#socket = socket;
  }

  /** Starts `tousu words…` on the ledger of the desk, in a terminal of that size. */
  static start(
    desk: Pick<Desk, 'folder' | 'environment'>,
    words: readonly string[],
    size?: Size,
    env?: Readonly<Record<string, string>>,
  ): Promise<Terminal> {
    return Terminal.open(desk, [process.execPath, program, ...words], size, env);
  }

  /** Starts any program in the folder of the desk, in a terminal of that size. */
  static async open(
    desk: Pick<Desk, 'folder' | 'environment'>,
    started: readonly string[],
    { columns, lines }: Size = { columns: 80, lines: 24 },
    env: Readonly<Record<string, string>> = {},
  ): Promise<Terminal> {
    const terminal = new Terminal(`tousu-${process.pid}-${opened++}`);
    const variables = { ...desk.environment(env), TERM: 'screen-256color' };
    const command = [
      'sh',
      '-c',
      SHOWING_THE_STATUS,
      'sh',
      'env',
      '-i',
      ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      ...started,
    ];
    open.add(terminal);
    await terminal.#tmux(
      '-f',
      '/dev/null',
      'set-option',
      '-g',
      'history-limit',
      '5000',
      ';',
      'new-session',
      '-d',
      '-x',
      String(columns),
      '-y',
      String(lines),
      '-c',
      desk.folder,
      ...command.map(tmuxWord),
    );
    return terminal;
  }

  /** Types text, as it stands. */
  async type(text: string): Promise<void> {
    this.keystrokes += [...text].length;
    await this.#tmux('send-keys', '-l', '--', text);
  }

  /** Presses a key by its name: Enter, C-c, Down. */
  async press(key: string): Promise<void> {
    this.keystrokes += 1;
    await this.#tmux('send-keys', key);
  }

  /** Pastes text as a terminal does that does not mark what is pasted. */
  async pasteUnmarked(text: string): Promise<void> {
    await this.#tmux('set-buffer', '--', text, ';', 'paste-buffer', '-r');
  }

  /** Makes the terminal as large as this, as somebody does who drags its corner. */
  async resize({ columns, lines }: Size): Promise<void> {
    await this.#tmux('resize-window', '-x', String(columns), '-y', String(lines));
  }

  /** Pastes text as the mouse does: with its newlines, marked as pasted where the program asked for it. */
  async paste(text: string): Promise<void> {
    await this.#tmux('set-buffer', '--', text, ';', 'paste-buffer', '-p', '-r');
  }

  /** Fills in what is asked for now: waits for the question, types, and presses Enter when the text is shown. */
  async fillIn(question: string, text = ''): Promise<void> {
    await this.waitFor(asks(question));
    if (text !== '') {
      await this.type(text);
      await this.waitFor(asks(question, text));
    }
    await this.press('Enter');
    await this.waitFor((screen) => !asks(question)(screen));
  }

  /** Types what needs no Enter, because nothing can follow on it. */
  async typeWhole(question: string, text: string): Promise<void> {
    await this.waitFor(asks(question));
    await this.type(text);
    await this.waitFor((screen) => !asks(question)(screen));
    await new Promise((resolve) => setTimeout(resolve, FORGIVEN));
  }

  /**
   * Chooses from a list: types what narrows it to the choice, and waits until the cursor is on that. In a short list the
   * digit of a place is the choice already.
   */
  async choose(question: string, typed: string, choice: string): Promise<void> {
    await this.waitFor(asks(question));
    if (typed !== '') await this.type(typed);
    const isOnIt = (seen: string) =>
      asks(question)(seen) &&
      // What is typed stands behind the question, or has ticked its place.
      (typed === '' || seen.replaceAll('\n', '').includes(`${question}： ${typed}`) || /❯◉/.test(seen)) &&
      new RegExp(`❯.*${escaped(choice)}`).test(seen);
    const isTold = new RegExp(`✔ ${escaped(question)}： .*${escaped(choice)}`);
    // What was chosen may be covered before anybody looks: the work screen lies on the terminal's other screen.
    const isChosen = async (seen: string) =>
      !asks(question)(seen) && (isTold.test(seen.replaceAll('\n', '')) || (await this.#isOnOtherScreen()));
    const screen = await this.waitFor((seen) => isOnIt(seen) || isChosen(seen));
    if (asks(question)(screen)) await this.press('Enter');
    // An Enter that follows at once would be taken for a part of the digit; nobody reads the next question so fast.
    else await new Promise((resolve) => setTimeout(resolve, FORGIVEN));
    await this.waitFor((seen) => !asks(question)(seen));
  }

  /** The screen once a list stands there whole: its question is shown before what it offers is looked up. */
  async offered(question: string): Promise<string> {
    let before = '';
    return this.waitFor((screen) => {
      const whole = asks(question)(screen) && screen.includes('❯') && screen === before;
      before = screen;
      return whole;
    });
  }

  /**
   * The screen once it holds everything that is waited for, all of it at once: a screen is written in pieces, so what is
   * to stand beside another has to be waited for with it. Fails with the screen when it never does.
   */
  async waitFor(
    ...expected: readonly (string | RegExp | ((screen: string) => boolean | Promise<boolean>))[]
  ): Promise<string> {
    const isThere = (wanted: (typeof expected)[number], screen: string): boolean | Promise<boolean> => {
      if (typeof wanted === 'function') return wanted(screen);
      return typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
    };
    const until = Date.now() + PATIENCE;
    for (;;) {
      const screen = await this.screen();
      const there = await Promise.all(expected.map((wanted) => isThere(wanted, screen)));
      const missing = expected.filter((_, place) => !there[place]);
      if (missing.length === 0) return screen;
      if (Date.now() > until) throw new Error(`waited in vain for ${missing.join(', ')}\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, GLANCE));
    }
  }

  /** Waits for the end of the command; its exit code, and everything the terminal showed. */
  async end(): Promise<{ readonly status: number; readonly screen: string }> {
    await this.waitFor((screen) => ENDED.test(screen));
    const screen = await this.#capture('-S', '-');
    return { status: Number(ENDED.exec(screen)?.[1]), screen: screen.replace(ENDED, '').trimEnd() };
  }

  /** What the screen shows now; with `colours` the sequences that colour it too. */
  screen({ colours = false } = {}): Promise<string> {
    return this.#capture(...(colours ? ['-e'] : []));
  }

  /** The window is closed: the terminal goes away under the program. */
  async hangUp(): Promise<void> {
    const programs = await this.#programs();
    await this.#tmux('kill-pane');
    await gone(programs);
  }

  /** The program is ended without a chance to do anything, as when the power fails. */
  async kill(): Promise<void> {
    const programs = await this.#programs();
    for (const program of programs) process.kill(program, 'SIGKILL');
    await gone(programs);
  }

  /** The program gets a signal, as from who shuts the computer down. */
  async signal(name: 'SIGTERM' | 'SIGHUP'): Promise<void> {
    const programs = await this.#programs();
    for (const program of programs) process.kill(program, name);
    await gone(programs);
  }

  /** Whether the terminal shows the other screen and a cursor, and what is typed. */
  async state(): Promise<{ alternateScreen: boolean; cursor: boolean; echo: boolean }> {
    const told = await this.#tmux('display-message', '-p', '#{cursor_flag} #{pane_tty}');
    const [cursor, tty = ''] = told.trim().split(' ');
    const { stdout } = await run('stty', ['-a', '-F', tty]);
    return {
      alternateScreen: await this.#isOnOtherScreen(),
      cursor: cursor === '1',
      echo: stdout.split(/\s/).includes('echo'),
    };
  }

  async #isOnOtherScreen(): Promise<boolean> {
    return (await this.#tmux('display-message', '-p', '#{alternate_on}')).trim() === '1';
  }

  /** The processes that run in the terminal, beside the shell. */
  async #programs(): Promise<readonly number[]> {
    const shell = (await this.#tmux('display-message', '-p', '#{pane_pid}')).trim();
    const { stdout } = await run('ps', ['-eo', 'pid=,ppid=']);
    const pairs = stdout
      .trim()
      .split('\n')
      .map((row) => row.trim().split(/\s+/).map(Number));
    const below = (parent: number): number[] =>
      pairs.flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid, ...below(pid)] : []));
    return below(Number(shell));
  }

  async close(): Promise<void> {
    open.delete(this);
    await this.#tmux('kill-server').catch(() => {});
  }

  async #capture(...options: readonly string[]): Promise<string> {
    const text = await this.#tmux('capture-pane', '-p', ...options);
    return text
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  async #tmux(...words: readonly string[]): Promise<string> {
    const env = { ...process.env, LC_ALL: 'C.UTF-8' };
    const { stdout } = await run('tmux', ['-u', '-L', this.#socket, ...words], { env });
    return stdout;
  }
}

/** Waits until none of these processes runs any more. */
async function gone(programs: readonly number[]): Promise<void> {
  const until = Date.now() + PATIENCE;
  while (programs.some(isRunning)) {
    if (Date.now() > until) throw new Error(`still running: ${programs.filter(isRunning).join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, GLANCE));
  }
}

function isRunning(program: number): boolean {
  try {
    return process.kill(program, 0);
  } catch {
    return false;
  }
}

/** tmux takes a word that ends in a semicolon for the end of its own command. */
const tmuxWord = (word: string): string => word.replace(/;$/, '\\;');

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The question waits for its answer: it is the last on the screen, with what was typed behind it. A question that goes
 * on in another way than with a hint or its end is told apart by its whole text.
 */
const asks =
  (question: string, typed = '') =>
  (screen: string): boolean => {
    const open = screen.replaceAll('\n', '').split(/✔|\? /).at(-1) ?? '';
    return new RegExp(`^${escaped(question)}[：（]`).test(open) && open.includes(typed);
  };
