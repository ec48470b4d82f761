import ExcelJS, { type CellValue, type Style, type Worksheet } from 'exceljs';
import { minute } from '../../domain/case/clock.ts';
import { type Annex2Figure, annex2Figures, rowColumns } from '../../domain/month/annex2-columns.ts';
import { monthInWords, NOTHING } from '../../domain/words/wording.ts';
import { put } from '../sheet/drawing.ts';
import {
  body,
  cellStyle,
  headerStyle,
  heading,
  labelStyle,
  landscape,
  pageNumber,
  percentFormat,
  saveWorkbook,
  setValue,
} from '../sheet/workbook.ts';
import {
  GROUP_TITLE,
  type GroupLine,
  type GroupReport,
  groupColumns,
  groupLines,
  groupNotes,
} from './report.ts';

const SOURCES = '来源';
const HEADER = 3;
const titleStyle: Partial<Style> = {
  font: { ...heading, size: 16 },
  alignment: { horizontal: 'center', vertical: 'middle' },
};
const plain: Partial<Style> = { font: body, alignment: { vertical: 'middle', wrapText: true } };
const boldLine: Partial<Style> = { ...cellStyle, font: heading };

/** The group's Annex 2 with live formulas, and on a second sheet where each line comes from. */
export async function writeGroupWorkbook(file: string, report: GroupReport): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  addTable(workbook.addWorksheet(GROUP_TITLE), report);
  addSources(workbook.addWorksheet(SOURCES), report);
  await saveWorkbook(workbook, file, new Date(report.asOf));
}

const widths: Readonly<Record<string, number>> = { 序号: 5, 单位代码: 10, 单位: 24, 备注: 26 };

function addTable(sheet: Worksheet, report: GroupReport): void {
  const { lines, total } = groupLines(report);
  printed(sheet, HEADER);
  for (const [i, { title }] of groupColumns.entries()) sheet.getColumn(i + 1).width = widths[title] ?? 11;
  const last = groupColumns.length;
  put(sheet, 1, 1, last, `${GROUP_TITLE}（${monthInWords(report.month)}）`, titleStyle, 30);
  put(sheet, 2, 1, last, `${report.units.length} 个单位　汇总时间：${minute(report.asOf)}`, plain, 18);
  for (const [i, { title }] of groupColumns.entries())
    put(sheet, HEADER, i + 1, i + 1, title, headerStyle, 32);
  const first = HEADER + 1;
  const sumRow = first + lines.length;
  for (const [i, line] of lines.entries())
    addLine(sheet, first + i, line, cellStyle, (_figure, count) => count);
  addLine(sheet, sumRow, total, boldLine, (figure, count) => ({
    formula: lines.length === 0 ? '0' : `SUM(${at(figure, first)}:${at(figure, sumRow - 1)})`,
    result: count,
  }));
  let row = sumRow + 1;
  for (const note of ['合计的比率由合计的件数算出，不是各单位比率的平均。', ...groupNotes(report)])
    put(sheet, row++, 1, last, note, plain);
  put(sheet, row + 1, 1, last, '编制：　　　　　　　　审核：　　　　　　　　批准：', plain, 24);
}

type CountOf = (figure: Annex2Figure, count: number) => CellValue;

/** Annex 2, notes 1 to 3, as formulas within the row; what is merely counted, as `count` puts it. */
function addLine(sheet: Worksheet, row: number, line: GroupLine, look: Partial<Style>, count: CountOf): void {
  for (const [i, { value }] of groupColumns.entries()) {
    const figure = annex2Figures[i - FIRST_FIGURE];
    if (figure === undefined)
      put(sheet, row, i + 1, i + 1, value(line), i === 0 ? look : { ...look, ...left });
    else {
      const cell = sheet.getCell(row, i + 1);
      cell.style = rowColumns[figure].kind === 'rate' ? { ...look, numFmt: percentFormat } : look;
      cell.value = cellOf(figure, line, row, count);
    }
  }
}

const left = { alignment: labelStyle.alignment } as Partial<Style>;

/** Columns before the first figure. */
const FIRST_FIGURE = groupColumns.findIndex(({ title }) => title === rowColumns[annex2Figures[0]].title);

const at = (figure: Annex2Figure, row: number): string =>
  `${String.fromCharCode(65 + FIRST_FIGURE + annex2Figures.indexOf(figure))}${row}`;

function cellOf(figure: Annex2Figure, { figures }: GroupLine, row: number, count: CountOf): CellValue {
  const share = (part: 'inTime' | 'satisfied'): CellValue => ({
    formula: `IF(${at('total', row)}=0,"${NOTHING}",${at(part, row)}/${at('total', row)})`,
    result: figures.total ? Number(figures[part]) / figures.total : NOTHING,
  });
  switch (figure) {
    case 'total':
      return { formula: `${at('valid', row)}+${at('invalid', row)}`, result: Number(figures.total) };
    case 'timelinessRate':
      return share('inTime');
    case 'satisfactionRate':
      return share('satisfied');
    case 'valid':
    case 'invalid':
    case 'inTime':
    case 'satisfied':
      return count(figure, Number(figures[figure]));
  }
}

const sourceColumns: readonly {
  readonly title: string;
  readonly width: number;
  readonly value: (unit: GroupReport['units'][number]) => string | number;
}[] = [
  { title: '单位代码', width: 10, value: ({ said }) => said.unit },
  { title: '单位', width: 24, value: ({ said }) => said.name },
  { title: '来源', width: 36, value: ({ file }) => file },
  { title: '是什么', width: 8, value: ({ kind }) => (kind === 'ledger' ? '台账' : '月报') },
  { title: '统计时间', width: 17, value: ({ said }) => minute(said.asOf) },
  { title: '流水序号', width: 9, value: ({ said }) => said.head.seq },
  { title: '流水校验码', width: 40, value: ({ said }) => said.head.hash },
  { title: '台账的第一条流水', width: 40, value: ({ said }) => said.origin },
];

/** Enough to hold a later file of the unit against this one. */
function addSources(sheet: Worksheet, { units }: GroupReport): void {
  printed(sheet, 1);
  for (const [i, { title, width }] of sourceColumns.entries()) {
    sheet.getColumn(i + 1).width = width;
    put(sheet, 1, i + 1, i + 1, title, headerStyle, 20);
  }
  for (const [r, unit] of units.entries())
    for (const [i, { value }] of sourceColumns.entries()) {
      const cell = sheet.getCell(r + 2, i + 1);
      cell.style = labelStyle;
      setValue(cell, value(unit));
    }
}

function printed(sheet: Worksheet, header: number): void {
  Object.assign(sheet.pageSetup, { ...landscape, printTitlesRow: `${header}:${header}` });
  sheet.headerFooter.oddFooter = pageNumber;
  sheet.views = [{ state: 'frozen', ySplit: header }];
}
