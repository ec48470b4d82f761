import type { Cell, Worksheet } from 'exceljs';
import { type ColumnKey, NAME_AND_PHONE, titleFor } from '../../domain/old-ledger/headings.ts';
import type { OldCase, OldField, OldMeasure, OldOpinion } from '../../domain/old-ledger/old-case.ts';
import type { BadCell } from '../../domain/problems.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { cellStyle, headerStyle, setValue, textValue } from '../sheet/workbook.ts';
import { importColumns } from './columns.ts';
import type { OldBook } from './find-tables.ts';
import type { DoubtfulCell, OldRow } from './rows.ts';

/** Rows of an old ledger as they were read, and what is wrong with them. */
interface Reviewed {
  readonly book: Pick<OldBook, 'tables'>;
  readonly rows: { readonly rows: readonly OldRow[] };
  readonly bad: readonly BadCell[];
  readonly result: {
    readonly numbers: readonly { readonly sheet: string; readonly row: number; readonly no: string }[];
    readonly doubtful: readonly DoubtfulCell[];
  };
}

const red = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4B6B6' } } as const;
const yellow = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2AB' } } as const;

/**
 * The rows as they would be imported, to be corrected and imported: cells that keep them out are red and hold what stood
 * there, doubtful ones yellow; a note says why.
 */
export async function writeReview(
  path: string,
  { book, rows: { rows }, bad, result }: Reviewed,
): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('投诉台账', { views: [{ state: 'frozen', ySplit: 1 }] });
  const faults = Map.groupBy(bad, placeKey);
  const doubts = Map.groupBy(result.doubtful, placeKey);
  const numbers = new Map(
    result.numbers.map(({ sheet: name, row, no }) => [placeKey({ sheet: name, row }), no]),
  );
  const columns = columnsOf({ book, rows: { rows }, bad, result });
  writeTitles(sheet, columns.map(titleFor));
  for (const [i, row] of rows.entries()) {
    const key = placeKey({ sheet: row.table.sheet.name, row: row.row });
    const no = numbers.get(key);
    const old = no === undefined ? row.old : { ...row.old, no, externalNo: row.old.externalNo ?? row.old.no };
    const marks = { bad: faults.get(key) ?? [], doubtful: doubts.get(key) ?? [] };
    for (const [at, column] of columns.entries()) writeCell(sheet.getCell(i + 2, at + 1), old, column, marks);
  }
  await workbook.xlsx.writeFile(path);
}

const placeKey = ({ sheet = '', row }: { readonly sheet?: string; readonly row: number }): string =>
  `${sheet} ${row}`;

function writeTitles(sheet: Worksheet, titles: readonly string[]): void {
  for (const [at, title] of titles.entries()) {
    const cell = sheet.getCell(1, at + 1);
    cell.value = title;
    cell.style = headerStyle;
    sheet.getColumn(at + 1).width = Math.max(12, title.length * 2 + 4);
  }
}

/** The columns of the file, those that a cell of another one has filled, and those that a case still needs. */
function columnsOf({ book, rows: { rows }, bad, result }: Reviewed): readonly OldField[] {
  const wanted = new Set<ColumnKey>(book.tables.flatMap(({ headings }) => headings.map(({ key }) => key)));
  if (wanted.delete(NAME_AND_PHONE)) wanted.add('name').add('phone');
  if (result.numbers.length > 0) wanted.add('no').add('externalNo');
  const faulty = new Set(bad.map(({ column }) => column));
  return importColumns
    .map(({ field }) => field)
    .filter(
      (field) =>
        wanted.has(field) || faulty.has(titleFor(field)) || rows.some(({ old }) => old[field] !== null),
    );
}

interface Marks {
  readonly bad: readonly BadCell[];
  readonly doubtful: readonly DoubtfulCell[];
}

function writeCell(cell: Cell, old: OldCase, field: OldField, marks: Marks): void {
  const title = titleFor(field);
  const bad = marks.bad.filter(({ column }) => column === title);
  const doubtful = marks.doubtful.filter(({ column }) => column === title);
  const text = textOf(old, field) ?? bad[0]?.value ?? null;
  if (text === null && bad.length === 0 && doubtful.length === 0) return;
  cell.style = { ...cellStyle, numFmt: '@' };
  if (text !== null) setValue(cell, text);
  if (bad.length > 0)
    mark(
      cell,
      red,
      bad.map(({ reason }) => reason),
    );
  else if (doubtful.length > 0)
    mark(
      cell,
      yellow,
      doubtful.map(({ value, reason }) => `原来是“${value ?? ''}”：${reason}`),
    );
}

function mark(cell: Cell, fill: typeof red | typeof yellow, notes: readonly string[]): void {
  cell.style = { ...cell.style, fill };
  cell.note = textValue(notes.join('\n'));
}

const lists = new Map<OldField, words.ClosedList>([
  ...importColumns.flatMap(({ field, choices }): [OldField, words.ClosedList][] =>
    choices === undefined ? [] : [[field, choices]],
  ),
  ['methods', words.investigationMethods],
  ['missed', words.clockKinds],
]);

/** A field as its cell is read again: null where it says nothing. */
function textOf(old: OldCase, field: OldField): string | null {
  const value: unknown = old[field];
  if (value === null) return null;
  if (typeof value === 'boolean') return field === 'passed' ? (value ? '通过' : '退回') : value ? '是' : '否';
  if (Array.isArray(value)) return listText(value, field);
  if (typeof value === 'object')
    return whenText(value as { readonly moment?: string; readonly day?: string });
  return (
    lists.get(field)?.[String(value)] ?? (field === 'emergencyAt' ? timeText(String(value)) : String(value))
  );
}

const whenText = ({ moment, day }: { readonly moment?: string; readonly day?: string }): string =>
  moment === undefined ? (day ?? '') : timeText(moment);

const timeText = (moment: string): string => moment.slice(0, 19).replace('T', ' ');

function listText(values: readonly unknown[], field: OldField): string {
  if (field === 'status')
    return values.length === 0 ? '处理中' : (words.statuses[values[0] as words.Status] ?? '');
  const list = lists.get(field);
  if (list !== undefined) return values.map((code) => list[String(code)]).join('、');
  const isText = values.every((value) => typeof value === 'string');
  return isText ? values.join('、') : values.map((value) => lineOf(value as Line)).join('\n');
}

type Line = OldMeasure | OldOpinion | { readonly to: string; readonly content: string };

function lineOf(line: Line): string {
  if ('to' in line) return `${line.to}：${line.content}`;
  if ('agreed' in line) {
    const { agreed, opinion, by } = line;
    return by === null ? opinion : `${agreed ? '同意' : '不同意'}：${opinion}（${by}）`;
  }
  const { text, owner, dueOn, doneOn, effect } = line;
  if (owner === null) return text;
  return `${text}（${owner}，${doneOn === null ? `${dueOn} 前` : `${doneOn} 完成`}）${effect === null ? '' : `效果：${effect}`}`;
}
