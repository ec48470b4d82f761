import type { Day, DayRange } from '../domain/case/clock.ts';
import type { Complaint } from '../domain/case/complaint.ts';
import { refuse } from '../domain/problems.ts';
import { phoneKey } from '../domain/words/text.ts';
import type { Status } from '../domain/words/vocabulary.ts';
import { type Db, inOrder, insert, placeholders, type RowOf, type Value } from './db.ts';
import { childRows, childTables, complaintFrom, complaintRow } from './tables.ts';

/** The case with this number, or undefined. */
export async function findComplaint(db: Db, no: string): Promise<Complaint | undefined> {
  const [complaint] = await listWithChildren(db, 'no = ?', 'complaint_no = ?', [no]);
  return complaint;
}

/** The case with this number; refuses when there is none. */
export const getComplaint = async (db: Db, no: string): Promise<Complaint> =>
  (await findComplaint(db, no)) ?? refuse('not_found.complaint', { no });

/** The cases accepted from `from` to before `to` that are not voided, by date and sequence. */
export const listComplaintsAccepted = (db: Db, [from, to]: DayRange): Promise<readonly Complaint[]> =>
  listComplaints(db, "accepted_on >= ? AND accepted_on < ? AND status <> 'voided'", from, to);

/** The first and the last day on which a case was accepted; null when there is none. */
export async function getSpan(db: Db): Promise<{ readonly first: Day | null; readonly last: Day | null }> {
  const row = await db.get<{ first: Day | null; last: Day | null }>(
    'SELECT MIN(accepted_on) AS first, MAX(accepted_on) AS last FROM complaint',
  );
  return row ?? { first: null, last: null };
}

/** The numbers of the cases accepted in these days, voided ones included, by date and sequence. */
export async function listNumbersAccepted(db: Db, [from, to]: DayRange): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    `SELECT no FROM complaint WHERE accepted_on >= ? AND accepted_on < ?
     ORDER BY numbered_on, sequence, unit`,
    from,
    to,
  );
  return rows.map((row) => row.no);
}

/** The numbers of the cases accepted from `from` to before `to` that are not voided, by date and sequence. */
export async function listStandingNumbers(db: Db, [from, to]: DayRange): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    `SELECT no FROM complaint WHERE accepted_on >= ? AND accepted_on < ? AND status <> 'voided'
     ORDER BY numbered_on, sequence, unit`,
    from,
    to,
  );
  return rows.map((row) => row.no);
}

/** The cases of these numbers, at most `size` at a time: any number of cases fits into memory, though not all at once. */
export async function* pageComplaints(
  db: Db,
  numbers: readonly string[],
  size: number,
): AsyncGenerator<readonly Complaint[]> {
  for (let from = 0; from < numbers.length; from += size) {
    const page = numbers.slice(from, from + size);
    yield await listComplaints(db, `no IN (${placeholders(page)})`, ...page);
  }
}

/** The cases for which `condition` on table complaint holds, by date and sequence. */
const listComplaints = (
  db: Db,
  condition: string,
  ...values: readonly Value[]
): Promise<readonly Complaint[]> =>
  listWithChildren(db, condition, `complaint_no IN (SELECT no FROM complaint WHERE ${condition})`, values);

/** The same, `ofCase` says it of the tables of the lists. */
async function listWithChildren(
  db: Db,
  condition: string,
  ofCase: string,
  values: readonly Value[],
): Promise<readonly Complaint[]> {
  const rows = await db.all(
    `SELECT * FROM complaint WHERE ${condition} ORDER BY numbered_on, sequence, unit`,
    ...values,
  );
  if (rows.length === 0) return [];
  const lists = await db.allOf<RowOf[]>(
    childTables.map((table) => ({
      sql: `SELECT * FROM ${table} WHERE ${ofCase} ORDER BY complaint_no, n`,
      values,
    })),
  );
  const children = new Map<string, ReadonlyMap<Value, readonly RowOf[]>>(
    childTables.map((table, i) => [table, Map.groupBy(lists[i] ?? [], (item) => item.complaint_no ?? null)]),
  );
  return rows.map((row) => complaintFrom(row, (table) => children.get(table)?.get(row.no ?? null) ?? []));
}

/**
 * Brings the tables from the state `before` of the case, which must be what they say (undefined where they have none),
 * to this one. Only what differs is written, in order, without waiting for an answer in between: a server may be far.
 */
export async function saveComplaint(
  db: Db,
  complaint: Complaint,
  before: Complaint | undefined,
): Promise<void> {
  const row = complaintRow(complaint);
  const writes =
    before === undefined
      ? [insert(db, 'complaint', row)]
      : update(db, complaint.no, complaintRow(before), row);
  const known = before && childRows(before);
  for (const [table, rows] of childRows(complaint))
    writes.push(...saveList(db, complaint.no, table, known?.get(table) ?? [], rows));
  await inOrder(writes);
}

function update(db: Db, no: string, before: RowOf, row: RowOf): Promise<number>[] {
  const changed = Object.keys(row).filter((column) => row[column] !== before[column]);
  if (changed.length === 0) return [];
  const values = changed.map((column) => row[column] ?? null);
  const assignments = changed.map((column) => `${column} = ?`).join(', ');
  return [db.run(`UPDATE complaint SET ${assignments} WHERE no = ?`, ...values, no)];
}

/** Most lists grow at their end: from the first row that differs on, they are written anew. */
function saveList(
  db: Db,
  no: string,
  table: string,
  before: readonly RowOf[],
  rows: readonly RowOf[],
): Promise<number>[] {
  const differs = rows.findIndex(
    (row, i) => before[i] === undefined || JSON.stringify(row) !== JSON.stringify(before[i]),
  );
  const kept = differs < 0 ? rows.length : differs;
  const added = rows.slice(kept).map((row) => () => insert(db, table, row));
  const removed = () => db.run(`DELETE FROM ${table} WHERE complaint_no = ? AND n > ?`, no, kept);
  return (kept < before.length ? [removed, ...added] : added).map((write) => write());
}

/** A case by what it is called. */
export interface CalledCase {
  readonly no: string;
  readonly name: string;
  readonly phoneKey: string | null;
  readonly status: Status;
  readonly open: boolean;
}

type CalledRow = Omit<CalledCase, 'open'> & { readonly open: number };
const CALLED = `no, name, phone_key AS "phoneKey", status, CASE WHEN next_step IS NULL THEN 0 ELSE 1 END AS open`;
const calledFrom = (row: CalledRow): CalledCase => ({ ...row, open: row.open === 1 });

/** The cases whose numbers end with `ending`, by date and sequence. */
export async function listCasesEnding(db: Db, ending: string): Promise<readonly CalledCase[]> {
  const rows = await db.all<CalledRow>(
    `SELECT ${CALLED} FROM complaint WHERE no LIKE ? ORDER BY numbered_on, sequence`,
    `%${ending}`,
  );
  return rows.map(calledFrom);
}

/** The open cases by what they are called, by date and sequence. */
export async function listOpenCalled(db: Db): Promise<readonly CalledCase[]> {
  const rows = await db.all<CalledRow>(
    `SELECT ${CALLED} FROM complaint WHERE next_step IS NOT NULL ORDER BY numbered_on, sequence`,
  );
  return rows.map(calledFrom);
}

/** The numbers of the standing cases that came under this number of the hotline or headquarters. */
export async function listNumbersByExternalNo(db: Db, externalNo: string): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    `SELECT no FROM complaint WHERE external_no = ? AND status <> 'voided' ORDER BY numbered_on, sequence`,
    externalNo,
  );
  return rows.map((row) => row.no);
}

/** The numbers of the standing cases that `phone`, however written, brought from `from` to `to`, both days included. */
export async function listNumbersByPhone(
  db: Db,
  phone: string,
  [from, to]: readonly [Day, Day],
): Promise<readonly string[]> {
  const rows = await db.all<{ no: string }>(
    `SELECT no FROM complaint WHERE phone_key = ? AND accepted_on >= ? AND accepted_on <= ? AND status <> 'voided'
     ORDER BY numbered_on, sequence`,
    phoneKey(phone),
    from,
    to,
  );
  return rows.map((row) => row.no);
}
