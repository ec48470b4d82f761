import { basename, dirname, join } from 'node:path';
import { refuse } from '../domain/problems.ts';
import type { ChainEnds, Engine, Ledger, LedgerPlace, Units, Upgrade } from './db.ts';
import { realPath } from './files/ledger-files.ts';
import {
  ADDRESS_FORM,
  folderNameOf,
  isServerAddress,
  looksLikeAddress,
  parseAddress,
  shownAddress,
  unfit,
} from './postgres/address.ts';

/** The engine that keeps the ledger of that address: the only place that knows which there are. */
export async function engineFor(address: string): Promise<Engine> {
  if (isServerAddress(address)) return (await import('./postgres/engine.ts')).postgres;
  return (await import('./sqlite/engine.ts')).sqlite;
}

/** Opens the ledger by the engine that keeps it; see Engine.open. */
export const openLedger = async (address: string, upgrade: Upgrade): Promise<Ledger> =>
  (await engineFor(address)).open(address, upgrade);

/** Opens a copy that an engine has made; an older one is brought to this version: what it was copied from is the older state. */
export const openCopy = async (draft: string, upgrade: Upgrade): Promise<Ledger> =>
  (await import('./sqlite/open.ts')).openCopy(draft, upgrade);

/** How the chain of a copy begins and ends; undefined of what is no ledger. Nothing that is defined in it runs. */
export const chainOf = async (copy: string, upgrade: Upgrade): Promise<ChainEnds | undefined> =>
  (await import('./sqlite/backup.ts')).chainOf(copy, upgrade);

/** The units in the database of the address. Refuses a file, which is one unit's. */
export async function unitsAt(address: string): Promise<Units> {
  if (isServerAddress(address)) return (await import('./postgres/units.ts')).unitsAt(address);
  return refuse('usage.invalid', {
    message: `这本台账是一个文件，没有别的单位：${address}`,
    hint: `单位和登录只在服务器上：--ledger ${ADDRESS_FORM}`,
  });
}

/** The address of another unit's ledger in the database of the address; see unitsAt. */
export { addressOfUnit } from './postgres/address.ts';

/** A source of figures as it is told: of an address the one form that it is shown in. Refuses one with a password. */
export const asShown = (named: string): string => {
  if (isServerAddress(named)) return shownAddress(named);
  return looksLikeAddress(named) ? unfit(named) : named;
};

/** The ledger lies on a server, not in a file. */
export const isOnServer = isServerAddress;

/** The code of the unit that the address of a ledger says; null where a file is named. */
export const unitNamedBy = (address: string): string | null =>
  isServerAddress(address) ? parseAddress(address).unit : null;

/** Runs `work` while nobody else on this computer runs anything under the lock of that file, which is no ledger. */
export const lockedBy = async <T>(file: string, work: () => Promise<T>): Promise<T> =>
  (await import('./sqlite/lock.ts')).locked(file, work);

/**
 * Where the ledger that was named lies: its one name without links, so that everything of it lies in one folder. What
 * belongs to a ledger on a server lies in a folder of its own in `ownFolder`. Refuses an address that is not understood.
 */
export function placeOf(named: string, ownFolder: string): LedgerPlace {
  if (isServerAddress(named))
    return {
      address: shownAddress(named),
      home: join(ownFolder, 'servers', folderNameOf(named)),
      name: parseAddress(named).unit ?? '',
    };
  if (looksLikeAddress(named)) return unfit(named);
  const file = realPath(named);
  return { address: file, home: dirname(file), name: basename(file) };
}
