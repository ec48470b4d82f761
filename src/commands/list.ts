import { command } from '../cli/command.ts';
import { defaulted, flag, many, optional } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { limitBriefly, limitInWords, shown, starred, toJson } from '../cli/screen/text.ts';
import { casePaint, themeFor } from '../cli/screen/theme.ts';
import { choice, choices, integer, line, name } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { isPastDue, type Moment } from '../domain/case/clock.ts';
import { steps } from '../domain/case/step-table.ts';
import { categories, statuses } from '../domain/words/vocabulary.ts';
import { tasksFor } from '../services/day/debtor.ts';
import { isOverdue, listTasks } from '../services/day/worklist.ts';
import { allNamesOf } from '../services/people.ts';
import { type CaseFilter, type CaseSummary, listCases } from '../store/cases.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { daysIn, halfOpen, monthOrDays, periodFields } from './shared/period.ts';
import { mineOrPerson, personFields, whose } from './shared/whose.ts';

const sorts = { due: '按优先和时限', no: '按编号' } as const;

/** Before the first case and after the last. */
const ALWAYS = { from: '0000-01-01', to: '9999-12-30' };

const fields = {
  status: many('状态', choices(statuses)),
  dept: many('责任部门', name),
  ...periodFields,
  priority: flag('只列优先的'),
  typical: flag('只列典型的'),
  overdue: flag('只列有时限超期的'),
  ...personFields,
  search: optional('编号、姓名、电话、内容、要求、对象、外部编号中的文字', line),
  limit: defaulted('最多列几件（默认 50）', integer(1, 1_000_000), 50),
  all: flag('全部投诉，不限件数'),
  sort: defaulted('次序（默认 due）', choice(sorts), 'due'),
  at: asOfField,
};

export const list = command({
  summary: '投诉列表',
  usedWhen:
    '默认列出未归档的投诉，泄漏安全的（急）在最前，其次是优先的（★）；写了状态、月份、日期、搜索或 --all 就包括已归档的。',
  fields,
  atMostOne: [...monthOrDays, mineOrPerson],
  examples: ['tousu list --overdue', 'tousu list --month 2023-10 --search 检定', 'tousu list --mine'],
  async run(ctx, input) {
    const moment = asOf(input.at, ctx.now);
    const ofSomeDays = [input.month, input.from, input.to].some(Boolean);
    const wide = input.all || input.status.length > 0 || ofSomeDays || input.search !== null;
    const departments = await allNamesOf(ctx.ledger, input.dept);
    const filter: CaseFilter = {
      statuses: input.status.length > 0 ? [...new Set(input.status.flat())] : wide ? [] : 'open',
      departments,
      accepted: ofSomeDays ? halfOpen(daysIn(input, ALWAYS)) : null,
      priority: input.priority,
      typical: input.typical,
      overdueAt: input.overdue ? moment : null,
      search: input.search,
      sort: input.sort,
      limit: input.all ? null : input.limit,
    };
    const name = whose(ctx, input);
    const { total, items } =
      name === null ? await listCases(ctx.ledger, filter) : await casesOf(ctx, filter, name, moment);
    if (ctx.json) {
      return ctx.print(toJson({ total, items: items.map((item) => contractItem(item, moment)) }));
    }
    if (items.length === 0) return ctx.say('没有这样的投诉');
    const pressing = items.map((item) => mostPressing(item, moment));
    const limit = ctx.onTerminal ? limitBriefly : limitInWords;
    const rows = shown(items).map((item, place) => [
      starred(item),
      statuses[item.status],
      item.complainant,
      item.department ?? '未转办',
      categories[item.category],
      item.nextStep ? steps[item.nextStep].label : '',
      limit((ctx.onTerminal ? pressing[place] : undefined) ?? item, moment),
    ]);
    const paint = casePaint(await themeFor(ctx), pressing, moment, columns.length - 1);
    await printTable(ctx, columns, rows, paint);
    if (!ctx.onTerminal) return;
    const cut = total - items.length;
    ctx.say(cut > 0 ? `还有 ${cut} 件没有列出（共 ${total} 件），--all 列全部` : `共 ${total} 件`);
  },
});

/** In the order in which a narrow screen leaves them out: who, what next and by when stay. */
const columns = [
  { title: '编号', whole: true },
  { title: '状态', leave: 3 },
  '投诉人',
  { title: '责任部门', leave: 2 },
  { title: '类别', leave: 1 },
  '下一步',
  { title: '时限', whole: true },
] as const;

/** The cases of the filter in which something waits for that person, in the filter's order. */
async function casesOf(
  ctx: Context,
  filter: CaseFilter,
  name: string,
  moment: Moment,
): Promise<{ readonly total: number; readonly items: readonly CaseSummary[] }> {
  const tasks = await tasksFor(ctx, await listTasks(ctx, filter.departments, moment), name);
  const numbers = new Set(tasks.map(({ no }) => no));
  const { items } = await listCases(ctx.ledger, { ...filter, limit: null });
  const his = items.filter(({ no }) => numbers.has(no));
  return { total: his.length, items: his.slice(0, filter.limit ?? his.length) };
}

/** With the due time that presses most: of the next step, or of another clock that is past due already. */
const mostPressing = (item: CaseSummary, moment: Moment): CaseSummary =>
  isPastDue(item.earliestDueAt, moment) && item.earliestDueAt !== item.dueAt
    ? { ...item, dueAt: item.earliestDueAt, internal: false }
    : item;

const contractItem = (item: CaseSummary, moment: Moment) => ({
  no: item.no,
  status: item.status,
  acceptedAt: item.acceptedAt,
  complainant: item.complainant,
  department: item.department,
  category: item.category,
  priority: item.priority,
  round: item.round,
  nextStep: item.nextStep,
  dueAt: item.dueAt,
  overdue: isOverdue(item, moment),
});
