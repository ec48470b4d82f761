import { isFixedRow } from '../domain/month/figures.ts';
import { refuse } from '../domain/problems.ts';
import type { Role, UnitKind } from '../domain/words/vocabulary.ts';
import { listDepartments, listEmployees } from '../store/directory.ts';
import { listSettings } from '../store/settings.ts';
import type { LedgerContext } from './ledger-context.ts';
import { getDepartment, getPerson } from './people.ts';
import { recordLedgerEvent } from './record-ledger-event.ts';

/**
 * Adds a department, or takes a retired one of that name back into use. Refuses one that is in use, and the name of a
 * row that the report has anyway.
 */
export const addDepartment = (ctx: LedgerContext, name: string, kind: UnitKind): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    if (isFixedRow(name))
      refuse('usage.invalid', { message: `“${name}”是月报中固定的一行，不能作部门名称`, hint: '换一个名称' });
    const known = (await listDepartments(db)).find((department) => department.name === name);
    if (known?.retiredAt === null) alreadyThere(`部门“${name}”已经有了`, 'tousu dept list');
    await recordLedgerEvent(ctx, db, `department:${name}`, {
      type: 'department_added',
      data: { name, kind },
    });
  });

/** Takes a department out of use; its past cases keep it. */
export const closeDepartment = (ctx: LedgerContext, name: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    await getDepartment(db, name);
    await recordLedgerEvent(ctx, db, `department:${name}`, { type: 'department_retired', data: { name } });
  });

export interface NewEmployee {
  readonly name: string;
  readonly department: string;
  readonly phone: string | null;
  readonly roles: readonly Role[];
}

/** Adds an employee, or takes one who left back. Refuses a name that is in service, and an unknown department. */
export const addEmployee = (ctx: LedgerContext, employee: NewEmployee): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { name } = employee;
    const known = (await listEmployees(db)).find((person) => person.name === name);
    if (known?.retiredAt === null)
      alreadyThere(`“${name}”已在名录中（${known.department}）`, `tousu staff role ${name} --role 角色`);
    await getDepartment(db, employee.department);
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_added', data: employee });
  });

/** Takes an employee out of service; the name stays with what was done. */
export const retireEmployee = (ctx: LedgerContext, name: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    await getPerson(db, name);
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_retired', data: { name } });
  });

/** Gives an employee exactly these roles from now on. */
export const setRoles = (ctx: LedgerContext, name: string, roles: readonly Role[]): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    await getPerson(db, name);
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_roles_set', data: { name, roles } });
  });

/**
 * Changes a setting; the change is journalled and holds for clocks that start after it. `to` is in its stored form;
 * a limit of the policy has a `reason`, other settings have none.
 */
export const changeSetting = (
  ctx: LedgerContext,
  key: string,
  to: string,
  reason: string | null = null,
): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const change = { key, from: (await listSettings(db)).get(key) ?? null, to };
    await recordLedgerEvent(ctx, db, `setting:${key}`, {
      type: 'setting_changed',
      data: reason === null ? change : { ...change, reason },
    });
  });

const alreadyThere = (message: string, hint: string): never => refuse('usage.invalid', { message, hint });
