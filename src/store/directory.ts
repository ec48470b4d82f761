import type { Person } from '../domain/steps/people.ts';
import type { Role, UnitKind } from '../domain/words/vocabulary.ts';
import type { Db, Query } from './db.ts';

/** A department, or a name that one had before. */
export interface Department {
  readonly name: string;
  readonly kind: UnitKind;
  /** When it went out of use, or the name did. */
  readonly retiredAt: string | null;
  /** What it is called now; null where that is this name. */
  readonly renamedTo: string | null;
}

/** An employee of the directory, whether still in service or not. */
export interface Employee extends Person {
  readonly phone: string | null;
  readonly retiredAt: string | null;
}

/**
 * All departments in the order they were created, the retired ones included. The names that one had before stand before
 * its own.
 */
export function listDepartments(db: Db): Promise<Department[]> {
  return db.all<Department>(
    `SELECT name, kind, retired_at AS "retiredAt", renamed_to AS "renamedTo" FROM department
     ORDER BY position, renamed_to IS NULL, retired_at, name`,
  );
}

interface EmployeeRow {
  readonly name: string;
  readonly department: string;
  readonly kind: UnitKind;
  readonly phone: string | null;
  readonly retiredAt: string | null;
}

/** A name of the past, and the one that took its place. */
interface FormerName {
  readonly name: string;
  readonly renamedTo: string;
}

/** All employees by department and name, the retired ones included. */
export async function listEmployees(db: Db): Promise<readonly Employee[]> {
  const [rows, roles, persons, departments] = await db.allOf<
    [EmployeeRow, { readonly person: string; readonly role: Role }, FormerName, FormerName]
  >([
    {
      sql: `SELECT p.name, p.department, d.kind, p.phone, p.retired_at AS "retiredAt" FROM person p
            JOIN department d ON d.name = p.department WHERE p.renamed_to IS NULL ORDER BY d.position, p.name`,
      values: [],
    },
    { sql: 'SELECT person, role FROM person_role ORDER BY person, role', values: [] },
    formerNamesIn('person'),
    formerNamesIn('department'),
  ]);
  const rolesOf = Map.groupBy(roles, (row) => row.person);
  const formerNames = Map.groupBy(persons, (row) => row.renamedTo);
  const formerDepartments = Map.groupBy(departments, (row) => row.renamedTo);
  return rows.map(({ name, department, kind, phone, retiredAt }) => ({
    name,
    formerNames: namesOf(formerNames.get(name)),
    department,
    formerDepartments: namesOf(formerDepartments.get(department)),
    departmentKind: kind,
    roles: (rolesOf.get(name) ?? []).map(({ role }) => role),
    phone,
    retiredAt,
  }));
}

/** The names that somebody, or a department, had before; the oldest first. */
const formerNamesIn = (table: 'person' | 'department'): Query => ({
  sql: `SELECT name, renamed_to AS "renamedTo" FROM ${table} WHERE renamed_to IS NOT NULL ORDER BY retired_at, name`,
  values: [],
});

const namesOf = (former: readonly FormerName[] = []): readonly string[] => former.map(({ name }) => name);

/** A new department comes last; a retired one of the same name is in use again, in its old place. */
export const saveDepartment = (db: Db, name: string, kind: UnitKind): Promise<number> =>
  db.run(
    `INSERT INTO department (name, kind, position) VALUES (?, ?, (SELECT COUNT(*) + 1 FROM department))
     ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, retired_at = NULL`,
    name,
    kind,
  );

/** Takes the department out of use; where there is none of that name, nothing changes. */
export const retireDepartment = (db: Db, name: string, at: string): Promise<number> =>
  db.run('UPDATE department SET retired_at = ? WHERE name = ?', ...[at, name]);

/**
 * From now on the department has the name `to`, and its people work in that one. The old name stays for what was recorded
 * under it, in its old place; a name that it had before may be had again.
 */
export async function renameDepartment(db: Db, name: string, to: string, at: string): Promise<void> {
  await db.run(
    `INSERT INTO department (name, kind, position) SELECT ?, kind, position FROM department WHERE name = ?
     ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, retired_at = NULL, renamed_to = NULL`,
    to,
    name,
  );
  await db.run('UPDATE person SET department = ? WHERE department = ?', ...[to, name]);
  await nowCalled(db, 'department', name, to, at);
}

/** The name is one of the past, and those before it too. */
async function nowCalled(
  db: Db,
  table: 'person' | 'department',
  name: string,
  to: string,
  at: string,
): Promise<void> {
  await db.run(`UPDATE ${table} SET renamed_to = ? WHERE renamed_to = ?`, ...[to, name]);
  await db.run(`UPDATE ${table} SET retired_at = ?, renamed_to = ? WHERE name = ?`, ...[at, to, name]);
}

/** A new employee with his roles; one of the same name, retired or not, is now this one. */
export async function savePerson(
  db: Db,
  person: Pick<Employee, 'name' | 'department' | 'phone' | 'roles'>,
): Promise<void> {
  await db.run(
    `INSERT INTO person (name, department, phone) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET department = excluded.department, phone = excluded.phone, retired_at = NULL`,
    person.name,
    person.department,
    person.phone,
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

/** From now on he works in that department. */
export const movePerson = (db: Db, name: string, department: string): Promise<number> =>
  db.run('UPDATE person SET department = ? WHERE name = ?', ...[department, name]);

/** From now on this is his phone. */
export const savePhone = (db: Db, name: string, phone: string | null): Promise<number> =>
  db.run('UPDATE person SET phone = ? WHERE name = ?', ...[phone, name]);

/** From now on he is called `to`, with his department, phone and roles; the old name stays for what was recorded under it. */
export async function renamePerson(db: Db, name: string, to: string, at: string): Promise<void> {
  await db.run(
    `INSERT INTO person (name, department, phone) SELECT ?, department, phone FROM person WHERE name = ?
     ON CONFLICT (name) DO UPDATE SET department = excluded.department, phone = excluded.phone, retired_at = NULL,
       renamed_to = NULL`,
    to,
    name,
  );
  await db.run('UPDATE person_role SET person = ? WHERE person = ?', ...[to, name]);
  await nowCalled(db, 'person', name, to, at);
}
