import type { Engine } from '../db.ts';
import { VERSION } from '../version.ts';
import { createLedger } from './create.ts';
import { openForeign, openLedger } from './open.ts';

/** A ledger in a schema of a database on a server. Its address is `postgres://…/database/unit`. */
export const postgres: Engine = {
  version: VERSION,
  open: openLedger,
  look: openLedger,
  openForeign,
  create: createLedger,
  // Rare, and with them SQLite is loaded.
  copyOut: async (...of) => (await import('./backup.ts')).copyLedger(...of),
  replace: async (...of) => (await import('./backup.ts')).replaceLedger(...of),
  listKept: async (...of) => (await import('./renew.ts')).listKept(...of),
  upgrade: async (...of) => (await import('./upgrade.ts')).upgradeLedger(...of),
};
