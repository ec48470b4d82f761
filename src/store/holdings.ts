import type { DayRange } from '../domain/case/clock.ts';
import type { Holding } from '../domain/case/complaint.ts';
import type { Db } from './db.ts';

/** Who held each standing case accepted from `from` to before `to`, in its order; one list a case, by number. */
export async function listHoldings(db: Db, [from, to]: DayRange): Promise<readonly (readonly Holding[])[]> {
  const rows = await db.all<Holding & { readonly no: string }>(
    `SELECT c.no, h.since, h.role, h.department, h.person
     FROM complaint c JOIN holding h ON h.complaint_no = c.no
     WHERE c.accepted_on >= ? AND c.accepted_on < ? AND c.status <> 'voided'
     ORDER BY c.accepted_on, c.numbered_on, c.sequence, h.n`,
    from,
    to,
  );
  return [...Map.groupBy(rows, ({ no }) => no).values()];
}
