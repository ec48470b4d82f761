import { refuse } from '../domain/problems.ts';

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
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) refuse('ledger.busy');
  // Past a limit on the size of files (EFBIG) there is as little room as on a full disk.
  // The shared memory beside a WAL takes room, too: without it not even reading begins.
  if (/^SQLITE_(FULL|IOERR_SHMSIZE)$/.test(code) || /^(ENOSPC|EDQUOT|EFBIG)$/.test(code))
    refuse('ledger.full');
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|IOERR_WRITE|IOERR_FSYNC)/.test(code))
    refuse('ledger.read_only', { file });
  if (/^(EACCES|EPERM|EROFS|EISDIR|ENOTDIR|EEXIST|ENAMETOOLONG)$/.test(code))
    refuse('ledger.read_only', { file });
  if (code === 'SQLITE_NOTADB') refuse('ledger.not_a_ledger', { file });
  if (/^SQLITE_(CORRUPT|IOERR)/.test(code)) refuse('ledger.corrupt', { file });
  throw error;
}

/** By what it has, not by its class: an error of the file system may come from another realm. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : '';
