import { command } from '../cli/command.ts';
import { many } from '../cli/fields.ts';
import { renderTable } from '../cli/screen/table.ts';
import { debtorInWords, limitInWords, shown, starred, toJson } from '../cli/screen/text.ts';
import { rowPaint, themeFor } from '../cli/screen/theme.ts';
import { name } from '../cli/values.ts';
import { steps } from '../domain/case/step-table.ts';
import { overdueBackup } from '../services/care/backup-names.ts';
import { listTasks, type Task } from '../services/day/worklist.ts';
import { allNamesOf } from '../services/people.ts';
import { asOf, asOfField } from './shared/as-of.ts';

export const todo = command({
  summary: '待办：每件的下一步和谁来做',
  usedWhen:
    '每天先看这一页：每件投诉下一步是什么、谁来做、何时到期，以及还没有完成的措施；泄漏安全的（急）在最前，其次是优先的（★）。',
  fields: { dept: many('责任部门', name), at: asOfField },
  examples: ['tousu todo', 'tousu todo --dept 工程部'],
  async run(ctx, { dept, at }) {
    const moment = asOf(at, ctx.now);
    const tasks = await listTasks(ctx, await allNamesOf(ctx.ledger, dept), moment);
    if (ctx.json) return ctx.print(toJson({ asOf: moment, items: tasks.map(contractItem) }));
    const late = await overdueBackup(ctx);
    if (late !== null) ctx.say(`注意: ${late}`);
    if (tasks.length === 0) return ctx.say('没有待办');
    const rows = shown(tasks).map((task) => [
      starred(task),
      steps[task.step].label,
      debtorInWords(task),
      task.department ?? '',
      limitInWords(task, moment),
      ctx.onTerminal ? task.complainant : wordsFor(task),
    ]);
    const paint = rowPaint(await themeFor(ctx), tasks);
    ctx.print(
      await renderTable(ctx, ['编号', '下一步', '谁来做', '责任部门', '时限', '投诉人'], rows, paint),
    );
  },
});

/** What to type: `tousu measure done 2501 2`. */
const wordsFor = ({ step, no, measure }: Task): string =>
  ['tousu', step, no, ...(measure === null ? [] : [measure])].join(' ');

const contractItem = ({ no, step, owedBy, department, dueAt, overdue, priority }: Task) => ({
  no,
  step,
  owedBy,
  department,
  dueAt,
  overdue,
  priority,
});
