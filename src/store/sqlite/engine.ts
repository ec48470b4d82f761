import type { Engine } from '../db.ts';
import { copyLedger, originOf, replaceLedger } from './backup.ts';
import { createLedger } from './create.ts';
import { migrations } from './migrations.ts';
import { openCopy, openLedger } from './open.ts';

/** A ledger in a file. Its address is the path of the file. */
export const sqlite: Engine = {
  version: migrations.length + 1,
  open: (file) => openLedger(file),
  create: createLedger,
  copyOut: copyLedger,
  openCopy,
  originOf,
  replace: replaceLedger,
};
