import type Database from 'better-sqlite3';
import { Refusal } from '../../domain/problems.ts';
import type { Ledger } from '../db.ts';
import { refusing } from './faults.ts';

/**
 * Writes the database anew and empties the WAL; see Ledger.scour. Not by `secure_delete`, which overwrites only what is
 * deleted while it is on.
 */
export const scour = async (sqlite: Database.Database, file: string): ReturnType<Ledger['scour']> => {
  try {
    refusing(file, () => sqlite.exec('VACUUM'));
  } catch (error) {
    const code = error instanceof Refusal ? error.problem.code : null;
    if (code === 'ledger.busy' || code === 'ledger.full') return code;
    throw error;
  }
  // Who still reads what was there before keeps it in the file, and this from being done.
  const busy = refusing(file, () => sqlite.pragma('wal_checkpoint(TRUNCATE)', { simple: true }));
  return busy === 0 ? null : 'ledger.busy';
};
