import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { refuse } from '../../domain/problems.ts';
import { whyNoWindowsPath } from '../../domain/words/file-names.ts';
import { codeOf } from './faults.ts';
import { patiently } from './patience.ts';

/** Creates an empty draft that its owner alone can read, whatever the umask, and its folder. */
export function createPrivate(draft: string): void {
  refuseUnfitName(draft);
  createPrivateFolder(dirname(draft));
  try {
    createPrivateFile(draft);
  } catch (error) {
    // Its folder is of a kind that holds no files of anybody's, or has gone since.
    if (codeOf(error) !== 'ENOENT') throw error;
    refuseNoPlace(dirname(draft));
  }
}

const refuseNoPlace = (folder: string): never =>
  refuse('not_found.file', { file: folder, hint: '检查盘符和路径；移动硬盘或网络盘要先接上' });

/** Refuses a path that this system would make something else of than a file. */
export function refuseUnfitName(path: string): void {
  const why = process.platform === 'win32' ? whyNoWindowsPath(path) : undefined;
  if (why !== undefined) refuse('usage.invalid', { message: `${path} ${why}`, hint: '换一个名字' });
}

/** Makes an empty file that its owner alone can read, and its folder, where there is none; one that is there stays. */
export function ensurePrivate(file: string): void {
  createPrivateFolder(dirname(file));
  try {
    makePrivateFile(file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** The same as createPrivate in a folder that is there. What a killed process of this one's number left under the name goes. */
export function createPrivateFile(draft: string): void {
  unlinkIfThere(draft);
  makePrivateFile(draft);
}

function makePrivateFile(file: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  fchmodSync(descriptor, 0o600);
  closeSync(descriptor);
}

/**
 * A folder, with those above it, that its owner alone can enter, whatever the umask. One that exists stays as it is. A
 * new one is on the disk before anything lies in it: a ledger is lost with the folder it is in.
 */
export function createPrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  // A drive that is not there has no folder above it that could be made.
  if (dirname(folder) !== folder) createPrivateFolder(dirname(folder));
  if (makeFolder(folder)) chmodSync(folder, 0o700);
  syncFolderOf(folder);
}

/**
 * Makes one folder; false where another process has made it meanwhile. Not `recursive`, with which Node goes round in
 * circles where the system has no such place: a drive without a disk, a folder of /proc.
 */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && existsSync(folder)) return false;
    if (codeOf(error) !== 'ENOENT') throw error;
    return refuseNoPlace(folder);
  }
}

/** What was written to the file is on the disk when this returns. Windows flushes only through a handle that may write. */
export const sync = (file: string): void => flush(file, 'r+');

function flush(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The same for the names in the file's folder, which nobody may open for writing. Windows has no way to do this, and does
 * not need it; nor have some shares (EINVAL), and a folder that may be written but not read (EACCES) cannot be asked.
 */
export function syncFolderOf(file: string): void {
  if (process.platform === 'win32') return;
  try {
    flush(dirname(file), 'r');
  } catch (error) {
    if (!/^(EINVAL|ENOTSUP|EACCES)$/.test(codeOf(error))) throw error;
  }
}

/** Removes the file, if there is one, for good: it is not there again after a power cut. */
export function removeForGood(file: string): void {
  if (unlinkIfThere(file)) syncFolderOf(file);
}

/** Not rmSync, which does not always say what the system said. */
function unlinkIfThere(file: string): boolean {
  try {
    patiently(() => unlinkSync(file));
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Removes what is left of a draft. That it cannot be removed is no reason to refuse what has been done. */
export function dropDraft(draft: string): void {
  try {
    patiently(() => unlinkSync(draft));
  } catch {
    // It has its name by now, or the disk is broken, which has been told.
  }
}

/**
 * Gives the draft, which is on the disk, the name of `file`; so is the name when this returns. What bears the name
 * already is replaced, or it stays: then the answer is false, and the draft has its own name as before. A new file whose
 * name cannot be brought onto the disk goes again: who is refused finds nothing.
 */
export function putInPlace(draft: string, file: string, { replacing }: { replacing: boolean }): boolean {
  if (replacing) {
    patiently(() => renameSync(draft, file));
    syncFolderOf(file);
    return true;
  }
  if (!nameUnlessTaken(draft, file)) return false;
  try {
    syncFolderOf(file);
  } catch (error) {
    dropDraft(file);
    throw error;
  }
  return true;
}

/** A hard link fails where a file already is; where links are not to be had (a USB stick), the check before must do. */
function nameUnlessTaken(draft: string, file: string): boolean {
  if (existsSync(file)) return false;
  try {
    linkSync(draft, file);
    dropDraft(draft);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    patiently(() => renameSync(draft, file));
  }
  return true;
}

/** Somebody beside the owner may read or write the file. Windows keeps rights elsewhere: there it is never so. */
export const isOpenToOthers = (file: string): boolean =>
  process.platform !== 'win32' && ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;

export const fileExists = (file: string): boolean => existsSync(file);
