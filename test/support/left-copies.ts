// What a killed command leaves of copies of a ledger, and killing one while it writes its own.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Desk, start } from './run-tousu.ts';

/** The drafts of copies in the folders, and below them. */
export const draftsIn = (...folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.(tousu-)?new/.test(name))
          .map((name) => join(folder, name))
      : [],
  );

/** Runs the words and kills them with SIGKILL `delay` ms after a draft of theirs has appeared; what they left of drafts. */
export function killed(
  desk: Desk,
  words: readonly string[],
  folders: readonly string[],
  delay: number,
): Promise<readonly string[]> {
  const before = draftsIn(...folders);
  const child = start(words, desk.folder, { TOUSU_LEDGER: desk.ledger });
  child.stdout.resume();
  child.stderr.resume();
  const watch = setInterval(() => {
    if (draftsIn(...folders).every((draft) => before.includes(draft))) return;
    clearInterval(watch);
    setTimeout(() => child.kill('SIGKILL'), delay);
  }, 2);
  return new Promise((resolve) => {
    child.on('close', () => {
      clearInterval(watch);
      resolve(draftsIn(...folders));
    });
  });
}
