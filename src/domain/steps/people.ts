import { problem } from '../problems.ts';
import type { Role, UnitKind } from '../words/vocabulary.ts';
import type { Rule } from './decide.ts';

/** An employee as the directory knows him. */
export interface Person {
  readonly name: string;
  readonly department: string;
  readonly departmentKind: UnitKind;
  readonly roles: readonly Role[];
}

export const hasRole = (person: Pick<Person, 'roles'>, ...roles: readonly Role[]): boolean =>
  roles.some((role) => person.roles.includes(role));

/** Section 3, steps 100 and 120: review and filing are the liaison's. */
export const byLiaison: Rule<{ readonly person: Person }> = ({ person }) =>
  hasRole(person, 'liaison') ? undefined : problem('rule.not_a_liaison', person);
