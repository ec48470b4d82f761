import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { refuse } from '../../domain/problems.ts';

/** The program's way to the world outside: standard input, output and error. */

/** Somebody broke off with Ctrl-C: nothing is recorded. */
export class Interrupted extends Error {}

export type Stream = 'stdout' | 'stderr';
const descriptors = { stdin: 0, stdout: 1, stderr: 2 } as const;

/**
 * A terminal, not a file, a pipe or the null device. Asked of the descriptor first: process.stdout loads a good part
 * of Node.
 */
export function isTerminal(stream: keyof typeof descriptors): boolean {
  try {
    const status = fstatSync(descriptors[stream]);
    return status.isCharacterDevice() && !isNull(status) && process[stream].isTTY === true;
  } catch {
    return false;
  }
}

/** Cron jobs and scripts send there what they do not want to see. */
const isNull = ({ rdev }: Stats): boolean =>
  process.platform !== 'win32' && rdev === statSync('/dev/null').rdev;

/** Columns of the terminal; 80 where it does not say. */
export const terminalWidth = (): number => (isTerminal('stdout') && process.stdout.columns) || 80;

/** Lines of the terminal; 24 where it does not say. */
export const terminalHeight = (): number => (isTerminal('stdout') && process.stdout.rows) || 24;

/**
 * Writes all of `text` before it returns. Files and pipes are written directly; a terminal through Node, which alone
 * knows how to show Chinese in every Windows console. A reader that went away (`| head`) is no error. Refuses where the
 * output finds no room or its device fails: what the command recorded stands. What is said beside it may get lost.
 */
export function write(stream: Stream, text: string): void {
  if (isTerminal(stream)) {
    process[stream].write(text);
    return;
  }
  let rest = Buffer.from(text, 'utf8');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptors[stream], rest));
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE' || stream === 'stderr') return;
      refuse('ledger.io_error', { what: '标准输出，结果没有写全' });
    }
  }
}

/**
 * Ends the process. At once, because Node takes its time to take itself down; but a Windows console may still have
 * text to show.
 */
export function end(code: number): void {
  process.exitCode = code;
  if (!isTerminal('stdout') && !isTerminal('stderr')) process.exit();
}

/**
 * The bytes of standard input (`-`) or of a file, at most so many. Refuses more, and what is no file: a device never ends,
 * and a pipe may never begin.
 */
export function readBytes(file: string, most: number): Buffer {
  if (file === '-') return bytesOf(descriptors.stdin, '标准输入', most);
  // Without O_NONBLOCK, opening a pipe waits for somebody to write to it.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    if (!fstatSync(descriptor).isFile())
      refuse('usage.invalid', { message: `${file} 不是文件`, hint: '写一个普通文件的路径' });
    return bytesOf(descriptor, file, most);
  } finally {
    closeSync(descriptor);
  }
}

function bytesOf(descriptor: number, called: string, most: number): Buffer {
  const pieces: Buffer[] = [];
  for (let total = 0; total <= most; ) {
    const piece = Buffer.allocUnsafe(Math.min(PIECE, most + 1 - total));
    const read = readPiece(descriptor, piece);
    if (read === 0) return Buffer.concat(pieces);
    pieces.push(piece.subarray(0, read));
    total += read;
  }
  return refuse('usage.invalid', {
    message: `${called} 超过 ${most / 1024} kB，太长了`,
    hint: '长材料用 attach 附上，这里写要点',
  });
}
const PIECE = 1 << 16;

/** How many bytes came; none at the end, which Windows calls an error where it is that of a pipe. */
function readPiece(descriptor: number, piece: Buffer): number {
  try {
    return readSync(descriptor, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EOF') return 0;
    throw error;
  }
}
