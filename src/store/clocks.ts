import type { DayRange, Deadline, Moment } from '../domain/case/clock.ts';
import type { Holder } from '../domain/case/held.ts';
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
  /** Who held the case when the time ran out, or will unless it moves on; null where nobody did, or it was not kept. */
  readonly holder: Holder | null;
  readonly urgent: boolean;
  readonly priority: boolean;
  readonly status: Status;
  readonly complainant: string;
}

interface HeldRow {
  readonly heldBy: Owner | null;
  readonly heldDepartment: string | null;
  readonly heldPerson: string | null;
}

/** 4.3.6 The last who had the case in hand at the due time of clock `d`. */
const thenHolding = `LEFT JOIN holding h ON h.complaint_no = d.complaint_no AND h.n =
  (SELECT MAX(x.n) FROM holding x WHERE x.complaint_no = d.complaint_no AND x.since <= d.due_at)`;
const heldColumns = `h.role AS "heldBy", h.department AS "heldDepartment", h.person AS "heldPerson"`;

function withHolder<Row extends HeldRow>(
  row: Row,
): Omit<Row, keyof HeldRow> & { readonly holder: Holder | null } {
  const { heldBy, heldDepartment, heldPerson, ...clock } = row;
  const holder = heldBy === null ? null : { role: heldBy, department: heldDepartment, person: heldPerson };
  return { ...clock, holder };
}

type OpenClockRow = Omit<OpenClock, 'urgent' | 'priority' | 'holder'> &
  HeldRow & { readonly urgent: number; readonly priority: number };

/** Clocks that nothing has met or cancelled and that are due by `until`: urgent cases first, then priority, then the earliest. */
export async function listOpenClocks(db: Db, until: Moment): Promise<readonly OpenClock[]> {
  const rows = await db.all<OpenClockRow>(
    `SELECT c.no, d.kind, d.due_at AS "dueAt", d.owed_by AS "owedBy", d.department, d.person, ${heldColumns},
            c.urgent, c.priority, c.status, c.name AS complainant
     FROM deadline d JOIN complaint c ON c.no = d.complaint_no ${thenHolding}
     WHERE d.met_at IS NULL AND d.cancelled_at IS NULL AND d.due_at <= ?
     ORDER BY c.urgent DESC, c.priority DESC, d.due_at, c.numbered_on, c.sequence, d.n`,
    until,
  );
  return rows.map((row) => ({
    ...withHolder(row),
    urgent: row.urgent === 1,
    priority: row.priority === 1,
  }));
}

/** A clock that was not met in time, or not yet: whether it is missed is judged as of a moment, by the domain. */
export type CaseClock = Pick<Deadline, 'kind' | 'dueAt' | 'metAt' | 'owedBy' | 'department' | 'person'> & {
  readonly no: string;
  readonly holder: Holder | null;
};

/** The clocks of cases accepted from `from` to before `to` that are unmet or late; none of voided cases, none cancelled. */
export async function listUnmetAndLateClocks(db: Db, [from, to]: DayRange): Promise<readonly CaseClock[]> {
  const rows = await db.all<Omit<CaseClock, 'holder'> & HeldRow>(
    `SELECT c.no, d.kind, d.due_at AS "dueAt", d.met_at AS "metAt", d.owed_by AS "owedBy", d.department, d.person,
            ${heldColumns}
     FROM complaint c JOIN deadline d ON d.complaint_no = c.no ${thenHolding}
     WHERE c.accepted_on >= ? AND c.accepted_on < ? AND c.status <> 'voided' AND d.cancelled_at IS NULL
       AND (d.met_at IS NULL OR d.met_at > d.due_at)
     ORDER BY c.numbered_on, c.sequence, d.n`,
    from,
    to,
  );
  return rows.map(withHolder);
}
