import { dayOf, minute, monthsBefore } from '../../domain/case/clock.ts';
import { type Entry, isLedgerType, type LedgerEvent } from '../../domain/case/events.ts';
import { policyFrom } from '../../domain/policy.ts';
import { type PaperKind, paperKinds } from '../../domain/words/vocabulary.ts';
import type { Db, Ledger } from '../../store/db.ts';
import { entryFrom, entryHash, isAsChained, type JournalRow, listJournal } from '../../store/journal.ts';
import type { Purge } from '../../store/purge.ts';
import { type DirectoryReplay, replayDirectory } from './replay-directory.ts';

const PAGE = 2000;

export interface Chain {
  readonly head: { readonly seq: number; readonly hash: string };
  /** Where the tables of the directory are not what the entries about the ledger itself say, in words. */
  readonly directory: readonly string[];
  /** The entries that tell of purges, in order. */
  readonly purges: readonly Purge[];
  /** The entries that tell where the ledger came from or went, in order. */
  readonly moves: readonly Move[];
  readonly findings: readonly string[];
  /** All entries in order, where they are few enough to be held; null of a longer journal. */
  readonly rows: readonly JournalRow[] | null;
  /** Entries that were recorded before the one they follow, as the clock of the computer then stood; in words. */
  readonly setBack: readonly string[];
}

/** An entry that tells of a move of the ledger. */
export type Move = Entry<Extract<LedgerEvent, { type: 'ledger_received' | 'ledger_moved' }>>;

/** Follows the chain that `db` reads from its first entry to the last; applies the entries about the ledger itself on the way. */
export async function checkChain(ledger: Ledger, db: Db): Promise<Chain> {
  const directory = await replayDirectory(ledger, db);
  try {
    const purges: Purge[] = [];
    const moves: Move[] = [];
    const findings: string[] = [];
    const setBack: string[] = [];
    let head: Before = { seq: 0, hash: '', recordedAt: '', inParts: false, moved: false };
    const first = await listJournal(db, 0, PAGE);
    for await (const row of wholeJournal(db, first)) {
      const problem =
        linkProblem(row, head) ?? (await applyLedgerEntry(row, head, directory, { purges, moves }));
      if (problem) findings.push(`第 ${row.seq} 条流水（${aboutWhat(row.subject)}）${problem}`);
      if (row.recorded_at < head.recordedAt)
        setBack.push(
          `第 ${row.seq} 条流水（${aboutWhat(row.subject)}）录入于 ${minute(row.recorded_at)}，早于上一条（${minute(head.recordedAt)}）：本机时钟被拨回过`,
        );
      head = {
        seq: row.seq,
        hash: row.hash,
        recordedAt: row.recorded_at,
        inParts: head.inParts || isInParts(row),
        moved: row.type === 'ledger_moved',
      };
    }
    const { seq, hash } = head;
    const rows = first.length < PAGE ? first : null;
    return {
      head: { seq, hash },
      directory: await directory.compare(),
      purges,
      moves,
      findings,
      rows,
      setBack,
    };
  } finally {
    await directory.close();
  }
}

/** `person:张三` as 人员“张三”; the number of a case stands for itself. */
function aboutWhat(subject: string): string {
  if (subject === 'ledger') return '台账';
  const [kind = '', ...parts] = subject.split(':');
  const name = parts.join(':');
  const label = Object.hasOwn(subjects, kind) ? subjects[kind] : undefined;
  return label === undefined ? subject : `${label}“${kind === 'paper' ? paperName(name) : name}”`;
}

const subjects: Readonly<Record<string, string>> = {
  department: '部门',
  person: '人员',
  setting: '设置',
  notify: '提醒',
  month: '月报',
  unit: '单位',
  paper: '文书',
};

const paperName = (kind: string): string => paperKinds[kind as PaperKind] ?? kind;

/** Every entry in order; `first` is the first page of them. */
async function* wholeJournal(db: Db, first: readonly JournalRow[]): AsyncGenerator<JournalRow> {
  let page = first;
  for (let last = page.at(-1); last !== undefined; last = page.at(-1)) {
    yield* page;
    page = page.length < PAGE ? [] : await listJournal(db, last.seq, PAGE);
  }
}

/** Since version 4 of the tables an entry holds its personal part apart; what was written before has no such part. */
const isInParts = (row: JournalRow): boolean => row.personal_digest !== null;

/** The entry before the one that is looked at. */
type Before = Chain['head'] & {
  readonly recordedAt: string;
  readonly inParts: boolean;
  readonly moved: boolean;
};

function linkProblem(row: JournalRow, before: Before): string | undefined {
  if (row.seq !== before.seq + 1) return '前面缺少流水';
  if (before.moved) return '记在台账迁走以后';
  if (row.prev_hash !== before.hash) return '与上一条不相扣';
  if (!isAsChained(row)) return '内容被改动';
  if (before.inParts && !isInParts(row)) return '是旧版的写法，却在新版的流水之后';
  return entryHash(row) === row.hash ? undefined : '被改动';
}

/** Entries of cases are read and replayed with their case; that they name one is seen here. */
async function applyLedgerEntry(
  row: JournalRow,
  before: Before,
  directory: DirectoryReplay,
  { purges, moves }: { readonly purges: Purge[]; readonly moves: Move[] },
): Promise<string | undefined> {
  const aboutCase = /^\d+$/.test(row.subject);
  if (isLedgerType(row.type) === aboutCase) return '的对象与类型不符';
  if (aboutCase) return undefined;
  try {
    const entry = entryFrom(row) as Entry<LedgerEvent>;
    if (row.redacted !== 0) return '内容被清除，但它不是投诉的流水';
    await directory.apply(entry);
    if (entry.type === 'ledger_received' || entry.type === 'ledger_moved') {
      moves.push(entry);
      const { seq, hash } = entry.data.head;
      return seq === before.seq && hash === before.hash ? undefined : '说的上一条不是它的上一条';
    }
    if (entry.type !== 'personal_data_purged') return undefined;
    purges.push(entry);
    return isInParts(row) ? await hurried(entry, directory) : undefined;
  } catch {
    return '内容不可读';
  }
}

/** A purge takes nothing younger than the limit in force when it was made; before there was one, it did not say any. */
async function hurried(
  { data: { before, retentionMonths }, recordedAt }: Purge,
  directory: DirectoryReplay,
): Promise<string | undefined> {
  const limit = policyFrom(await directory.settings()).retentionMonths;
  if (retentionMonths !== limit)
    return `按保存 ${retentionMonths ?? '不限'} 个月清除，当时的规定是 ${limit} 个月`;
  return before > monthsBefore(dayOf(recordedAt), limit)
    ? `清除了 ${before} 之前归档的，那时还没有满 ${limit} 个月`
    : undefined;
}
