import type { Day } from '../domain/case/clock.ts';
import type { Precedence } from '../domain/case/priority.ts';
import type { Status } from '../domain/words/vocabulary.ts';
import type { Db } from './db.ts';

/** A measure whose work, or in a typical case whose effect, is not on record (2.1.6). */
export interface OpenMeasure extends Precedence {
  readonly no: string;
  readonly n: number;
  readonly kind: string;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: Day;
  readonly doneOn: Day | null;
  readonly complainant: string;
  readonly department: string | null;
  readonly typical: boolean;
  readonly status: Status;
}

type Flags = 'urgent' | 'priority' | 'typical';

/**
 * Measures that are still to be done and, of typical cases, those whose effect is still to be recorded; earliest due
 * first. Voided cases have none.
 */
export async function listOpenMeasures(db: Db): Promise<readonly OpenMeasure[]> {
  const rows = await db.all<Omit<OpenMeasure, Flags> & Readonly<Record<Flags, number>>>(
    `SELECT c.no, m.n, m.kind, m.text, m.owner, m.due_on AS "dueOn", m.done_on AS "doneOn", c.name AS complainant,
            c.department, c.urgent, c.priority, c.typical, c.status
     FROM measure m JOIN complaint c ON c.no = m.complaint_no
     WHERE m.complaint_no IN (SELECT complaint_no FROM measure WHERE done_on IS NULL
                              UNION SELECT no FROM complaint WHERE typical = 1)
       AND m.effect IS NULL AND (m.done_on IS NULL OR c.typical = 1) AND c.status <> 'voided'
     ORDER BY m.due_on, c.numbered_on, c.sequence, m.n`,
  );
  return rows.map((row) => ({
    ...row,
    urgent: row.urgent === 1,
    priority: row.priority === 1,
    typical: row.typical === 1,
  }));
}
