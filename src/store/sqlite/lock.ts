import { ensurePrivate } from '../files/private-files.ts';
import { connect } from './connect.ts';
import { refusing } from './faults.ts';

/** How long to wait for whoever holds it: to send by every courier takes him so long, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Runs `work` while nobody else on this computer runs anything under the lock of that file, which is made where there is
 * none and stays. The system lets go of it when the process ends, however it ends. Refuses when it takes too long.
 */
export async function locked<T>(file: string, work: () => Promise<T>): Promise<T> {
  const sqlite = refusing(file, () => {
    ensurePrivate(file);
    return connect(file, { fileMustExist: true, timeout: PATIENCE });
  });
  try {
    // Nothing is ever written: an empty database, locked.
    refusing(file, () => sqlite.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE'));
    return await work();
  } finally {
    sqlite.close();
  }
}
