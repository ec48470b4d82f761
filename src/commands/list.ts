import { command } from '../cli/command.ts';
import { defaulted, flag, many, optional } from '../cli/fields.ts';
import { renderTable } from '../cli/screen/table.ts';
import { limitInWords, shown, starred, toJson } from '../cli/screen/text.ts';
import { rowPaint, themeFor } from '../cli/screen/theme.ts';
import { choice, choices, integer, line, name } from '../cli/values.ts';
import type { Moment } from '../domain/case/clock.ts';
import { steps } from '../domain/case/step-table.ts';
import { categories, statuses } from '../domain/words/vocabulary.ts';
import { isOverdue } from '../services/day/worklist.ts';
import { allNamesOf } from '../services/people.ts';
import { type CaseSummary, listCases } from '../store/cases.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { daysIn, halfOpen, monthOrDays, periodFields } from './shared/period.ts';

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
  atMostOne: monthOrDays,
  examples: ['tousu list --overdue', 'tousu list --month 2023-10 --search 检定'],
  async run(ctx, input) {
    const moment = asOf(input.at, ctx.now);
    const ofSomeDays = [input.month, input.from, input.to].some(Boolean);
    const wide = input.all || input.status.length > 0 || ofSomeDays || input.search !== null;
    const departments = await allNamesOf(ctx.ledger, input.dept);
    const { total, items } = await listCases(ctx.ledger, {
      statuses: input.status.length > 0 ? [...new Set(input.status.flat())] : wide ? [] : 'open',
      departments,
      accepted: ofSomeDays ? halfOpen(daysIn(input, ALWAYS)) : null,
      priority: input.priority,
      typical: input.typical,
      overdueAt: input.overdue ? moment : null,
      search: input.search,
      sort: input.sort,
      limit: input.all ? null : input.limit,
    });
    if (ctx.json) {
      return ctx.print(toJson({ total, items: items.map((item) => contractItem(item, moment)) }));
    }
    if (items.length === 0) return ctx.say('没有这样的投诉');
    const rows = shown(items).map((item) => [
      starred(item),
      statuses[item.status],
      item.complainant,
      item.department ?? '未转办',
      categories[item.category],
      item.nextStep ? steps[item.nextStep].label : '',
      limitInWords(item, moment),
    ]);
    const head = ['编号', '状态', '投诉人', '责任部门', '类别', '下一步', '时限'];
    const judged = items.map((item) => ({ ...item, overdue: isOverdue(item, moment) }));
    const paint = rowPaint(await themeFor(ctx), judged);
    ctx.print(await renderTable(ctx, head, rows, paint));
    if (ctx.onTerminal)
      ctx.say(
        total > items.length ? `共 ${total} 件，列出 ${items.length} 件，--all 列全部` : `共 ${total} 件`,
      );
  },
});

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
