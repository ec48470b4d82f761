import { bareCommand, type Command } from '../../cli/command.ts';
import { type Choice, openPrompts, type Prompts } from '../../cli/questions/prompts.ts';
import { renderTable } from '../../cli/screen/table.ts';
import { limitInWords, shown, starred } from '../../cli/screen/text.ts';
import { casePaint, themeFor } from '../../cli/screen/theme.ts';
import { type Context, openContext, type Session } from '../../context.ts';
import { minute, monthOf } from '../../domain/case/clock.ts';
import { steps } from '../../domain/case/step-table.ts';
import { allowedSteps, nextStep } from '../../domain/case/workflow.ts';
import { monthsUntil } from '../../domain/month/figures.ts';
import { Refusal } from '../../domain/problems.ts';
import { statuses } from '../../domain/words/vocabulary.ts';
import { overdueBackup } from '../../services/care/backup-names.ts';
import { openCase } from '../../services/case/case-file.ts';
import { type Today, today } from '../../services/day/today.ts';
import { everyCase, type Task } from '../../services/day/worklist.ts';
import { listCases } from '../../store/cases.ts';
import { helpFor } from '../help.ts';
import { commands } from '../index.ts';
import { taskChoice } from './suggestions.ts';

type Run = (words: readonly string[]) => Promise<number>;

/** What stands around the worklist on the screen: title, counts, menu and the shell's own line. */
const AROUND_THE_LIST = 20;
const MOST_FOUND = 200;

/** `tousu` alone: the day's work and a menu, until left. `run` runs the words that could have been typed instead. */
export const homeCommand = (run: Run): Command =>
  bareCommand({
    summary: '首页',
    usedWhen: '只打 tousu：看今天的待办，选着办。',
    fields: {},
    examples: ['tousu', 'tousu --ledger D:\\\\投诉\\\\ledger.db'],
    async run(session) {
      if (!session.interactive) {
        session.print(await helpFor([], session.width));
        return;
      }
      await stay(session, run);
    },
  });

async function stay(opened: Session, run: Run): Promise<void> {
  let showWork = true;
  for (let session = opened; ; session = opened.renewed()) {
    const words = await nextWords(session, showWork);
    if (words === 'leave') return;
    if (words !== 'work') await run(words);
    showWork = words === 'work' || !looking.has(words[0] ?? '');
  }
}

/** After these their page stays on the screen. */
const looking: ReadonlySet<string> = new Set(['show', 'report']);

/** The words of a command; the worklist again; or the end of the program. */
type Chosen = readonly string[] | 'work' | 'leave';

async function nextWords(session: Session, showWork: boolean): Promise<Chosen> {
  const prompts = await openPrompts(session.color);
  try {
    const ctx = await openContext(session);
    try {
      const work = await today(ctx);
      if (showWork) ctx.print(await workPage(ctx, work));
      return await menus[(await prompts.pick('做什么', menu)) as keyof typeof menus](ctx, prompts, work);
    } finally {
      ctx.ledger.close();
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.code !== 'not_found.ledger') throw error;
    return await firstDay(error.problem.message, prompts);
  } finally {
    prompts.close();
  }
}

async function firstDay(message: string, prompts: Prompts): Promise<Chosen> {
  const chosen = await prompts.pick(message, [
    { value: 'init', label: '新建一本台账' },
    { value: 'leave', label: '退出' },
  ]);
  return chosen === 'init' ? ['init'] : 'leave';
}

type Menu = (ctx: Context, prompts: Prompts, work: Today) => Promise<Chosen>;

const menu: readonly Choice[] = [
  { value: 'register', label: '受理一件投诉' },
  { value: 'goOn', label: '接着办一件' },
  { value: 'find', label: '查找' },
  { value: 'month', label: '月报' },
  { value: 'work', label: '看待办' },
  { value: 'leave', label: '退出' },
];

const BACK = '';

const menus = {
  register: async () => ['register'],
  async goOn(ctx, prompts, { tasks }) {
    if (tasks.length === 0) return 'work';
    const choices = tasks.map((task, i) => ({ ...taskChoice(shown(task), ctx.now), value: String(i) }));
    const chosen = await prompts.pick('哪一件', [...choices, { value: BACK, label: '返回' }]);
    const task = tasks[Number(chosen)];
    return chosen === BACK || task === undefined ? 'work' : chooseStep(ctx, prompts, task.no, task);
  },
  async find(ctx, prompts) {
    const search = await prompts.type('找什么', {
      hint: '编号、姓名、电话后四位、内容里的词',
      check: async (text) => text.trim() !== '' || '写一两个字',
    });
    const { items, total } = await listCases(ctx.ledger, {
      ...everyCase,
      search: search.trim(),
      limit: MOST_FOUND,
    });
    if (items.length === 0) {
      ctx.say(`没有找到“${search.trim()}”`);
      return 'work';
    }
    const choices = shown(items).map(({ no, complainant, department, status }) => ({
      value: no,
      label: [no, complainant, department ?? '', statuses[status]].filter(Boolean).join('  '),
    }));
    const listed = total > items.length ? `，列出 ${items.length} 件` : '';
    const no = await prompts.pick(`找到 ${total} 件${listed}，看哪一件`, [
      ...choices,
      { value: BACK, label: '返回' },
    ]);
    return no === BACK ? 'work' : chooseStep(ctx, prompts, no, null);
  },
  async month(ctx, prompts) {
    const thisMonth = monthOf(ctx.now);
    const months = monthsUntil(thisMonth, 12).toReversed();
    const chosen = await prompts.pick(
      '哪个月',
      months.map((value) => ({ value, label: value === thisMonth ? `${value}（本月）` : value })),
      { initial: months[1] },
    );
    return ['report', chosen];
  },
  work: async () => 'work',
  leave: async () => 'leave',
} as const satisfies Record<string, Menu>;

/** What can be done with the case: what is due first, then looking, then whatever else its state allows. */
async function chooseStep(ctx: Context, prompts: Prompts, no: string, task: Task | null): Promise<Chosen> {
  const { complaint } = await openCase(ctx, no);
  const first = task?.step ?? nextStep(complaint)?.command ?? null;
  const others = allowedSteps(complaint).filter(
    (step) => step !== first && commands.has(step.split(' ')[0] ?? ''),
  );
  const look = { value: 'show', label: '看全部情况' };
  const chosen = await prompts.pick(`${no} ${statuses[complaint.status]}，做什么`, [
    ...(first === null ? [look] : [{ value: first, label: `${steps[first].label}（下一步）` }, look]),
    ...others.map((step) => ({ value: step, label: steps[step].label })),
    { value: BACK, label: '返回' },
  ]);
  if (chosen === BACK) return 'work';
  const measure = chosen === task?.step && task.measure !== null ? [String(task.measure)] : [];
  return [...chosen.split(' '), no, ...measure];
}

async function workPage(ctx: Context, { tasks, overdue, dueToday, mine, bySteps }: Today): Promise<string> {
  const theme = await themeFor(ctx);
  const counts = [
    overdue > 0 ? theme('overdue', `已超期 ${overdue}`) : '没有超期',
    dueToday > 0 ? theme('soon', `今天到期 ${dueToday}`) : '今天没有到期的',
    `等我办 ${mine}`,
    `待办共 ${tasks.length}`,
  ];
  const waiting = [...bySteps].map(([step, count]) => `${steps[step].label} ${count}`);
  const rows = Math.max(3, ctx.height - AROUND_THE_LIST);
  const listed = shown(tasks.slice(0, rows));
  const paint = casePaint(theme, listed, ctx.now, 4);
  const cells = listed.map((task) => [
    starred(task),
    task.complainant,
    steps[task.step].label,
    task.department ?? '',
    limitInWords(task, ctx.now),
  ]);
  const late = await overdueBackup(ctx);
  return [
    `\n${shown(ctx.settings.get('unit.name') ?? '')}投诉台账  ${minute(ctx.now)}  ${shown(ctx.operator)}`,
    counts.join('  '),
    ...(late === null ? [] : [theme('soon', late)]),
    ...(waiting.length > 0 ? [waiting.join(' · ')] : []),
    ...(cells.length > 0
      ? [await renderTable(ctx, ['编号', '投诉人', '下一步', '责任部门', '时限'], cells, paint)]
      : []),
    ...(tasks.length > rows ? [`还有 ${tasks.length - rows} 件：选“接着办一件”`] : []),
    '',
  ].join('\n');
}
