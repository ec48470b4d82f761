import type { DayRange } from '../domain/clock.ts';
import type { Fact, Tally } from '../domain/figures.ts';
import type { Category, Channel, Grade, Ground, Source, Status } from '../domain/vocabulary.ts';
import type { Db } from './db.ts';

interface TallyRow {
  readonly count: number;
  readonly month: string;
  readonly status: Status;
  readonly verdict_valid: number | null;
  readonly grade: Grade | null;
  readonly waived: number;
  readonly in_time_until: string | null;
}

interface FactRow extends TallyRow {
  readonly department: string | null;
  readonly channel: Channel;
  readonly source: Source;
  readonly category: Category;
  readonly verdict_ground: Ground | null;
  readonly priority: number;
  readonly typical: number;
  readonly rehandled: number;
}

const tallyColumns = `substr(accepted_on, 1, 7) AS month, status, verdict_valid, grade,
  CASE WHEN waiver_approved_by IS NULL THEN 0 ELSE 1 END AS waived, in_time_until`;

const tallyFrom = (row: TallyRow): Tally => ({
  count: Number(row.count),
  month: row.month,
  status: row.status,
  verdict: row.verdict_valid === null ? null : row.verdict_valid === 1 ? 'valid' : 'invalid',
  grade: row.grade,
  waived: row.waived === 1,
  inTimeUntil: row.in_time_until,
});

/** The cases accepted from `from` to before `to`, as the statistics know them. */
export async function listFacts(db: Db, [from, to]: DayRange): Promise<readonly Fact[]> {
  const rows = await db.all<FactRow>(
    `SELECT 1 AS count, ${tallyColumns}, department, channel, source, category, verdict_ground, priority, typical,
            CASE WHEN round > 1 THEN 1 ELSE 0 END AS rehandled
     FROM complaint WHERE accepted_on >= ? AND accepted_on < ?`,
    ...[from, to],
  );
  return rows.map((row) => ({
    ...tallyFrom(row),
    department: row.department,
    channel: row.channel,
    source: row.source,
    category: row.category,
    ground: row.verdict_ground,
    priority: row.priority === 1,
    typical: row.typical === 1,
    rehandled: row.rehandled === 1,
  }));
}

/** The same cases, only by what Annex 2 counts, equal ones added up: read from an index alone. */
export async function listTallies(db: Db, [from, to]: DayRange): Promise<readonly Tally[]> {
  const rows = await db.all<TallyRow>(
    `SELECT COUNT(*) AS count, ${tallyColumns} FROM complaint WHERE accepted_on >= ? AND accepted_on < ?
     GROUP BY month, status, verdict_valid, grade, waived, in_time_until`,
    ...[from, to],
  );
  return rows.map(tallyFrom);
}
