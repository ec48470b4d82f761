import type { LedgerEvent } from '../domain/events.ts';
import { refuse } from '../domain/problems.ts';
import type { Role, UnitKind } from '../domain/vocabulary.ts';
import type { Db } from '../store/db.ts';
import {
  type Department,
  type Employee,
  listDepartments,
  listEmployees,
  retireDepartment,
  retirePerson,
  saveDepartment,
  savePerson,
  saveRoles,
} from '../store/directory.ts';
import { saveNotice } from '../store/notices.ts';
import { saveSetting } from '../store/settings.ts';
import type { LedgerContext } from './ledger-context.ts';
import { getDepartment, getPerson } from './people.ts';
import { append } from './record-step.ts';

/** Who may act on a day must be provable later: the directory and the settings are journalled like the cases. */

type Content = { [E in LedgerEvent as E['type']]: Pick<E, 'type' | 'data'> }[LedgerEvent['type']];

/** Applies a change of the ledger itself and chains its entry. Everything that fills these tables comes by here. */
async function applyLedgerEvent(
  db: Db,
  event: Pick<LedgerEvent, 'type' | 'data' | 'recordedAt'> & Content,
): Promise<void> {
  switch (event.type) {
    case 'ledger_created':
    case 'ledger_imported':
    case 'report_finalised':
    case 'personal_data_revealed':
    case 'ledger_restored':
    case 'personal_data_purged':
      return;
    case 'department_added':
      await saveDepartment(db, event.data.name, event.data.kind);
      return;
    case 'department_retired':
      await retireDepartment(db, event.data.name, event.recordedAt);
      return;
    case 'person_added':
      await savePerson(db, event.data);
      return;
    case 'person_retired':
      await retirePerson(db, event.data.name, event.recordedAt);
      return;
    case 'person_roles_set':
      await saveRoles(db, event.data.name, event.data.roles);
      return;
    case 'setting_changed':
      await saveSetting(db, event.data.key, event.data.to);
      return;
    case 'notices_sent':
      for (const notice of event.data.notices)
        await saveNotice(db, event.data.channel, notice, event.data.on);
  }
}

type Recording = Pick<LedgerContext, 'now' | 'operator'>;

/** Records a change of the ledger itself inside the caller's transaction. */
export async function recordLedgerEvent(
  ctx: Recording,
  db: Db,
  subject: string,
  content: Content,
): Promise<void> {
  const event = {
    ...content,
    no: subject,
    occurredAt: ctx.now,
    recordedAt: ctx.now,
    by: ctx.operator,
    operator: ctx.operator,
  } as LedgerEvent;
  await applyLedgerEvent(db, event as typeof event & Content);
  await append(db, event);
}

/** Adds a department, or takes a retired one of that name back into use. Refuses one that is in use. */
export const addDepartment = (ctx: LedgerContext, name: string, kind: UnitKind): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
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

/** Takes an employee out of service; what he did keeps his name. */
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

export const departments = (ctx: LedgerContext): Promise<readonly Department[]> =>
  listDepartments(ctx.ledger);
export const employees = (ctx: LedgerContext): Promise<readonly Employee[]> => listEmployees(ctx.ledger);

/** Changes a setting; the change is journalled and holds for clocks that start after it. `to` is in its stored form. */
export const changeSetting = (ctx: LedgerContext, key: string, to: string): Promise<void> =>
  ctx.ledger.transaction((db) =>
    recordLedgerEvent(ctx, db, `setting:${key}`, {
      type: 'setting_changed',
      data: { key, from: ctx.settings.get(key) ?? null, to },
    }),
  );

const alreadyThere = (message: string, hint: string): never => refuse('usage.invalid', { message, hint });
