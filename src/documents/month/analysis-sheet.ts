import type { Style, Workbook, Worksheet } from 'exceljs';
import { clockLabel, minute } from '../../domain/case/clock.ts';
import { type MonthFigure, monthColumns } from '../../domain/month/annex2-columns.ts';
import type { MonthFigures } from '../../domain/month/figures.ts';
import { NOTHING } from '../../domain/words/wording.ts';
import { addBars, put } from '../sheet/drawing.ts';
import {
  body,
  cellStyle,
  headerStyle,
  heading,
  keepOnOnePage,
  labelStyle,
  landscape,
  pageNumber,
  percentFormat,
} from '../sheet/workbook.ts';
import { addBreakdowns, breakdownColumns, type TrendRows } from './breakdowns.ts';
import { addDisclosures } from './disclosure-sheet.ts';
import { gradeTotals } from './grade-totals.ts';

export const ANALYSIS = '分析';

/**
 * What the table of Annex 2 has no room for: the month at a glance, every breakdown, and twelve months side by side. Returns
 * where the chart of the months belongs; null where there is one month, and no trend.
 */
export function addAnalysisSheet(workbook: Workbook, figures: MonthFigures): TrendChart | null {
  const sheet = workbook.addWorksheet(ANALYSIS, {
    pageSetup: landscape,
    headerFooter: { oddFooter: `&C${pageNumber}` },
    views: [{ showGridLines: false }],
  });
  sheet.columns = breakdownColumns.map(({ width }) => ({ width }));
  addTitle(sheet, figures);
  addGlance(sheet, figures);
  addLists(sheet, figures);
  addDisclosures(sheet, figures, columns);
  const trend = addBreakdowns(sheet, figures);
  const chart = trend.months.length < 2 ? null : { ...trend, top: sheet.rowCount + 2 };
  // Below everything: a report from before it was there has its cells in the same places.
  if (chart) for (let row = chart.top; row < chart.top + CHART_ROWS; row += 1) sheet.getRow(row).height = 15;
  keepOnOnePage(sheet, 1.4);
  return chart;
}

/** The trend and the row below which its chart is drawn. */
export interface TrendChart extends TrendRows {
  readonly top: number;
}

/** Rows of the sheet that the chart is high. */
export const CHART_ROWS = 16;

const columns = breakdownColumns.length;
const centered = { horizontal: 'center', vertical: 'middle', wrapText: true } as const;
const titleStyle: Partial<Style> = { font: { ...heading, size: 16 }, alignment: centered };
const strong: Partial<Style> = { ...cellStyle, font: { ...heading, size: 12 } };
const small: Partial<Style> = {
  font: { ...body, size: 9, color: { argb: 'FF595959' } },
  alignment: { vertical: 'middle', wrapText: true },
};

function addTitle(sheet: Worksheet, { unit, month, asOf, provisional, open }: MonthFigures): void {
  const state = provisional ? `　暂定（${open} 件未结）` : '';
  put(sheet, 1, 1, columns, `${unit}投诉分析　${month}`, titleStyle, 30);
  put(sheet, 2, 1, columns, `统计时间 ${minute(asOf)}${state}`, { ...small, alignment: centered }, 14);
}

const atAGlance: readonly (readonly [figure: MonthFigure, name: string])[] = [
  ['total', monthColumns.total.title],
  ['valid', '有效投诉'],
  ['invalid', '无效投诉'],
  ['undetermined', monthColumns.undetermined.short],
  ['inTime', monthColumns.inTime.title],
  ['timelinessRate', monthColumns.timelinessRate.short],
  ['satisfied', monthColumns.satisfied.title],
  ['satisfactionRate', monthColumns.satisfactionRate.short],
  ['calledBack', '已完成回访'],
  ['satisfiedOfCalledBack', monthColumns.satisfiedOfCalledBack.short],
  ['waived', monthColumns.waived.short],
  ['open', monthColumns.open.short],
  ['priority', monthColumns.priority.short],
  ['typical', monthColumns.typical.short],
  ['rehandled', monthColumns.rehandled.short],
  ['voided', monthColumns.voided.short],
  ['urgent', monthColumns.urgent.short],
  ['unhandled', monthColumns.unhandled.short],
  ['rejudged', monthColumns.rejudged.short],
  ['promiseRunning', monthColumns.promiseRunning.short],
  ['withdrawn', monthColumns.withdrawn.short],
  ['concluded', monthColumns.concluded.short],
  ['customers', monthColumns.customers.short],
  ['per10000', monthColumns.per10000.short],
];

const formats = { count: '0', rate: percentFormat, number: '#,##0.####' } as const;

/** Four figures a row, each behind its name. */
function addGlance(sheet: Worksheet, figures: MonthFigures): void {
  const glance = atAGlance.map(([figure, name]) => ({
    name,
    value: figures[figure] ?? NOTHING,
    numFmt: formats[monthColumns[figure].kind],
  }));
  const places = [
    { left: 1, right: 1, figure: 2 },
    { left: 3, right: 4, figure: 5 },
    { left: 6, right: 7, figure: 8 },
    { left: 9, right: 9, figure: 10 },
  ] as const;
  const start = sheet.rowCount + 2;
  for (const [i, { name, value, numFmt }] of glance.entries()) {
    const row = start + Math.floor(i / places.length);
    const { left, right, figure } = places[i % places.length] ?? places[0];
    put(sheet, row, left, right, name, headerStyle, 26);
    put(sheet, row, figure, figure, value, { ...strong, numFmt });
  }
  const { timelinessRate, satisfactionRate, satisfiedOfCalledBack } = monthColumns;
  const denominators = `${timelinessRate.short}、${satisfactionRate.short}的分母是全部投诉；${satisfiedOfCalledBack.short}的分母只是已完成回访的投诉。未判定的暂计入有效；作废的不计入任何统计。`;
  put(sheet, sheet.rowCount + 1, 1, columns, denominators, small, 18);
}

/** Three short lists beside each other; what they count is not always complaints, so each has its own heading. */
function addLists(sheet: Worksheet, figures: MonthFigures): void {
  const grades = gradeTotals(figures);
  const breaches = figures.breaches.map(({ kind, total }) => ({ label: clockLabel(kind), total }));
  const lists = [
    { title: '回访评价', unit: '最后一次', rows: grades, left: 1, right: 1 },
    { title: '无效投诉理由', unit: '件数', rows: figures.byGround, left: 4, right: 5 },
    { title: '超期环节', unit: '次数', rows: breaches, left: 7, right: 9 },
  ];
  const start = sheet.rowCount + 2;
  for (const { title, unit, rows, left, right } of lists) {
    const number = right + 1;
    put(sheet, start, left, right, title, headerStyle, 18);
    put(sheet, start, number, number, unit, headerStyle);
    const shown = rows.length > 0 ? rows : [{ label: '无', total: null }];
    for (const [i, { label, total }] of shown.entries()) {
      put(sheet, start + 1 + i, left, right, label, labelStyle, 16);
      put(sheet, start + 1 + i, number, number, total, cellStyle);
    }
    addBars(sheet, number, start + 1, start + shown.length, 'largest');
  }
  put(sheet, start, 3, 3, '第一次', headerStyle);
  for (const [i, { first }] of grades.entries()) put(sheet, start + 1 + i, 3, 3, first, cellStyle);
}
