import { Transform } from 'node:stream';

/** Stands where a newline was pasted into a line; long text turns it back into one. */
export const PASTED_NEWLINE = '⏎';

const PASTE_BEGINS = '\x1b[200~';
const PASTE_ENDS = '\x1b[201~';
/** A terminal that is asked to marks what is pasted, so that a newline in it is not taken for the Enter key. */
const MARK_PASTES = '\x1b[?2004h';
const MARK_NO_PASTES = '\x1b[?2004l';

/**
 * The keyboard as the prompts read it: pasted text comes as one line without control characters, newlines made
 * visible, those at its end dropped; Ctrl-D breaks off like Ctrl-C. Ctrl-Z does nothing: it would stop this process but
 * not the launcher that the shell waits for.
 */
class Keyboard extends Transform {
  readonly isTTY = true;
  #pasting = false;
  #newlines = 0;
  #begun = '';

  setRawMode(raw: boolean): this {
    process.stdin.setRawMode(raw);
    return this;
  }

  // Bytes as Latin-1: what is looked for is ASCII, and no character is cut in two.
  override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
    let rest = this.#begun + chunk.toString('latin1');
    // The end's marker may arrive in two pieces: what may be its first waits for the next.
    this.#begun = this.#pasting ? beginning(PASTE_ENDS, rest) : '';
    rest = rest.slice(0, rest.length - this.#begun.length);
    let out = '';
    while (rest !== '') {
      const marker = this.#pasting ? PASTE_ENDS : PASTE_BEGINS;
      const at = rest.indexOf(marker);
      const part = at < 0 ? rest : rest.slice(0, at);
      out += this.#pasting ? this.#pasted(part) : part.replaceAll('\x04', '\x03').replaceAll('\x1a', '');
      if (at < 0) break;
      this.#pasting = !this.#pasting;
      this.#newlines = 0;
      rest = rest.slice(at + marker.length);
    }
    this.push(Buffer.from(out, 'latin1'));
    done();
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

/** The part of the marker that the text ends with. */
function beginning(marker: string, text: string): string {
  for (let length = marker.length - 1; length > 0; length--) {
    if (text.endsWith(marker.slice(0, length))) return marker.slice(0, length);
  }
  return '';
}

const newlineBytes = Buffer.from(PASTED_NEWLINE, 'utf8').toString('latin1');

/** Opens the keyboard for questions; `close` gives standard input back as it was. */
export function openKeyboard(): { readonly input: Keyboard; close(): void } {
  const input = new Keyboard();
  process.stdin.pipe(input);
  process.stderr.write(MARK_PASTES);
  return {
    input,
    close() {
      process.stderr.write(MARK_NO_PASTES);
      process.stdin.unpipe(input);
      process.stdin.pause();
      input.destroy();
    },
  };
}
