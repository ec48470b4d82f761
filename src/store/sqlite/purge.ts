import type { Db } from '../db.ts';

/** From here on, what is deleted or replaced is overwritten in the file, too. */
export const overwriteDeleted = (db: Db) => db.all('PRAGMA secure_delete = ON');

/** Writes the WAL back and empties it: what it held is gone. */
export const emptyWal = (db: Db) => db.all('PRAGMA wal_checkpoint(TRUNCATE)');
