import { refuse } from '../domain/problems.ts';
import { findByName, namesOf } from '../domain/steps/people.ts';
import type { Warning } from '../domain/steps/warnings.ts';
import { nearest } from '../domain/words/nearest.ts';
import { nameKey } from '../domain/words/text.ts';
import type { Role } from '../domain/words/vocabulary.ts';
import type { Db } from '../store/db.ts';
import { type Department, type Employee, listDepartments, listEmployees } from '../store/directory.ts';

/** The employee in service of that name; refuses with the command that adds one (`role` stands in its hint). */
export async function getPerson(db: Db, name: string, role?: Role): Promise<Employee> {
  const all = await listEmployees(db);
  const employees = all.filter((employee) => employee.retiredAt === null);
  const present = findByName(employees, name)?.name;
  const retired = isAmong(all, name);
  return named(name, employees, (near) =>
    refuse('not_found.person', { name, nearest: near, present, retired, ...(role ? { role } : {}) }),
  );
}

/**
 * The department in use of that name, with the names it had before, the oldest first; refuses with the command that adds
 * it, or with its present name.
 */
export async function getDepartment(
  db: Db,
  name: string,
): Promise<Department & { readonly formerNames: readonly string[] }> {
  const all = await listDepartments(db);
  const present = all.find((known) => nameKey(known.name) === nameKey(name))?.renamedTo ?? undefined;
  const inUse = all.filter(({ retiredAt }) => retiredAt === null);
  const department = departmentIn(inUse, name, { present, retired: isAmong(all, name) });
  return { ...department, formerNames: formerNamesOf(all, department.name) };
}

const formerNamesOf = (departments: readonly Department[], name: string): readonly string[] =>
  departments.filter(({ renamedTo }) => renamedTo === name).map((department) => department.name);

/**
 * Every name, former ones included, of the departments that have or had these: cases keep the name of their time. Refuses
 * a name that none has or had: what is asked of it would look like nothing to do. [] of [], which means all.
 */
export async function allNamesOf(db: Db, names: readonly string[]): Promise<readonly string[]> {
  const departments = names.length > 0 ? await listDepartments(db) : [];
  const all = names.flatMap((name) => {
    const known = departmentIn(departments, name);
    const present = known.renamedTo ?? known.name;
    return [present, ...formerNamesOf(departments, present)];
  });
  return [...new Set(all)];
}

const departmentIn = (
  departments: readonly Department[],
  name: string,
  past: { readonly present?: string | undefined; readonly retired?: boolean } = {},
): Department =>
  named(name, departments, (near) => refuse('not_found.department', { name, nearest: near, ...past }));

const isAmong = (all: readonly { readonly name: string }[], name: string): boolean =>
  all.some((each) => nameKey(each.name) === nameKey(name));

/** Other names, former or present, of the employee who has or had this one; [] where the directory knows nobody. */
export async function otherNamesOf(db: Db, name: string): Promise<readonly string[]> {
  const employee = findByName(await listEmployees(db), name);
  return employee === undefined ? [] : namesOf(employee).filter((other) => other !== name);
}

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
  const employee = findByName(await listEmployees(db), name);
  return employee?.departmentKind === 'headquarters';
}

/**
 * Employees need not be in the directory, but a name it does not know may be a slip. Departments can be named, too,
 * where somebody is reminded, punished or charged with a measure.
 */
export async function unknownPeople(db: Db, names: readonly string[]): Promise<readonly Warning[]> {
  if (names.length === 0) return [];
  const employees = await listEmployees(db);
  const known = [...employees, ...(await listDepartments(db))].map(({ name }) => name);
  const keys = new Set(known.map(nameKey));
  const unknown = [...new Set(names)].filter((name) => !keys.has(nameKey(name)));
  return unknown.map((name) => {
    const near = findByName(employees, name)?.name ?? nearest(name, known);
    return {
      code: 'unknown_person',
      message: `人员名录中没有“${name}”${near ? `，是不是“${near}”` : ''}`,
    };
  });
}
