import { parseNumber } from '../../domain/case/number.ts';
import { type ColumnKey, NAME_AND_PHONE, titleFor } from '../../domain/old-ledger/headings.ts';
import type { OldCase, OldField } from '../../domain/old-ledger/old-case.ts';
import type { BadCell } from '../../domain/problems.ts';
import { yesNo } from '../../domain/words/vocabulary.ts';
import type { CellValue, SheetRow } from '../sheet/reading/cells.ts';
import { lettersOf } from '../sheet/reading/formulas.ts';
import { type Around, saysNothing, Unreadable } from './cells.ts';
import { type ImportColumn, importColumns } from './columns.ts';
import { nameAndPhone } from './phones.ts';
import type { Dating } from './serials.ts';
import { type Heading, repeatsHeadings, shownValue, type Table, yearOf } from './table.ts';

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
export function* readTable(
  table: Table,
  dating: Dating,
  elsewhere: number | undefined,
): Iterable<readonly ReadRow[]> {
  const year = yearOf(table) ?? elsewhere;
  for (const page of table.sheet.rows())
    yield page
      .filter(({ number }) => number > table.headerRow)
      .flatMap((row) => readRow(row, table, { ...dating, year }));
}

/** The cell in which a field stands, and what it shows: to say what is wrong with it. */
export function placeIn(
  { sheet, headings }: Table,
  row: number,
  { key, value, reason }: { readonly key: ColumnKey; readonly value: string | null; readonly reason: string },
): BadCell {
  const at = headings.find((heading) => heading.key === key)?.at;
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
const byField = new Map<ColumnKey, ImportColumn>(importColumns.map((column) => [column.field, column]));

type Saying = Record<string, unknown>;

function readRow(row: SheetRow, table: Table, known: Pick<Around, 'from1904' | 'year'>): readonly ReadRow[] {
  const skipped = (why: SkippedRow['why']): readonly ReadRow[] => [
    { table, row: row.number, why, text: textOf(row) },
  ];
  if (repeatsHeadings(table, row)) return skipped('heading');
  if (isExample(row, table)) return skipped('example');
  const old: Saying = { ...nothing };
  const year = known.year ?? yearIn(row, table);
  const further: [OldField, unknown][] = [];
  const bad: BadCell[] = [];
  const doubtful: DoubtfulCell[] = [];
  let read = 0;
  for (const heading of table.headings) {
    const value = row.cells[heading.at];
    if (value === undefined || isBlank(value, heading, table)) continue;
    read += 1;
    const place = (reason: string): BadCell =>
      placeIn(table, row.number, { key: heading.key, value: shownValue(value), reason });
    const around: Around = {
      from1904: known.from1904,
      year,
      isOwn: table.isOwn,
      doubt: (reason, becomes) => doubtful.push({ ...place(reason), becomes }),
      also: (field, said) => further.push([field, said]),
    };
    try {
      readCell(old, heading, value, around);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      bad.push(place(error.message));
    }
  }
  if (read === 0) return [];
  for (const [field, said] of further) addTo(old, field, said);
  const given = old as unknown as OldCase;
  return isCase(given, read) && !isFooter(row, given, read)
    ? [{ table, row: row.number, old: given, bad, doubtful }]
    : skipped('no case');
}

function readCell(old: Saying, { key }: Heading, value: CellValue, around: Around): void {
  if (typeof value === 'object' && 'unread' in value && value.unread === 'picture') {
    around.doubt('是单元格里的图片，不能导入', '不导入；导入后用 attach 附上');
    return;
  }
  if (key === NAME_AND_PHONE) Object.assign(old, nameAndPhone(value, around));
  else old[key] = byField.get(key)?.parse(value, around) ?? null;
}

/** Words in which no is an answer. */
const answers = new Set<ColumnKey>([
  'demand',
  'exposure',
  ...importColumns.filter(({ choices }) => choices === yesNo).map(({ field }) => field),
]);
const SIGNS = /^[/\\|—–－\-_、.。…\s]+$/;

/** Of a ledger of this program every word is meant as it stands. */
function isBlank(value: CellValue, { key }: Heading, { isOwn }: Table): boolean {
  if (isOwn || !saysNothing(value)) return false;
  return !answers.has(key) || (key !== 'demand' && SIGNS.test(String(value)));
}

/** What one cell says beside its own column: texts are added to what is there, anything else stands only where nothing does. */
function addTo(old: Saying, field: OldField, said: unknown): void {
  const there = old[field];
  if (there === null || there === undefined) old[field] = said;
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
