import { command } from '../cli/command.ts';
import { defaulted, optional } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, day } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { clockLabel, type Day, dayOf, minute, monthOf } from '../domain/case/clock.ts';
import { annex2Figures, figureIn, rowColumns } from '../domain/month/annex2-columns.ts';
import type { Row } from '../domain/month/figures.ts';
import type { HeldRow } from '../domain/month/held-figures.ts';
import { type Breach, breachesOf, countBy, type Grouping, heldBy } from '../services/month/statistics.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { daysIn, halfOpen } from './shared/period.ts';

const groupings = {
  dept: '责任部门',
  channel: '投诉方式',
  source: '来源',
  category: '类别',
  ground: '无效情形',
  grade: '满意程度',
  month: '月份',
  person: '受理人',
  held: '在谁手里多久',
  breach: '超期明细',
} as const;

export const stats = command({
  summary: '按部门、渠道、类别等统计',
  usedWhen:
    '看一段时间里受理的投诉：总数、有效无效、及时率、满意率；person 按受理人，held 看案件在谁手里多久，breach 列出每个超期的时限和到期时在谁手里。默认本月。',
  fields: {
    from: optional('受理日期从（含，默认本月 1 日）', day),
    to: optional('受理日期到（含，默认今天）', day),
    by: defaulted('按什么分（默认 dept）', choice(groupings), 'dept'),
    at: asOfField,
  },
  examples: [
    'tousu stats --from 2023-10-01 --to 2023-10-31 --by category',
    'tousu stats --by held',
    'tousu stats --by breach',
  ],
  async run(ctx, input) {
    const moment = asOf(input.at, ctx.now);
    const until = input.to ?? dayOf(moment);
    const { from, to } = daysIn(input, { from: `${monthOf(until)}-01`, to: until });
    const { by } = input;
    const range = halfOpen({ from, to });
    if (by === 'breach')
      return print(ctx, { from, to, by }, await breachesOf(ctx, range, moment), breachView);
    if (by === 'held') return print(ctx, { from, to, by }, await heldBy(ctx, range, moment), heldView);
    const rows = await countBy(ctx, range, by satisfies Grouping, moment);
    return print(ctx, { from, to, by }, rows, {
      nothing: '没有可统计的投诉',
      head: [groupings[by], ...countHead],
      cells,
      item: contractRow,
    });
  },
});

/** How a row stands in the table and in the JSON; `nothing` says that there is none. */
interface View<Row> {
  readonly nothing: string;
  readonly head: readonly string[];
  readonly cells: (row: Row) => readonly string[];
  readonly item: (row: Row) => object;
}

async function print<Row>(
  ctx: Context,
  asked: { readonly from: Day; readonly to: Day; readonly by: keyof typeof groupings },
  rows: readonly Row[],
  { nothing, head, cells: cellsOf, item }: View<Row>,
): Promise<void> {
  if (ctx.json) ctx.print(toJson({ ...asked, rows: rows.map(item) }));
  else if (rows.length === 0) ctx.say(nothing);
  else await printTable(ctx, head, shown(rows).map(cellsOf));
}

const countHead = annex2Figures.map((figure) => rowColumns[figure].brief);

const cells = (row: Row): readonly string[] => [
  row.label,
  ...annex2Figures.map((figure) => String(figureIn(row, figure))),
];

const contractRow = ({ key, label, ...row }: Row) => ({
  key,
  label,
  ...Object.fromEntries(annex2Figures.map((figure) => [figure, row[figure]])),
});

const heldView: View<HeldRow> = {
  nothing: '这段时间受理的投诉没有记下在谁手里',
  head: ['在谁手里', '件数', '共几小时', '平均每件'],
  cells: ({ label, total, hours }) => [label, String(total), hours.toFixed(1), (hours / total).toFixed(1)],
  item: (row) => row,
};

const breachView: View<Breach> = {
  nothing: '这段时间受理的投诉没有超期',
  head: ['编号', '时限', '到期', '完成', '到期时在谁手里', '部门', '超期小时'],
  cells: (breach) => [
    breach.no,
    clockLabel(breach.kind),
    minute(breach.dueAt),
    breach.metAt ? minute(breach.metAt) : '未完成',
    breach.person ?? breach.owedBy,
    breach.department ?? '',
    breach.delayHours.toFixed(1),
  ],
  item: (breach) => breach,
};
