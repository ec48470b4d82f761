import type Database from 'better-sqlite3';

/** The first one that was released: a ledger that says less has a damaged header. */
export const OLDEST_VERSION = 1;

/** The version of the tables of an open database. */
export const versionOf = (sqlite: Database.Database): number =>
  Number(sqlite.pragma('user_version', { simple: true }));
