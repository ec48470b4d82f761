import { command } from '../cli/command.ts';
import { defaulted, optional } from '../cli/fields.ts';
import { renderTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, day } from '../cli/values.ts';
import { dayOf, minute, monthOf } from '../domain/case/clock.ts';
import { annex2Figures, figureIn, rowColumns } from '../domain/month/annex2-columns.ts';
import type { Row } from '../domain/month/figures.ts';
import { clockKinds } from '../domain/words/vocabulary.ts';
import { type Breach, breachesOf, countBy, type Grouping } from '../services/month/statistics.ts';
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
  breach: '超期明细',
} as const;

export const stats = command({
  summary: '按部门、渠道、类别等统计',
  usedWhen: '看一段时间里受理的投诉：总数、有效无效、及时率、满意率；breach 列出每个超期的时限。默认本月。',
  fields: {
    from: optional('受理日期从（含，默认本月 1 日）', day),
    to: optional('受理日期到（含，默认今天）', day),
    by: defaulted('按什么分（默认 dept）', choice(groupings), 'dept'),
    at: asOfField,
  },
  examples: ['tousu stats --from 2023-10-01 --to 2023-10-31 --by category', 'tousu stats --by breach'],
  async run(ctx, input) {
    const moment = asOf(input.at, ctx.now);
    const until = input.to ?? dayOf(moment);
    const { from, to } = daysIn(input, { from: `${monthOf(until)}-01`, to: until });
    const { by } = input;
    const range = halfOpen({ from, to });
    if (by === 'breach') {
      const rows = await breachesOf(ctx, range, moment);
      if (!ctx.json && rows.length === 0) return ctx.say('这段时间受理的投诉没有超期');
      ctx.print(
        ctx.json
          ? toJson({ from, to, by, rows })
          : await renderTable(ctx, breachHead, shown(rows).map(breachCells)),
      );
      return;
    }
    const rows = await countBy(ctx, range, by satisfies Grouping, moment);
    if (!ctx.json && rows.length === 0) return ctx.say('没有可统计的投诉');
    ctx.print(
      ctx.json
        ? toJson({ from, to, by, rows: rows.map(contractRow) })
        : await renderTable(ctx, [groupings[by], ...countHead], shown(rows).map(cells)),
    );
  },
});

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

const breachHead = ['编号', '时限', '到期', '完成', '应由谁', '责任部门', '超期小时'];

const breachCells = (breach: Breach): readonly string[] => [
  breach.no,
  clockKinds[breach.kind],
  minute(breach.dueAt),
  breach.metAt ? minute(breach.metAt) : '未完成',
  breach.person ?? breach.owedBy,
  breach.department ?? '',
  breach.delayHours.toFixed(1),
];
