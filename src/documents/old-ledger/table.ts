import { type ColumnKey, columnFor, isDerived, isRowCount } from '../../domain/old-ledger/headings.ts';
import { codesMeant } from '../../domain/words/synonyms.ts';
import type { CellValue, SheetRow } from '../sheet/reading/cells.ts';
import type { Sheet } from '../sheet/reading/spreadsheet.ts';
import { importColumns } from './columns.ts';

/** A column of a table as it stands in its sheet. */
export interface Heading {
  /** From 0. */
  readonly at: number;
  /** As it stands there; of two rows the words of both. */
  readonly title: string;
  readonly key: ColumnKey;
  /** The value that a mark in this column stands for: 一般 below 满意度. */
  readonly ticked?: string;
}

/** Columns with a title that nothing is read from, with the first values in them, three at most. */
export interface Unread {
  readonly at: number;
  readonly title: string;
  readonly samples: readonly string[];
}

/** The table of a sheet: where its headings stand and what its columns hold. */
export interface Table {
  readonly sheet: Sheet;
  readonly headings: readonly Heading[];
  readonly unread: readonly Unread[];
  /** The last row of the headings, from 1. */
  readonly headerRow: number;
  /** The words of the headings, by column: a row that repeats them is none. */
  readonly titles: readonly (string | undefined)[];
  /** What stands above the headings, and the name of the sheet: they may say the year. */
  readonly above: string;
  /** It was exported by this program. */
  readonly isOwn: boolean;
}

/** What a clerk says a heading stands for: undefined where nothing is to be read from it. */
export type Mapping = ReadonlyMap<string, ColumnKey | undefined>;

/** The titles that follow from others which a ledger of this program has at least: an office may have some of its own. */
const FEWEST_DERIVED = 5;

/** The rows at the beginning of a sheet in which headings are looked for. */
const MOST_ROWS = 200;
/** Fewer known titles are no headings. */
const FEWEST = 3;

/** The table in a sheet; undefined where none of its first rows has the headings of one. */
export async function findTable(sheet: Sheet, mapping: Mapping): Promise<Table | undefined> {
  const rows = await firstRows(sheet, MOST_ROWS);
  let best: Candidate | undefined;
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    for (const candidate of candidatesAt(row, next, mapping))
      if (candidate.known > (best?.known ?? FEWEST - 1)) best = candidate;
  }
  return best === undefined ? undefined : tableAt(sheet, best, rows, mapping);
}

async function firstRows(sheet: Sheet, most: number): Promise<readonly SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const page of sheet.rows()) {
    rows.push(...page.slice(0, most - rows.length));
    if (rows.length >= most) break;
  }
  return rows;
}

interface Candidate {
  readonly titles: readonly (string | undefined)[];
  /** By column, the value of the group's list that the lower of two rows names. */
  readonly ticked: readonly (string | undefined)[];
  readonly first: number;
  readonly last: number;
  readonly known: number;
}

type Row = Pick<SheetRow, 'number' | 'cells'>;

/** The row alone, or with the one below as headings of two rows, where both say more than either: the upper ones name groups. */
function* candidatesAt(row: Row, next: Row | undefined, mapping: Mapping): Iterable<Candidate> {
  const upper = titlesIn(row);
  const alone = candidate(upper, row.number, row.number, mapping);
  yield alone;
  if (next?.number !== row.number + 1) return;
  const lower = titlesIn(next);
  const both = Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) =>
    joinedTitle(groupAt(upper, lower, at), lower[at], mapping),
  );
  const together = candidate(both, row.number, next.number, mapping);
  const below = candidate(lower, next.number, next.number, mapping);
  const ticked = tickedBelow(upper, lower, mapping);
  if (ticked.length > 0) {
    const titles = both.map((title, at) => (ticked[at] === undefined ? title : groupAt(upper, lower, at)));
    // One more than the rows alone, or together as titles: it says the same, and what the marks stand for.
    const known = Math.max(alone.known, together.known, below.known) + 1;
    yield { ...candidate(titles, row.number, next.number, mapping), ticked, known };
  } else if (together.known > Math.max(alone.known, below.known)) yield together;
}

function candidate(
  titles: readonly (string | undefined)[],
  first: number,
  last: number,
  mapping: Mapping,
): Candidate {
  const keys = new Set(titles.map((title) => keyOf(title, mapping)).filter((key) => key !== undefined));
  return { titles, ticked: [], first, last, known: keys.size };
}

/**
 * 满意度 above 满意, 一般, 不满意: a mark stands for a value. Only where the lower row holds nothing but such values and
 * titles, once more or of its own: else it is the first case. None where no column is so.
 */
function tickedBelow(
  upper: readonly (string | undefined)[],
  lower: readonly (string | undefined)[],
  mapping: Mapping,
): readonly (string | undefined)[] {
  const ticked = Array.from(lower, (own, at) => {
    if (own === undefined || own === upper[at]) return undefined;
    const key = keyOf(groupAt(upper, lower, at), mapping);
    return key !== undefined && isValueOf(key, own) ? own : undefined;
  });
  const isHeading = lower.every(
    (own, at) =>
      own === undefined || ticked[at] !== undefined || own === upper[at] || keyOf(own, mapping) !== undefined,
  );
  const groups = ticked.map((own, at) => (own === undefined ? undefined : groupAt(upper, lower, at)));
  const isGroup = (name: string | undefined): boolean => groups.filter((each) => each === name).length > 1;
  const several = ticked.map((own, at) => (isGroup(groups[at]) ? own : undefined));
  return isHeading && several.some((own) => own !== undefined) ? several : [];
}

const LONGEST_TITLE = 40;

const titlesIn = ({ cells }: Row): readonly (string | undefined)[] =>
  Array.from(cells, (value) =>
    typeof value === 'string' && value.length <= LONGEST_TITLE ? value.replaceAll(/\s+/g, '') : undefined,
  );

/** The title above a column; of a group that stands over several only the first cell has it. */
function groupAt(
  upper: readonly (string | undefined)[],
  lower: readonly (string | undefined)[],
  at: number,
): string | undefined {
  if (upper[at] !== undefined || lower[at] === undefined) return upper[at];
  let left = at;
  while (left > 0 && upper[left] === undefined && lower[left] !== undefined) left -= 1;
  return lower[left] === undefined ? undefined : upper[left];
}

/** 回访 above 日期 is 回访日期; where both together are no title, the lower one, else the upper. */
function joinedTitle(
  group: string | undefined,
  own: string | undefined,
  mapping: Mapping,
): string | undefined {
  if (group === undefined || own === undefined || group === own) return own ?? group;
  const together = `${group}${own}`;
  if (keyOf(together, mapping) !== undefined) return together;
  return keyOf(own, mapping) === undefined && keyOf(group, mapping) !== undefined ? group : own;
}

function keyOf(title: string | undefined, mapping: Mapping): ColumnKey | undefined {
  if (title === undefined) return undefined;
  return mapping.has(title) ? mapping.get(title) : columnFor(title);
}

function isValueOf(key: ColumnKey, word: string): boolean {
  const choices = importColumns.find(({ field }) => field === key)?.choices;
  return choices !== undefined && codesMeant(choices, word).length > 0;
}

function tableAt(
  sheet: Sheet,
  { titles, ticked, first, last }: Candidate,
  rows: readonly SheetRow[],
  mapping: Mapping,
): Table {
  const headings: Heading[] = [];
  const others: { readonly at: number; readonly title: string }[] = [];
  const isOwn = titles.filter((title) => title !== undefined && isDerived(title)).length >= FEWEST_DERIVED;
  for (const [at, title] of titles.entries()) {
    if (title === undefined) continue;
    const key = keyOf(title, mapping);
    const said = ticked[at];
    const before = headings.find((known) => known.key === key);
    if (key !== undefined && said !== undefined && (before === undefined || before.ticked !== undefined))
      headings.push({ at, title, key, ticked: said });
    else if (key !== undefined && before === undefined) headings.push({ at, title, key });
    else if (!(isOwn && isDerived(title))) others.push({ at, title });
  }
  const counted = others.find(({ title }) => isRowCount(title));
  // Where there is no other number, the count of the rows is the number of the case.
  const isNumbered = headings.some(({ key }) => key === 'no');
  if (counted !== undefined && !isNumbered) headings.push({ ...counted, key: 'no' });
  const data = rows.filter(({ number }) => number > last);
  return {
    sheet,
    headings,
    unread: others
      .filter(({ title }) => !isRowCount(title))
      .map(({ at, title }) => ({ at, title, samples: samplesOf(data, at) })),
    headerRow: last,
    titles,
    above: [
      sheet.name,
      ...rows.filter(({ number }) => number < first).flatMap(({ cells }) => cells.map(String)),
    ].join(' '),
    isOwn,
  };
}

const MOST_SAMPLES = 3;

const samplesOf = (rows: readonly SheetRow[], at: number): readonly string[] =>
  [...new Set(rows.map(({ cells }) => shownValue(cells[at])).filter((value) => value !== null))].slice(
    0,
    MOST_SAMPLES,
  );

/** What a cell shows; null where it is blank. */
export function shownValue(value: CellValue | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if ('error' in value) return value.error;
  return 'date' in value ? String(value.date) : value.unread === 'formula' ? '（公式）' : '（图片）';
}

/** The row says once more what the columns are called, as on each page of a printed ledger. */
export function repeatsHeadings({ headings }: Table, { cells }: SheetRow): boolean {
  const same = headings.filter(({ at, title }) => {
    const value = cells[at];
    return typeof value === 'string' && title.includes(value.replaceAll(/\s+/g, ''));
  });
  return (
    same.length >= FEWEST - 1 &&
    same.length * 2 >= headings.filter(({ at }) => cells[at] !== undefined).length
  );
}

/** The year that stands in the name of the sheet or above its headings, if there is just one. */
export function yearOf({ above }: Pick<Table, 'above'>): number | undefined {
  const years = new Set(
    [...above.matchAll(/(?<!\d)(20\d{2})(?=年|[-./]?(?:0?[1-9]|1[0-2])?(?!\d))/g)].map(([, year]) => year),
  );
  const [year] = years;
  return years.size === 1 ? Number(year) : undefined;
}
