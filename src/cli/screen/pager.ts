import type { Session } from '../../context.ts';

/** What a key asks for, by what a terminal sends for it; every other key does nothing. */
const wishes: ReadonlyMap<string, 'page' | 'line' | 'all' | 'stop'> = new Map([
  [' ', 'page'],
  ['\x1b[6~', 'page'],
  ['\x1b[C', 'page'],
  ['f', 'page'],
  ['\r', 'line'],
  ['\n', 'line'],
  ['\x1b[B', 'line'],
  ['j', 'line'],
  ['\x1b[F', 'all'],
  ['\x1b[4~', 'all'],
  ['G', 'all'],
  ['q', 'stop'],
  ['Q', 'stop'],
  ['\x1b', 'stop'],
  ['\x03', 'stop'],
  ['\x04', 'stop'],
]);

/** Back to the beginning of the line, which is wiped out. */
const WIPE = '\r\x1b[K';

/**
 * Prints the text a page at a time, each when a key asks for it. The program's own, because `more` of Windows shows no
 * UTF-8, and what has been shown stays on the screen to be scrolled back to.
 */
export async function printPages(
  { print, height }: Pick<Session, 'print' | 'height'>,
  text: string,
): Promise<void> {
  const lines = text.split('\n');
  const page = Math.max(1, height - 1);
  let shown = 0;
  for (let next = page; ; ) {
    print(lines.slice(shown, shown + next).join('\n'));
    shown += next;
    if (shown >= lines.length) return;
    process.stdout.write(`还有 ${lines.length - shown} 行：空格翻页，回车一行，q 结束`);
    const wish = await nextWish();
    process.stdout.write(WIPE);
    if (wish === 'stop') return;
    next = wish === 'page' ? page : wish === 'line' ? 1 : lines.length;
  }
}

/** The next wish that somebody types; that nobody is there any more is one, too. */
function nextWish(): Promise<'page' | 'line' | 'all' | 'stop'> {
  const { stdin } = process;
  return new Promise((resolve) => {
    const answer = (wish: 'page' | 'line' | 'all' | 'stop'): void => {
      stdin.off('data', onData).off('end', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
      resolve(wish);
    };
    const onData = (bytes: Buffer): void => {
      const wish = wishes.get(bytes.toString('utf8'));
      if (wish !== undefined) answer(wish);
    };
    const onEnd = (): void => answer('stop');
    stdin.setRawMode(true);
    stdin.on('data', onData).on('end', onEnd).resume();
  });
}
