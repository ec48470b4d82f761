import { type DayRange, isInternal, type Moment } from '../domain/case/clock.ts';
import type { Precedence } from '../domain/case/priority.ts';
import type { Step } from '../domain/case/step-table.ts';
import { toHalfWidth } from '../domain/words/text.ts';
import { type Category, clockKinds, codes, type Owner, type Status } from '../domain/words/vocabulary.ts';
import { type Db, placeholders, type Value } from './db.ts';

/** A case as a list shows it. */
export interface CaseSummary extends Precedence {
  readonly no: string;
  readonly status: Status;
  readonly acceptedAt: Moment;
  readonly complainant: string;
  readonly acceptor: string;
  readonly department: string | null;
  readonly category: Category;
  readonly round: number;
  readonly nextStep: Step | null;
  readonly owedBy: Owner | null;
  readonly dueAt: Moment | null;
  readonly earliestDueAt: Moment | null;
  /** The office alone wants it by `dueAt`: no clock of the regulation runs out then. */
  readonly internal: boolean;
  readonly phone: string | null;
  /** What it is about: the beginning of the content. */
  readonly gist: string;
}

/** Characters of the content that tell cases apart in a list. */
const GIST = 200;

export interface CaseFilter {
  /** `open`: neither closed nor voided; empty: cases of every status. */
  readonly statuses: readonly Status[] | 'open';
  readonly departments: readonly string[];
  /** Days of acceptance. */
  readonly accepted: DayRange | null;
  readonly priority: boolean;
  readonly typical: boolean;
  /** Cases with a clock that is past due at this moment. */
  readonly overdueAt: Moment | null;
  /** Any part of number, name, phone, content, demand, respondent or external number, case ignored. */
  readonly search: string | null;
  readonly sort: 'due' | 'no' | 'newest';
  /** Null: all of them. */
  readonly limit: number | null;
}

interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

const searched = ['no', 'name', 'phone', 'phone_key', 'content', 'demand', 'respondent', 'external_no'];
const orders = {
  due: 'urgent DESC, priority DESC, next_due_at IS NULL, next_due_at, numbered_on, sequence',
  no: 'numbered_on, sequence',
  newest: 'numbered_on DESC, sequence DESC',
} as const;

const oneOf = (column: string, values: readonly string[]): readonly Condition[] =>
  values.length === 0 ? [] : [{ sql: `${column} IN (${placeholders(values)})`, values }];

/**
 * A case is open as long as something comes next. In the words of the index complaint_open, which SQLite then takes
 * without statistics of its own: as fast with a million cases as with ten.
 */
const isOpen: Condition = { sql: 'next_step IS NOT NULL', values: [] };

const internalKinds = codes(clockKinds).filter(isInternal);

/** The next step has a due time, and it is that of none of the regulation's clocks. */
const dueByOffice = `CASE WHEN next_due_at IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM deadline d WHERE d.complaint_no = complaint.no AND d.due_at = complaint.next_due_at
    AND d.met_at IS NULL AND d.cancelled_at IS NULL
    AND d.kind NOT IN (${internalKinds.map((kind) => `'${kind}'`).join(', ')})) THEN 1 ELSE 0 END`;

/** The text stands in one of the columns searched, as it was typed or in half-width form, whatever its capitals. */
function holding(search: string): Condition {
  // LOWER knows every capital in PostgreSQL, but in SQLite only those of ASCII.
  const forms = [search, toHalfWidth(search)].flatMap((form) => [form.toLowerCase(), form.toUpperCase()]);
  const patterns = [...new Set(forms.map(lowerAscii))].map(
    (form) => `%${form.replaceAll(/[!%_]/g, (sign) => `!${sign}`)}%`,
  );
  const found = searched.flatMap((column) => patterns.map(() => `LOWER(${column}) LIKE ? ESCAPE '!'`));
  return { sql: `(${found.join(' OR ')})`, values: searched.flatMap(() => patterns) };
}

const lowerAscii = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

function conditions(filter: CaseFilter): Condition {
  const { accepted, overdueAt, search } = filter;
  const all: readonly Condition[] = [
    ...(filter.statuses === 'open' ? [isOpen] : oneOf('status', filter.statuses)),
    ...oneOf('department', filter.departments),
    ...(accepted ? [{ sql: 'accepted_on >= ? AND accepted_on < ?', values: accepted }] : []),
    ...(filter.priority ? [{ sql: 'priority = 1', values: [] }] : []),
    ...(filter.typical ? [{ sql: 'typical = 1', values: [] }] : []),
    ...(overdueAt ? [{ sql: 'earliest_due_at < ?', values: [overdueAt] }] : []),
    ...(search ? [holding(search)] : []),
  ];
  return {
    sql: all.length === 0 ? '1 = 1' : all.map((condition) => condition.sql).join(' AND '),
    values: all.flatMap((condition) => condition.values),
  };
}

type Flags = 'urgent' | 'priority' | 'internal';
type SummaryRow = Omit<CaseSummary, Flags> & Readonly<Record<Flags, number>>;

const summaryFrom = (row: SummaryRow): CaseSummary => ({
  ...row,
  urgent: row.urgent === 1,
  priority: row.priority === 1,
  internal: row.internal === 1,
});

/** How many cases the filter lets through, and the first of them. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
): Promise<{ readonly total: number; readonly items: readonly CaseSummary[] }> {
  const { sql, values } = conditions(filter);
  // Not as one question: all cases of a large office would make too long a text.
  const [counted, items] = await Promise.all([
    db.get<{ readonly total: number }>(`SELECT COUNT(*) AS total FROM complaint WHERE ${sql}`, ...values),
    db.all<SummaryRow>(
      `SELECT no, status, accepted_at AS "acceptedAt", name AS complainant, acceptor, department, category, urgent, priority, round,
              next_step AS "nextStep", next_owed_by AS "owedBy", next_due_at AS "dueAt",
              earliest_due_at AS "earliestDueAt", ${dueByOffice} AS internal, phone, SUBSTR(content, 1, ${GIST}) AS gist
       FROM complaint WHERE ${sql} ORDER BY ${orders[filter.sort]} ${filter.limit === null ? '' : 'LIMIT ?'}`,
      ...values,
      ...(filter.limit === null ? [] : [filter.limit]),
    ),
  ]);
  return { total: counted?.total ?? 0, items: items.map(summaryFrom) };
}

/** What tells a case apart for who remembers the call. */
export interface ToldCase {
  readonly phone: string | null;
  readonly content: string;
}

/** Phone and content of these cases, by their numbers. */
export async function listToldCases(
  db: Db,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, ToldCase>> {
  const rows =
    numbers.length === 0
      ? []
      : await db.all<ToldCase & { no: string }>(
          `SELECT no, phone, content FROM complaint WHERE no IN (${placeholders(numbers)})`,
          ...numbers,
        );
  return new Map(rows.map(({ no, ...told }) => [no, told]));
}

/** The responsible department of the newest case that has one. */
export async function findLastDepartment(db: Db): Promise<string | undefined> {
  const last = await db.get<{ department: string }>(
    'SELECT department FROM complaint WHERE department IS NOT NULL ORDER BY numbered_on DESC, sequence DESC LIMIT 1',
  );
  return last?.department;
}
