import type { Engine } from '../db.ts';
import { listKeptBeside } from '../files/ledger-files.ts';
import { VERSION } from '../version.ts';
import { copyLedger, replaceLedger } from './backup.ts';
import { createLedger } from './create.ts';
import { lookInto, openLedger } from './open.ts';

/** A ledger in a file. Its address is the path of the file. */
export const sqlite: Engine = {
  version: VERSION,
  open: openLedger,
  look: lookInto,
  openForeign: async (address, draft, upgrade) =>
    (await import('./foreign.ts')).openForeign(address, draft, upgrade),
  create: createLedger,
  copyOut: copyLedger,
  upgrade: async (address, upgrade) => {
    const ledger = await openLedger(address, upgrade);
    await ledger.close();
    return ledger.kept;
  },
  listKept: async (address) => listKeptBeside(address),
  replace: replaceLedger,
};
