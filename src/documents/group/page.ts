import { minute } from '../../domain/case/clock.ts';
import { figureIn, rowColumns } from '../../domain/month/annex2-columns.ts';
import { monthInWords } from '../../domain/words/wording.ts';
import { style } from '../analysis/style.ts';
import { html, raw, table } from '../html/html.ts';
import {
  GROUP_TITLE,
  type GroupReport,
  type GroupUnit,
  groupColumns,
  groupLines,
  groupNotes,
} from './report.ts';

/** The group's Annex 2 as one page that stands alone: no script, nothing from a network, printed on A4. */
export function groupPage(report: GroupReport): string {
  const { month, asOf, units, sum } = report;
  const { lines, total } = groupLines(report);
  const title = `${GROUP_TITLE}（${monthInWords(month)}）`;
  const notes = groupNotes(report);
  const card = (figure: 'total' | 'timelinessRate' | 'satisfactionRate') =>
    html`<div class="card"><span>${rowColumns[figure].title}</span><b>${String(figureIn(sum, figure))}</b></div>`;
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${raw(`${style}@page { size: A4 landscape; } body { max-width: 270mm; }`)}</style></head>
<body><header><h1>${GROUP_TITLE}</h1><p>${monthInWords(month)}受理的投诉　${units.length} 个单位　汇总时间 ${minute(asOf)}</p></header>
<div class="cards">${[card('total'), card('timelinessRate'), card('satisfactionRate')]}</div>
<section><h2>各单位</h2>${table(
    groupColumns.map(({ title: name, numeric, value }) => ({
      title: name,
      numeric,
      value: (line: (typeof lines)[number]) => value(line) ?? '',
    })),
    lines,
    total,
  )}</section>
<section><h2>缺的和不符的</h2>${
    notes.length === 0
      ? html`<p class="none">无</p>`
      : html`<ol>${notes.map((note) => html`<li>${note}</li>`)}</ol>`
  }</section>
<section><h2>来源</h2>${table<GroupUnit>(
    [
      { title: '单位', value: ({ said }) => said.name },
      { title: '来源', value: ({ file }) => file },
      { title: '统计时间', value: ({ said }) => minute(said.asOf), whole: true },
      { title: '流水校验码', value: ({ said: { head } }) => `${head.seq} ${head.hash}` },
    ],
    units,
  )}</section>
<footer><p class="note">合计的比率由合计的件数算出，不是各单位比率的平均。</p>
<p class="signatures"><span>编制：</span><span>审核：</span><span>批准：</span></p></footer></body></html>
`.markup;
}
