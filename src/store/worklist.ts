import type { Day, Deadline, Moment } from '../domain/clock.ts';
import type { Category, ClockKind, Owner, Status } from '../domain/vocabulary.ts';
import type { Step } from '../domain/workflow.ts';
import type { Db, Value } from './db.ts';

/** A case as a list shows it. */
export interface CaseSummary {
  readonly no: string;
  readonly status: Status;
  readonly acceptedAt: Moment;
  readonly complainant: string;
  readonly acceptor: string;
  readonly department: string | null;
  readonly category: Category;
  readonly priority: boolean;
  readonly round: number;
  readonly nextStep: Step | null;
  readonly owedBy: Owner | null;
  readonly dueAt: Moment | null;
  readonly earliestDueAt: Moment | null;
}

export interface CaseFilter {
  /** `open`: neither closed nor voided; empty: cases of every status. */
  readonly statuses: readonly Status[] | 'open';
  readonly departments: readonly string[];
  /** Days of acceptance, from the first to before the second. */
  readonly accepted: readonly [from: Day, to: Day] | null;
  readonly priority: boolean;
  readonly typical: boolean;
  /** Cases with a clock that is past due at this moment. */
  readonly overdueAt: Moment | null;
  /** Any part of number, name, phone, content, demand, respondent or external number, case ignored. */
  readonly search: string | null;
  readonly sort: 'due' | 'no';
  /** Null: all of them. */
  readonly limit: number | null;
}

interface Condition {
  readonly sql: string;
  readonly values: readonly Value[];
}

const searched = ['no', 'name', 'phone', 'contact', 'content', 'demand', 'respondent', 'external_no'];
const orders = {
  due: 'priority DESC, next_due_at IS NULL, next_due_at, numbered_on, sequence',
  no: 'numbered_on, sequence',
} as const;

const oneOf = (column: string, values: readonly string[]): readonly Condition[] =>
  values.length === 0 ? [] : [{ sql: `${column} IN (${values.map(() => '?').join(', ')})`, values }];

/**
 * A case is open as long as something comes next. In the words of the index complaint_open, which SQLite then takes
 * without statistics of its own: as fast with a million cases as with ten.
 */
const isOpen: Condition = { sql: 'next_step IS NOT NULL', values: [] };

function conditions(filter: CaseFilter): Condition {
  const { accepted, overdueAt, search } = filter;
  const all: readonly Condition[] = [
    ...(filter.statuses === 'open' ? [isOpen] : oneOf('status', filter.statuses)),
    ...oneOf('department', filter.departments),
    ...(accepted ? [{ sql: 'accepted_on >= ? AND accepted_on < ?', values: accepted }] : []),
    ...(filter.priority ? [{ sql: 'priority = 1', values: [] }] : []),
    ...(filter.typical ? [{ sql: 'typical = 1', values: [] }] : []),
    ...(overdueAt ? [{ sql: 'earliest_due_at < ?', values: [overdueAt] }] : []),
    ...(search
      ? [
          {
            // The database lowers both sides: it knows other capitals than TypeScript does.
            sql: `(${searched.map((column) => `LOWER(${column}) LIKE LOWER(?) ESCAPE '!'`).join(' OR ')})`,
            values: searched.map(() => `%${search.replaceAll(/[!%_]/g, (sign) => `!${sign}`)}%`),
          },
        ]
      : []),
  ];
  return {
    sql: all.length === 0 ? '1 = 1' : all.map((condition) => condition.sql).join(' AND '),
    values: all.flatMap((condition) => condition.values),
  };
}

/** How many cases the filter lets through, and the first of them. */
export async function listCases(
  db: Db,
  filter: CaseFilter,
): Promise<{ readonly total: number; readonly items: readonly CaseSummary[] }> {
  const { sql, values } = conditions(filter);
  const counted = await db.get<{ total: number }>(
    `SELECT COUNT(*) AS total FROM complaint WHERE ${sql}`,
    ...values,
  );
  const items = await db.all<Omit<CaseSummary, 'priority'> & { priority: number }>(
    `SELECT no, status, accepted_at AS "acceptedAt", name AS complainant, acceptor, department, category, priority, round,
            next_step AS "nextStep", next_owed_by AS "owedBy", next_due_at AS "dueAt",
            earliest_due_at AS "earliestDueAt"
     FROM complaint WHERE ${sql} ORDER BY ${orders[filter.sort]} ${filter.limit === null ? '' : `LIMIT ${filter.limit}`}`,
    ...values,
  );
  return {
    total: Number(counted?.total ?? 0),
    items: items.map((item) => ({ ...item, priority: item.priority === 1 })),
  };
}

/** An open clock with the case it belongs to. */
export interface OpenClock {
  readonly no: string;
  readonly kind: ClockKind;
  readonly dueAt: Moment;
  readonly owedBy: Owner;
  readonly department: string | null;
  readonly person: string | null;
  readonly priority: boolean;
  readonly status: Status;
  readonly complainant: string;
}

/** Clocks that nothing has met or cancelled and that are due by `until`: priority cases first, then the earliest. */
export async function listOpenClocks(db: Db, until: Moment): Promise<readonly OpenClock[]> {
  const rows = await db.all<Omit<OpenClock, 'priority'> & { priority: number }>(
    `SELECT c.no, d.kind, d.due_at AS "dueAt", d.owed_by AS "owedBy", d.department, d.person, c.priority, c.status,
            c.name AS complainant
     FROM deadline d JOIN complaint c ON c.no = d.complaint_no
     WHERE d.met_at IS NULL AND d.cancelled_at IS NULL AND d.due_at <= ?
     ORDER BY c.priority DESC, d.due_at, c.numbered_on, c.sequence, d.n`,
    until,
  );
  return rows.map((row) => ({ ...row, priority: row.priority === 1 }));
}

/** A measure of a typical case whose work or effect is not on record (2.1.6). */
export interface OpenMeasure {
  readonly no: string;
  readonly n: number;
  readonly kind: string;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
  readonly complainant: string;
  readonly department: string | null;
  readonly priority: boolean;
  readonly typical: boolean;
}

/**
 * Measures that are still to be done and, of typical cases, those whose effect is still to be recorded; earliest due
 * first. Voided cases have none.
 */
export async function listOpenMeasures(db: Db): Promise<readonly OpenMeasure[]> {
  const rows = await db.all<
    Omit<OpenMeasure, 'priority' | 'typical'> & { priority: number; typical: number }
  >(
    `SELECT c.no, m.n, m.kind, m.text, m.owner, m.due_on AS "dueOn", m.done_on AS "doneOn", c.name AS complainant,
            c.department, c.priority, c.typical
     FROM measure m JOIN complaint c ON c.no = m.complaint_no
     WHERE m.complaint_no IN (SELECT complaint_no FROM measure WHERE done_on IS NULL
                              UNION SELECT no FROM complaint WHERE typical = 1)
       AND m.effect IS NULL AND (m.done_on IS NULL OR c.typical = 1) AND c.status <> 'voided'
     ORDER BY m.due_on, c.numbered_on, c.sequence, m.n`,
  );
  return rows.map((row) => ({ ...row, priority: row.priority === 1, typical: row.typical === 1 }));
}

/** The responsible department of the newest case that has one. */
export async function findLastDepartment(db: Db): Promise<string | undefined> {
  const last = await db.get<{ department: string }>(
    'SELECT department FROM complaint WHERE department IS NOT NULL ORDER BY numbered_on DESC, sequence DESC LIMIT 1',
  );
  return last?.department;
}

/** A clock that was not met in time, or not yet: whether it is missed is judged as of a moment, by the domain. */
export type CaseClock = Pick<Deadline, 'kind' | 'dueAt' | 'metAt' | 'owedBy' | 'department' | 'person'> & {
  readonly no: string;
};

/** The clocks of cases accepted from `from` to before `to` that are unmet or late; none of voided cases, none cancelled. */
export function listUnmetAndLateClocks(db: Db, [from, to]: readonly [Day, Day]): Promise<CaseClock[]> {
  return db.all<CaseClock>(
    `SELECT c.no, d.kind, d.due_at AS "dueAt", d.met_at AS "metAt", d.owed_by AS "owedBy", d.department, d.person
     FROM complaint c JOIN deadline d ON d.complaint_no = c.no
     WHERE c.accepted_on >= ? AND c.accepted_on < ? AND c.status <> 'voided' AND d.cancelled_at IS NULL
       AND (d.met_at IS NULL OR d.met_at > d.due_at)
     ORDER BY c.numbered_on, c.sequence, d.n`,
    ...[from, to],
  );
}
