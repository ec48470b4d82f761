import type { DayRange } from '../domain/case/clock.ts';
import type { Undone } from '../domain/case/events.ts';
import { type LimitChange, regulationKeys } from '../domain/month/changed-limits.ts';
import type {
  DisclosedCase,
  DisclosureFacts,
  Ending,
  LateCase,
  OpenPromise,
  StruckEntry,
} from '../domain/month/disclosures.ts';
import { type Db, placeholders } from './db.ts';
import { contentOf, type JournalRow } from './journal.ts';

/** How the figures of the cases accepted from `from` to before `to` arose. No case is loaded for it. */
export const getDisclosureFacts = async (db: Db, range: DayRange): Promise<DisclosureFacts> => ({
  late: await listLateCases(db, range),
  movedDays: await listMovedDays(db, range),
  struck: await listStruckEntries(db, range),
  endings: await listEndings(db, range),
  rejudgements: await listRejudgements(db, range),
  promises: await listOpenPromises(db, range),
  movedPromises: await listMovedPromises(db, range),
  limits: await listLimitChanges(db),
});

/** A row with the columns of `whose`; SQL has no yes and no. */
type RowOf<T extends DisclosedCase> = Omit<T, 'anonymous'> & { readonly anonymous: number };

const whose = 'c.no, c.name, c.anonymous, c.contact';
const accepted = 'c.accepted_on >= ? AND c.accepted_on < ?';
const counted = `${accepted} AND c.status <> 'voided'`;
const byNumber = 'c.numbered_on, c.sequence';

const named = <Row extends { readonly anonymous: number }>(
  row: Row,
): Omit<Row, 'anonymous'> & { readonly anonymous: boolean } => ({ ...row, anonymous: row.anonymous === 1 });

type LateRow = RowOf<DisclosedCase> &
  LateCase['deadlines'][number] & {
    readonly valid: number | null;
    readonly withdrawalAt: string | null;
    readonly withdrawalRecordedAt: string | null;
    readonly withdrawalOperator: string | null;
  };

/**
 * The cases with a clock that was met in time but typed in later than that, and the withdrawn ones, each with all its
 * clocks: which of them decide, the domain says. The first condition in brackets is that of the index
 * deadline_entered_late.
 */
async function listLateCases(db: Db, [from, to]: DayRange): Promise<readonly LateCase[]> {
  const rows = await db.all<LateRow>(
    `SELECT ${whose}, c.verdict_valid AS valid, c.withdrawal_at AS "withdrawalAt",
            (SELECT j.recorded_at FROM journal j WHERE ${ofWithdrawal}) AS "withdrawalRecordedAt",
            (SELECT j.operator FROM journal j WHERE ${ofWithdrawal}) AS "withdrawalOperator",
            d.kind, d.round, d.due_at AS "dueAt", d.met_at AS "metAt", d.met_recorded_at AS "metRecordedAt",
            d.cancelled_at AS "cancelledAt",
            (SELECT j.operator FROM journal j WHERE j.subject = c.no AND j.recorded_at = d.met_recorded_at
             ORDER BY j.seq LIMIT 1) AS operator
     FROM complaint c JOIN deadline d ON d.complaint_no = c.no
     WHERE ${counted} AND (c.withdrawal_at IS NOT NULL OR EXISTS (
       SELECT 1 FROM deadline l WHERE l.complaint_no = c.no
         AND l.cancelled_at IS NULL AND l.met_at <= l.due_at AND l.met_recorded_at > l.due_at))
     ORDER BY ${byNumber}, d.n`,
    from,
    to,
  );
  return [...Map.groupBy(rows, ({ no }) => no).values()].flatMap((deadlines) => {
    const [first] = deadlines;
    return first === undefined ? [] : [lateCase(first, deadlines)];
  });
}

const ofWithdrawal = `j.subject = c.no AND j.type = 'closed' AND j.occurred_at = c.withdrawal_at ORDER BY j.seq DESC LIMIT 1`;

const lateCase = (first: LateRow, deadlines: readonly LateRow[]): LateCase => ({
  ...named(first),
  verdict: first.valid === null ? null : { valid: first.valid === 1 },
  withdrawal:
    first.withdrawalAt === null
      ? null
      : {
          at: first.withdrawalAt,
          recordedAt: first.withdrawalRecordedAt,
          operator: first.withdrawalOperator,
        },
  deadlines,
});

/** Each is disclosed in the month it moved the case out of, and in the one that counts the case. */
async function listMovedDays(db: Db, [from, to]: DayRange): Promise<DisclosureFacts['movedDays']> {
  const columns = `${whose}, m.occurred_at AS at, m.done_by AS "by", m.from_day AS "fromDay", m.to_day AS "toDay",
                   m.approved_by AS "approvedBy", m.reason, ${byNumber}, m.n`;
  const rows = await db.all<RowOf<DisclosureFacts['movedDays'][number]>>(
    `SELECT ${columns} FROM moved_day m JOIN complaint c ON c.no = m.complaint_no
     WHERE m.from_day >= ? AND m.from_day < ?
     UNION
     SELECT ${columns} FROM complaint c JOIN moved_day m ON m.complaint_no = c.no WHERE ${accepted}
     ORDER BY numbered_on, sequence, n`,
    from,
    to,
    from,
    to,
  );
  return rows.map(named);
}

type UndoRow = RowOf<DisclosedCase> & { readonly at: string; readonly by: string } & Pick<
    JournalRow,
    'data' | 'personal'
  >;
type Struck = Pick<StruckEntry, 'struck' | 'struckAt'> & { readonly seq: number };

/** In the words of the index journal_undone, which holds nothing but what was withdrawn. */
async function listStruckEntries(db: Db, [from, to]: DayRange): Promise<readonly StruckEntry[]> {
  const rows = await db.all<UndoRow>(
    `SELECT ${whose}, j.occurred_at AS at, j.done_by AS "by", j.data, j.personal
     FROM complaint c JOIN journal j ON j.subject = c.no AND j.type = 'undone'
     WHERE ${counted} ORDER BY ${byNumber}, j.seq`,
    from,
    to,
  );
  const undone = rows.map(({ data, personal, ...row }) => ({
    ...named(row),
    ...(contentOf({ data, personal }) as unknown as Undone['data']),
  }));
  const struck = await listStruck(
    db,
    undone.map(({ seq }) => seq),
  );
  return undone.flatMap(({ approvedBy = null, ...undo }) => {
    const entry = struck.get(undo.seq);
    return entry === undefined ? [] : [{ ...undo, ...entry, approvedBy }];
  });
}

/** Those of the entries that are a completed callback or a completion, by their place in the journal. */
async function listStruck(db: Db, seqs: readonly number[]): Promise<ReadonlyMap<number, Struck>> {
  if (seqs.length === 0) return new Map();
  const rows = await db.all<Struck>(
    `SELECT seq, type AS struck, occurred_at AS "struckAt" FROM journal
     WHERE seq IN (${placeholders(seqs)}) AND type IN ('called_back', 'completed', 'concluded')`,
    ...seqs,
  );
  return new Map(rows.map((row) => [row.seq, row]));
}

/** 1.3, 4.3.8(1) Voided, waived, withdrawn by the complainant, ended by a leader. */
const listEndings = async (db: Db, [from, to]: DayRange): Promise<readonly Ending[]> =>
  (
    await db.all<RowOf<Ending>>(
      `SELECT 'voided' AS kind, c.voiding_at AS at, c.voiding_by AS "by", c.voiding_approved_by AS "approvedBy",
              NULL AS "confirmedBy", c.voiding_reason AS reason, c.numbered_on, c.sequence, ${whose}
       FROM complaint c WHERE ${accepted} AND c.voiding_at IS NOT NULL
       UNION ALL
       SELECT 'waived', c.closure_at, c.closure_by, c.waiver_approved_by, NULL, c.waiver_reason,
              c.numbered_on, c.sequence, ${whose}
       FROM complaint c WHERE ${counted} AND c.waiver_approved_by IS NOT NULL
       UNION ALL
       SELECT 'withdrawn', c.closure_at, c.closure_by, NULL, c.withdrawn_confirmed_by, c.withdrawn_text,
              c.numbered_on, c.sequence, ${whose}
       FROM complaint c WHERE ${counted} AND c.withdrawn_confirmed_by IS NOT NULL
       UNION ALL
       SELECT 'concluded', c.completion_at, c.completion_by, c.completion_approved_by, NULL, c.completion_result,
              c.numbered_on, c.sequence, ${whose}
       FROM complaint c WHERE ${counted} AND c.completion_concluded = 1
       ORDER BY numbered_on, sequence`,
      from,
      to,
      from,
      to,
      from,
      to,
      from,
      to,
    )
  ).map(named);

async function listRejudgements(db: Db, [from, to]: DayRange): Promise<DisclosureFacts['rejudgements']> {
  type Row = Omit<RowOf<DisclosureFacts['rejudgements'][number]>, 'valid'> & { readonly valid: number };
  const rows = await db.all<Row>(
    `SELECT ${whose}, r.occurred_at AS at, r.done_by AS "by", r.valid, r.reason
     FROM complaint c JOIN rejudgement r ON r.complaint_no = c.no
     WHERE ${counted} AND c.rejudged = 1 ORDER BY ${byNumber}, r.n`,
    from,
    to,
  );
  return rows.map((row) => ({ ...named(row), valid: row.valid === 1 }));
}

/**
 * The promised days, past or still to come, that are not kept yet, of the cases accepted from `from` to before `to`, by day.
 * The condition on the clock is that of the index deadline_unmet_or_late, narrowed to the unmet ones. By day first, or
 * SQLite walks through every case of the ledger for the sake of the order.
 */
export async function listOpenPromises(db: Db, [from, to]: DayRange): Promise<readonly OpenPromise[]> {
  type Row = Omit<RowOf<OpenPromise>, 'isMoved'> & { readonly isMoved: number };
  const agreed = `FROM proposal p WHERE p.complaint_no = c.no AND p.answer_at = d.started_at ORDER BY p.n DESC LIMIT 1`;
  const rows = await db.all<Row>(
    `SELECT ${whose}, d.started_at AS at, d.due_at AS "dueAt",
            (SELECT p.answer_by ${agreed}) AS "by", (SELECT p.answer_external_factor ${agreed}) AS reason,
            CASE WHEN EXISTS (SELECT 1 FROM moved_promise m WHERE m.complaint_no = c.no AND m.occurred_at = d.started_at)
                 THEN 1 ELSE 0 END AS "isMoved"
     FROM complaint c JOIN deadline d ON d.complaint_no = c.no
     WHERE ${counted} AND d.cancelled_at IS NULL AND d.met_at IS NULL AND d.kind = 'promise'
     ORDER BY c.accepted_on, ${byNumber}, d.n`,
    from,
    to,
  );
  return rows.map((row) => ({ ...named(row), isMoved: row.isMoved === 1 }));
}

const listMovedPromises = async (db: Db, [from, to]: DayRange): Promise<DisclosureFacts['movedPromises']> =>
  (
    await db.all<RowOf<DisclosureFacts['movedPromises'][number]>>(
      `SELECT ${whose}, m.occurred_at AS at, m.done_by AS "by", m.promised_on AS "promisedOn",
              m.external_factor AS "externalFactor"
       FROM moved_promise m JOIN complaint c ON c.no = m.complaint_no
       WHERE ${counted} ORDER BY ${byNumber}, m.n`,
      from,
      to,
    )
  ).map(named);

/** Every change of a limit that the regulation sets, oldest first. */
async function listLimitChanges(db: Db): Promise<readonly LimitChange[]> {
  const subjects = regulationKeys.map((key) => `setting:${key}`);
  const rows = await db.all<{ readonly at: string; readonly by: string; readonly data: string }>(
    `SELECT recorded_at AS at, done_by AS "by", data FROM journal
     WHERE subject IN (${placeholders(subjects)}) ORDER BY seq`,
    ...subjects,
  );
  return rows.map(({ at, by, data }) => {
    const { key, to, reason } = JSON.parse(data) as Pick<LimitChange, 'key' | 'to'> & {
      readonly reason?: string;
    };
    return { key, to, at, by, reason: reason ?? null };
  });
}
