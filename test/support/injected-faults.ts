// Each call of a command that has to do with the ledger's files, and the system that refuses it.

import { resolve } from 'node:path';
import type { Desk } from './run-tousu.ts';
import { runTraced, type SystemCall, stringsIn } from './strace.ts';

/** How each kind of call may fail. */
const errors: Readonly<Record<string, readonly string[]>> = {
  open: ['EMFILE', 'EACCES'],
  openat: ['EMFILE', 'EACCES'],
  pwrite64: ['ENOSPC', 'EIO'],
  write: ['ENOSPC', 'EIO'],
  ftruncate: ['EIO'],
  fallocate: ['ENOSPC'],
  sendfile: ['ENOSPC', 'EIO'],
  copy_file_range: ['ENOSPC', 'EIO'],
  fsync: ['EIO'],
  fdatasync: ['EIO', 'ENOSPC'],
  pread64: ['EIO'],
  read: ['EIO'],
  rename: ['EIO', 'ENOSPC'],
  renameat: ['EIO'],
  link: ['EIO', 'EACCES'],
  linkat: ['EIO', 'EACCES'],
  unlink: ['EIO'],
  unlinkat: ['EIO'],
  mkdir: ['EACCES', 'ENOSPC'],
  mkdirat: ['EACCES', 'ENOSPC'],
  newfstatat: ['EIO', 'EACCES'],
  statx: ['EIO', 'EACCES'],
};

const traceOptions = [
  '-y',
  '-e',
  `trace=${Object.keys(errors)
    .map((name) => `?${name}`)
    .join(',')}`,
];

export interface Fault {
  readonly call: string;
  readonly error: string;
  /** The how many-th call of its name it is. */
  readonly nth: number;
  /** From then on all of them fail: the disk stays broken. */
  readonly lasting: boolean;
  /** Which file it is about, to tell what was tried. */
  readonly file: string;
}

/** A disk may stay broken. Not `read` and `write`, by which Node also talks to itself. */
const mayLast = /^(pwrite64|pread64|fsync|fdatasync)$/;

/** Of calls that do the same to the same file so many are tried: the first, the last, and some between. */
const MOST = 5;

/** Runs the command as it is, and returns the ways in which one of its calls can fail. */
export async function faultsOf(desk: Desk, words: readonly string[]): Promise<readonly Fault[]> {
  const { status, stderr, calls } = await runTraced(desk, words, traceOptions);
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  const counts = new Map<string, number>();
  const faults = calls
    .filter(({ thread }) => thread === calls[0]?.thread)
    .flatMap((call): readonly Fault[] => {
      const nth = (counts.get(call.name) ?? 0) + 1;
      counts.set(call.name, nth);
      const file = fileOf(call, desk);
      if (file === undefined) return [];
      return (errors[call.name] ?? []).flatMap((error) =>
        (mayLast.test(call.name) ? [false, true] : [false]).map((lasting) => ({
          call: call.name,
          error,
          nth,
          lasting,
          file,
        })),
      );
    });
  const alike = Map.groupBy(faults, ({ nth, ...fault }) => JSON.stringify(fault));
  return [...alike.values()].flatMap((group) => {
    const step = Math.max(1, (group.length - 1) / (MOST - 1));
    return group.filter((_fault, i) => Math.round(Math.round(i / step) * step) === i);
  });
}

/** Runs the command with that fault. `hit`: it met a file of the desk, as it was to. */
export async function runWith(desk: Desk, words: readonly string[], fault: Fault) {
  const when = `${fault.nth}${fault.lasting ? '+' : ''}`;
  const inject = `inject=${fault.call}:error=${fault.error}:when=${when}`;
  const { calls, ...run } = await runTraced(desk, words, [...traceOptions, '-e', inject]);
  const first = calls.find(({ injected }) => injected);
  return { ...run, hit: first !== undefined && fileOf(first, desk) !== undefined };
}

/** The part of the path behind the desk's folder, with the parts that differ from run to run left out. */
function fileOf({ args }: SystemCall, { folder }: Desk): string | undefined {
  const named = args.replaceAll(/AT_FDCWD<[^>]*>/g, '');
  const [, opened] = /^\d+<((?:\\x[0-9a-f]{2})+)>/.exec(named) ?? [];
  const paths = opened === undefined ? stringsIn(named.replaceAll('"...', '"')) : stringsIn(`"${opened}"`);
  return paths
    .map((path) => (opened === undefined ? resolve(folder, path.toString()) : path.toString()))
    .filter((path) => path.startsWith(`${folder}/`) || path === folder)
    .map((path) => path.slice(folder.length).replaceAll(/\d+/g, 'N'))[0];
}
