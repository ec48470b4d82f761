import { minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { miscounted } from '../../domain/case/deadline-check.ts';
import { standing } from '../../domain/case/events.ts';
import { replay } from '../../domain/case/evolve.ts';
import { formatNumber } from '../../domain/case/number.ts';
import { clockKinds } from '../../domain/words/vocabulary.ts';
import type { Db, RowOf } from '../../store/db.ts';
import { listEntriesOf, listRowsOf, type Span, spansOfCases } from '../../store/inspection.ts';
import { entryFrom, type JournalRow, redactionDigest } from '../../store/journal.ts';
import { filesPurged } from '../../store/purge.ts';
import { type CaseTable, childTables, tablesDiffering } from '../../store/tables.ts';
import type { LookAtFile } from './verify.ts';

/** Cases that are in memory at a time. */
const PAGE = 500;

export interface CheckedCases {
  readonly cases: number;
  readonly attachments: number;
  readonly findings: readonly string[];
  readonly changedFiles: readonly string[];
}

/** Both ways: a case whose rows differ from its journal, and rows that no journal accounts for. */
export async function checkCases(
  db: Db,
  lookAt: LookAtFile,
  purged: ReadonlyMap<string, string>,
): Promise<CheckedCases> {
  const total = { cases: 0, attachments: 0, findings: [] as string[], changedFiles: [] as string[] };
  for await (const span of spansOfCases(db, PAGE)) {
    const cases = Map.groupBy(await listEntriesOf(db, span), (row) => row.subject);
    const tables = await tablesOf(db, span);
    for (const [no, rows] of cases) {
      if (!isVouchedFor(rows, purged.get(no)))
        total.findings.push(`${no} 的流水内容被清除或改动，没有与之相符的清除记录`);
      const complaint = replayed(rows);
      if (complaint === undefined) {
        total.findings.push(`${no} 的流水不能重放`);
        continue;
      }
      total.findings.push(...differences(complaint, tables), ...miscountings(complaint));
      total.changedFiles.push(...changedFiles(complaint, lookAt, filesPurged(rows)));
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

/** Entries are blanked by a purge alone, whose own entry holds the digest of what it left of them. */
function isVouchedFor(rows: readonly JournalRow[], digest: string | undefined): boolean {
  const blanked = rows.filter((row) => row.redacted !== 0);
  return blanked.length === 0 ? digest === undefined : redactionDigest(blanked) === digest;
}

function replayed(rows: readonly JournalRow[]): Complaint | undefined {
  try {
    return replay(standing(rows.map(entryFrom)));
  } catch {
    return undefined;
  }
}

function differences(complaint: Complaint, tables: Tables): readonly string[] {
  const { no, numberedOn, sequence } = complaint;
  const misnumbered = no !== formatNumber(numberedOn, sequence);
  return [
    ...(misnumbered ? [`${no} 的编号与编号日期、序号不符`] : []),
    ...tablesDiffering(complaint, (table) => tables.get(table)?.get(no) ?? []).map(
      (table) => `${no} 的${labels[table]}与流水不符`,
    ),
  ];
}

const miscountings = (complaint: Complaint): readonly string[] =>
  miscounted(complaint).map(({ clock, expected }) => {
    const due = expected === null ? '没有依据' : `按条款应为 ${minute(expected)}`;
    return `${complaint.no} 的“${clockKinds[clock.kind]}”时限 ${minute(clock.dueAt)} 不对：${due}`;
  });

/** A purge takes the files that its cases had. */
const changedFiles = (
  { no, attachments }: Complaint,
  lookAt: LookAtFile,
  purged: ReadonlySet<string>,
): readonly string[] =>
  attachments.flatMap((file) => {
    const state = lookAt(file);
    return state === 'intact' || (state === 'missing' && purged.has(file.sha256))
      ? []
      : [`${no} 的附件“${file.name}”${state === 'missing' ? '不见了' : '被改动'}`];
  });
