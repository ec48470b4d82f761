import type { Person } from '../domain/steps/people.ts';
import type { Role, UnitKind } from '../domain/words/vocabulary.ts';
import type { Db } from './db.ts';

export interface Department {
  readonly name: string;
  readonly kind: UnitKind;
  readonly retiredAt: string | null;
}

/** An employee of the directory, whether still in service or not. */
export interface Employee extends Person {
  readonly phone: string | null;
  readonly retiredAt: string | null;
}

/** All departments in the order they were created, the retired ones included. */
export async function listDepartments(db: Db): Promise<readonly Department[]> {
  const rows = await db.all<{ name: string; kind: UnitKind; retired_at: string | null }>(
    'SELECT name, kind, retired_at FROM department ORDER BY position',
  );
  return rows.map(({ name, kind, retired_at }) => ({ name, kind, retiredAt: retired_at }));
}

/** All employees by department and name, the retired ones included. */
export async function listEmployees(db: Db): Promise<readonly Employee[]> {
  const rows = await db.all<{
    name: string;
    department: string;
    kind: UnitKind;
    phone: string | null;
    retired_at: string | null;
  }>(
    `SELECT p.name, p.department, d.kind, p.phone, p.retired_at FROM person p
     JOIN department d ON d.name = p.department ORDER BY d.position, p.name`,
  );
  const roles = await db.all<{ person: string; role: Role }>(
    'SELECT person, role FROM person_role ORDER BY person, role',
  );
  const rolesOf = Map.groupBy(roles, (row) => row.person);
  return rows.map((row) => ({
    name: row.name,
    department: row.department,
    departmentKind: row.kind,
    roles: (rolesOf.get(row.name) ?? []).map(({ role }) => role),
    phone: row.phone,
    retiredAt: row.retired_at,
  }));
}

/** A new department comes last; a retired one of the same name is in use again, in its old place. */
export const saveDepartment = (db: Db, name: string, kind: UnitKind): Promise<number> =>
  db.run(
    `INSERT INTO department (name, kind, position) VALUES (?, ?, (SELECT COUNT(*) + 1 FROM department))
     ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, retired_at = NULL`,
    ...[name, kind],
  );

/** Takes the department out of use; where there is none of that name, nothing changes. */
export const retireDepartment = (db: Db, name: string, at: string): Promise<number> =>
  db.run('UPDATE department SET retired_at = ? WHERE name = ?', ...[at, name]);

/** A new employee with his roles; one of the same name, retired or not, is now this one. */
export async function savePerson(
  db: Db,
  person: Pick<Employee, 'name' | 'department' | 'phone' | 'roles'>,
): Promise<void> {
  await db.run(
    `INSERT INTO person (name, department, phone) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET department = excluded.department, phone = excluded.phone, retired_at = NULL`,
    ...[person.name, person.department, person.phone],
  );
  await saveRoles(db, person.name, person.roles);
}

/** From now on he has exactly these roles. */
export async function saveRoles(db: Db, name: string, roles: readonly Role[]): Promise<void> {
  await db.run('DELETE FROM person_role WHERE person = ?', name);
  for (const role of roles)
    await db.run('INSERT INTO person_role (person, role) VALUES (?, ?)', ...[name, role]);
}

/** Takes the employee out of service; his roles stay on record. */
export const retirePerson = (db: Db, name: string, at: string): Promise<number> =>
  db.run('UPDATE person SET retired_at = ? WHERE name = ?', ...[at, name]);
