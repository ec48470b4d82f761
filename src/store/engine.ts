import { dirname } from 'node:path';
import { refuse } from '../domain/problems.ts';
import type { Engine, Ledger, LedgerPlace, Upgrade } from './db.ts';
import { realPath } from './files/ledger-files.ts';

/** The engine that keeps the ledger of that address: the only place that knows which there are. */
export async function engineFor(_address: string): Promise<Engine> {
  const { sqlite } = await import('./sqlite/engine.ts');
  return sqlite;
}

/** Opens the ledger by the engine that keeps it; see Engine.open. */
export const openLedger = async (address: string, upgrade: Upgrade): Promise<Ledger> =>
  (await engineFor(address)).open(address, upgrade);

/** Runs `work` while nobody else on this computer runs anything under the lock of that file, which is no ledger. */
export const lockedBy = async <T>(file: string, work: () => Promise<T>): Promise<T> =>
  (await import('./sqlite/lock.ts')).locked(file, work);

/**
 * Where the ledger that was named lies: its one name without links, so that everything of it lies in one folder. Refuses
 * the address of a server, which this version cannot reach, and shows of it what holds no password.
 */
export function placeOf(named: string): LedgerPlace {
  if (/^[a-z]{2,}:\/\//i.test(named)) refuse('ledger.unreachable', { address: withoutSecrets(named) });
  const file = realPath(named);
  return { address: file, home: dirname(file) };
}

const withoutSecrets = (address: string): string => address.replace(/\/\/.*@/, '//').replace(/[?#].*$/, '');
