import type { Penalty } from '../domain/case/complaint.ts';
import type { Db } from './db.ts';

/** A decision with the case it was made in. */
export type DecidedPenalty = Penalty & { readonly no: string };

/**
 * 4.3.6 The register of decisions: by the month in which they were made, then by person and time. `month` (2023-10)
 * alone, or of all months where it is null. Decisions in cases that were voided later stay in it.
 */
export const listPenalties = (db: Db, month: string | null): Promise<DecidedPenalty[]> =>
  db.all<DecidedPenalty>(
    `SELECT c.no, p.person, p.deadline, p.effect, p.decision, p.occurred_at AS at
     FROM penalty p JOIN complaint c ON c.no = p.complaint_no
     ${month === null ? '' : 'WHERE substr(p.occurred_at, 1, 7) = ?'}
     ORDER BY substr(p.occurred_at, 1, 7), p.person, p.occurred_at, c.numbered_on, c.sequence, p.n`,
    ...(month === null ? [] : [month]),
  );
