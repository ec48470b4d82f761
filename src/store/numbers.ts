import type { Day } from '../domain/case/clock.ts';
import type { Db } from './db.ts';

/**
 * The next sequence of that day. Raised inside the caller's transaction: a registration that fails rolls it back, so
 * there is no gap, and the write lock keeps two processes from taking the same one.
 */
export async function takeSequence(db: Db, unit: string, day: Day): Promise<number> {
  const row = await db.get<{ last: number }>(
    `INSERT INTO daily_sequence (unit, day, last) VALUES (?, ?, 1)
     ON CONFLICT (unit, day) DO UPDATE SET last = daily_sequence.last + 1 RETURNING last`,
    unit,
    day,
  );
  if (row === undefined) throw new Error('no sequence taken');
  return row.last;
}

/** Sets the counter of every day to the highest number that a case of it has. */
export const countNumbers = (db: Db): Promise<number> =>
  db.run(
    `INSERT INTO daily_sequence (unit, day, last)
     SELECT unit, numbered_on, MAX(sequence) FROM complaint GROUP BY unit, numbered_on`,
  );

/** Where the counter of each day stands. */
export const listCounters = (
  db: Db,
): Promise<{ readonly unit: string; readonly day: Day; readonly last: number }[]> =>
  db.all('SELECT unit, day, last FROM daily_sequence ORDER BY unit, day');
