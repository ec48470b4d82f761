import type { DayRange, Deadline, Moment } from '../domain/case/clock.ts';
import type { ClockKind, Owner, Status } from '../domain/words/vocabulary.ts';
import type { Db } from './db.ts';

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

/** A clock that was not met in time, or not yet: whether it is missed is judged as of a moment, by the domain. */
export type CaseClock = Pick<Deadline, 'kind' | 'dueAt' | 'metAt' | 'owedBy' | 'department' | 'person'> & {
  readonly no: string;
};

/** The clocks of cases accepted from `from` to before `to` that are unmet or late; none of voided cases, none cancelled. */
export function listUnmetAndLateClocks(db: Db, [from, to]: DayRange): Promise<CaseClock[]> {
  return db.all<CaseClock>(
    `SELECT c.no, d.kind, d.due_at AS "dueAt", d.met_at AS "metAt", d.owed_by AS "owedBy", d.department, d.person
     FROM complaint c JOIN deadline d ON d.complaint_no = c.no
     WHERE c.accepted_on >= ? AND c.accepted_on < ? AND c.status <> 'voided' AND d.cancelled_at IS NULL
       AND (d.met_at IS NULL OR d.met_at > d.due_at)
     ORDER BY c.numbered_on, c.sequence, d.n`,
    ...[from, to],
  );
}
