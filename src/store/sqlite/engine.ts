import type { Engine } from '../db.ts';
import { chainOf, copyLedger, replaceLedger } from './backup.ts';
import { createLedger } from './create.ts';
import { lookInto, openCopy, openLedger } from './open.ts';
import { VERSION } from './version.ts';

/** A ledger in a file. Its address is the path of the file. */
export const sqlite: Engine = {
  version: VERSION,
  open: openLedger,
  look: lookInto,
  openForeign: async (address, draft, upgrade) =>
    (await import('./foreign.ts')).openForeign(address, draft, upgrade),
  create: createLedger,
  copyOut: copyLedger,
  openCopy,
  chainOf,
  replace: replaceLedger,
};
