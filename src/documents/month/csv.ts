import { writeFileSync } from 'node:fs';
import { type Annex2Figure, annex2Figures, figureIn, rowColumns } from '../../domain/month/annex2-columns.ts';
import { type Counts, TOTAL } from '../../domain/month/figures.ts';
import { byteOrderMark, csvLine } from '../sheet/csv.ts';
import { disclosureLine } from './disclosure-text.ts';
import { totalRemark } from './remarks.ts';
import type { MonthReport } from './workbook.ts';

interface Line extends Pick<Counts, Annex2Figure> {
  readonly place: number | null;
  readonly label: string;
  readonly problems: string;
  readonly measures: string;
  readonly remark: string;
}

/** The columns of Annex 2, in its order. */
const columns: readonly (readonly [title: string, value: (line: Line) => string | number | null])[] = [
  ['序号', (line) => line.place],
  ['责任部门', (line) => line.label],
  ...annex2Figures.map(
    (figure) => [rowColumns[figure].title, (line: Line) => figureIn(line, figure)] as const,
  ),
  ['主要问题', (line) => line.problems],
  ['整改措施', (line) => line.measures],
  ['备注', (line) => line.remark],
];

/** The table of Annex 2 alone, as CSV: a line for each department, the sum, and below it 统计说明. */
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
  const text = [columns.map(([title]) => title), ...table, [disclosureLine(figures.notes)]]
    .map(csvLine)
    .join('');
  writeFileSync(file, byteOrderMark + text, { mode: 0o600 });
}
