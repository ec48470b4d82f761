import { parseNumber } from '../../domain/case/number.ts';
import { type ColumnKey, NAME_AND_PHONE, titleFor } from '../../domain/old-ledger/headings.ts';
import type { OldCase, OldField } from '../../domain/old-ledger/old-case.ts';
import type { BadCell } from '../../domain/problems.ts';
import type { CellValue, SheetRow } from '../sheet/reading/cells.ts';
import { lettersOf } from '../sheet/reading/formulas.ts';
import { importColumns } from './columns.ts';
import type { OldBook } from './find-tables.ts';
import { cellReader, type ReadCell, type Said } from './said.ts';
import type { Dating } from './serials.ts';
import { repeatsHeadings, shownValue, type Table, yearOf } from './table.ts';

/** A cell that was read, but that somebody should look at: `becomes` is what it is taken for, in words. */
export interface DoubtfulCell extends BadCell {
  readonly becomes: string;
}

/** A row of the old ledger as it was read. */
export interface OldRow {
  readonly table: Table;
  /** From 1. */
  readonly row: number;
  readonly old: OldCase;
  /** Cells that could not be read; the case lacks them. */
  readonly bad: readonly BadCell[];
  readonly doubtful: readonly DoubtfulCell[];
  /** Columns without a title that hold something, from 0: nothing is read from them. */
  readonly untitled: readonly number[];
  readonly isHidden: boolean;
}

/** A row that is no case: headings once more, a sum, who filled it in, a note. */
export interface SkippedRow {
  readonly table: Table;
  readonly row: number;
  readonly why: 'heading' | 'example' | 'no case';
  /** What stands in it, as far as it fits a line. */
  readonly text: string;
}

export type ReadRow = OldRow | SkippedRow;

export const isSkipped = (row: ReadRow): row is SkippedRow => 'why' in row;

/** The rows below the headings of a table, in order, some at a time; those that hold nothing are left out. */
export async function* readTable(
  table: Table,
  dating: Dating,
  { year: elsewhere, saidYear }: Pick<OldBook, 'year' | 'saidYear'>,
): AsyncIterable<readonly ReadRow[]> {
  const readCell = cellReader(table, dating);
  let [year, above]: [number | undefined, SheetRow['cells']] = [yearOf(table) ?? elsewhere, []];
  for await (const page of table.sheet.rows()) {
    const rows: ReadRow[] = [];
    for (const row of page) {
      if (row.number <= table.headerRow) continue;
      const { cells, dittos } = withoutDittos(row, table, above);
      const read = readRow({ ...row, cells }, table, { year, saidYear, readCell, dittos });
      if (read === undefined) continue;
      rows.push(read);
      if (!isSkipped(read)) above = cells;
      else if (read.why === 'no case') year = yearOfBlock(read.text) ?? year;
    }
    yield rows;
  }
}

const DITTO = /^(?:同上|同前|上同|如上|[〃″“”〞"]+|'')$/;

/** The row with what stands above it in the place of 同上 and its signs: those columns are told. */
function withoutDittos(
  { cells }: SheetRow,
  { headings, isOwn }: Table,
  above: SheetRow['cells'],
): Pick<SheetRow, 'cells'> & { readonly dittos: ReadonlyMap<number, CellValue> } {
  const dittos = new Map<number, CellValue>();
  for (const { at } of isOwn ? [] : headings) {
    const value = cells[at];
    if (typeof value === 'string' && value.length <= 4 && DITTO.test(value.trim())) dittos.set(at, value);
  }
  if (dittos.size === 0) return { cells, dittos };
  return { cells: cells.map((value, at) => (dittos.has(at) ? above[at] : value)), dittos };
}

/** A year, or a title with one, that stands alone in a row: the cases below it are of that year. */
function yearOfBlock(text: string): number | undefined {
  const [, year] = /^[^\s:：日]{0,12}?(20\d{2})年[^\s:：日]{0,12}$/.exec(text) ?? [];
  return year === undefined ? undefined : Number(year);
}

/** The cell in which a field stands, and what it shows: to say what is wrong with it. */
export function placeIn(
  { sheet, headings }: Table,
  row: number,
  {
    key,
    value,
    reason,
    at = headings.find((heading) => heading.key === key)?.at,
  }: {
    readonly key: ColumnKey;
    readonly value: string | null;
    readonly reason: string;
    /** Where more than one column has the field. */
    readonly at?: number | undefined;
  },
): BadCell {
  return {
    ...(sheet.name === '' ? {} : { sheet: sheet.name }),
    row,
    cell: at === undefined ? null : `${lettersOf(at + 1)}${row}`,
    column: titleFor(key),
    value,
    reason,
  };
}

const nothing = Object.fromEntries(importColumns.map(({ field }) => [field, null])) as unknown as OldCase;
type Saying = Record<string, unknown>;

interface Known {
  /** That of the table; undefined where nothing tells it. */
  readonly year: number | undefined;
  readonly saidYear: number | undefined;
  readonly readCell: ReadCell;
  /** What stood in the columns that say what the row above does. */
  readonly dittos: ReadonlyMap<number, CellValue>;
}

/** Undefined where nothing stands in the row. */
function readRow(row: SheetRow, table: Table, known: Known): ReadRow | undefined {
  const skipped = (why: SkippedRow['why']): ReadRow => ({ table, row: row.number, why, text: textOf(row) });
  if (repeatsHeadings(table, row)) return skipped('heading');
  if (isExample(row, table)) return skipped('example');
  const old: Saying = { ...nothing };
  const year = known.year ?? yearIn(row, table) ?? known.saidYear;
  const further: Said['also'][number][] = [];
  const bad: BadCell[] = [];
  const doubtful: DoubtfulCell[] = [];
  let read = 0;
  for (const heading of table.headings) {
    const value = row.cells[heading.at];
    const ditto = known.dittos.get(heading.at);
    const place = (reason: string): BadCell =>
      placeIn(table, row.number, {
        key: heading.key,
        value: shownValue(ditto ?? value),
        reason,
        at: heading.at,
      });
    if (ditto !== undefined && value === undefined) bad.push(place('上面一行的这一栏是空的'));
    const said = value === undefined ? undefined : known.readCell(heading, value, year);
    if (value === undefined || said === undefined) continue;
    read += 1;
    if (ditto !== undefined) doubtful.push({ ...place('按上面一行的'), becomes: shownValue(value) ?? '' });
    const isSecond = heading.ticked !== undefined && (old[heading.key] ?? null) !== null;
    if (isSecond) bad.push(place('这一栏和前面的一栏都打了勾'));
    for (const [field, meant] of said.values) old[field] = meant;
    further.push(...said.also);
    for (const { reason, becomes } of said.doubts) doubtful.push({ ...place(reason), becomes });
    if (said.fault !== null) bad.push(place(said.fault));
  }
  if (read === 0) return undefined;
  for (const [field, meant] of further) addTo(old, field, meant);
  const given = old as unknown as OldCase;
  return isCase(given, read) && !isFooter(row, given, read)
    ? {
        table,
        row: row.number,
        old: given,
        bad: isSameCase(row, table) ? [...bad, partOfCase(row, table)] : bad,
        doubtful,
        untitled: untitledIn(row, table),
        isHidden: row.hidden === true,
      }
    : skipped('no case');
}

/** Its number, or where there is none who complained of what, is that of the row above: they are one merged cell. */
function isSameCase({ merged = [] }: SheetRow, { headings }: Table): boolean {
  const has = (key: ColumnKey): boolean => headings.some((heading) => heading.key === key);
  const isMerged = (key: ColumnKey): boolean =>
    headings.some((heading) => heading.key === key && merged.includes(heading.at));
  return has('no') ? isMerged('no') : isMerged('content') && (isMerged('name') || isMerged(NAME_AND_PHONE));
}

const partOfCase = ({ number }: SheetRow, table: Table): BadCell =>
  placeIn(table, number, {
    key: table.headings.some(({ key }) => key === 'no') ? 'no' : 'content',
    value: null,
    reason: '与上一行是同一个合并的格，是一件投诉分成了几行：并成一行；是几件的，取消合并，各填各的',
  });

const untitledIn = ({ cells }: SheetRow, { titles }: Table): readonly number[] => {
  const columns: number[] = [];
  for (let at = 0; at < cells.length; at += 1)
    if (cells[at] !== undefined && titles[at] === undefined) columns.push(at);
  return columns;
};

/** What one cell says beside its own column: texts are added to what is there, anything else stands only where nothing does. */
function addTo(old: Saying, field: OldField, said: unknown): void {
  const there = old[field];
  if (there === null || there === undefined) old[field] = said;
  else if (field === 'phone' && there !== said) addTo(old, 'contact', said);
  else if (field === 'contact') old[field] = `${there}；${said}`;
  else if (field === 'notes') old[field] = `${there}\n${said}`;
}

/** 4.2.2 A row without any of these is none, whatever stands in it; nor is a number alone, kept for a case to come. */
const isCase = (old: OldCase, read: number): boolean =>
  [old.content, old.acceptedAt, old.name, old.phone].some((said) => said !== null) ||
  (old.no !== null && parseNumber(old.no) !== undefined && read > 1);

/** What a sum, a signature or a note below the table begins with, in whichever column it stands. */
const FOOTER =
  /^\s*(?:[本当]?[页月年季]?\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计)|(?:填表|制表|填报|统计|审核|审批|复核|负责)人?\s*[:：]|(?:注|备注|说明|附注)\s*[:：])/;
const MOST_IN_FOOTER = 3;

const isFooter = ({ cells }: SheetRow, { acceptedAt }: OldCase, read: number): boolean =>
  acceptedAt === null &&
  read <= MOST_IN_FOOTER &&
  FOOTER.test(String(cells.find((value) => value !== undefined) ?? ''));

/** The number of the case says its year, where it is one. */
function yearIn({ cells }: SheetRow, { headings }: Table): number | undefined {
  const at = headings.find(({ key }) => key === 'no')?.at ?? -1;
  const number = parseNumber(String(cells[at] ?? '').trim());
  return number === undefined ? undefined : Number(number.day.slice(0, 4));
}

/** The template has a row to look at; who forgets to delete it does not import it. */
function isExample({ cells }: SheetRow, { headings }: Table): boolean {
  const number = cells[headings.find(({ key }) => key === 'no')?.at ?? -1];
  return typeof number === 'string' && number.trim().startsWith('示例');
}

const LONGEST_LINE = 40;

function textOf({ cells }: SheetRow): string {
  const text = cells
    .map(shownValue)
    .filter((value) => value !== null)
    .join(' ');
  const signs = [...text.replaceAll(/\s+/g, ' ').trim()];
  return signs.length > LONGEST_LINE ? `${signs.slice(0, LONGEST_LINE).join('')}…` : signs.join('');
}
