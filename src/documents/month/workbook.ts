import { writeFileSync } from 'node:fs';
import type { Workbook, Worksheet } from 'exceljs';
import { minute } from '../../domain/case/clock.ts';
import { type Annex2Figure, annex2Figures, rowColumns } from '../../domain/month/annex2-columns.ts';
import { lastDayOf, type MonthFigures } from '../../domain/month/figures.ts';
import { type UnitMonth, unitFiguresOf } from '../../domain/month/group-figures.ts';
import { monthInWords, NOTHING, percent } from '../../domain/words/wording.ts';
import { ownCells, textOf } from '../sheet/cells.ts';
import { graftChart } from '../sheet/chart.ts';
import { withCustomProperty } from '../sheet/custom-properties.ts';
import { keepOnOnePage, workbookBytes } from '../sheet/workbook.ts';
import {
  type Filling,
  type FillRow,
  type FillValue,
  fillTemplate,
  type LiveFormula,
  readTemplate,
} from '../template/template.ts';
import { ANALYSIS, addAnalysisSheet } from './analysis-sheet.ts';
import { annexColumns, annexSheet } from './annex-names.ts';
import { CARRIED, carriedText } from './carried-figures.ts';
import { addCasesSheet, type CaseTable } from './cases-sheet.ts';
import { CHECK_CODE } from './check-code.ts';
import { disclosureLine } from './disclosure-text.ts';
import { totalRemark } from './remarks.ts';
import { trendChart } from './trend-chart.ts';

export type { CaseTable } from './cases-sheet.ts';

/** Everything the workbook of a month shows. */
export interface MonthReport {
  /** Whose report it is, for headquarters: the code of the unit, and the hash of the first entry of its journal. */
  readonly from: Pick<UnitMonth, 'unit' | 'origin'>;
  readonly figures: MonthFigures;
  /** One entry for each row of `figures.byDepartment`, in the same order. */
  readonly departments: readonly DepartmentTexts[];
  readonly cases: CaseTable;
  /** What has changed since the figures were sent to headquarters, a sentence each. */
  readonly changes: readonly string[];
}

export interface DepartmentTexts {
  readonly department: string;
  readonly problems: string;
  readonly measures: string;
  readonly remark: string;
}

/** Annex 2 from the office's template, the cases behind it, and the analysis, in one workbook. */
export const writeMonthWorkbook = async (
  file: string,
  report: MonthReport,
  templateFile: string,
): Promise<void> => writeFileSync(file, await monthWorkbook(report, templateFile), { mode: 0o600 });

/** The same as the bytes of its file. */
export async function monthWorkbook(report: MonthReport, templateFile: string): Promise<Uint8Array> {
  const { workbook, sheet } = await readTemplate(templateFile, annexSheet);
  fillTemplate(sheet, annexFilling(report));
  nameCheckCode(workbook, sheet, report.figures.journalHead.hash);
  // exceljs does not see it in a template that was saved by LibreOffice
  Object.assign(sheet.pageSetup, { fitToPage: true, fitToWidth: 1 });
  keepOnOnePage(sheet, 1.35);
  addCasesSheet(workbook, report.cases, report.figures.month);
  const trend = addAnalysisSheet(workbook, report.figures);
  const bytes = await workbookBytes(workbook, new Date(report.figures.asOf));
  const charted = trend === null ? bytes : await graftChart(bytes, ANALYSIS, trendChart(trend));
  return withCustomProperty(charted, CARRIED, carriedText(carried(report)));
}

const carried = ({ from, figures }: MonthReport): UnitMonth => ({
  ...from,
  name: figures.unit,
  month: figures.month,
  asOf: figures.asOf,
  head: figures.journalHead,
  figures: unitFiguresOf(figures),
});

/** The one place from which `verify --against` takes the code: whatever else stands in the workbook, it is no code. */
function nameCheckCode(workbook: Workbook, sheet: Worksheet, hash: string): void {
  const place = ownCells(sheet).findLast((cell) => textOf(cell).includes(hash))?.address;
  if (place !== undefined)
    workbook.definedNames.add(`'${annexSheet}'!${place.replace(/([A-Z]+)(\d+)/, '$$$1$$$2')}`, CHECK_CODE);
}

/** The placeholders of the template: `{{单位}}` for a figure of the month, `{{行.有效投诉次数}}` in the row of a department. */
function annexFilling({ figures, departments, changes }: MonthReport): Filling {
  const { month, unit, asOf, provisional, open, journalHead } = figures;
  const rows = figures.byDepartment.map((row, i): FillRow => {
    const texts = departments[i];
    if (texts?.department !== row.label)
      throw new Error(`texts of ${texts?.department} stand in the row of ${row.label}`);
    return {
      序号: i + 1,
      责任部门: row.label,
      ...counts(row, '行', (_figure, count) => count),
      主要问题: texts.problems,
      整改措施: texts.measures,
      备注: texts.remark,
    };
  });
  return {
    fields: annexColumns,
    rows,
    values: {
      单位: unit,
      月份: monthInWords(month),
      统计范围: `${month}-01 至 ${lastDayOf(month)} 受理的投诉`,
      统计时间: minute(asOf),
      统计说明: disclosureLine(figures.notes),
      暂定: provisional ? '暂定' : '',
      暂定说明: provisional ? `暂定：本月受理的投诉尚有 ${open} 件未办结归档，以上数字还会变动。` : '',
      变动: changes.length > 0 ? `上报总部后的变动：\n${changes.join('\n')}` : '',
      流水序号: journalHead.seq,
      流水校验码: journalHead.hash,
      ...Object.fromEntries(
        Object.entries(counts(figures, '合计', sumOf)).map(([name, value]) => [`合计.${name}`, value]),
      ),
      '合计.备注': totalRemark(figures),
    },
  };
}

type Counted = Pick<MonthFigures, 'total' | 'valid' | 'invalid' | 'inTime' | 'satisfied'>;
type CountOf = (figure: Annex2Figure, count: number) => FillValue;

/** The name of the figure's placeholder. */
const nameOf = (figure: Annex2Figure): string => rowColumns[figure].title;

/** Annex 2, notes 1 to 3, as formulas within one row (`行` or `合计`); what is merely counted, as `count` puts it. */
function counts(row: Counted, line: '行' | '合计', count: CountOf): FillRow {
  const at = (figure: Annex2Figure) => `{{${line}.${nameOf(figure)}}}`;
  const share = (part: 'inTime' | 'satisfied'): LiveFormula => ({
    formula: `IF(${at('total')}=0,"${NOTHING}",${at(part)}/${at('total')})`,
    result: row.total === 0 ? NOTHING : row[part] / row.total,
    text: percent(row.total === 0 ? null : row[part] / row.total),
  });
  const values: Readonly<Record<Annex2Figure, FillValue>> = {
    total: {
      formula: `${at('valid')}+${at('invalid')}`,
      result: row.total,
      text: String(row.total),
    },
    valid: count('valid', row.valid),
    invalid: count('invalid', row.invalid),
    inTime: count('inTime', row.inTime),
    timelinessRate: share('inTime'),
    satisfied: count('satisfied', row.satisfied),
    satisfactionRate: share('satisfied'),
  };
  return Object.fromEntries(annex2Figures.map((figure) => [nameOf(figure), values[figure]]));
}

const sumOf: CountOf = (figure, count) => ({
  formula: `SUM({{行.${nameOf(figure)}}})`,
  result: count,
  text: String(count),
});
