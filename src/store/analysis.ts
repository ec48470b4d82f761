import { addDays, type DayRange } from '../domain/case/clock.ts';
import type { Contact, Handling } from '../domain/month/analysis-figures.ts';
import type { Db } from './db.ts';

/** The standing cases accepted from `from` to before `to` that have a completion, whether it stands or not. */
export const listHandlings = (db: Db, [from, to]: DayRange): Promise<Handling[]> =>
  db.all<Handling>(
    `SELECT department, accepted_at AS "acceptedAt", completion_at AS "completedAt",
            completion_round AS "completedInRound", status, round
     FROM complaint
     WHERE accepted_on >= ? AND accepted_on < ? AND completion_at IS NOT NULL AND status <> 'voided'
     ORDER BY numbered_on, sequence`,
    from,
    to,
  );

/**
 * The standing cases of everybody who complained from `from` to before `to` and left a phone, back to `days` days
 * before, by date and sequence.
 */
export const listContacts = (db: Db, [from, to]: DayRange, days: number): Promise<readonly Contact[]> =>
  db.all<Contact>(
    `SELECT no, phone_key AS phone, accepted_on AS "acceptedOn" FROM complaint
     WHERE phone_key IN (SELECT phone_key FROM complaint WHERE accepted_on >= ? AND accepted_on < ?)
       AND accepted_on >= ? AND accepted_on < ? AND status <> 'voided'
     ORDER BY accepted_on, numbered_on, sequence`,
    from,
    to,
    addDays(from, -days),
    to,
  );
