// A ledger opened in this process, as the program opens it; an older one is brought to this version.

import { readFileSync } from 'node:fs';
import type { Ledger, Upgrade } from '../../src/store/db.ts';
import { openLedger as openWith } from '../../src/store/engine.ts';

export const schema = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');

export const upgrade: Upgrade = { schema: () => schema, progress: () => {} };

export const openLedger = (address: string): Promise<Ledger> => openWith(address, upgrade);
