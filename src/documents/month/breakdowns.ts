import type { Style, Worksheet } from 'exceljs';
import { rowColumns } from '../../domain/month/annex2-columns.ts';
import { type Counts, knownTrend, type Labelled, type MonthFigures } from '../../domain/month/figures.ts';
import { NOTHING } from '../../domain/words/wording.ts';
import { addBars, put } from '../sheet/drawing.ts';
import { cellStyle, grid, headerStyle, heading, labelStyle, percentFormat } from '../sheet/workbook.ts';

/** The columns of the analysis sheet. Of a month of the trend only some figures are known: the others stay blank. */
export const breakdownColumns: readonly Column[] = [
  { title: '项目', width: 22, value: (row) => row.label },
  { ...figure('total', 12), title: rowColumns.total.title, bars: 'largest' },
  figure('valid', 8),
  figure('invalid', 8),
  figure('undetermined', 9),
  figure('inTime', 10),
  { ...figure('timelinessRate', 12), bars: 'share' },
  figure('calledBack', 8),
  figure('satisfied', 10),
  { ...figure('satisfactionRate', 12), bars: 'share' },
];

function figure(key: keyof Counts, width: number): Column {
  return { title: rowColumns[key].short, width, figure: key, value: (row) => row[key] };
}

/** One table under one heading, repeated on every page; a band names each breakdown. Returns the rows of the trend. */
export function addBreakdowns(sheet: Worksheet, figures: MonthFigures): TrendRows {
  const start = sheet.rowCount + 2;
  for (const [i, { title }] of breakdownColumns.entries())
    put(sheet, start, i + 1, i + 1, title, headerStyle, 24);
  sheet.pageSetup.printTitlesRow = `${start}:${start}`;
  const months = knownTrend(figures).map((row) => ({ ...row, label: row.month }));
  const first = sheet.rowCount + 2;
  addBreakdown(sheet, '近 12 个月趋势', months);
  addBreakdown(sheet, '按责任部门', figures.byDepartment);
  addBreakdown(sheet, '按投诉方式（渠道）', figures.byChannel);
  addBreakdown(sheet, '按投诉来源', figures.bySource);
  addBreakdown(sheet, '按投诉类别', figures.byCategory);
  return { first, months };
}

/** The months of the trend, and the row in which the first of them stands. */
export interface TrendRows {
  readonly first: number;
  readonly months: ReturnType<typeof knownTrend>;
}

/** The column of the analysis sheet that has the figure, from 1. */
export const columnOf = (key: keyof Counts): number =>
  breakdownColumns.findIndex(({ figure: shown }) => shown === key) + 1;

type BreakdownRow = Pick<Labelled, 'label'> & Partial<Counts>;
type Column = {
  readonly title: string;
  readonly width: number;
  readonly value: (row: BreakdownRow) => string | number | null | undefined;
  readonly figure?: keyof Counts;
  readonly bars?: 'largest' | 'share';
};

const rateStyle: Partial<Style> = { ...cellStyle, numFmt: percentFormat };
const band: Partial<Style> = {
  font: { ...heading, color: { argb: 'FF1F4E79' } },
  border: grid,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF3F6FA' } },
  alignment: { horizontal: 'left', vertical: 'middle', indent: 1 },
};

function addBreakdown(sheet: Worksheet, title: string, rows: readonly BreakdownRow[]): void {
  const start = sheet.rowCount + 1;
  put(sheet, start, 1, breakdownColumns.length, title, band, 18);
  if (rows.length === 0) put(sheet, start + 1, 1, breakdownColumns.length, '本月没有投诉', labelStyle, 16);
  breakdownColumns.forEach(({ value, bars }, at) => {
    const style = at === 0 ? labelStyle : bars === 'share' ? rateStyle : cellStyle;
    rows.forEach((row, i) => {
      const shown = value(row);
      put(sheet, start + 1 + i, at + 1, at + 1, shown === null ? NOTHING : (shown ?? null), style, 16);
    });
    if (bars && rows.length > 0) addBars(sheet, at + 1, start + 1, start + rows.length, bars);
  });
}
