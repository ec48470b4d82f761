import { dayOf } from '../../domain/case/clock.ts';
import type { Step } from '../../domain/case/step-table.ts';
import { findByName, hasRole, namesOf, type Person, worksIn } from '../../domain/steps/people.ts';
import { listEmployees } from '../../store/directory.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { listTasks, type Task } from './worklist.ts';

/** What the day begins with. */
export interface Today {
  /** Everything that is to be done, most urgent first. */
  readonly tasks: readonly Task[];
  readonly overdue: number;
  readonly dueToday: number;
  /** What waits for the operator, by name, role or department. */
  readonly mine: number;
  /** How many wait for each step, in the order of the list. */
  readonly bySteps: ReadonlyMap<Step, number>;
}

export async function today(ctx: LedgerContext): Promise<Today> {
  const tasks = await listTasks(ctx, [], ctx.now);
  const inService = (await listEmployees(ctx.ledger)).filter((employee) => employee.retiredAt === null);
  const operator = findByName(inService, ctx.operator);
  const bySteps = new Map<Step, number>();
  for (const { step } of tasks) bySteps.set(step, (bySteps.get(step) ?? 0) + 1);
  return {
    tasks,
    overdue: tasks.filter((task) => task.overdue).length,
    dueToday: tasks.filter(
      ({ overdue, dueAt }) => !overdue && dueAt !== null && dayOf(dueAt) === dayOf(ctx.now),
    ).length,
    mine: tasks.filter((task) => waitsFor(task, ctx.operator, operator)).length,
    bySteps,
  };
}

function waitsFor(task: Task, name: string, employee: Person | undefined): boolean {
  if (task.person !== null) return [name, ...(employee ? namesOf(employee) : [])].includes(task.person);
  if (employee === undefined) return false;
  switch (task.owedBy) {
    case '对接人':
      return hasRole(employee, 'liaison');
    case '回访人':
      return hasRole(employee, 'caller', 'liaison');
    case '主管领导':
      return hasRole(employee, 'leader', 'general_manager');
    default:
      return task.department !== null && worksIn(employee, task.department);
  }
}
