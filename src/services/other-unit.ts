import { refuse } from '../domain/problems.ts';
import { unitNamedBy } from '../store/engine.ts';

/** On a server the address says whose ledger lies there: refuses to put the ledger of another unit in its place. */
export function refuseOtherUnit(unit: string, address: string): void {
  const named = unitNamedBy(address);
  if (named !== null && named !== unit)
    refuse('usage.invalid', {
      message: `这本台账的单位代码是 ${unit}，地址里的单位是 ${named}`,
      hint: `地址的最后一段写 ${unit}`,
    });
}
