import { refuse } from '../../domain/problems.ts';
import { findByName, hasRole, namesOf, type Person, worksIn } from '../../domain/steps/people.ts';
import { nearest } from '../../domain/words/nearest.ts';
import { nameKey } from '../../domain/words/text.ts';
import { listEmployees } from '../../store/directory.ts';
import type { LedgerContext } from '../ledger-context.ts';
import type { Task } from './worklist.ts';

/** Somebody for whom steps may wait. */
export interface Debtor {
  readonly name: string;
  /** As the directory knows him, in service; undefined where it does not. */
  readonly employee: Person | undefined;
}

/** Whoever has that name; the directory need not know him. */
export async function debtorCalled(ctx: LedgerContext, name: string): Promise<Debtor> {
  const inService = (await listEmployees(ctx.ledger)).filter((employee) => employee.retiredAt === null);
  return { name, employee: findByName(inService, name) };
}

type Owed = Pick<Task, 'owedBy' | 'person' | 'department'>;

/** It waits for him: by name, by role, or because his department owes it. */
export function waitsFor({ owedBy, person, department }: Owed, { name, employee }: Debtor): boolean {
  if (person !== null)
    return [name, ...(employee ? namesOf(employee) : [])].map(nameKey).includes(nameKey(person));
  if (employee === undefined) return false;
  switch (owedBy) {
    case '对接人':
      return hasRole(employee, 'liaison');
    case '回访人':
      return hasRole(employee, 'caller', 'liaison');
    case '主管领导':
      return hasRole(employee, 'leader', 'general_manager');
    default:
      return department !== null && worksIn(employee, department);
  }
}

/**
 * Those of the tasks that wait for him. Refuses a name that neither the directory knows nor any task: what is asked of it
 * would look like nothing to do.
 */
export async function tasksFor(
  ctx: LedgerContext,
  tasks: readonly Task[],
  name: string,
): Promise<readonly Task[]> {
  const debtor = await debtorCalled(ctx, name);
  const waiting = tasks.filter((task) => waitsFor(task, debtor));
  if (debtor.employee !== undefined || waiting.length > 0 || name === ctx.operator) return waiting;
  const known = (await listEmployees(ctx.ledger)).map((employee) => employee.name);
  const retired = known.some((each) => nameKey(each) === nameKey(name));
  return refuse('not_found.person', { name, nearest: nearest(name, known), present: undefined, retired });
}
