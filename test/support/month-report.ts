import type { MonthReport } from '../../src/documents/month/workbook.ts';
import type { MonthFigures, Row } from '../../src/domain/month/figures.ts';
import { monthsUntil, rate } from '../../src/domain/month/figures.ts';

/** A row of a breakdown: 10 complaints, 8 of them valid, 7 in time, 6 called back, 5 satisfied, but for what is changed. */
export function aRow(label: string, changed: Partial<Row> = {}): Row {
  const counts = {
    valid: 8,
    invalid: 2,
    undetermined: 0,
    inTime: 7,
    calledBack: 6,
    satisfied: 5,
    ...changed,
  };
  const total = counts.valid + counts.invalid;
  return {
    key: label,
    label,
    total,
    ...counts,
    timelinessRate: rate(counts.inTime, total),
    satisfactionRate: rate(counts.satisfied, total),
  };
}

/** The figures of a month whose departments are these; nothing in them that the rows do not say. */
export function figuresOf(byDepartment: readonly Row[], changed: Partial<MonthFigures> = {}): MonthFigures {
  const sum = (count: (row: Row) => number) => byDepartment.reduce((total, row) => total + count(row), 0);
  const total = sum((row) => row.total);
  const inTime = sum((row) => row.inTime);
  const satisfied = sum((row) => row.satisfied);
  const calledBack = sum((row) => row.calledBack);
  const month = '2023-10';
  return {
    month,
    began: '2020-01',
    unit: '修武燃气公司',
    asOf: '2023-11-01T09:30:00+08:00',
    provisional: false,
    open: 0,
    total,
    valid: sum((row) => row.valid),
    invalid: sum((row) => row.invalid),
    undetermined: sum((row) => row.undetermined),
    inTime,
    timelinessRate: rate(inTime, total),
    calledBack,
    satisfied,
    satisfactionRate: rate(satisfied, total),
    satisfiedOfCalledBack: rate(satisfied, calledBack),
    waived: 0,
    voided: 0,
    priority: 0,
    urgent: 0,
    typical: 0,
    rehandled: 0,
    unhandled: 0,
    withdrawn: 0,
    concluded: 0,
    rejudged: 0,
    promiseRunning: 0,
    customers: null,
    per10000: null,
    firstGrades: { satisfied, fairly_satisfied: 0, neutral: 0, dissatisfied: calledBack - satisfied },
    notes: [],
    grades: { satisfied, fairly_satisfied: 0, neutral: calledBack - satisfied, dissatisfied: 0 },
    byDepartment,
    byChannel: total > 0 ? [{ ...aRow('来电'), total }] : [],
    bySource: total > 0 ? [{ ...aRow('直接投诉'), total }] : [],
    byCategory: total > 0 ? [{ ...aRow('维修'), total }] : [],
    byGround: [],
    breaches: [],
    trend: monthsUntil(month, 12).map((each) => ({
      month: each,
      total: each === month ? total : 0,
      valid: 0,
      invalid: 0,
      timelinessRate: null,
      satisfactionRate: null,
    })),
    changedSinceFinal: [],
    journalHead: { seq: 412, hash: '0123456789abcdef'.repeat(4) },
    ...changed,
  };
}

/** A report with one text of each kind for every department, and one case. */
export function aMonthReport(figures: MonthFigures, changed: Partial<MonthReport> = {}): MonthReport {
  return {
    from: { unit: 'xiuwu', origin: 'f'.repeat(64) },
    figures,
    departments: figures.byDepartment.map(({ label }) => ({
      department: label,
      problems: `${label}的主要问题`,
      measures: `${label}的整改措施`,
      remark: '',
    })),
    cases: {
      columns: [
        { title: '登记编号', width: 13 },
        { title: '受理时间', width: 16 },
        { title: '投诉内容', width: 44 },
        { title: '超期次数', width: 9 },
      ],
      rows: [['2023100102', '2023-10-01 09:30', '壁挂炉不出热水', 0]],
    },
    changes: [],
    ...changed,
  };
}
