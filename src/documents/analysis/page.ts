import { minute } from '../../domain/case/clock.ts';
import type { MonthAnalysis } from '../../domain/month/analysis-figures.ts';
import { figureIn, monthColumns, rowColumns } from '../../domain/month/annex2-columns.ts';
import { knownTrend, type TrendRow } from '../../domain/month/figures.ts';
import { monthInWords } from '../../domain/words/wording.ts';
import { type Html, html, raw, type Section, table } from '../html/html.ts';
import { DISCLOSURES, disclosureTexts } from '../month/disclosure-text.ts';
import { breakdownSections } from './breakdowns.ts';
import { monthsChart } from './charts.ts';
import { problemSections } from './problems.ts';
import { style } from './style.ts';
import { change, measured, shownFigure, summary } from './text.ts';

/**
 * 2.1.5 投诉分析报告 as one page that stands alone: no script, nothing from a network, printed on A4. It names no
 * complainant and no phone.
 */
export function analysisPage(analysis: MonthAnalysis): string {
  const { figures } = analysis;
  const title = `${figures.unit}投诉分析报告（${monthInWords(figures.month)}）`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(style)}</style></head>
<body>${heading(analysis)}
${sections(analysis).map(({ title: name, content }, i) => html`<section><h2>${numerals[i] ?? ''}、${name}</h2>${content}</section>\n`)}
${ending(analysis)}</body></html>
`.markup;
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** A month without a case keeps the comparison and the trend: the rest would be a row of empty tables. */
const sections = (analysis: MonthAnalysis): readonly Section[] => [
  { title: '总体情况', content: overview(analysis) },
  { title: '近 12 个月走势', content: trend(analysis) },
  ...(analysis.figures.total === 0 ? [] : [...breakdownSections(analysis), ...problemSections(analysis)]),
  { title: DISCLOSURES, content: disclosures(analysis) },
];

function heading({ figures }: MonthAnalysis): Html {
  const { unit, month, asOf, provisional, open } = figures;
  return html`<header><h1>${unit}投诉分析报告</h1><p>${monthInWords(month)}受理的投诉　统计时间 ${minute(asOf)}${
    provisional ? html`　<span class="mark">暂定（${open} 件未归档）</span>` : null
  }</p></header>`;
}

const headline = ['total', 'timelinessRate', 'satisfactionRate'] as const;

function overview(analysis: MonthAnalysis): Html {
  const { figures, before, yearAgo } = analysis;
  const card = (name: string, value: string) =>
    html`<div class="card"><span>${name}</span><b>${value}</b></div>`;
  return html`<div class="summary">${summary(analysis).map((sentence) => html`<p>${sentence}</p>`)}</div>
<div class="cards">${[
    ...headline.map((figure) => card(rowColumns[figure].title, String(figureIn(figures, figure)))),
    card('时限超期次数', String(analysis.breaches)),
  ]}</div>
<div class="whole">${table(
    [
      { title: '指标', value: (row) => row.title },
      { title: `本月（${figures.month}）`, value: (row) => shownFigure(row, analysis), numeric: true },
      { title: `上月（${before.figures.month}）`, value: (row) => shownFigure(row, before), numeric: true },
      { title: '比上月', value: (row) => change(row, analysis, before), numeric: true },
      {
        title: `去年同月（${yearAgo.figures.month}）`,
        value: (row) => shownFigure(row, yearAgo),
        numeric: true,
      },
      { title: '比去年同月', value: (row) => change(row, analysis, yearAgo), numeric: true },
    ],
    measured,
  )}</div>`;
}

function trend({ figures }: MonthAnalysis): Html {
  const months = knownTrend(figures);
  const line = (figure: TrendFigure) => ({
    name: rowColumns[figure].short,
    values: months.map((month) => month[figure]),
  });
  const column = (figure: TrendFigure) => ({
    title: rowColumns[figure].short,
    value: (month: TrendRow) => figureIn(month, figure),
    numeric: true,
  });
  return html`<div class="whole">${monthsChart(
    months.map(({ month }) => month.slice(2)),
    [line('valid'), line('invalid')],
    [line('timelinessRate'), line('satisfactionRate')],
  )}</div><div class="whole">${table(
    [
      { title: '月份', value: (row) => row.month },
      { ...column('total'), title: rowColumns.total.title },
      column('valid'),
      column('invalid'),
      column('timelinessRate'),
      column('satisfactionRate'),
    ],
    months,
  )}</div>`;
}

/** What the figures owe their reader: also of a month without a case, which may have lost one. */
const disclosures = ({ figures }: MonthAnalysis): Html =>
  table(
    [
      { title: '事项', value: (row) => row.label, whole: true },
      { title: '次数', value: (row) => row.total, numeric: true },
      { title: '编号、经过、经手人和原因', value: (row) => row.paragraphs.join('；') },
    ],
    disclosureTexts(figures.notes),
  );

type TrendFigure = Exclude<keyof TrendRow, 'month'>;

/** What the figures mean, who signs, and the check code that ties the page to the ledger. */
function ending({ figures: { journalHead, voided } }: MonthAnalysis): Html {
  const { total, valid, invalid, timelinessRate, satisfactionRate, satisfiedOfCalledBack } = monthColumns;
  return html`<footer><p class="note">${total.title} = ${valid.short} + ${invalid.short}，未判定的暂计入有效${
    voided > 0 ? `，已作废 ${voided} 件不计` : ''
  }；${timelinessRate.short} = 规定时间内处理完毕的 / 全部投诉；${satisfactionRate.short} = 回访满意的 / 全部投诉；${satisfiedOfCalledBack.short}只以完成回访的为分母。重复投诉：同一电话 90 天内投诉过。</p>
<p class="signatures"><span>编制：</span><span>审核：</span><span>批准：</span></p>
<p class="note">流水校验码：${journalHead.seq} <code>${journalHead.hash}</code></p></footer>`;
}
