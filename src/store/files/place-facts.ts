import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  type Stats,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a place on a disk is like, for who looks at it and changes nothing. */
export interface PlaceFacts {
  /** Bytes that this user may still write there; null where the system does not say. */
  readonly free: number | null;
  /** Files can be made there. */
  readonly writable: boolean;
  /** The disk it lies on; equal for two places on one disk. */
  readonly disk: number;
}

/** Of a folder; undefined where there is none, or a link that leads nowhere. */
export function placeFacts(folder: string): PlaceFacts | undefined {
  const status = statusOf(folder);
  if (!status?.isDirectory()) return undefined;
  return { free: freeIn(folder), writable: mayWrite(folder), disk: status.dev };
}

/** Something bears the name, be it a link that leads nowhere. */
export function isNamed(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function freeIn(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** This user may write the file, or make files in the folder. */
export const mayWrite = (path: string): boolean => may(path, constants.W_OK);
export const mayRead = (path: string): boolean => may(path, constants.R_OK);

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of the file; 0 where there is none. */
export const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** The time of the latest backup of that stem in the folder, `20231005-093000`; undefined where there is none. */
export function latestBackup(folder: string, stem: string): string | undefined {
  if (placeFacts(folder) === undefined || !mayRead(folder)) return undefined;
  const stamps = readdirSync(folder).flatMap((name) => {
    if (!name.startsWith(`${stem}-`)) return [];
    const [, at] = /^(\d{8}-\d{6})(?:-\d+)?\.db$/.exec(name.slice(stem.length + 1)) ?? [];
    return at === undefined ? [] : [at];
  });
  return stamps.sort().at(-1);
}

/** The first of these files that is there. */
export const firstThere = (files: readonly string[]): string | undefined =>
  files.find((file) => existsSync(file));

/** Where a program of that name may lie in the folders of a PATH. */
export const onPath = (name: string, path: string, separator: string): readonly string[] =>
  path
    .split(separator)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name));
