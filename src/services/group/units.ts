import type { Moment } from '../../domain/case/clock.ts';
import type { UnitKind } from '../../domain/words/vocabulary.ts';
import type { LedgerPlace } from '../../store/db.ts';
import { addressOfUnit, unitsAt } from '../../store/engine.ts';
import { initLedger } from '../care/init.ts';

export interface NewUnit {
  readonly code: string;
  readonly unit: string;
  readonly unitKind: UnitKind;
  readonly operator: string;
}

/** Creates the ledger of another unit in the database of the address, and returns its address. Refuses a file. */
export async function addUnit(
  { now, address }: Pick<LedgerPlace, 'address'> & { readonly now: Moment },
  schema: string,
  { code, ...input }: NewUnit,
): Promise<string> {
  // Asked first: a file has no other units.
  await unitsAt(address);
  const place = addressOfUnit(address, code);
  await initLedger({ now, address: place }, schema, { ...input, unitCode: code });
  return place;
}
