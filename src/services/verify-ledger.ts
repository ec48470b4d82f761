import { canonical, type Json } from '../domain/canonical.ts';
import { replay } from '../domain/complaint.ts';
import { type Entry, isLedgerEntry, standing } from '../domain/events.ts';
import { formatNumber } from '../domain/number.ts';
import type { Db, Ledger, RowOf } from '../store/db.ts';
import { checkIntegrity, listNumbering, listRows } from '../store/inspection.ts';
import { dataDigest, entryFrom, entryHash, type JournalRow, listJournal } from '../store/journal.ts';
import { childRows, childTables, complaintRow } from '../store/tables.ts';
import { replayDirectory } from './replay-directory.ts';

export interface Verification {
  /** Entries of the journal that were checked. */
  readonly entries: number;
  /** Cases whose tables were compared with the journal. */
  readonly cases: number;
  readonly head: { readonly seq: number; readonly hash: string };
  /** What does not hold, in words, with the case it is about. Empty when the ledger can be trusted. */
  readonly findings: readonly string[];
}

const PAGE = 1000;

/**
 * Checks the database, the journal's chain, that every table says what the journal says (both ways), and that the
 * numbers have no gap. Reads in one transaction, so that nobody writes meanwhile.
 */
export const verifyLedger = (ledger: Ledger): Promise<Verification> =>
  ledger.transaction(async (db) => {
    const chain = await checkChain(db);
    const cases = [...chain.subjects.entries()].filter(([subject]) => /^\d+$/.test(subject));
    const findings = [
      ...(await checkIntegrity(db)),
      ...chain.findings,
      ...(await checkCases(db, new Map(cases))),
      ...(await replayDirectory(db, chain.ledgerEntries)),
      ...(await checkNumbers(db)),
    ];
    return { entries: chain.head.seq, cases: cases.length, head: chain.head, findings };
  });

interface Chain {
  readonly head: { readonly seq: number; readonly hash: string };
  readonly subjects: ReadonlyMap<string, readonly Entry[]>;
  readonly ledgerEntries: readonly Entry[];
  readonly findings: readonly string[];
}

async function checkChain(db: Db): Promise<Chain> {
  const subjects = new Map<string, Entry[]>();
  const ledgerEntries: Entry[] = [];
  const findings: string[] = [];
  let head = { seq: 0, hash: '' };
  for (
    let page = await listJournal(db, 0, PAGE);
    page.length > 0;
    page = await listJournal(db, head.seq, PAGE)
  ) {
    for (const row of page) {
      const broken = linkProblem(row, head);
      if (broken) findings.push(`第 ${row.seq} 条流水（${row.subject}）${broken}`);
      head = { seq: row.seq, hash: row.hash };
      const entry = readable(row);
      if (entry === undefined) {
        findings.push(`第 ${row.seq} 条流水（${row.subject}）内容不可读`);
      } else if (isLedgerEntry(entry)) {
        ledgerEntries.push(entry);
      } else {
        subjects.set(row.subject, [...(subjects.get(row.subject) ?? []), entry]);
      }
    }
  }
  return { head, subjects, ledgerEntries, findings };
}

function linkProblem(
  row: JournalRow,
  before: { readonly seq: number; readonly hash: string },
): string | undefined {
  if (row.seq !== before.seq + 1) return '前面缺少流水';
  if (row.prev_hash !== before.hash) return '与上一条不相扣';
  if (row.redacted === 0 && dataDigest(row.salt, row.data) !== row.digest) return '内容被改动';
  return entryHash(row) === row.hash ? undefined : '被改动';
}

function readable(row: JournalRow): Entry | undefined {
  try {
    return entryFrom(row);
  } catch {
    return undefined;
  }
}

/** Both ways: a case whose rows differ from its journal, and rows that no journal accounts for. */
async function checkCases(db: Db, cases: ReadonlyMap<string, readonly Entry[]>): Promise<readonly string[]> {
  const findings: string[] = [];
  const tables = ['complaint', ...childTables];
  const actual = new Map<string, ReadonlyMap<string, readonly RowOf[]>>();
  for (const table of tables) {
    const key = table === 'complaint' ? 'no' : 'complaint_no';
    actual.set(
      table,
      Map.groupBy(await listRows(db, table), (row) => String(row[key])),
    );
  }
  for (const [no, entries] of cases) {
    const expected = expectedRows(entries);
    if (expected === undefined) {
      findings.push(`${no} 的流水不能重放`);
      continue;
    }
    for (const [table, rows] of expected) {
      if (!sameRows(rows, actual.get(table)?.get(no) ?? [])) findings.push(`${no} 的 ${table} 表与流水不符`);
    }
  }
  for (const [table, rows] of actual) {
    for (const no of rows.keys()) {
      if (!cases.has(no)) findings.push(`${no} 在 ${table} 表中有记录，流水中没有`);
    }
  }
  return findings;
}

function expectedRows(entries: readonly Entry[]): ReadonlyMap<string, readonly RowOf[]> | undefined {
  try {
    const complaint = replay(standing(entries));
    return new Map([['complaint', [complaintRow(complaint)]], ...childRows(complaint)]);
  } catch {
    return undefined;
  }
}

const sameRows = (expected: readonly RowOf[], actual: readonly RowOf[]): boolean =>
  canonical(expected as Json) === canonical(actual as Json);

/** The numbers of a day begin with 1, have no gap and end where the day's counter stands. */
async function checkNumbers(db: Db): Promise<readonly string[]> {
  const days = await listNumbering(db);
  return days.flatMap(({ unit, day, last, count, highest, misnumbered }) => {
    if (misnumbered !== null) return [`${misnumbered} 的编号与编号日期、序号不符`];
    if (last === null) return [`${day} 有投诉，但没有编号记录（${unit}）`];
    return count === last && highest === last
      ? []
      : [`${day} 的编号不连续：应到 ${formatNumber(day, last)}，共 ${count} 件（${unit}）`];
  });
}
