import type { Moment } from '../../domain/case/clock.ts';
import { TOTAL } from '../../domain/month/figures.ts';
import { lettersOf, withCells } from '../sheet/reading/formulas.ts';
import type { ReadCell, ReadSheet, ReadWorkbook } from '../sheet/reading/workbook.ts';
import { ANALYSIS } from './analysis-sheet.ts';
import { annexColumns, annexSheet } from './annex-names.ts';
import { CASES } from './cases-sheet.ts';
import { CHECK_CODE, checkCodeOf, type PrintedCode } from './check-code.ts';
import { DISCLOSURES } from './disclosure-text.ts';

// What a workbook of a month says, cell by cell, each under a key by which two workbooks are set beside each other: the
// tables of the first two sheets by the words of row and column, so that a restyled template is no difference.

export interface PrintedCell {
  /** `投诉管理月度统计分析表!D6`. */
  readonly cell: string;
  /** What a reader calls it: `工程部 有效投诉次数`. */
  readonly name: string;
  /** The row of a table, where rows come and go as a whole. */
  readonly row: string | null;
  readonly value: string | number;
  /** With words in the place of cells, so that it is the same wherever the table stands; null of what is no formula. */
  readonly formula: string | null;
  readonly format: string;
}

export interface PrintedReport {
  readonly code: PrintedCode;
  readonly month: string;
  /** To the minute. */
  readonly asOf: Moment;
  readonly cells: ReadonlyMap<string, PrintedCell>;
  /** Sheets that no report has. */
  readonly others: readonly string[];
}

/** Why a workbook cannot be held against the ledger. */
export type Unprinted = 'no report' | 'no code';

export function printedReport(book: ReadWorkbook): PrintedReport | Unprinted {
  const [annex, cases, analysis] = [annexSheet, CASES, ANALYSIS].map((name) =>
    book.sheets.find((sheet) => sheet.name === name),
  );
  const table = annex && annexTable(annex);
  const time = analysis && timeOf(analysis);
  if (!annex || !table || !cases || !analysis || !time) return 'no report';
  const code = checkCodeOf(book, annex, table.last);
  if (code === undefined) return 'no code';
  return {
    code,
    ...time,
    cells: new Map([...ofAnnex(annex, table), ...ofCases(cases), ...ofAnalysis(analysis)]),
    others: book.sheets.filter((sheet) => ![annex, cases, analysis].includes(sheet)).map(({ name }) => name),
  };
}

/** What Annex 2 of a workbook says as a whole, for whoever reads many of them. */
export interface PrintedSums {
  readonly code: PrintedCode;
  /** The row 合计, by title. */
  readonly sums: ReadonlyMap<string, string | number>;
  /** What the rows of the departments come to, by title; only of what is a number. */
  readonly added: ReadonlyMap<string, number>;
}

/** Reads only the first sheet. */
export function printedSums(book: ReadWorkbook): PrintedSums | Unprinted {
  const annex = book.sheets.find((sheet) => sheet.name === annexSheet);
  const table = annex && annexTable(annex);
  if (!annex || !table) return 'no report';
  const code = checkCodeOf(book, annex, table.last);
  if (code === undefined) return 'no code';
  const sums = new Map<string, string | number>();
  const added = new Map<string, number>();
  for (const { column, row, value } of annex.cells) {
    const title = table.titles.get(column);
    if (title === undefined || row < table.first || row > table.last) continue;
    if (row === table.last) sums.set(title, value);
    else if (typeof value === 'number') added.set(title, (added.get(title) ?? 0) + value);
  }
  return { code, sums, added };
}

/** The month and the time stand in the two rows above the analysis, whose words the program alone chooses. */
function timeOf({ cells }: ReadSheet): Pick<PrintedReport, 'month' | 'asOf'> | undefined {
  const found = (row: number, pattern: RegExp): readonly string[] =>
    cells.flatMap((cell) => (cell.row === row && pattern.exec(String(cell.value))?.slice(1)) || []);
  const [month] = found(1, /投诉分析\s(\d{4}-(?:0[1-9]|1[0-2]))$/);
  const [day, minute] = found(2, /^统计时间 (\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})/);
  return month === undefined || day === undefined || minute === undefined
    ? undefined
    : { month, asOf: `${day}T${minute}:00+08:00` };
}

const bare = (value: string | number): string => String(value).replaceAll(/\s/g, '');

const addressIn = (sheet: ReadSheet, { column, row }: Pick<ReadCell, 'column' | 'row'>): string =>
  `${sheet.name}!${lettersOf(column)}${row}`;

interface AnnexTable {
  readonly header: number;
  /** The first row of a department, and that of the sum. */
  readonly first: number;
  readonly last: number;
  readonly titles: ReadonlyMap<number, string>;
}

/** The row with the titles of Annex 2, in their order, and the last row below it that is called 合计. */
function annexTable({ cells }: ReadSheet): AnnexTable | undefined {
  for (const [header, row] of Map.groupBy(cells, (cell) => cell.row)) {
    const titles = new Map(row.map((cell) => [cell.column, bare(cell.value)]));
    if (annexColumns.some((title, i) => [...titles.values()][i] !== title)) continue;
    const sum = cells.findLast(
      ({ row: at, column, value }) => at > header && bare(value) === TOTAL && isNaming(titles.get(column)),
    );
    if (sum) return { header, first: header + 1, last: sum.row, titles };
  }
  return undefined;
}

const [PLACE, DEPARTMENT] = annexColumns;
const isNaming = (title: string | undefined): boolean => title === PLACE || title === DEPARTMENT;

type Keyed = readonly [key: string, cell: PrintedCell];

function* ofAnnex(sheet: ReadSheet, table: AnnexTable): Generator<Keyed> {
  const { first, last, titles } = table;
  const rows = Map.groupBy(
    sheet.cells.filter(({ row }) => row >= first && row <= last),
    ({ row }) => row,
  );
  const nameOf = namer();
  for (const [number, row] of rows) {
    const named = (title: string | undefined) =>
      row.find(({ column }) => titles.get(column) === title)?.value;
    const name = nameOf(String(number === last ? TOTAL : (named(DEPARTMENT) ?? '没有部门的一行')));
    for (const cell of row) {
      const title = titles.get(cell.column) ?? `${lettersOf(cell.column)} 栏`;
      if (title === PLACE) continue;
      yield [
        `附件2 ${name} ${title}`,
        printed(sheet, cell, `${name} ${title}`, { row: `附件2 ${name}`, table }),
      ];
    }
  }
  yield* aroundTable(sheet, table);
}

const MONTH = '月份';
const CHANGES = '上报后的变动';

/** What the program writes around the table, by the words that tell it; what the office writes there has none of them. */
const around: readonly (readonly [name: string, pattern: RegExp])[] = [
  [MONTH, /(\d{4}年\d{1,2}月)(?!\d{1,2}日)/],
  ['统计范围', /(\d{4}-\d{2}-\d{2} 至 \d{4}-\d{2}-\d{2}) 受理/],
  ['统计时间', /统计时间[：:]?\s*(\d{4}-\d{2}-\d{2} \d{2}:\d{2})/],
  ['暂定说明', /(暂定：本月受理的投诉尚有 \d+ 件[\s\S]*)$/],
  [CHANGES, /(上报总部后的变动：[\s\S]*)$/],
  [DISCLOSURES, new RegExp(`(${DISCLOSURES}：[\\s\\S]*)$`)],
  [CHECK_CODE, /(\d+\s+[0-9a-f]{64})$/],
];

/**
 * Each name once, with all that is found under it: a second line that says otherwise is a difference. A long text holds
 * anything, other months too, and is read as one thing; a month in another place than above the table is the office's.
 */
function* aroundTable(sheet: ReadSheet, { header, last }: AnnexTable): Generator<Keyed> {
  const found = sheet.cells.flatMap((cell) => {
    const text = String(cell.value);
    const said = cell.row >= header && cell.row <= last ? [] : around.filter(([, words]) => words.test(text));
    const whole = said.findLast(([name]) => name === DISCLOSURES || name === CHANGES);
    return (whole ? [whole] : said)
      .filter(([name]) => name !== MONTH || cell.row < header)
      .map(([name, words]) => ({ name, cell, value: words.exec(text)?.[1] ?? '' }));
  });
  for (const [name, places] of Map.groupBy(found, (place) => place.name)) {
    const [first] = places;
    const value = [...new Set(places.map((place) => place.value))].join('、');
    if (first) yield [`附件2 ${name}`, { ...printed(sheet, first.cell, name), value }];
  }
}

function* ofCases(sheet: ReadSheet): Generator<Keyed> {
  const titles = new Map(
    sheet.cells.filter(({ row }) => row === 1).map(({ column, value }) => [column, bare(value)]),
  );
  const nameOf = namer();
  for (const [number, row] of Map.groupBy(sheet.cells, ({ row: at }) => at)) {
    const no = row.find(({ column }) => titles.get(column) === '登记编号')?.value;
    const name = nameOf(number === 1 ? '表头' : String(no ?? '没有编号的一行'));
    for (const cell of row) {
      const title = titles.get(cell.column) ?? `${lettersOf(cell.column)} 栏`;
      yield [
        `明细 ${name} ${title}`,
        printed(sheet, cell, `${name} ${title}`, { row: number === 1 ? null : `明细 ${name}` }),
      ];
    }
  }
}

/** The analysis lies the same in every workbook: its cells go by their places. */
function* ofAnalysis(sheet: ReadSheet): Generator<Keyed> {
  const labels = new Map<number, string>();
  for (const cell of sheet.cells) {
    const isLabel = typeof cell.value === 'string' && cell.formula === undefined && cell.value.length > 1;
    const name = labels.get(cell.row) ?? '';
    if (isLabel) labels.set(cell.row, cell.value.slice(0, LONGEST_LABEL));
    yield [`分析 ${addressIn(sheet, cell)}`, printed(sheet, cell, isLabel ? '' : name)];
  }
}

const LONGEST_LABEL = 20;

interface Within {
  readonly row?: string | null;
  readonly table?: AnnexTable;
}

const printed = (
  sheet: ReadSheet,
  cell: ReadCell,
  name: string,
  { row = null, table }: Within = {},
): PrintedCell => ({
  cell: addressIn(sheet, cell),
  name,
  row,
  value: cell.value,
  formula: cell.formula === undefined ? null : inWords(cell.formula, cell.row, table),
  format: cell.format,
});

function inWords(formula: string, own: number, table: AnnexTable | undefined): string {
  const rowName = (row: number): string => {
    if (row === own) return '';
    if (row === table?.first) return '首行';
    return row === (table?.last ?? 0) - 1 ? '末行' : `第${row}行`;
  };
  return withCells(
    formula.replaceAll(/[\s$]/g, ''),
    ({ column, row }) => `{${rowName(row)}${table?.titles.get(column) ?? lettersOf(column)}}`,
  );
}

/** Gives names, and tells a second row of the same name from the first. */
function namer(): (name: string) => string {
  const taken = new Map<string, number>();
  return (name) => {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    return count === 1 ? name : `${name}（第 ${count} 处）`;
  };
}
