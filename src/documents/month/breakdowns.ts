import type { Style, Worksheet } from 'exceljs';
import type { Counts, Labelled, MonthFigures } from '../../domain/month/figures.ts';
import { NOTHING } from '../../domain/words/wording.ts';
import { addBars, put } from '../sheet/drawing.ts';
import { cellStyle, grid, headerStyle, heading, labelStyle, percentFormat } from '../sheet/workbook.ts';

/** The columns of the analysis sheet. Of a month of the trend only some figures are known: the others stay blank. */
export const breakdownColumns: readonly Column[] = [
  { title: '项目', width: 22, value: (row) => row.label },
  { title: '投诉总次数', width: 12, value: (row) => row.total, bars: 'largest' },
  { title: '有效', width: 8, value: (row) => row.valid },
  { title: '无效', width: 8, value: (row) => row.invalid },
  { title: '未判定', width: 9, value: (row) => row.undetermined },
  { title: '按时办结', width: 10, value: (row) => row.inTime },
  { title: '处理及时率', width: 12, value: (row) => row.timelinessRate, bars: 'share' },
  { title: '已回访', width: 8, value: (row) => row.calledBack },
  { title: '回访满意', width: 10, value: (row) => row.satisfied },
  { title: '解决满意率', width: 12, value: (row) => row.satisfactionRate, bars: 'share' },
];

/** One table under one heading, repeated on every page; a band names each breakdown. */
export function addBreakdowns(sheet: Worksheet, figures: MonthFigures): void {
  const start = sheet.rowCount + 2;
  for (const [i, { title }] of breakdownColumns.entries())
    put(sheet, start, i + 1, i + 1, title, headerStyle, 24);
  sheet.pageSetup.printTitlesRow = `${start}:${start}`;
  addBreakdown(
    sheet,
    '近 12 个月趋势',
    figures.trend.map((row) => ({ ...row, label: row.month })),
  );
  addBreakdown(sheet, '按责任部门', figures.byDepartment);
  addBreakdown(sheet, '按投诉方式（渠道）', figures.byChannel);
  addBreakdown(sheet, '按投诉来源', figures.bySource);
  addBreakdown(sheet, '按投诉类别', figures.byCategory);
}

type BreakdownRow = Pick<Labelled, 'label'> & Partial<Counts>;
type Column = {
  readonly title: string;
  readonly width: number;
  readonly value: (row: BreakdownRow) => string | number | null | undefined;
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
