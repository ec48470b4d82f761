import { minute, startOfDay } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { miscounted } from '../../domain/case/deadline-check.ts';
import { type JournalEvent, standing } from '../../domain/case/events.ts';
import { replay } from '../../domain/case/evolve.ts';
import { formatNumber } from '../../domain/case/number.ts';
import { isLeftByPurge } from '../../domain/case/redact.ts';
import { clockKinds } from '../../domain/words/vocabulary.ts';
import type { Db, RowOf } from '../../store/db.ts';
import {
  casesAmong,
  listEntriesOf,
  listRowsOf,
  type Span,
  spansOfCases,
  WHOLE,
} from '../../store/inspection.ts';
import { entryFrom, type JournalRow, redactionDigest } from '../../store/journal.ts';
import { filesPurged, lastPurges, type Purge } from '../../store/purge.ts';
import { type CaseTable, childTables, tablesDiffering } from '../../store/tables.ts';
import type { LookAtFile } from './verify.ts';
import type { Chain } from './verify-chain.ts';

/** Cases that are in memory at a time. */
const PAGE = 500;

export interface CheckedCases {
  readonly cases: number;
  readonly attachments: number;
  readonly findings: readonly string[];
  readonly changedFiles: readonly string[];
  /** By the entry of a purge: of how many of its cases only it vouches for what is left, and not the chain for the rest. */
  readonly onlyVouchedFor: ReadonlyMap<number, number>;
}

/** Both ways: a case whose rows differ from its journal, and rows that no journal accounts for. */
export async function checkCases(
  db: Db,
  lookAt: LookAtFile,
  { purges, rows: known }: Pick<Chain, 'purges' | 'rows'>,
): Promise<CheckedCases> {
  const total = {
    cases: 0,
    attachments: 0,
    findings: [] as string[],
    changedFiles: [] as string[],
    onlyVouchedFor: new Map<number, number>(),
  };
  const ofCases = purgesOfCases(purges);
  const purged = lastPurges(purges);
  const pages = known === null ? pagesOfCases(db) : [[WHOLE, casesAmong(known)] as const];
  for await (const [span, cases] of pages) {
    const tables = await tablesOf(db, span);
    for (const [no, rows] of cases) {
      const theirs = ofCases.get(no) ?? [];
      total.findings.push(...purgeFindings(no, rows, theirs));
      const last = theirs.at(-1);
      if (last && rows.some((row) => row.redacted !== 0 && row.personal_digest === null))
        total.onlyVouchedFor.set(last.seq, (total.onlyVouchedFor.get(last.seq) ?? 0) + 1);
      const complaint = replayed(rows);
      if (complaint === undefined) {
        total.findings.push(...rows.filter(isUnreadable).map(unreadable), `${no} 的流水不能重放`);
        continue;
      }
      total.findings.push(...(differences(complaint, tables) ?? [`${no} 的流水不能重放`]));
      total.changedFiles.push(...(await changedFiles(complaint, lookAt, filesPurged(rows, purged))));
      total.attachments += complaint.attachments.length;
    }
    total.cases += cases.size;
    for (const [table, rows] of tables) {
      for (const no of rows.keys())
        if (!cases.has(no)) total.findings.push(`${no} 的${labels[table]}在流水中没有`);
    }
  }
  return total;
}

/** The entries of some cases, by case, and which cases these are. */
type CasesOfSpan = readonly [Span, ReadonlyMap<string, readonly JournalRow[]>];

async function* pagesOfCases(db: Db): AsyncGenerator<CasesOfSpan> {
  for await (const span of spansOfCases(db, PAGE))
    yield [span, Map.groupBy(await listEntriesOf(db, span), (row) => row.subject)];
}

type Tables = ReadonlyMap<CaseTable, ReadonlyMap<string, readonly RowOf[]>>;

/** What a clerk calls the rows of each table. */
const labels: Readonly<Record<CaseTable, string>> = {
  complaint: '登记和现状',
  assignment: '转办记录',
  assisting: '协办部门',
  recusal: '回避名单',
  investigation: '调查记录',
  rejudgement: '改判记录',
  proposal: '处理方案',
  attempt: '联系记录',
  moved_promise: '改期记录',
  measure: '整改和预防措施',
  opinion: '意见',
  review: '审核记录',
  reminder: '催办记录',
  callback: '回访记录',
  feedback: '反馈记录',
  attachment: '附件清单',
  note: '备注',
  penalty: '处罚决定',
  moved_day: '受理日期的更正',
  holding: '经手记录',
  deadline: '时限',
};

async function tablesOf(db: Db, span: Span): Promise<Tables> {
  const tables = new Map<CaseTable, ReadonlyMap<string, readonly RowOf[]>>();
  for (const table of ['complaint', ...childTables] as const) {
    const key = table === 'complaint' ? 'no' : 'complaint_no';
    const rows = await listRowsOf(db, table, key, span);
    tables.set(
      table,
      Map.groupBy(rows, (row) => String(row[key])),
    );
  }
  return tables;
}

/** What a purge says of one of its cases, and where it stands. */
type PurgeOfCase = Pick<Purge, 'seq'> & Pick<Purge['data'], 'before'> & { readonly digest: string };

function purgesOfCases(purges: readonly Purge[]): ReadonlyMap<string, readonly PurgeOfCase[]> {
  const each = purges.flatMap(({ seq, data: { before, cases } }) =>
    cases.map(({ no, digest }) => ({ no, seq, before, digest })),
  );
  return Map.groupBy(each, ({ no }) => no);
}

function purgeFindings(
  no: string,
  rows: readonly JournalRow[],
  purges: readonly PurgeOfCase[],
): readonly string[] {
  const isVouched = isVouchedFor(rows, purges.at(-1)?.digest) && rows.every(isLeft);
  return [
    ...(isVouched ? [] : [`${no} 的流水内容被清除或改动，没有与之相符的清除记录`]),
    ...purges
      .filter((purge) => !wasFiled(rows, purge))
      .map(({ seq, before }) => `第 ${seq} 条流水清除了 ${no}，它在 ${before} 之前没有归档或作废`),
  ];
}

/** Entries are blanked by a purge alone, whose own entry holds the digest of what it left of them. */
function isVouchedFor(rows: readonly JournalRow[], digest: string | undefined): boolean {
  const blanked = rows.filter((row) => row.redacted !== 0);
  return blanked.length === 0 ? digest === undefined : redactionDigest(blanked) === digest;
}

/** In the personal part of a purged entry stands nothing but what a purge leaves there. */
function isLeft({ type, redacted, data, personal }: JournalRow): boolean {
  if (redacted === 0 || personal === null) return true;
  try {
    return isLeftByPurge(type as JournalEvent['type'], {
      rest: JSON.parse(data),
      personal: JSON.parse(personal),
    });
  } catch {
    return false;
  }
}

/** When the purge was made, the case had been filed or voided before its day. */
function wasFiled(rows: readonly JournalRow[], { seq, before }: PurgeOfCase): boolean {
  const then = replayed(rows.filter((row) => row.seq < seq));
  if (then === undefined || (then.status !== 'closed' && then.status !== 'voided')) return false;
  const at = then.voiding?.at ?? then.closure?.at;
  return at !== undefined && at < startOfDay(before);
}

const unreadable = ({ seq, subject }: JournalRow): string => `第 ${seq} 条流水（${subject}）内容不可读`;

function isUnreadable(row: JournalRow): boolean {
  try {
    entryFrom(row);
    return false;
  } catch {
    return true;
  }
}

function replayed(rows: readonly JournalRow[]): Complaint | undefined {
  try {
    return replay(standing(rows.map(entryFrom)));
  } catch {
    return undefined;
  }
}

/** Undefined where an entry that no version of this program wrote has made a case that has no rows. */
function differences(complaint: Complaint, tables: Tables): readonly string[] | undefined {
  const { no, numberedOn, sequence } = complaint;
  try {
    const misnumbered = no !== formatNumber(numberedOn, sequence);
    return [
      ...(misnumbered ? [`${no} 的编号与编号日期、序号不符`] : []),
      ...tablesDiffering(complaint, (table) => tables.get(table)?.get(no) ?? []).map(
        (table) => `${no} 的${labels[table]}与流水不符`,
      ),
      ...miscountings(complaint),
    ];
  } catch {
    return undefined;
  }
}

const miscountings = (complaint: Complaint): readonly string[] =>
  miscounted(complaint).map(({ clock, expected }) => {
    const due = expected === null ? '没有依据' : `按条款应为 ${minute(expected)}`;
    return `${complaint.no} 的“${clockKinds[clock.kind]}”时限 ${minute(clock.dueAt)} 不对：${due}`;
  });

/** A purge takes the files that its cases had. */
async function changedFiles(
  { no, attachments }: Complaint,
  lookAt: LookAtFile,
  purged: ReadonlySet<string>,
): Promise<readonly string[]> {
  const changed: string[] = [];
  for (const file of attachments) {
    const state = await lookAt(file);
    if (state !== 'intact' && !(state === 'missing' && purged.has(file.sha256)))
      changed.push(`${no} 的附件“${file.name}”${state === 'missing' ? '不见了' : '被改动'}`);
  }
  return changed;
}
