import { minute } from '../../domain/case/clock.ts';
import { lastDayOf, type MonthFigures } from '../../domain/month/figures.ts';
import { monthInWords, NOTHING, percent } from '../../domain/words/wording.ts';
import { keepOnOnePage, saveWorkbook } from '../sheet/workbook.ts';
import {
  type Filling,
  type FillRow,
  type FillValue,
  fillTemplate,
  type LiveFormula,
  readTemplate,
} from '../template/template.ts';
import { addAnalysisSheet } from './analysis-sheet.ts';
import { addCasesSheet, type CaseTable } from './cases-sheet.ts';
import { totalRemark } from './remarks.ts';

export type { CaseTable } from './cases-sheet.ts';

/** Everything the workbook of a month shows. */
export interface MonthReport {
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

export const annexSheet = '投诉管理月度统计分析表';

/** Annex 2 from the office's template, the cases behind it, and the analysis, in one workbook. */
export async function writeMonthWorkbook(
  file: string,
  report: MonthReport,
  templateFile: string,
): Promise<void> {
  const { workbook, sheet } = await readTemplate(templateFile, annexSheet);
  fillTemplate(sheet, annexFilling(report));
  // exceljs does not see it in a template that was saved by LibreOffice
  Object.assign(sheet.pageSetup, { fitToPage: true, fitToWidth: 1 });
  keepOnOnePage(sheet, 1.35);
  addCasesSheet(workbook, report.cases, report.figures.month);
  addAnalysisSheet(workbook, report.figures);
  await saveWorkbook(workbook, file, new Date(report.figures.asOf));
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
      ...counts(row, '行', (_name, count) => count),
      主要问题: texts.problems,
      整改措施: texts.measures,
      备注: texts.remark,
    };
  });
  return {
    fields: ['序号', '责任部门', ...figureNames, '主要问题', '整改措施', '备注'],
    rows,
    values: {
      单位: unit,
      月份: monthInWords(month),
      统计范围: `${month}-01 至 ${lastDayOf(month)} 受理的投诉`,
      统计时间: minute(asOf),
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

const figureNames = [
  '投诉总次数',
  '有效投诉次数',
  '无效投诉次数',
  '按时办结数',
  '投诉处理及时率',
  '回访满意数',
  '投诉解决满意率',
] as const;

type Counted = Pick<MonthFigures, 'total' | 'valid' | 'invalid' | 'inTime' | 'satisfied'>;
type CountOf = (name: string, count: number) => FillValue;

/** Annex 2, notes 1 to 3, as formulas within one row (`行` or `合计`); what is merely counted, as `count` puts it. */
function counts(
  row: Counted,
  line: '行' | '合计',
  count: CountOf,
): Record<(typeof figureNames)[number], FillValue> {
  const at = (name: (typeof figureNames)[number]) => `{{${line}.${name}}}`;
  const share = (part: (typeof figureNames)[number], number: number): LiveFormula => ({
    formula: `IF(${at('投诉总次数')}=0,"${NOTHING}",${at(part)}/${at('投诉总次数')})`,
    result: row.total === 0 ? NOTHING : number / row.total,
    text: percent(row.total === 0 ? null : number / row.total),
  });
  return {
    投诉总次数: {
      formula: `${at('有效投诉次数')}+${at('无效投诉次数')}`,
      result: row.total,
      text: String(row.total),
    },
    有效投诉次数: count('有效投诉次数', row.valid),
    无效投诉次数: count('无效投诉次数', row.invalid),
    按时办结数: count('按时办结数', row.inTime),
    投诉处理及时率: share('按时办结数', row.inTime),
    回访满意数: count('回访满意数', row.satisfied),
    投诉解决满意率: share('回访满意数', row.satisfied),
  };
}

const sumOf: CountOf = (name, count) => ({
  formula: `SUM({{行.${name}}})`,
  result: count,
  text: String(count),
});
