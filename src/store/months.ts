import type { DayRange } from '../domain/case/clock.ts';
import type { Fact, Tally } from '../domain/month/figures.ts';
import type { Category, Channel, Grade, Ground, Source, Status } from '../domain/words/vocabulary.ts';
import type { Db } from './db.ts';

interface TallyRow {
  readonly count: number;
  readonly accepted_month: string;
  readonly status: Status;
  readonly verdict_valid: number | null;
  readonly grade: Grade | null;
  readonly in_time_until: string | null;
  readonly waiver_approved_by: string | null;
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

/** In the order of the index complaint_by_month. */
const tallyColumns = 'accepted_month, status, verdict_valid, grade, in_time_until, waiver_approved_by';

const tallyFrom = (row: TallyRow): Tally => ({
  count: Number(row.count),
  month: row.accepted_month,
  status: row.status,
  verdict: row.verdict_valid === null ? null : row.verdict_valid === 1 ? 'valid' : 'invalid',
  grade: row.grade,
  waived: row.waiver_approved_by !== null,
  inTimeUntil: row.in_time_until,
});

/**
 * The cases accepted from `from` to before `to`, by all that the statistics know of them, equal ones added up: how many
 * there are is a matter of how they differ, not of how many they are.
 */
export async function listFacts(db: Db, [from, to]: DayRange): Promise<readonly Fact[]> {
  const columns = `${tallyColumns}, department, channel, source, category, verdict_ground, priority, typical`;
  const rows = await db.all<FactRow>(
    `SELECT COUNT(*) AS count, ${columns}, CASE WHEN round > 1 THEN 1 ELSE 0 END AS rehandled
     FROM complaint WHERE accepted_on >= ? AND accepted_on < ?
     GROUP BY ${columns}, rehandled`,
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

/** The cases of the months `from` to `to`, only by what Annex 2 counts, equal ones added up: read from an index alone. */
export async function listTallies(db: Db, from: string, to: string): Promise<readonly Tally[]> {
  const rows = await db.all<TallyRow>(
    `SELECT COUNT(*) AS count, ${tallyColumns} FROM complaint WHERE accepted_month BETWEEN ? AND ?
     GROUP BY ${tallyColumns}`,
    ...[from, to],
  );
  return rows.map(tallyFrom);
}
