import { problem } from '../problems.ts';
import { nameKey } from '../words/text.ts';
import type { Role, UnitKind } from '../words/vocabulary.ts';
import type { Rule } from './decide.ts';

/** An employee as the directory knows him. */
export interface Person {
  readonly name: string;
  /** What he was called before, the oldest first. */
  readonly formerNames: readonly string[];
  readonly department: string;
  /** What his department was called before, the oldest first. */
  readonly formerDepartments: readonly string[];
  readonly departmentKind: UnitKind;
  readonly roles: readonly Role[];
}

/** Every name under which somebody stands in old and new entries, the present one first. */
export const namesOf = ({
  name,
  formerNames,
}: Pick<Person, 'name' | 'formerNames'>): readonly [string, ...string[]] => [name, ...formerNames];

/** Who has that name, or had it, however it is spaced; undefined where the directory knows nobody. */
export function findByName<P extends Pick<Person, 'name' | 'formerNames'>>(
  people: readonly P[],
  name: string,
): P | undefined {
  const key = nameKey(name);
  return people.find((person) => namesOf(person).some((known) => nameKey(known) === key));
}

/** He works in the department of that name: a renamed one is the same one. */
export const worksIn = (
  { department, formerDepartments }: Pick<Person, 'department' | 'formerDepartments'>,
  name: string,
): boolean => department === name || formerDepartments.includes(name);

export const hasRole = (person: Pick<Person, 'roles'>, ...roles: readonly Role[]): boolean =>
  roles.some((role) => person.roles.includes(role));

/** Section 3, steps 100 and 120: review and filing are the liaison's. */
export const byLiaison: Rule<{ readonly person: Person }> = ({ person }) =>
  hasRole(person, 'liaison') ? undefined : problem('rule.not_a_liaison', person);
