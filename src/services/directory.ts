import { isFixedRow } from '../domain/month/figures.ts';
import { refuse } from '../domain/problems.ts';
import { word } from '../domain/steps/hints.ts';
import { findByName } from '../domain/steps/people.ts';
import { nameKey } from '../domain/words/text.ts';
import type { Role, UnitKind } from '../domain/words/vocabulary.ts';
import type { Db } from '../store/db.ts';
import { type Department, type Employee, listDepartments, listEmployees } from '../store/directory.ts';
import { listSettings } from '../store/settings.ts';
import type { LedgerContext } from './ledger-context.ts';
import { getDepartment, getPerson } from './people.ts';
import { recordLedgerEvent } from './record-ledger-event.ts';

/**
 * Adds a department, or takes a retired one of that name back into use. Refuses one that is in use, what one was called
 * before, and the name of a row that the report has anyway.
 */
export const addDepartment = (ctx: LedgerContext, name: string, kind: UnitKind): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    refuseFixedRow(name);
    const known = await findDepartment(db, name);
    if (known && (known.renamedTo !== null || known.retiredAt === null)) refuseTaken(known, name);
    const department = known?.name ?? name;
    await recordLedgerEvent(ctx, db, `department:${department}`, {
      type: 'department_added',
      data: { name: department, kind },
    });
  });

/** Takes a department out of use; its past cases keep it. */
export const closeDepartment = (ctx: LedgerContext, given: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { name } = await getDepartment(db, given);
    await recordLedgerEvent(ctx, db, `department:${name}`, { type: 'department_retired', data: { name } });
  });

/**
 * Gives a department another name: past cases keep the old one, for the rules it stays the same department. Refuses one
 * that is not in use, a name that another one has or had, and that of a row that the report has anyway.
 */
export const renameDepartment = (ctx: LedgerContext, given: string, to: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { name } = await getDepartment(db, given);
    refuseFixedRow(to);
    const known = await findDepartment(db, to);
    // Its own former name it may have again, and its own name with other blanks.
    if (known && ((known.renamedTo ?? known.name) !== name || to === name)) refuseTaken(known, to);
    await recordLedgerEvent(ctx, db, `department:${name}`, {
      type: 'department_renamed',
      data: { name, to },
    });
  });

/** The department that has that name, or the name that one had before. */
const findDepartment = async (db: Db, name: string): Promise<Department | undefined> =>
  (await listDepartments(db)).find((known) => nameKey(known.name) === nameKey(name));

const refuseTaken = ({ renamedTo }: Department, name: string): never =>
  renamedTo === null
    ? taken(`部门“${name}”已经有了`, 'tousu dept list')
    : taken(wasCalled(`部门“${renamedTo}”`, name), 'tousu dept list');

function refuseFixedRow(name: string): void {
  if (isFixedRow(name))
    refuse('usage.invalid', { message: `“${name}”是月报中固定的一行，不能作部门名称`, hint: '换一个名称' });
}

export interface NewEmployee {
  readonly name: string;
  readonly department: string;
  readonly phone: string | null;
  readonly roles: readonly Role[];
}

/**
 * Adds an employee, or takes one who left back. Refuses a name that is in service, what somebody was called before, and
 * an unknown department.
 */
export const addEmployee = (ctx: LedgerContext, employee: NewEmployee): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const known = findByName(await listEmployees(db), employee.name);
    if (known && (known.retiredAt === null || !isCalled(known, employee.name)))
      refuseKnown(known, employee.name);
    const name = known?.name ?? employee.name;
    const department = (await getDepartment(db, employee.department)).name;
    await recordLedgerEvent(ctx, db, `person:${name}`, {
      type: 'person_added',
      data: { ...employee, name, department },
    });
  });

/** Takes an employee out of service; the name stays with what was done. */
export const retireEmployee = (ctx: LedgerContext, given: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { name } = await getPerson(db, given);
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_retired', data: { name } });
  });

/** Gives an employee exactly these roles from now on. */
export const setRoles = (ctx: LedgerContext, given: string, roles: readonly Role[]): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { name } = await getPerson(db, given);
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_roles_set', data: { name, roles } });
  });

/** From now on the employee works in another department. Refuses the one where he is, and an unknown one. */
export const moveEmployee = (ctx: LedgerContext, given: string, to: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const known = await getPerson(db, given);
    const { name } = known;
    const department = (await getDepartment(db, to)).name;
    if (known.department === department) taken(`“${name}”本来就在${department}`, 'tousu staff list');
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_moved', data: { name, department } });
  });

/**
 * From now on the employee is called otherwise: his roles go with him, what he did keeps the old name, and by both he is
 * the same person. Refuses who is not in service, and a name that somebody else has or had.
 */
export const renameEmployee = (ctx: LedgerContext, given: string, to: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { name } = await getPerson(db, given);
    const known = findByName(await listEmployees(db), to);
    // His own former name he may have again, and his own name with other blanks.
    if (known && (known.name !== name || to === name)) refuseKnown(known, to);
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_renamed', data: { name, to } });
  });

/** From now on the employee has this phone. Refuses the one that he has. */
export const setPhone = (ctx: LedgerContext, given: string, phone: string): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const known = await getPerson(db, given);
    const { name } = known;
    if (known.phone === phone) taken(`“${name}”的电话本来就是 ${phone}`, 'tousu staff list');
    await recordLedgerEvent(ctx, db, `person:${name}`, { type: 'person_phone_set', data: { name, phone } });
  });

const isCalled = (known: Employee, name: string): boolean => nameKey(known.name) === nameKey(name);

/** That name belongs to somebody, now or before. */
function refuseKnown(known: Employee, name: string): never {
  const { department, retiredAt } = known;
  if (!isCalled(known, name)) return taken(wasCalled(`“${known.name}”`, name), 'tousu staff list');
  return retiredAt === null
    ? taken(`“${name}”已在名录中（${department}）`, `tousu staff role ${word(known.name)} --role 角色`)
    : taken(`“${name}”已在名录中（${department}，已离岗）`, 'tousu staff list');
}

/** Old entries keep that name: of two who had it nobody could tell which is meant. */
const wasCalled = (who: string, name: string): string =>
  `“${name}”是${who}原来的名称，过去的记录还用着它，请换一个`;

const taken = (message: string, hint: string): never => refuse('usage.invalid', { message, hint });

/**
 * Changes a setting; the change is journalled and holds for clocks that start after it. `to` is in its stored form;
 * a limit of the policy has a `reason`, other settings have none.
 */
export const changeSetting = (
  ctx: LedgerContext,
  key: string,
  to: string,
  reason: string | null = null,
): Promise<void> => {
  if (key === 'user.name' && ctx.ledger.operator !== null)
    refuse('usage.invalid', {
      message: '台账在服务器上，录入人就是登录的人，user.name 不起作用',
      hint: '换一个人录入，用他自己的登录',
    });
  return ctx.ledger.transaction(async (db) => {
    const change = { key, from: (await listSettings(db)).get(key) ?? null, to };
    await recordLedgerEvent(ctx, db, `setting:${key}`, {
      type: 'setting_changed',
      data: reason === null ? change : { ...change, reason },
    });
  });
};
