import { responsibleDepartment } from '../../domain/case/complaint.ts';
import type { MonthAnalysis } from '../../domain/month/analysis-figures.ts';
import { type Annex2Figure, annex2Figures, figureIn, rowColumns } from '../../domain/month/annex2-columns.ts';
import { type Row, TOTAL } from '../../domain/month/figures.ts';
import { NOTHING, percent } from '../../domain/words/wording.ts';
import { type Html, html, type Section, type TableColumn, table } from '../html/html.ts';
import { gradeTotals } from '../month/grade-totals.ts';
import { namesChart } from './charts.ts';

/** More bars than these are not read in one drawing; the table below has every row. */
const MOST_BARS = 15;
/** A chart beside its table, and one over the whole width, in pixels of the screen. */
const [BESIDE, WHOLE] = [300, 720];

/** Where the complaints came from and whom they concern, how the clocks were kept, who came back. */
export const breakdownSections = (analysis: MonthAnalysis): readonly Section[] => [
  { title: '责任部门', content: departments(analysis) },
  { title: '类别、方式、来源和无效情形', content: distributions(analysis) },
  { title: '时限和回访', content: clocks(analysis) },
  { title: '重新处理和重复投诉', content: comeBack(analysis) },
];

function departments({ figures, handling }: MonthAnalysis): Html {
  const most = [...figures.byDepartment].sort((a, b) => b.total - a.total).slice(0, MOST_BARS);
  const median = new Map(handling.map((row) => [row.label, row.median]));
  const days = (row: Row): string => median.get(row.label)?.toFixed(1) ?? NOTHING;
  return html`<div class="whole">${validChart(most, WHOLE)}${
    figures.byDepartment.length > most.length
      ? html`<p class="note">图中是投诉最多的 ${MOST_BARS} 个部门，全部见下表。</p>`
      : null
  }</div>${table(
    [
      { title: '责任部门', value: (row) => row.label },
      ...annex2Figures.map(figure),
      { title: '办结天数中位数', value: days, numeric: true },
    ],
    figures.byDepartment,
  )}`;
}

const figure = (key: Annex2Figure) => ({
  title: rowColumns[key].short,
  value: (row: Row) => figureIn(row, key),
  numeric: true,
});

const validChart = (rows: readonly Row[], width: number): Html =>
  namesChart(
    rows.map(({ label }) => label),
    [
      { name: rowColumns.valid.short, values: rows.map(({ valid }) => valid) },
      { name: rowColumns.invalid.short, values: rows.map(({ invalid }) => invalid) },
    ],
    width,
  );

function distributions({ figures }: MonthAnalysis): Html {
  const distribution = (title: string, rows: readonly Row[]): Html =>
    html`<div class="whole"><h3>${title}</h3><div class="pair"><div>${validChart(rows, BESIDE)}</div><div>${table(
      [
        { title, value: (row) => row.label },
        figure('total'),
        { title: '占比', value: (row) => percent(row.total / figures.total), numeric: true },
        figure('timelinessRate'),
        figure('satisfactionRate'),
      ],
      rows,
    )}</div></div></div>`;
  return html`${distribution('投诉类别', figures.byCategory)}${distribution('投诉方式', figures.byChannel)}${distribution('投诉来源', figures.bySource)}${totals(
    '无效情形（1.2.4）',
    '情形',
    figures.byGround,
  )}`;
}

type Total = { readonly label: string; readonly total: number };

/** A short list of totals beside its bars; `more` columns stand behind. */
function totals<Row extends Total>(
  title: string,
  what: string,
  rows: readonly Row[],
  more: readonly TableColumn<Row>[] = [],
): Html {
  if (rows.length === 0) return html`<h3>${title}</h3><p class="none">无</p>`;
  return html`<div class="whole"><h3>${title}</h3><div class="pair"><div>${namesChart(
    rows.map(({ label }) => label),
    [{ name: what, values: rows.map(({ total }) => total) }],
    BESIDE,
  )}</div><div>${table(
    [
      { title: what, value: (row) => row.label },
      { title: '件数', value: (row) => row.total, numeric: true },
      ...more,
    ],
    rows,
  )}</div></div></div>`;
}

function clocks({ breachTable, figures }: MonthAnalysis): Html {
  const { kinds, rows, total } = breachTable;
  const byGrade = gradeTotals(figures);
  return html`<h3>超期次数（环节 × 到期时在谁手里）</h3>${
    total === 0
      ? html`<p class="none">各环节时限没有超期</p>`
      : table(
          [
            { title: '责任方', value: (row) => row.label },
            ...kinds.map(({ label }, i) => ({
              title: label,
              value: (row: (typeof rows)[number]) => row.byKind[i] || '',
              numeric: true,
            })),
            { title: TOTAL, value: (row) => row.total, numeric: true },
          ],
          rows,
          { key: null, label: TOTAL, total, byKind: kinds.map((kind) => kind.total) },
        )
  }${
    figures.calledBack === 0
      ? html`<h3>回访评价</h3><p class="none">没有完成的回访</p>`
      : totals(
          `最后一次回访的评价（完成回访 ${figures.calledBack} 件，其中未处理 ${figures.unhandled} 件；免回访 ${figures.waived} 件）`,
          '评价',
          byGrade,
          [{ title: '第一次回访', value: (row) => row.first, numeric: true }],
        )
  }`;
}

/** Cases by their numbers alone: the page names no complainant. */
function comeBack({ cases, repeated }: MonthAnalysis): Html {
  const again = cases.filter((complaint) => complaint.round > 1);
  return html`<h3>处理一轮以上的投诉</h3>${table(
    [
      { title: '登记编号', value: (row) => row.no, whole: true },
      { title: '责任部门', value: (row) => responsibleDepartment(row) ?? NOTHING },
      { title: '轮次', value: (row) => row.round, numeric: true },
    ],
    again,
  )}<h3>90 天内同一电话再次投诉</h3>${table(
    [
      { title: '登记编号', value: (row) => row.no, whole: true },
      { title: '此前的投诉', value: (row) => row.earlier.join('、') },
    ],
    repeated,
  )}`;
}
