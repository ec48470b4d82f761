import type { FormUnit } from '../../documents/form/values.ts';
import { listDepartments } from '../../store/directory.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';

/** What every form of this unit says. */
export async function formUnit(ctx: LedgerContext): Promise<FormUnit> {
  const departments = await listDepartments(ctx.ledger);
  return {
    name: setting(ctx, 'unit.name'),
    hotline: setting(ctx, 'unit.hotline'),
    groupHotline: setting(ctx, 'unit.groupHotline'),
    headquarters: new Set(departments.filter(({ kind }) => kind === 'headquarters').map(({ name }) => name)),
  };
}
