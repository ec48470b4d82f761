import { command } from '../cli/command.ts';
import { many } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import {
  debtorInWords,
  limitBriefly,
  limitInWords,
  shown,
  starred,
  toJson,
  whoInWords,
} from '../cli/screen/text.ts';
import { casePaint, themeFor } from '../cli/screen/theme.ts';
import { name } from '../cli/values.ts';
import { steps } from '../domain/case/step-table.ts';
import { overdueBackup } from '../services/care/backup-names.ts';
import { tasksFor } from '../services/day/debtor.ts';
import { listTasks, type Task } from '../services/day/worklist.ts';
import { allNamesOf } from '../services/people.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { mineOrPerson, personFields, whose } from './shared/whose.ts';

export const todo = command({
  summary: '待办：每件的下一步和谁来做',
  usedWhen:
    '每天先看这一页：每件投诉下一步是什么、谁来做、何时到期，以及还没有完成的措施；泄漏安全的（急）在最前，其次是优先的（★）。',
  fields: { dept: many('责任部门', name), ...personFields, at: asOfField },
  atMostOne: [mineOrPerson],
  examples: ['tousu todo', 'tousu todo --dept 工程部', 'tousu todo --mine'],
  async run(ctx, { dept, at, ...asked }) {
    const moment = asOf(at, ctx.now);
    const all = await listTasks(ctx, await allNamesOf(ctx.ledger, dept), moment);
    const name = whose(ctx, asked);
    const tasks = name === null ? all : await tasksFor(ctx, all, name);
    if (ctx.json) return ctx.print(toJson({ asOf: moment, items: tasks.map(contractItem) }));
    const late = await overdueBackup(ctx);
    if (late !== null) ctx.say(`注意: ${late}`);
    if (tasks.length === 0) return ctx.say('没有待办');
    const limit = ctx.onTerminal ? limitBriefly : limitInWords;
    const rows = shown(tasks).map((task) => [
      starred(task),
      steps[task.step].label,
      ctx.onTerminal ? whoInWords(task) : debtorInWords(task),
      task.department ?? '',
      limit(task, moment),
      ctx.onTerminal ? task.complainant : wordsFor(task),
    ]);
    await printTable(ctx, columns, rows, casePaint(await themeFor(ctx), tasks, moment, 4));
    if (ctx.onTerminal) ctx.say(`共 ${tasks.length} 项`);
  },
});

const columns = [
  { title: '编号', whole: true },
  '下一步',
  { title: '谁来做', leave: 2 },
  { title: '责任部门', leave: 1 },
  { title: '时限', whole: true },
  '投诉人',
] as const;

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
