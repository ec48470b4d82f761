import { hostname } from 'node:os';
import { join } from 'node:path';

/** Where a copy of a ledger is written before it has its name: in the same folder, so that naming it is one step. */
export const draftIn = (folder: string): string => join(folder, `.${mark()}.tousu-new`);

/** Where what is to bear that name is written before. */
export const draftOf = (file: string): string => `${file}.${mark()}.new`;

/** This process by its number, and the computer on which that is its number: several may write to one folder. */
const mark = (): string => `${process.pid}-${computer()}`;

/** The end of its name, where names differ: a file's name may not be of any length. */
const computer = (): string => [...hostname().replaceAll(/[^\p{L}\p{N}_-]/gu, '_')].slice(-LONGEST).join('');

const LONGEST = 20;

const MARKED = /(?:^|\.)(\d+)-([^.]+)\.(?:tousu-)?new(?:-wal|-shm|-journal)?$/;

/** Whose draft is called so, or what SQLite keeps beside it; undefined where the name says nothing of it. */
export function writerOf(name: string): { readonly pid: number; readonly isHere: boolean } | undefined {
  const [, pid, where] = MARKED.exec(name) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), isHere: where === computer() };
}

/** What stands in the name of a draft behind that of its file begins so. Earlier versions did not name the computer. */
export const isDraftEnd = (end: string): boolean => /^\.\d+(-[^.]+)?\.new/.test(end);
