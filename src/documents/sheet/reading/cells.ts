import { isDateFormat, type LibraryCell, type LibrarySheet } from './library.ts';

/** What a cell holds; of a formula its result. A number that is shown as a date is told apart. */
export type CellValue =
  | string
  | number
  | boolean
  | { readonly date: number }
  | { readonly error: string }
  /** A formula whose result was never stored, or a picture inside a cell. */
  | { readonly unread: 'formula' | 'picture' };

/** A row of a sheet. Merged cells below the first hold what the first does. */
export interface SheetRow {
  /** From 1. */
  readonly number: number;
  /** By column, from 0. */
  readonly cells: readonly (CellValue | undefined)[];
  /** The columns that hold what a merged cell says which begins in a row above. */
  readonly merged?: readonly number[];
  /** It is hidden, or filtered out. */
  readonly hidden?: boolean;
}

/** The rows of what the library has read that hold something; `texts` are those that cells share. */
export function rowsOf(sheet: LibrarySheet, texts: readonly (CellValue | undefined)[] = []): SheetRow[] {
  const rows: SheetRow[] = [];
  // The first row of a page stands far behind the beginning: to ask for each before it takes as long as the reading.
  for (const [i, line = []] of Object.entries(sheet['!data'] ?? [])) {
    const cells: (CellValue | undefined)[] = [];
    for (let at = 0; at < line.length; at += 1) {
      const cell = line[at];
      cells.push(cell === undefined ? undefined : cellValue(cell, texts));
    }
    const hidden = sheet['!rows']?.[Number(i)]?.hidden === true;
    if (cells.some((value) => value !== undefined)) rows.push({ number: Number(i) + 1, cells, hidden });
  }
  return rows;
}

/** Undefined where the cell is blank. */
function cellValue(
  { t, v, w, f, z }: LibraryCell,
  texts: readonly (CellValue | undefined)[],
): CellValue | undefined {
  if (f?.includes('DISPIMG(')) return { unread: 'picture' };
  switch (t) {
    case 's':
      return textOf(String(v ?? ''));
    case 'shared':
      return texts[Number(v)];
    case 'n':
      return typeof v === 'number' && z !== undefined && isDateFormat(z) ? { date: v } : v;
    case 'b':
      return v;
    case 'e':
      return { error: w ?? String(v) };
    case 'error':
      return { error: String(v) };
    case 'z':
      return f === undefined ? undefined : { unread: 'formula' };
    default:
      return v;
  }
}

/** WPS shows a picture inside a cell by a formula, which other programs keep as text. */
const PICTURE = /^=(?:_xlfn\.)?DISPIMG\(/;

/** What a text says; undefined where it is blank. */
export function textOf(text: string): CellValue | undefined {
  if (text.trim() === '') return undefined;
  return PICTURE.test(text) ? { unread: 'picture' } : unshared(text);
}

/**
 * V8 keeps a part of a large text as a window on the whole, and with it the whole page of the file; and a word that
 * stands in every row once for each of them.
 */
function unshared(text: string): string {
  if (text.length > LONGEST_WORD)
    return PLAIN.test(text) ? Buffer.from(text, 'latin1').toString('latin1') : text;
  const known = words.get(text);
  if (known !== undefined) return known;
  if (words.size < MOST_WORDS) words.set(text, text);
  return text;
}

const words = new Map<string, string>();
const MOST_WORDS = 10_000;
const LONGEST_WORD = 12;
const PLAIN = /^[ -~]*$/;

type Merge = NonNullable<LibrarySheet['!merges']>[number];

/** Gives the rows below the first of a merged cell its value; asked for the rows in their order. */
export function mergeFiller(merges: readonly Merge[]): (row: SheetRow) => SheetRow {
  const starts = Map.groupBy(
    merges.filter(({ s, e }) => e.r > s.r),
    ({ s }) => s.r + 1,
  );
  if (starts.size === 0) return (row) => row;
  let running: { readonly merge: Merge; readonly value: CellValue }[] = [];
  return (row) => {
    const { number, cells } = row;
    running = running.filter(({ merge }) => merge.e.r >= number - 1);
    const filled = [...cells];
    const merged = running.map(({ merge }) => merge.s.c);
    for (const { merge, value } of running) filled[merge.s.c] ??= value;
    for (const merge of starts.get(number) ?? []) {
      const value = cells[merge.s.c];
      if (value !== undefined) running.push({ merge, value });
    }
    return { ...row, cells: filled, merged };
  };
}
