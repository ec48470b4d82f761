import { refuse } from '../../domain/problems.ts';

/** Runs `work`; what SQLite or the file system reports becomes a refusal in the clerk's words. */
export function refusing<T>(file: string, work: () => T): T {
  try {
    const result = work();
    return result instanceof Promise
      ? (result.catch((error: unknown) => refuseFault(error, file)) as T)
      : result;
  } catch (error) {
    return refuseFault(error, file);
  }
}

function refuseFault(error: unknown, file: string): never {
  const code = codeOf(error);
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) refuse('ledger.busy');
  // The shared memory beside a WAL takes room, too: without it not even reading begins.
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)$/.test(code) || isFull(error)) refuse('ledger.full');
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) refuse('ledger.read_only', { file });
  if (/^(EACCES|EPERM|EROFS|EISDIR|ENOTDIR|EEXIST|ENAMETOOLONG)$/.test(code))
    refuse('ledger.read_only', { file });
  if (code === 'SQLITE_NOTADB') refuse('ledger.not_a_ledger', { file });
  if (/^SQLITE_(CORRUPT|IOERR_SHORT_READ|IOERR_CORRUPTFS)/.test(code)) refuse('ledger.corrupt', { file });
  if (isBrokenDevice(error)) refuse('ledger.io_error', { what: file });
  throw error;
}

/** No room; past a limit on the size of files (EFBIG) there is as little as on a full disk. */
export const isFull = (error: unknown): boolean => /^(ENOSPC|EDQUOT|EFBIG)$/.test(codeOf(error));

/** The disk does not answer, or the system has nothing left to ask it with. */
export const isBrokenDevice = (error: unknown): boolean =>
  /^(SQLITE_(IOERR|NOMEM)|(EIO|ESTALE|ENODEV|ENXIO|EREMOTEIO|ETIMEDOUT|EMFILE|ENFILE|ENOMEM)$)/.test(
    codeOf(error),
  );

/** By what it has, not by its class: an error of the file system may come from another realm. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
