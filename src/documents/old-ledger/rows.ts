import type { OldCase, OldField } from '../../domain/old-ledger/old-case.ts';
import type { BadCell } from '../../domain/problems.ts';
import { type Dating, Unreadable } from './cells.ts';
import { derivedTitles, type ImportColumn, importColumns } from './columns.ts';
import { unreadable } from './package.ts';
import type { CellValue, SheetRow } from './sheet.ts';
import type { OldWorkbook } from './workbook.ts';

/** A row of the old ledger as it was read. */
export interface OldRow {
  readonly row: number;
  readonly old: OldCase;
  /** Cells that could not be read; the case lacks them. */
  readonly bad: readonly BadCell[];
  /** The cell in which a field stands, and what it shows: to say what is wrong with it. */
  place(field: OldField, reason: string): BadCell;
}

export interface OldLedger {
  readonly rowCount: number;
  /** Columns with a title that nothing is read from. */
  readonly ignored: readonly string[];
  rows(): AsyncIterable<readonly OldRow[]>;
}

type Place = { readonly at: number; readonly column: ImportColumn };

/** The sheet with the old ledger: the first that has a row with the titles of its columns. Refuses where none has. */
export async function findLedger({ sheets, from1904 }: OldWorkbook, file: string): Promise<OldLedger> {
  for await (const sheet of sheets) {
    const header = await findHeader(sheet.rows());
    if (header === undefined) continue;
    const lacking = required.filter((field) => !header.places.some(({ column }) => column.field === field));
    if (lacking.length > 0)
      throw unreadable(file, `“${sheet.name}”表缺少栏：${lacking.map(titleOf).join('、')}`);
    const byField = new Map(header.places.map((place) => [place.column.field, place]));
    return {
      rowCount: sheet.rowCount,
      ignored: header.ignored,
      async *rows() {
        for await (const rows of sheet.rows()) {
          yield rows
            .filter(({ number }) => number > header.row)
            .map((row) => readRow(row, header.places, byField, { from1904 }))
            .filter((row) => row !== undefined);
        }
      },
    };
  }
  throw unreadable(file, '找不到有“登记编号、投诉内容”等栏名的表头');
}

const required: readonly OldField[] = ['no', 'acceptedAt', 'channel', 'name', 'content', 'demand'];
const titleOf = (field: OldField): string =>
  importColumns.find((column) => column.field === field)?.titles[0] ?? field;

/** 登记编号*（必填） is 登记编号. */
const bare = (title: string): string =>
  title
    .replaceAll(/[\s*＊]/g, '')
    .replace(/[（(].*[)）]$/, '')
    .replace(/[:：]$/, '');

const byTitle = new Map(
  importColumns.flatMap((column) => column.titles.map((title) => [title, column] as const)),
);

interface Header {
  readonly row: number;
  readonly places: readonly Place[];
  readonly ignored: readonly string[];
}

/** Titles are looked for in the first rows; of a heading of two rows the second has those of the single columns. */
const HEADER_ROWS = 20;

async function findHeader(pages: AsyncIterable<readonly SheetRow[]>): Promise<Header | undefined> {
  let best: Header | undefined;
  for await (const rows of pages) {
    for (const row of rows) {
      if (row.number > HEADER_ROWS) return best;
      const header = headerOf(row);
      if (header !== undefined && header.places.length > (best?.places.length ?? 0)) best = header;
      else if (best !== undefined) return best;
    }
  }
  return best;
}

function headerOf({ number, cells }: SheetRow): Header | undefined {
  const places: Place[] = [];
  const ignored: string[] = [];
  for (const [at, value] of cells) {
    const title = typeof value === 'string' ? bare(value) : '';
    const column = byTitle.get(title);
    const known = places.some((place) => place.column === column);
    if (column !== undefined && !known) places.push({ at, column });
    else if (title !== '' && !derivedTitles.includes(title)) ignored.push(title);
  }
  const titled = (field: OldField): boolean => places.some(({ column }) => column.field === field);
  return titled('no') && places.length > 2 ? { row: number, places, ignored } : undefined;
}

const nothing = Object.fromEntries(importColumns.map(({ field }) => [field, null])) as unknown as OldCase;

/** The template has a row to look at; who forgets to delete it does not import it. */
const isExample = (value: CellValue | undefined): boolean =>
  typeof value === 'string' && value.trim().startsWith('示例');

/** Undefined for the template's example, and for a row that has nothing in the columns that are read. */
function readRow(
  { number, cells }: SheetRow,
  places: readonly Place[],
  byField: ReadonlyMap<OldField, Place>,
  dating: Dating,
): OldRow | undefined {
  const old: Record<string, unknown> = { ...nothing };
  const bad: BadCell[] = [];
  const place = (field: OldField, reason: string): BadCell => {
    const at = byField.get(field)?.at;
    const value = at === undefined ? undefined : cells.get(at);
    return {
      row: number,
      cell: at === undefined ? null : `${letters(at)}${number}`,
      column: titleOf(field),
      value: shown(value),
      reason,
    };
  };
  if (isExample(cells.get(byField.get('no')?.at ?? 0))) return undefined;
  let read = false;
  for (const { at, column } of places) {
    const value = cells.get(at);
    if (value === undefined) continue;
    read = true;
    try {
      old[column.field] = column.parse(value, dating);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      bad.push(place(column.field, error.message));
    }
  }
  return read ? { row: number, old: old as unknown as OldCase, bad, place } : undefined;
}

const shown = (value: CellValue | undefined): string | null =>
  value === undefined ? null : typeof value === 'object' ? value.error : String(value);

/** 28 is AB. */
function letters(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
