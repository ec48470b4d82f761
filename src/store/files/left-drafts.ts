import { readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFolder, removeUnlessHeld } from './copies.ts';
import { draftIn, writerOf } from './draft-names.ts';
import { codeOf, refuseFault, refusing } from './faults.ts';
import { isHeld } from './patience.ts';
import { createPrivate, createPrivateFolder, syncFolderOf } from './private-files.ts';

/**
 * Begins a draft that its owner alone can read, whatever the umask, and its folder. What killed processes left of theirs in the
 * folder goes: it may hold all that a ledger does.
 */
export function beginDraft(draft: string): void {
  refusing(draft, () => createPrivate(draft));
  // By the clock of the disk, which may be another computer's.
  removeLeftDrafts(dirname(draft), statSync(draft).mtimeMs);
}

/** A draft that is a folder, for a copy and what belongs to it. It goes, with all that is in it, when it is left. */
export function openDraftFolder(home: string): Disposable & { readonly path: string } {
  const path = draftIn(home);
  refusing(path, () => createPrivateFolder(path));
  removeLeftDrafts(home, statSync(path).mtimeMs);
  return { path, [Symbol.dispose]: () => removeFolder(path) };
}

/**
 * Removes what killed processes left in the folder, and in that of its attachments, of copies they had begun: those whose
 * process is gone, and where its number may be another's by now, or another computer's, those that nobody has written to for
 * a day before `now`, in milliseconds. What another user, or a program, holds stays.
 */
export function removeLeftDrafts(folder: string, now: number): void {
  const left = [...leftIn(folder, 'copy', now), ...leftIn(join(folder, 'attachments'), 'attachment', now)];
  for (const draft of left) {
    if (isFolder(draft)) removeFolder(draft);
    else removeUnlessHeld(draft);
  }
}

/** The copies of ledgers in the folder that have no name yet: somebody is writing them, or they are left and cannot be removed. */
export const listUnnamedCopies = (folder: string): readonly string[] =>
  namesIn(folder)
    .filter((name) => name.endsWith('.tousu-new'))
    .map((name) => join(folder, name));

/**
 * Of another computer, and of earlier versions, which did not say of which. Beside a ledger there may be files of anybody's that
 * end with `.new`.
 */
const ELSEWHERE = {
  copy: /^\.\d+(?:-[^.]+)?\.tousu-new(?:-wal|-shm|-journal)?$/,
  attachment: /(?:^|\.)\d+(?:-[^.]+)?\.new$/,
} as const;

/** A folder that cannot be read has none that could be seen. */
function leftIn(folder: string, kind: keyof typeof ELSEWHERE, now: number): readonly string[] {
  return namesIn(folder).flatMap((name) => {
    const writer = writerOf(name);
    if (!writer?.isHere && !ELSEWHERE[kind].test(name)) return [];
    const file = join(folder, name);
    const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now;
    return (writer?.isHere === true && isGone(writer.pid)) || written < now - DAY_MS ? [file] : [];
  });
}

const DAY_MS = 86_400_000;

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** No process of this computer has the number. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** What another program holds of it stays, and the folder with it. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true });
    syncFolderOf(folder);
  } catch (error) {
    if (!isHeld(error) && codeOf(error) !== 'ENOENT') refuseFault(error, folder);
  }
}
