import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Creates an empty file that its owner alone can read, whatever the umask, and its folder. Refuses an existing one. */
export function createPrivate(file: string): void {
  createPrivateFolder(dirname(file));
  const descriptor = openSync(file, 'wx', 0o600);
  fchmodSync(descriptor, 0o600);
  closeSync(descriptor);
}

/** A folder, with those above it, that its owner alone can enter, whatever the umask. One that exists stays as it is. */
function createPrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  createPrivateFolder(dirname(folder));
  // Undefined: another process has made it meanwhile.
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
}

/** What was written to the file, or renamed in the folder, is on the disk when this returns. */
export function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Windows has no way to do this to a folder, and does not need it. */
export const syncFolderOf = (file: string): void => {
  if (process.platform !== 'win32') sync(dirname(file));
};

/** Somebody beside the owner may read or write the file. Windows keeps rights elsewhere: there it is never so. */
export const isOpenToOthers = (file: string): boolean =>
  process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;

export const fileExists = (file: string): boolean => existsSync(file);
