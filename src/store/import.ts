import type { Day } from '../domain/case/clock.ts';
import type { Entry, LedgerEvent, SequenceRange } from '../domain/case/events.ts';
import type { Imported } from '../domain/old-ledger/import.ts';
import type { Db } from './db.ts';
import { entryFrom, type JournalRow } from './journal.ts';

/** A case under a number: the entry that imported it, null where it was registered here. Undefined where none is. */
export async function findImported(
  db: Db,
  no: string,
): Promise<{ readonly event: Pick<Imported, 'occurredAt' | 'by' | 'data'> | null } | undefined> {
  // Asked for every row of a file, and mostly there is none.
  if ((await db.get('SELECT no FROM complaint WHERE no = ?', no)) === undefined) return undefined;
  const row = await db.get<JournalRow>("SELECT * FROM journal WHERE subject = ? AND type = 'imported'", no);
  return { event: row === undefined ? null : (entryFrom(row) as Entry<Imported>) };
}

/** The cases of a day that were imported, by number, each with the entry that did. */
export async function listImportedOn(
  db: Db,
  day: Day,
): Promise<readonly { readonly no: string; readonly event: Pick<Imported, 'occurredAt' | 'by' | 'data'> }[]> {
  const rows = await db.all<JournalRow>(
    `SELECT journal.* FROM complaint JOIN journal ON subject = no AND type = 'imported'
     WHERE numbered_on = ? ORDER BY complaint.sequence`,
    day,
  );
  return rows.map((row) => ({ no: row.subject, event: entryFrom(row) as Entry<Imported> }));
}

/** The last sequence that was given out on a day; 0 where none was. */
export const getSequence = async (db: Db, unit: string, day: Day): Promise<number> =>
  (await db.get<{ last: number }>('SELECT last FROM daily_sequence WHERE unit = ? AND day = ?', unit, day))
    ?.last ?? 0;

/** From now on that day's next number comes after `sequence`, unless its counter stands higher already. */
export const raiseSequence = (db: Db, unit: string, day: Day, sequence: number): Promise<number> =>
  db.run(
    `INSERT INTO daily_sequence (unit, day, last) VALUES (?, ?, ?)
     ON CONFLICT (unit, day) DO UPDATE SET last = excluded.last WHERE excluded.last > daily_sequence.last`,
    unit,
    day,
    sequence,
  );

/** The sequences of each day that no case has, up to where its counter stands. Days without a gap are left out. */
export async function listGaps(db: Db, unit: string): Promise<ReadonlyMap<Day, readonly SequenceRange[]>> {
  const rows = await db.all<{ day: Day; sequence: number; before: number }>(
    `SELECT day, sequence, before FROM (
       SELECT day, sequence, COALESCE(LAG(sequence) OVER (PARTITION BY day ORDER BY sequence), 0) AS before
       FROM (SELECT numbered_on AS day, sequence FROM complaint WHERE unit = ?
             UNION ALL SELECT day, last + 1 FROM daily_sequence WHERE unit = ?) AS given) AS numbered
     WHERE sequence > before + 1 ORDER BY day, sequence`,
    unit,
    unit,
  );
  const byDay = Map.groupBy(rows, (row) => row.day);
  return new Map(
    [...byDay].map(([day, gaps]) => [
      day,
      gaps.map(({ sequence, before }) => [before + 1, sequence - 1] as const),
    ]),
  );
}

type Gaps = NonNullable<
  Extract<LedgerEvent, { type: 'ledger_imported' | 'ledger_restored' }>['data']['gaps']
>;

/** The numbers that each day lacks since an import or a restore, as the journal says: of several the last. */
export async function listKnownGaps(db: Db): Promise<ReadonlyMap<Day, readonly SequenceRange[]>> {
  const rows = await db.all<{ data: string }>(
    "SELECT data FROM journal WHERE type IN ('ledger_imported', 'ledger_restored') ORDER BY seq",
  );
  const gaps = rows.flatMap((row) => (JSON.parse(row.data) as { readonly gaps?: Gaps }).gaps ?? []);
  return new Map(gaps.map(({ day, missing }) => [day, missing]));
}
