import type { Db, FileStore, RowOf, StoredFile, Value } from './db.ts';
import type { JournalRow } from './journal.ts';

/** All rows of a table as they are, in the order of its key. */
export const listRows = (db: Db, table: string): Promise<RowOf[]> =>
  db.all(`SELECT * FROM ${table} ORDER BY 1, 2`);

/** A part of the cases by number, in the order of text: after the first, up to the second; null: to the end. */
export type Span = readonly [after: string, upTo: string | null];

/** Every subject of the journal that is no case begins with a letter; digits sort before this. */
const BEHIND_NUMBERS = ':';

const within = (column: string, [after, upTo]: Span): readonly [string, readonly Value[]] =>
  upTo === null ? [`${column} > ?`, [after]] : [`${column} > ? AND ${column} <= ?`, [after, upTo]];

/** The cases of the journal in spans of at most `size`; the last span is open, so that together they miss no row. */
export async function* spansOfCases(db: Db, size: number): AsyncGenerator<Span> {
  for (let after = ''; ; ) {
    const subjects = await db.all<{ subject: string }>(
      `SELECT DISTINCT subject FROM journal WHERE subject > ? AND subject < ? ORDER BY subject LIMIT ?`,
      after,
      BEHIND_NUMBERS,
      size,
    );
    const last = subjects.length < size ? null : (subjects.at(-1)?.subject ?? null);
    yield [after, last];
    if (last === null) return;
    after = last;
  }
}

/** The entries of the ledger itself in their order, at most `size` at a time. */
export async function* pageLedgerEntries(db: Db, size: number): AsyncGenerator<readonly JournalRow[]> {
  for (let last = 0; ; ) {
    const rows = await db.all<JournalRow>(
      'SELECT * FROM journal WHERE seq > ? AND subject >= ? ORDER BY seq LIMIT ?',
      last,
      BEHIND_NUMBERS,
      size,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = rows.at(-1)?.seq ?? last;
  }
}

/** The entries of the cases of a span, by case and in their order. */
export function listEntriesOf(db: Db, [after, upTo]: Span): Promise<JournalRow[]> {
  const [condition, values] = within('subject', [after, upTo ?? BEHIND_NUMBERS]);
  return db.all<JournalRow>(`SELECT * FROM journal WHERE ${condition} ORDER BY subject, seq`, ...values);
}

/** The same of entries that have been read already, where they are all there are. */
export function casesAmong(rows: readonly JournalRow[]): ReadonlyMap<string, readonly JournalRow[]> {
  const ofCases = rows.filter(({ subject }) => subject > '' && subject < BEHIND_NUMBERS);
  const byCase = Map.groupBy(ofCases, ({ subject }) => subject);
  return new Map([...byCase].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** All cases. */
export const WHOLE: Span = ['', null];

/** The rows of a table that belong to the cases of a span; `key` is its column with the number. */
export function listRowsOf(db: Db, table: string, key: string, span: Span): Promise<RowOf[]> {
  const [condition, values] = within(key, span);
  return db.all(`SELECT * FROM ${table} WHERE ${condition} ORDER BY 1, 2`, ...values);
}

export interface DayNumbering {
  readonly unit: string;
  readonly day: string;
  /** Where the day's counter stands; null when there is none. */
  readonly last: number | null;
  readonly count: number;
  readonly highest: number;
}

/** How the numbers of each day lie beside its counter. */
export const listNumbering = (db: Db): Promise<DayNumbering[]> =>
  db.all<DayNumbering>(
    `SELECT days.unit, days.day, s.last, COUNT(c.no) AS count, COALESCE(MAX(c.sequence), 0) AS highest
     FROM (SELECT unit, numbered_on AS day FROM complaint UNION SELECT unit, day FROM daily_sequence) AS days
     LEFT JOIN daily_sequence s ON s.unit = days.unit AND s.day = days.day
     LEFT JOIN complaint c ON c.unit = days.unit AND c.numbered_on = days.day
     GROUP BY days.unit, days.day, s.last ORDER BY days.day, days.unit`,
  );

/** When the first entry was recorded; undefined of an empty journal. */
export async function findFirstEntryAt(db: Db): Promise<string | undefined> {
  return (await db.get<{ at: string }>('SELECT recorded_at AS at FROM journal WHERE seq = 1'))?.at;
}

/** The files of all attachments, each once. */
export const listStoredFiles = (db: Db): Promise<StoredFile[]> =>
  db.all('SELECT DISTINCT sha256, size FROM attachment ORDER BY sha256');

/** The files that lie where the ledger alone keeps its own, by their digests, and that no entry ever spoke of. */
export async function listStrayFiles(db: Db, files: FileStore): Promise<readonly string[]> {
  const own = await files.listOwn();
  if (own.length === 0) return [];
  const named = await listNamedFiles(db);
  return own.filter((sha256) => !named.has(sha256));
}

/** The files that any entry ever spoke of, by their digests. */
export async function listNamedFiles(db: Db): Promise<ReadonlySet<string>> {
  const entries = await db.all<{ data: string }>("SELECT data FROM journal WHERE type = 'file_attached'");
  // Not read as JSON, which an entry that somebody wrote past the program need not be.
  return new Set(entries.flatMap(({ data }) => /"sha256":"([0-9a-f]{64})"/.exec(data)?.[1] ?? []));
}

/** An entry by what it is about. */
export interface EntrySummary {
  readonly seq: number;
  readonly subject: string;
  readonly type: string;
  readonly recordedAt: string;
}

/** The entries after the one of that number, in their order. */
export const listEntriesAfter = (db: Db, seq: number): Promise<EntrySummary[]> =>
  db.all<EntrySummary>(
    'SELECT seq, subject, type, recorded_at AS "recordedAt" FROM journal WHERE seq > ? ORDER BY seq',
    seq,
  );
