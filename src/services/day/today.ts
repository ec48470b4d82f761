import { dayOf } from '../../domain/case/clock.ts';
import type { Step } from '../../domain/case/step-table.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { debtorCalled, waitsFor } from './debtor.ts';
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
  const operator = await debtorCalled(ctx, ctx.operator);
  const bySteps = new Map<Step, number>();
  for (const { step } of tasks) bySteps.set(step, (bySteps.get(step) ?? 0) + 1);
  return {
    tasks,
    overdue: tasks.filter((task) => task.overdue).length,
    dueToday: tasks.filter(
      ({ overdue, dueAt }) => !overdue && dueAt !== null && dayOf(dueAt) === dayOf(ctx.now),
    ).length,
    mine: tasks.filter((task) => waitsFor(task, operator)).length,
    bySteps,
  };
}
