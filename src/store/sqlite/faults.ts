import { closeSync, openSync } from 'node:fs';
import { refuse } from '../../domain/problems.ts';
import { codeOf, refuseFault, telling } from '../files/faults.ts';

/** Runs `work`; what SQLite or the file system reports becomes a refusal in the clerk's words. */
export const refusing = <T>(file: string, work: () => T): T =>
  telling(work, (error) => {
    const code = codeOf(error);
    if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) refuse('ledger.busy');
    // The shared memory beside a WAL takes room, too: without it not even reading begins.
    if (/^SQLITE_(FULL|IOERR_SHMSIZE)$/.test(code)) refuse('ledger.full');
    if (code === 'SQLITE_CANTOPEN' && isHeldByOther(file)) refuse('ledger.busy');
    if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) refuse('ledger.read_only', { file });
    if (code === 'SQLITE_NOTADB') refuse('ledger.not_a_ledger', { file });
    if (/^SQLITE_(CORRUPT|IOERR_SHORT_READ|IOERR_CORRUPTFS)/.test(code)) refuse('ledger.corrupt', { file });
    if (/^SQLITE_(IOERR|NOMEM)/.test(code)) refuse('ledger.io_error', { what: file });
    return refuseFault(error, file);
  });

/** SQLite does not say why it cannot open the file; Windows says that another program keeps it to itself. */
function isHeldByOther(file: string): boolean {
  try {
    closeSync(openSync(file, 'r'));
    return false;
  } catch (error) {
    return codeOf(error) === 'EBUSY';
  }
}
