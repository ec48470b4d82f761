import { type ColumnKey, NAME_AND_PHONE } from '../../domain/old-ledger/headings.ts';
import type { OldField } from '../../domain/old-ledger/old-case.ts';
import { yesNo } from '../../domain/words/vocabulary.ts';
import type { CellValue } from '../sheet/reading/cells.ts';
import { type Around, saysNothing, Unreadable } from './cells.ts';
import { type ImportColumn, importColumns } from './columns.ts';
import { nameAndPhone } from './phones.ts';
import type { Dating } from './serials.ts';
import type { Heading, Table } from './table.ts';

/** What a cell says under its heading, in whichever row it stands. */
export interface Said {
  /** By field. */
  readonly values: readonly (readonly [OldField, unknown])[];
  /** Of other fields, where nothing else says them. */
  readonly also: readonly (readonly [OldField, unknown])[];
  readonly doubts: readonly { readonly reason: string; readonly becomes: string }[];
  /** Why it could not be read. */
  readonly fault: string | null;
}

/** Undefined where the cell says that there is nothing; `year` is that of a date without one. */
export type ReadCell = (heading: Heading, value: CellValue, year: number | undefined) => Said | undefined;

/** Longer texts hardly come twice. */
const LONGEST_WORD = 20;
const MOST_WORDS = 2000;

/** Reads the cells of a table. Most of a ledger are the same words again and again: each is read once. */
export function cellReader({ isOwn }: Pick<Table, 'isOwn'>, { from1904 }: Dating): ReadCell {
  const known = new Map<number | undefined, Map<string, Said | undefined>[]>();
  const wordsOf = (year: number | undefined, column: number): Map<string, Said | undefined> => {
    const columns = known.get(year) ?? [];
    known.set(year, columns);
    columns[column] ??= new Map();
    return columns[column];
  };
  return (heading, value, year) => {
    if (typeof value !== 'string' || value.length > LONGEST_WORD)
      return readCell(heading, value, { year, isOwn, from1904 });
    const words = wordsOf(year, heading.at);
    const before = words.get(value);
    if (before !== undefined || words.has(value)) return before;
    const said = readCell(heading, value, { year, isOwn, from1904 });
    if (words.size < MOST_WORDS) words.set(value, said);
    return said;
  };
}

const byField = new Map<ColumnKey, ImportColumn>(importColumns.map((column) => [column.field, column]));

function readCell(
  { key, ticked }: Heading,
  given: CellValue,
  known: Pick<Around, 'year' | 'isOwn' | 'from1904'>,
): Said | undefined {
  if (isBlank(given, key, known)) return undefined;
  if (ticked !== undefined && !TICK.test(String(given)))
    return { values: [], also: [], doubts: [], fault: `这一栏是“${ticked}”，打“√”或者空着` };
  const value = ticked ?? given;
  const also: Said['also'][number][] = [];
  const doubts: Said['doubts'][number][] = [];
  const around: Around = {
    ...known,
    doubt: (reason, becomes) => doubts.push({ reason, becomes }),
    also: (field, meant) => also.push([field, meant]),
  };
  try {
    return { values: valuesOf(key, value, around), also, doubts, fault: null };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { values: [], also, doubts, fault: error.message };
  }
}

function valuesOf(key: ColumnKey, value: CellValue, around: Around): Said['values'] {
  if (typeof value === 'object' && 'unread' in value && value.unread === 'picture') {
    around.doubt('是单元格里的图片，不能导入', '不导入；导入后用 attach 附上');
    return [];
  }
  if (key !== NAME_AND_PHONE) return [[key, byField.get(key)?.parse(value, around) ?? null]];
  const { name, phone } = nameAndPhone(value, around);
  return [
    ['name', name],
    ['phone', phone],
  ];
}

/** A mark in a column that stands for a value. */
const TICK = /^\s*(?:[√✓✔☑■●○◯*vV1]|是|true)\s*$/;

/** Words in which no is an answer. */
const answers = new Set<ColumnKey>([
  'demand',
  'exposure',
  ...importColumns.filter(({ choices }) => choices === yesNo).map(({ field }) => field),
]);
const SIGNS = /^[/\\|—–－\-_、.。…\s]+$/;

/** Of a ledger of this program every word is meant as it stands. */
function isBlank(value: CellValue, key: ColumnKey, { isOwn }: Pick<Around, 'isOwn'>): boolean {
  if (isOwn || !saysNothing(value)) return false;
  return !answers.has(key) || (key !== 'demand' && SIGNS.test(String(value)));
}
