import { writeFileSync } from 'node:fs';
import { byteOrderMark, csvLine } from '../sheet/csv.ts';
import { type GroupReport, groupColumns, groupLines, groupNotes } from './report.ts';

/** The group's Annex 2 as CSV: a line a unit, the sum, and below it who is missing and whose figures differ. */
export function writeGroupCsv(file: string, report: GroupReport): void {
  const { lines, total } = groupLines(report);
  const table = [...lines, total].map((line) => groupColumns.map(({ value }) => value(line)));
  const notes = groupNotes(report).map((note) => [note]);
  const text = [groupColumns.map(({ title }) => title), ...table, ...notes].map(csvLine).join('');
  writeFileSync(file, byteOrderMark + text, { mode: 0o600 });
}
