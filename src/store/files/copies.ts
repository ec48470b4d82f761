import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refuseFault, refusing } from './faults.ts';
import { isHeld } from './patience.ts';
import { putInPlace, removeForGood } from './private-files.ts';

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
