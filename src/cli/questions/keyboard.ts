import { Transform } from 'node:stream';

/** Stands where a newline was pasted into a line; long text turns it back into one. */
export const PASTED_NEWLINE = '⏎';

const PASTE_BEGINS = '\x1b[200~';
const PASTE_ENDS = '\x1b[201~';
/** A terminal that is asked to marks what is pasted, so that a newline in it is not taken for the Enter key. */
const MARK_PASTES = '\x1b[?2004h';
const MARK_NO_PASTES = '\x1b[?2004l';

const ESC = '\x1b';
/** A key that sends several bytes sends them together: an Esc that nothing follows is the key of that name. */
const ALONE = 50;
/** Nobody types on so soon behind an Enter: what comes sooner was pasted, whatever the terminal says. In milliseconds. */
const TOO_SOON_FOR_HANDS = 25;

/** An Enter that follows so soon on an answer that needs none was pressed for it. In milliseconds. */
const FORGIVEN = 250;

/**
 * The keyboard as the prompts read it: pasted text comes as one line without control characters, newlines made
 * visible, those at its end dropped, whether the terminal marks it or not; Ctrl-D breaks off like Ctrl-C. Ctrl-Z does
 * nothing: it would stop this process but not the launcher that the shell waits for.
 */
class Keyboard extends Transform {
  readonly isTTY = true;
  #pasting = false;
  #newlines = 0;
  #begun = '';
  /** A line of text is asked for, and so far this was typed into it. */
  #typed: boolean | undefined;
  /** Newlines that may be the Enter key, or a part of a paste. */
  #held = '';
  /** What is being read was pasted, without a mark. */
  #isPaste = false;
  #forgivenUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #listens = false;
  readonly #takePaste: ((text: string) => void) | undefined;
  /** What was pasted so far, for whom takes it whole. */
  #paste = '';

  constructor(takePaste?: (text: string) => void) {
    super();
    this.#takePaste = takePaste;
  }

  /** Keys are read from now on. What was typed before, while nobody listened, comes first. */
  listen(): void {
    if (!this.#listens) process.stdin.pipe(this);
    this.#listens = true;
  }

  /**
   * A console of Windows that leaves raw mode while it is read begins to read a line, and that reading cannot always be
   * taken back: the next question stands there deaf, or the process does not end. So it stays raw until nobody reads.
   */
  setRawMode(raw: boolean): this {
    if (raw || process.platform !== 'win32') process.stdin.setRawMode(raw);
    return this;
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.#timer);
    done(error);
  }

  /** A line of text is asked for, in which lines can be pasted; or something else is. */
  awaitText(awaits: boolean): void {
    this.#typed = awaits ? false : undefined;
  }

  /** An answer was taken without Enter: one that is pressed for it all the same does not answer the next question. */
  forgiveEnter(): void {
    this.#forgivenUntil = performance.now() + FORGIVEN;
  }

  // Bytes as Latin-1: what is looked for is ASCII, and no character is cut in two.
  override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
    clearTimeout(this.#timer);
    const held = this.#held;
    this.#held = '';
    const text = chunk.toString('latin1');
    // More text so soon: the newline before it was pasted with it.
    this.#isPaste = held !== '' && isText(text);
    this.#read(this.#isPaste ? newlineBytes.repeat(held.length) + text : held + text);
    done();
  }

  #read(text: string): void {
    let rest = this.#begun + text;
    // The end's marker may arrive in two pieces: what may be its first waits for the next.
    this.#begun = this.#pasting ? beginning(PASTE_ENDS, rest) : rest.endsWith(ESC) ? ESC : '';
    rest = rest.slice(0, rest.length - this.#begun.length);
    if (this.#begun === ESC && !this.#pasting) this.#timer = setTimeout(() => this.#escape(), ALONE);
    let out = '';
    while (rest !== '') {
      const marker = this.#pasting ? PASTE_ENDS : PASTE_BEGINS;
      const at = rest.indexOf(marker);
      const part = at < 0 ? rest : rest.slice(0, at);
      out += this.#pasting ? this.#handedOver(this.#pasted(part)) : this.#byHand(part);
      if (at < 0) break;
      if (this.#pasting) this.#endPaste();
      this.#pasting = !this.#pasting;
      this.#newlines = 0;
      rest = rest.slice(at + marker.length);
    }
    if (this.#typed !== undefined && out !== '') this.#typed = true;
    this.push(Buffer.from(out, 'latin1'));
  }

  #escape(): void {
    this.#begun = '';
    this.emit('keypress', undefined, {
      name: 'escape',
      sequence: ESC,
      ctrl: false,
      meta: false,
      shift: false,
    });
  }

  /** What hands typed, or a terminal pasted that does not mark it: there, too, a newline within the text is a part of it. */
  #byHand(text: string): string {
    const forgiven = performance.now() < this.#forgivenUntil;
    if (text !== '') this.#forgivenUntil = 0;
    const typed = forgiven ? text.replace(/^\r/, '') : text;
    const keys = typed.replaceAll('\x04', '\x03').replaceAll('\x1a', '');
    const whole = keys.replaceAll('\r\n', '\r').replaceAll('\n', '\r');
    const first = whole.indexOf('\r');
    const mayBePasted = this.#typed !== undefined && first >= 0 && (this.#typed || first > 0);
    if (!mayBePasted || whole.includes(ESC) || whole.includes('\x03')) return keys;
    const body = whole.replace(/\r+$/, '');
    if (!this.#isPaste && !body.includes('\r')) this.#held = whole.slice(body.length);
    if (this.#held !== '') this.#timer = setTimeout(() => this.#release(), TOO_SOON_FOR_HANDS);
    return body.replaceAll('\r', newlineBytes);
  }

  /** Nothing followed: it was the Enter key. */
  #release(): void {
    const [enter = ''] = this.#held;
    this.#held = '';
    this.push(Buffer.from(enter, 'latin1'));
  }

  /** What is pasted is typed, unless somebody takes it whole. */
  #handedOver(text: string): string {
    if (this.#takePaste === undefined) return text;
    this.#paste += text;
    return '';
  }

  #endPaste(): void {
    this.#takePaste?.(Buffer.from(this.#paste, 'latin1').toString('utf8'));
    this.#paste = '';
  }

  #pasted(text: string): string {
    let out = '';
    for (const sign of text.replaceAll('\r\n', '\n')) {
      if (sign === '\r' || sign === '\n') {
        this.#newlines += 1;
      } else {
        out += newlineBytes.repeat(this.#newlines);
        this.#newlines = 0;
        out += sign === '\t' ? ' ' : sign < ' ' || sign === '\x7f' ? '' : sign;
      }
    }
    return out;
  }
}

/** It begins with something that would be seen. */
const isText = (text: string): boolean => text > ' ' && !text.startsWith(ESC) && !text.startsWith('\x7f');

/** The part of the marker that the text ends with. */
function beginning(marker: string, text: string): string {
  for (let length = marker.length - 1; length > 0; length--) {
    if (text.endsWith(marker.slice(0, length))) return marker.slice(0, length);
  }
  return '';
}

const newlineBytes = Buffer.from(PASTED_NEWLINE, 'utf8').toString('latin1');

/**
 * Opens the keyboard, which reads nothing until it is told to; `close` gives standard input back as it was. What is pasted, where the terminal marks it, goes to
 * `takePaste` whole; without that it is as if it were typed.
 */
export function openKeyboard(takePaste?: (text: string) => void): {
  readonly input: Keyboard;
  close(): void;
} {
  const input = new Keyboard(takePaste);
  process.stderr.write(MARK_PASTES);
  return {
    input,
    close() {
      process.stderr.write(MARK_NO_PASTES);
      process.stdin.unpipe(input);
      process.stdin.pause();
      // Node stops reading a tick later, unless somebody listens again by then.
      if (process.platform === 'win32' && process.stdin.isTTY) {
        process.nextTick(() => {
          if (!process.stdin.readableFlowing) process.stdin.setRawMode(false);
        });
      }
      input.destroy();
    },
  };
}
