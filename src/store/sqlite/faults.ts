import { refuse } from '../../domain/problems.ts';
import { codeOf, refuseFault, telling } from '../files/faults.ts';

/** Runs `work`; what SQLite or the file system reports becomes a refusal in the clerk's words. */
export const refusing = <T>(file: string, work: () => T): T =>
  telling(work, (error) => {
    const code = codeOf(error);
    if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) refuse('ledger.busy');
    // The shared memory beside a WAL takes room, too: without it not even reading begins.
    if (/^SQLITE_(FULL|IOERR_SHMSIZE)$/.test(code)) refuse('ledger.full');
    if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) refuse('ledger.read_only', { file });
    if (code === 'SQLITE_NOTADB') refuse('ledger.not_a_ledger', { file });
    if (/^SQLITE_(CORRUPT|IOERR_SHORT_READ|IOERR_CORRUPTFS)/.test(code)) refuse('ledger.corrupt', { file });
    if (/^SQLITE_(IOERR|NOMEM)/.test(code)) refuse('ledger.io_error', { what: file });
    return refuseFault(error, file);
  });
