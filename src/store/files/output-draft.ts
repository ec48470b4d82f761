import { type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { problem, Refusal, refuse } from '../../domain/problems.ts';
import { endingOf } from '../../domain/words/file-names.ts';
import { codeOf, refuseBrokenDisk } from './faults.ts';
import { belongsToLedger, type LedgerInUse } from './ledger-files.ts';
import { createPrivateFile, dropDraft, putInPlace, refuseUnfitName, sync } from './private-files.ts';

/** A file that somebody named, while it is written. Once it is left, nothing is there but what was kept. */
export interface OutputDraft extends Disposable {
  /** Has the draft written at the path that `work` gets; returns what that returns. Refuses where the disk is full or broken. */
  write<T>(work: (path: string) => Promise<T>): Promise<T>;
  /** What was written is on the disk when this returns: for who records what is in it before it is kept. */
  flush(): void;
  /** Gives it its name: the file is there, whole and on the disk, when this returns. */
  keep(): void;
}

/**
 * Begins a file that appears whole or not at all, readable by its owner alone: it is written beside the place where it
 * is to be. Refuses what belongs to a ledger, a name that ends in none of `endings` but in something else, standard output
 * (`-`), a device or a pipe, an existing file without `force`, and a place where none can be written. Ctrl-C leaves no draft.
 */
export function openDraft(
  ledger: LedgerInUse,
  file: string,
  { force, endings }: { readonly force: boolean; readonly endings?: readonly string[] },
): OutputDraft {
  refuseUnfitName(file);
  // Other programs write to standard output then: a file of that name would please nobody.
  if (file === '-') refuse('usage.invalid', { message: '-o - 写不到屏幕上', hint: '-o 后写文件名' });
  if (belongsToLedger(file, ledger)) refuse('ledger.is_output', { file });
  const ending = endingOf(file);
  if (endings && ending !== '' && !endings.includes(ending))
    throw new Refusal(problem('unfit_ending', { file, endings }));
  refuseTaken(file, force);
  const path = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  // Watching begins first: what breaks off between the two would leave the draft behind.
  const stopWatching = dropWhenBrokenOff(path);
  const drop = () => {
    dropDraft(path);
    stopWatching();
  };
  try {
    orRefuse(file, () => createPrivateFile(path));
  } catch (error) {
    drop();
    throw error;
  }
  let flushed = false;
  const flush = () => {
    if (!flushed) orRefuse(file, () => sync(path));
    flushed = true;
  };
  return {
    async write(work) {
      try {
        return await work(path);
      } catch (error) {
        // What else was read or written for it has told its own troubles.
        if (isAbout(path, error)) refuseFault(error, file);
        refuseBrokenDisk(error, file);
        throw error;
      }
    },
    flush,
    keep() {
      flush();
      if (!orRefuse(file, () => putInPlace(path, file, { replacing: force }))) taken(file);
    },
    [Symbol.dispose]: drop,
  };
}

function refuseTaken(file: string, force: boolean): void {
  const status = statusOf(file);
  if (status === undefined) return;
  if (status.isDirectory()) refuse('usage.invalid', { message: `${file} 是文件夹`, hint: '-o 后写文件名' });
  // To be replaced by a file would be the end of a device or a pipe, for everybody.
  if (!status.isFile())
    refuse('usage.invalid', { message: `${file} 是设备或管道，不是文件`, hint: '-o 后写文件名' });
  if (!force) taken(file);
}

/** Undefined where there is nothing, or a link to nothing. */
function statusOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

const taken = (file: string): never =>
  refuse('usage.invalid', {
    message: `文件已存在：${file}`,
    hint: '加 --force 覆盖，或用 -o 换一个文件名',
  });

/** Ctrl-C ends the process where it stands: the half-written draft goes first. */
function dropWhenBrokenOff(draft: string): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const endings = signals.map((signal) => {
    const end = () => {
      dropDraft(draft);
      process.kill(process.pid, signal);
    };
    process.once(signal, end);
    return () => process.removeListener(signal, end);
  });
  return () => {
    for (const stop of endings) stop();
  };
}

function orRefuse<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return refuseFault(error, file);
  }
}

const isAbout = (path: string, error: unknown): boolean =>
  error instanceof Error && 'path' in error && error.path === path;

/** Not as for a ledger: this place was typed, and another one can be. */
function refuseFault(error: unknown, file: string): never {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    refuse('not_found.file', { file: dirname(file), hint: '先建好这个文件夹，或用 -o 换一个地方' });
  }
  if (/^(EACCES|EPERM|EROFS|EBUSY|ENAMETOOLONG|EINVAL)$/.test(code)) {
    refuse('usage.invalid', {
      message: `不能写入 ${file}`,
      hint: '文件可能正被 Excel、WPS 或别的程序打开，或没有写权限：关闭后再运行，或用 -o 换一个地方',
    });
  }
  refuseBrokenDisk(error, file);
  throw error;
}
