import { writeFile } from 'node:fs/promises';
import { type Counts, TOTAL } from '../../domain/month/figures.ts';
import { percent } from '../../domain/words/wording.ts';
import { byteOrderMark, csvLine } from '../sheet/csv.ts';
import { totalRemark } from './remarks.ts';
import type { MonthReport } from './workbook.ts';

interface Line extends Pick<Counts, 'total' | 'valid' | 'invalid' | 'inTime' | 'satisfied'> {
  readonly place: number | null;
  readonly label: string;
  readonly timelinessRate: number | null;
  readonly satisfactionRate: number | null;
  readonly problems: string;
  readonly measures: string;
  readonly remark: string;
}

/** The columns of Annex 2, in its order. */
const columns: readonly (readonly [title: string, value: (line: Line) => string | number | null])[] = [
  ['序号', (line) => line.place],
  ['责任部门', (line) => line.label],
  ['投诉总次数', (line) => line.total],
  ['有效投诉次数', (line) => line.valid],
  ['无效投诉次数', (line) => line.invalid],
  ['按时办结数', (line) => line.inTime],
  ['投诉处理及时率', (line) => percent(line.timelinessRate)],
  ['回访满意数', (line) => line.satisfied],
  ['投诉解决满意率', (line) => percent(line.satisfactionRate)],
  ['主要问题', (line) => line.problems],
  ['整改措施', (line) => line.measures],
  ['备注', (line) => line.remark],
];

/** The table of Annex 2 alone, as CSV: a line for each department, last the sum. */
export async function writeMonthCsv(file: string, { figures, departments }: MonthReport): Promise<void> {
  const lines: readonly Line[] = [
    ...figures.byDepartment.map((row, i) => ({
      ...row,
      place: i + 1,
      problems: departments[i]?.problems ?? '',
      measures: departments[i]?.measures ?? '',
      remark: departments[i]?.remark ?? '',
    })),
    { ...figures, place: null, label: TOTAL, problems: '', measures: '', remark: totalRemark(figures) },
  ];
  const table = lines.map((line) => columns.map(([, value]) => value(line)));
  const text = [columns.map(([title]) => title), ...table].map(csvLine).join('');
  await writeFile(file, byteOrderMark + text, { mode: 0o600 });
}
