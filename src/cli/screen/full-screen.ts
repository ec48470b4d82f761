import { createInterface } from 'node:readline';
import { toHalfWidth } from '../../domain/words/text.ts';
import { openKeyboard, PASTED_NEWLINE } from '../questions/keyboard.ts';
import { type Key, keyOf } from './keys.ts';
import { terminalHeight, terminalWidth } from './terminal.ts';

/** Columns and lines. */
export interface Size {
  readonly columns: number;
  readonly lines: number;
}

/** Who watches the whole terminal. */
export interface Watcher {
  pressed(key: Key): void;
  resized(size: Size): void;
}

/** The whole terminal, taken over from the shell until `close`, which gives back what stood there before. */
export interface FullScreen {
  /** Shows these lines from the top; what stands there already is not written again. No line is wider than the terminal. */
  draw(lines: readonly string[]): void;
  close(): void;
}

/** The other screen, without the shell's lines and without a cursor; and back. */
const TAKE_OVER = '\x1b[?1049h\x1b[?25l\x1b[2J';
const GIVE_BACK = '\x1b[?25h\x1b[?1049l';

/** How long Esc may be the beginning of a key such as ↑, in milliseconds. */
const ESCAPE_WAITS = 50;

export const screenSize = (): Size => ({ columns: terminalWidth(), lines: terminalHeight() });

/** Takes the terminal over: keys go to `watcher`, and every change of its size. */
export function openFullScreen(watcher: Watcher): FullScreen {
  const { input, close } = openKeyboard((pasted) => {
    const text = toHalfWidth(pasted.replaceAll(PASTED_NEWLINE, ' ')).trim();
    if (text !== '') watcher.pressed({ name: 'paste', text });
  });
  // Node's own reader of keys. It edits a line nobody sees, too, which is let go at every Enter.
  const reader = createInterface({ input, terminal: true, escapeCodeTimeout: ESCAPE_WAITS });
  reader.on('SIGINT', () => {});
  input.on('keypress', (typed: string | undefined, pressed: Parameters<typeof keyOf>[1]) => {
    const key = keyOf(typed, pressed);
    if (key !== undefined) watcher.pressed(key);
  });
  input.listen();

  let shown: readonly string[] = [];
  const resized = () => {
    shown = [];
    process.stdout.write('\x1b[2J');
    watcher.resized(screenSize());
  };
  process.stdout.on('resize', resized);
  process.stdout.write(TAKE_OVER);
  const giveBack = () => {
    process.stdout.off('resize', resized);
    reader.close();
    input.setRawMode(false);
    close();
    process.stdout.write(GIVE_BACK);
  };
  const stopWatching = whenEnded(giveBack);

  return {
    draw(lines) {
      const changed = Array.from({ length: Math.max(lines.length, shown.length) }, (_, i) => i).filter(
        (i) => lines[i] !== shown[i],
      );
      // Emptied before it is written: behind a full line there is no place left to empty from.
      process.stdout.write(changed.map((i) => `\x1b[${i + 1};1H\x1b[2K${lines[i] ?? ''}`).join(''));
      shown = lines;
    },
    close() {
      stopWatching();
      giveBack();
    },
  };
}

/** Whoever ends the process finds the terminal as it was. */
function whenEnded(giveBack: () => void): () => void {
  const signals = ['SIGTERM', 'SIGHUP'] as const;
  const endings = signals.map((signal) => {
    const end = () => {
      giveBack();
      process.kill(process.pid, signal);
    };
    process.once(signal, end);
    return () => process.removeListener(signal, end);
  });
  return () => {
    for (const stop of endings) stop();
  };
}
