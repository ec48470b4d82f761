import { refuse } from '../domain/problems.ts';
import type { Person } from '../domain/steps/people.ts';
import type { Warning } from '../domain/steps/warnings.ts';
import { nearest } from '../domain/words/nearest.ts';
import { nameKey } from '../domain/words/text.ts';
import type { Role } from '../domain/words/vocabulary.ts';
import type { Db } from '../store/db.ts';
import { type Department, listDepartments, listEmployees } from '../store/directory.ts';

/** The employee in service of that name; refuses with the command that adds one (`role` stands in its hint). */
export async function getPerson(db: Db, name: string, role?: Role): Promise<Person> {
  const employees = (await listEmployees(db)).filter((employee) => employee.retiredAt === null);
  return named(name, employees, (near) =>
    refuse('not_found.person', { name, nearest: near, ...(role ? { role } : {}) }),
  );
}

/** The department in use of that name; refuses with the command that adds it. */
export async function getDepartment(db: Db, name: string): Promise<Department> {
  const departments = (await listDepartments(db)).filter((department) => department.retiredAt === null);
  return departmentIn(departments, name);
}

/** Refuses a name that no department has or had: a list of its cases would be empty, as if nothing were to do. */
export async function checkDepartments(db: Db, names: readonly string[]): Promise<void> {
  const departments = names.length > 0 ? await listDepartments(db) : [];
  for (const name of names) departmentIn(departments, name);
}

const departmentIn = (departments: readonly Department[], name: string): Department =>
  named(name, departments, (near) => refuse('not_found.department', { name, nearest: near }));

/** The one of that name; where there is none, `missing` is told whose name is nearest. */
const named = <T extends { readonly name: string }>(
  name: string,
  all: readonly T[],
  missing: (near: string | undefined) => never,
): T =>
  all.find((each) => each.name === name) ??
  all.find((each) => nameKey(each.name) === nameKey(name)) ??
  missing(
    nearest(
      name,
      all.map((each) => each.name),
    ),
  );

/** 4.3.7(1) The name is that of a department of headquarters, or of a person of one, in use or not. */
export async function goesToHeadquarters(db: Db, name: string): Promise<boolean> {
  const department = (await listDepartments(db)).find((known) => nameKey(known.name) === nameKey(name));
  return department?.kind === 'headquarters' || isOfHeadquarters(db, name);
}

/** Step 110: the case was accepted by a person of headquarters. Who left the service since was one all the same. */
export async function isOfHeadquarters(db: Db, name: string): Promise<boolean> {
  const employee = (await listEmployees(db)).find((known) => nameKey(known.name) === nameKey(name));
  return employee?.departmentKind === 'headquarters';
}

/**
 * Employees need not be in the directory, but a name it does not know may be a slip. Departments can be named, too,
 * where somebody is reminded, punished or charged with a measure.
 */
export async function unknownPeople(db: Db, names: readonly string[]): Promise<readonly Warning[]> {
  if (names.length === 0) return [];
  const known = [...(await listEmployees(db)), ...(await listDepartments(db))].map(({ name }) => name);
  const keys = new Set(known.map(nameKey));
  const unknown = [...new Set(names)].filter((name) => !keys.has(nameKey(name)));
  return unknown.map((name) => {
    const near = nearest(name, known);
    return {
      code: 'unknown_person',
      message: `人员名录中没有“${name}”${near ? `，是不是“${near}”` : ''}`,
    };
  });
}
