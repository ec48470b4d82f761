import type { DayRange } from '../domain/case/clock.ts';
import type { AcceptorTally, Fact, Tally } from '../domain/month/figures.ts';
import type { Category, Channel, Grade, Ground, Source, Status } from '../domain/words/vocabulary.ts';
import type { Db } from './db.ts';

interface TallyRow {
  readonly count: number;
  readonly accepted_month: string;
  readonly status: Status;
  readonly verdict_valid: number | null;
  readonly grade: Grade | null;
  readonly grade_handled: number | null;
  readonly in_time_until: string | null;
  readonly waiver_approved_by: string | null;
}

interface FactRow extends TallyRow {
  readonly department: string | null;
  readonly channel: Channel;
  readonly source: Source;
  readonly category: Category;
  readonly verdict_ground: Ground | null;
  readonly first_grade: Grade | null;
  readonly priority: number;
  readonly urgent: number;
  readonly typical: number;
  readonly rejudged: number;
  readonly rehandled: number;
  readonly withdrawn: number;
  readonly concluded: number;
}

/** In the order of the index complaint_by_month. */
const tallyColumns =
  'accepted_month, status, verdict_valid, grade, grade_handled, in_time_until, waiver_approved_by';

const tallyFrom = (row: TallyRow): Tally => ({
  count: Number(row.count),
  month: row.accepted_month,
  status: row.status,
  verdict: row.verdict_valid === null ? null : row.verdict_valid === 1 ? 'valid' : 'invalid',
  grade: row.grade,
  handled: row.grade_handled === null ? null : row.grade_handled === 1,
  waived: row.waiver_approved_by !== null,
  inTimeUntil: row.in_time_until,
});

/**
 * The cases accepted from `from` to before `to`, by all that the statistics know of them, equal ones added up: how many
 * there are is a matter of how they differ, not of how many they are.
 */
export async function listFacts(db: Db, [from, to]: DayRange): Promise<readonly Fact[]> {
  const columns = `${tallyColumns}, department, channel, source, category, verdict_ground, first_grade, priority, urgent,
    typical, rejudged`;
  const rows = await db.all<FactRow>(
    `SELECT COUNT(*) AS count, ${columns}, CASE WHEN round > 1 THEN 1 ELSE 0 END AS rehandled,
            CASE WHEN withdrawn_confirmed_by IS NULL THEN 0 ELSE 1 END AS withdrawn,
            COALESCE(completion_concluded, 0) AS concluded
     FROM complaint WHERE accepted_on >= ? AND accepted_on < ?
     GROUP BY ${columns}, rehandled, withdrawn, concluded`,
    from,
    to,
  );
  return rows.map((row) => ({
    ...tallyFrom(row),
    department: row.department,
    channel: row.channel,
    source: row.source,
    category: row.category,
    ground: row.verdict_ground,
    firstGrade: row.first_grade,
    priority: row.priority === 1,
    urgent: row.urgent === 1,
    typical: row.typical === 1,
    rehandled: row.rehandled === 1,
    withdrawn: row.withdrawn === 1,
    concluded: row.concluded === 1,
    rejudged: row.rejudged === 1,
  }));
}

/** The cases of the months `from` to `to`, only by what Annex 2 counts, equal ones added up: read from an index alone. */
export async function listTallies(db: Db, from: string, to: string): Promise<readonly Tally[]> {
  const rows = await db.all<TallyRow>(
    `SELECT COUNT(*) AS count, ${tallyColumns} FROM complaint WHERE accepted_month BETWEEN ? AND ?
     GROUP BY ${tallyColumns}`,
    from,
    to,
  );
  return rows.map(tallyFrom);
}

/** The same of the cases accepted from `from` to before `to`, by who accepted them. */
export async function listAcceptorTallies(db: Db, [from, to]: DayRange): Promise<readonly AcceptorTally[]> {
  const rows = await db.all<TallyRow & { readonly acceptor: string }>(
    `SELECT COUNT(*) AS count, acceptor, ${tallyColumns} FROM complaint WHERE accepted_on >= ? AND accepted_on < ?
     GROUP BY acceptor, ${tallyColumns}`,
    from,
    to,
  );
  return rows.map((row) => ({ ...tallyFrom(row), acceptor: row.acceptor }));
}

/**
 * The month in which the ledger began: in which it was made, or the earliest one of its cases, of an old ledger brought in
 * perhaps. null of a ledger without a case, which has not begun to count.
 */
export async function getBeginning(db: Db): Promise<string | null> {
  const row = await db.get<{ made: string | null; earliest: string | null }>(
    `SELECT (SELECT substr(recorded_at, 1, 7) FROM journal WHERE seq = 1) AS made,
            (SELECT MIN(accepted_month) FROM complaint) AS earliest`,
  );
  const { made = null, earliest = null } = row ?? {};
  return earliest !== null && made !== null && made < earliest ? made : earliest;
}
