import { closeSync, openSync, readdirSync, readSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { LedgerPlace } from '../db.ts';
import { APPLICATION } from '../version.ts';
import { isDraftEnd } from './draft-names.ts';
import { draftsFolder } from './drafts.ts';

/** What a ledger keeps beside itself, by the ends of its name; `-lock` is this program's own. */
const BESIDE = ['', '-wal', '-shm', '-journal', '-lock'] as const;

/** The copies beside it that replaced or older states are kept in, and drafts of it. */
const isKept = (end: string): boolean => /^\.(replaced-|v\d+-)/.test(end) || isDraftEnd(end);

/** Where SQLite keeps what `PRAGMA application_id` says. */
const ID_AT = 68;

/** The ledger a command works on, or would; where it is open, its settings say what else is its own. */
export interface LedgerInUse extends LedgerPlace {
  readonly settings?: ReadonlyMap<string, string>;
}

/**
 * The file is the ledger or belongs to it (what SQLite keeps beside it, attachments, drafts, secrets, backups), under
 * whatever name; so is every other ledger and copy of one. It need not be there: what would be taken for a part of the
 * ledger is one.
 */
export function belongsToLedger(file: string, { address, home, name, settings }: LedgerInUse): boolean {
  const target = realPath(file);
  const status = statOf(file);
  const files = [
    ...BESIDE.map((end) => `${address}${end}`),
    settings?.get('notify.secrets') ?? join(home, 'notify.secrets'),
  ];
  const folders = [
    join(home, 'attachments'),
    draftsFolder({ address, home, name }),
    settings?.get('backup.folder') ?? join(home, 'backups'),
  ];
  return (
    files.some((each) => isSameFile(target, status, each)) ||
    folders.some((folder) => target.startsWith(`${realPath(folder)}${sep}`)) ||
    isKeptBeside(target, address) ||
    (status?.isFile() === true && isLedgerFile(file))
  );
}

/** The copies of older states that lie beside the ledger, whatever came of the parts of each; and drafts of copies. */
export const listKeptBeside = (address: string): readonly string[] =>
  readdirSync(dirname(address))
    .map((name) => join(dirname(address), name))
    .filter((file) => isKeptBeside(realPath(file), address))
    .sort();

const isSameFile = (target: string, status: Stats | undefined, own: string): boolean => {
  const known = statOf(own);
  return known === undefined || status === undefined
    ? target === realPath(own)
    : known.dev === status.dev && known.ino === status.ino;
};

const isKeptBeside = (target: string, address: string): boolean =>
  dirname(target) === realPath(dirname(address)) &&
  basename(target).startsWith(basename(address)) &&
  isKept(basename(target).slice(basename(address).length));

/** By the letters in its header; one that cannot be read is none. */
function isLedgerFile(file: string): boolean {
  const id = Buffer.alloc(4);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readSync(descriptor, id, 0, id.length, ID_AT) === id.length && id.readUInt32BE() === APPLICATION;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/** Undefined where there is none, or it cannot be seen: why, is said when it is opened. */
export const statOf = (file: string): Stats | undefined => {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

/** The path without links. Of what is not there, the last folder that is decides. */
export function realPath(file: string): string {
  const path = resolve(file);
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path));
  }
}
