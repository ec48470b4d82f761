import { clockLabel, clockState, isBreach, type Moment, minute } from '../../domain/case/clock.ts';
import { type Complaint, lastSurvey, responsibleDepartment } from '../../domain/case/complaint.ts';
import { isPriority } from '../../domain/case/priority.ts';
import { maskPhone } from '../../domain/case/privacy.ts';
import {
  type Finding,
  problemsByDepartment,
  standingByDepartment,
} from '../../domain/month/analysis-figures.ts';
import { type MonthFigures, UNASSIGNED } from '../../domain/month/figures.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { type Column, column } from '../sheet/column.ts';
import { departmentRemark } from './remarks.ts';
import type { CaseTable, DepartmentTexts, MonthReport } from './workbook.ts';

/** Everything the month workbook shows, from the figures and the cases behind them. Phones masked unless `reveal`. */
export const monthReport = (
  from: MonthReport['from'],
  figures: MonthFigures,
  cases: readonly Complaint[],
  reveal: boolean,
  changes: readonly string[],
): MonthReport => ({
  from,
  figures,
  departments: departmentTexts(figures, cases),
  cases: caseTable(cases, figures.asOf, reveal),
  changes,
});

/** More causes or measures than these are not read in a table cell; the case list has them all. */
const MOST_IN_CELL = 5;

/** 2.1.5 Main problems and measures of each department, in the rows' order. */
function departmentTexts(figures: MonthFigures, cases: readonly Complaint[]): readonly DepartmentTexts[] {
  const problems = problemsByDepartment(cases);
  const standings = standingByDepartment(cases, figures.asOf);
  return figures.byDepartment.map(({ key, label }) => {
    const found = problems.find((row) => row.key === key);
    const standing = standings.find((row) => row.key === key);
    return {
      department: label,
      problems: inCell(found?.causes ?? []),
      measures: inCell([...(found?.corrective ?? []), ...(found?.preventive ?? [])]),
      remark: standing ? departmentRemark(standing) : '',
    };
  });
}

function inCell(findings: readonly Finding[]): string {
  const distinct = [...new Set(findings.map(({ text }) => text))];
  const shown = distinct.slice(0, MOST_IN_CELL).map((text, i) => `${i + 1}. ${text}`);
  return [
    ...shown,
    ...(distinct.length > shown.length ? [`另有 ${distinct.length - shown.length} 项，见投诉明细`] : []),
  ].join('\n');
}

/** The columns of 投诉明细, narrow enough for its ten points to be printed as eight: one page wide on A4. */
function columns(asOf: Moment, reveal: boolean): readonly Column<Complaint>[] {
  const breaches = (c: Complaint) => c.deadlines.filter((clock) => isBreach(clock, asOf));
  return [
    column('登记编号', 11, (c) => c.no),
    column('受理时间', 10.5, (c) => minute(c.acceptedAt)),
    column('投诉方式', 8.6, (c) => words.channels[c.channel]),
    column('投诉人', 8, (c) => c.name),
    column('电话', 12, (c) => (reveal ? c.phone : maskPhone(c.phone))),
    column('来源', 8.6, (c) => words.sources[c.source]),
    column('优先', 5, (c) => (isPriority(c) ? '是' : '')),
    column('类别', 8.6, (c) => words.categories[c.category]),
    column('投诉内容', 25, (c) => c.content),
    column('责任部门', 9, (c) => responsibleDepartment(c) ?? UNASSIGNED),
    column('判定', 6.5, (c) => (c.verdict === null ? '未判定' : c.verdict.valid ? '有效' : '无效')),
    column('无效情形', 9, (c) => (c.verdict?.ground ? words.grounds[c.verdict.ground] : '')),
    column('原因', 15, (c) => c.cause),
    column('处理结果', 17, (c) => c.completion?.result ?? c.explanation?.reply ?? ''),
    column('满意程度', 8.6, gradeOf),
    column('状态', 8.6, (c) => words.statuses[c.status]),
    column('超期', 10, (c) =>
      breaches(c)
        .map(
          (clock) => `${clockLabel(clock.kind)}${clockState(clock, asOf) === 'overdue' ? '（未完成）' : ''}`,
        )
        .join('、'),
    ),
  ];
}

function gradeOf(complaint: Complaint): string {
  if (complaint.closure?.waiver) return '免回访';
  const grade = lastSurvey(complaint)?.satisfaction;
  return grade ? words.grades[grade] : '';
}

function caseTable(cases: readonly Complaint[], asOf: Moment, reveal: boolean): CaseTable {
  const all = columns(asOf, reveal);
  return {
    columns: all.map(({ title, width }) => ({ title, width })),
    rows: cases.map((complaint) => all.map(({ value }) => value(complaint))),
  };
}
