import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Moment } from '../../domain/case/clock.ts';
import { refuseFault, refusing } from './faults.ts';
import { isHeld } from './patience.ts';
import { putInPlace, removeForGood } from './private-files.ts';

/** Where a copy of a ledger is written before it has its name: in the same folder, so that naming it is one step. */
export const draftIn = (folder: string): string => join(folder, `.${process.pid}.tousu-new`);

/** Gives the draft, which is on the disk, its name, unless a file of that name is there: then the answer is false. */
export const nameCopy = (draft: string, file: string): boolean =>
  refusing(file, () => putInPlace(draft, file, { replacing: false }));

/** The files of a folder whose names `pattern` takes, in the order of their names. */
export const listFiles = (folder: string, pattern: RegExp): readonly string[] =>
  refusing(folder, () =>
    readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );

export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The two lie on one file system. Windows counts each drive as one. */
export const isOnSameDisk = (a: string, b: string): boolean =>
  refusing(a, () => statSync(a).dev === statSync(b).dev);

/** The drafts in a folder that nobody has written to since `moment`: killed processes left them. */
export const listLeftDrafts = (folder: string, moment: Moment): readonly string[] =>
  listFiles(folder, /^\.\d+\.tousu-new$/).filter((file) => {
    const status = statSync(file, { throwIfNoEntry: false });
    return status !== undefined && status.mtimeMs < Date.parse(moment);
  });

/** Removes the file, if there is one, for good: it is not there again after a power cut. */
export const removeFile = (file: string): void => refusing(file, () => removeForGood(file));

/** The same; false where another program has the file open, or nobody may remove it: then it stays. */
export function removeUnlessHeld(file: string): boolean {
  try {
    removeForGood(file);
    return true;
  } catch (error) {
    return isHeld(error) ? false : refuseFault(error, file);
  }
}
