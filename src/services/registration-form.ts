import type { Complaint } from '../domain/complaint.ts';
import type { FormUnit } from '../reports/form-values.ts';
import { listDepartments } from '../store/directory.ts';
import { findCase } from './find-case.ts';
import { type LedgerContext, setting } from './ledger-context.ts';

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

/** The case that the form is about; `no` may be a unique ending. */
export const caseOfForm = (ctx: LedgerContext, no: string): Promise<Complaint> => findCase(ctx.ledger, no);
