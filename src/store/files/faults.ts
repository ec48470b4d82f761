import { Refusal, refuse } from '../../domain/problems.ts';

/** Runs `work`; what the file system reports becomes a refusal in the clerk's words. */
export const refusing = <T>(file: string, work: () => T): T =>
  telling(work, (error) => refuseFault(error, file));

/** Runs `work`, now or in its time; what it fails with is told by `tell`, which ends it. */
export function telling<T>(work: () => T, tell: (error: unknown) => never): T {
  try {
    const result = work();
    return result instanceof Promise ? (result.catch(tell) as T) : result;
  } catch (error) {
    return tell(error);
  }
}

/** Refuses in the clerk's words; what is no fault of the file system is a defect, and thrown as it is. */
export function refuseFault(error: unknown, file: string): never {
  if (/^(EACCES|EPERM|EROFS|EISDIR|ENOTDIR|EEXIST|ENAMETOOLONG)$/.test(codeOf(error)))
    refuse('ledger.read_only', { file });
  // Windows: another program has it open and lets nobody near.
  if (codeOf(error) === 'EBUSY') refuse('ledger.busy');
  refuseBrokenDisk(error, file);
  throw error;
}

/** A file that somebody named cannot be read: it is not there (`hint` says what to type), or held, or not for everybody. */
export function refuseUnread(error: unknown, file: string, hint: string): never {
  if (error instanceof Refusal) throw error;
  if (!/^(EBUSY|EACCES|EPERM)$/.test(codeOf(error))) refuse('not_found.file', { file, hint });
  return refuse('usage.invalid', {
    message: `${file} 读不出来`,
    hint: '可能正被 Excel、WPS 或别的程序打开，或没有读权限：关闭后再运行',
  });
}

/** Refuses where the disk has no room, or does not answer. */
export function refuseBrokenDisk(error: unknown, file: string): void {
  const code = codeOf(error);
  // Past a limit on the size of files (EFBIG) there is as little room as on a full disk.
  if (/^(ENOSPC|EDQUOT|EFBIG)$/.test(code)) refuse('ledger.full');
  // The system may also have nothing left to ask the disk with.
  if (/^(EIO|ESTALE|ENODEV|ENXIO|EREMOTEIO|ETIMEDOUT|EMFILE|ENFILE|ENOMEM)$/.test(code))
    refuse('ledger.io_error', { what: file });
}

/** By what it has, not by its class: an error of the file system may come from another realm. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
