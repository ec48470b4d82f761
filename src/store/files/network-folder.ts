import { realpathSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Kinds of file system whose files lie on another machine (or, in 9p and vboxsf, outside of this system). */
const networkTypes: ReadonlySet<number> = new Set([
  0x6969, // nfs
  0x517b, // smb
  0xff534d42, // cifs
  0xfe534d42, // smb2
  0x564c, // ncp
  0x5346414f, // afs
  0x73757245, // coda
  0x01021997, // 9p
  0x786f4256, // vboxsf
]);

/** As statfs tells it; some systems hand the number on with a sign. */
export const isNetworkType = (type: number): boolean => networkTypes.has(type >>> 0);

/** Programs that keep a folder the same on several computers, by what their folders are called. */
const synchronisers: readonly (readonly [name: string, folder: RegExp])[] = [
  ['OneDrive', /^onedrive/i],
  ['坚果云', /^((我的)?坚果云|nutstore)/i],
  ['百度网盘', /^(百度网盘|baidu(sync|netdisk))/i],
  ['WPS 云文档', /^wps ?(云盘|云文档|drive|cloud)/i],
  ['Dropbox', /^dropbox/i],
  ['iCloud', /^(icloud|mobile documents$|com~apple~clouddocs)/i],
];

/**
 * The program in whose folder the file lies; undefined where none does. It may put an older state in the file's place, or
 * carry it away from its WAL.
 */
export const synchroniserOf = (file: string): string | undefined =>
  synchronisers.find(([, folder]) =>
    dirname(file)
      .split(/[\\/]/)
      .some((part) => folder.test(part)),
  )?.[0];

/**
 * The file lies on a network share, where the shared memory of SQLite's WAL does not reach the other machines. A
 * drive letter that Windows has given to a share looks like any other: `realFolder` is asked what stands behind it.
 */
export function isOnNetwork(file: string, realFolder = behindDrive): boolean {
  if (isShare(file)) return true;
  try {
    return isShare(realFolder(dirname(file))) || isNetworkType(statfsSync(dirname(file)).type);
  } catch {
    return false;
  }
}

/** `\\server\share`, and the long form `\\?\UNC\server\share`; a local drive in its long form is none. */
const isShare = (path: string): boolean => /^[\\/]{2}(?![?.][\\/](?!UNC[\\/]))/i.test(path);

const behindDrive = (folder: string): string =>
  process.platform === 'win32' ? realpathSync.native(folder) : folder;
