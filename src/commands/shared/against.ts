import type { Context } from '../../context.ts';
import { compareReport } from '../../documents/month/compare-report.ts';
import { type PrintedReport, printedReport, type Unprinted } from '../../documents/month/printed-report.ts';
import { monthReport } from '../../documents/month/rows.ts';
import { monthWorkbook } from '../../documents/month/workbook.ts';
import type { NotUnpacked } from '../../documents/sheet/reading/unpack.ts';
import { readWorkbook } from '../../documents/sheet/reading/workbook.ts';
import { minute } from '../../domain/case/clock.ts';
import { type PrintedDifference, refuse } from '../../domain/problems.ts';
import { compareBackup } from '../../services/care/compare-backup.ts';
import { monthAsOf } from '../../services/month/as-of.ts';
import { reporterOf } from '../../services/month/reporter.ts';
import { isDatabaseFile, readWhole } from '../../store/files/bounded-file.ts';
import { findHash, findRecordedAt } from '../../store/journal.ts';
import { annex2, filling } from './template.ts';

/** What was held against the ledger: up to which entry, and in words what was compared. */
export interface Held {
  readonly file: string;
  readonly kind: 'report' | 'backup';
  readonly seq: number;
  readonly compared: string;
  /** What the reader must know beside that. */
  readonly notes: readonly string[];
  readonly differences: readonly PrintedDifference[];
}

/** A report or a backup that was read and can be held against the ledger. */
export type Evidence = (ctx: Context) => Promise<Held>;

/** Reads the file. Refuses what is neither a backup nor a month workbook with a check code. */
export function readEvidence(file: string): Evidence {
  if (isDatabaseFile(file)) return (ctx) => holdBackup(ctx, file);
  const book = readWorkbook(readWhole(file));
  const report = typeof book === 'string' ? book : printedReport(book);
  return typeof report === 'string'
    ? refuse('usage.invalid', { message: `${file} ${unusable[report]}`, hint: REPORT_OR_BACKUP })
    : (ctx) => holdReport(ctx, file, report);
}

const REPORT_OR_BACKUP = '写 tousu report 生成的 .xlsx 文件，或 tousu backup 的备份';

const unusable: Readonly<Record<NotUnpacked | Unprinted, string>> = {
  damaged: '不是 Excel 工作簿（xlsx），或已损坏',
  'too large': '解开后大得不合情理，没有读',
  'no report': '不是 tousu 的月报：缺少它的三张表',
  'no code': '里没有流水校验码，或不止一处',
};

async function holdReport(ctx: Context, file: string, printed: PrintedReport): Promise<Held> {
  const { code, month, asOf } = printed;
  const held = { file, kind: 'report', seq: code.seq } as const;
  const until = `${month} 月报，截至第 ${code.seq} 条流水，统计时间 ${minute(asOf)}`;
  const hash = await findHash(ctx.ledger, code.seq);
  const then = hash === code.hash ? await monthAsOf(ctx, month, { seq: code.seq, asOf }) : undefined;
  if (then === undefined) {
    const ledger = hash === undefined ? null : `${code.seq} ${hash}`;
    return {
      ...held,
      compared: until,
      notes: [],
      differences: [
        { cell: '流水校验码', name: '流水被改写或被截短', printed: `${code.seq} ${code.hash}`, ledger },
      ],
    };
  }
  const content = monthReport(await reporterOf(ctx), then.figures, then.cases, false, then.changes);
  const expected = printedReport(await expectedBook(content));
  if (typeof expected === 'string')
    throw new Error(`the report of ${month} cannot be read back: ${expected}`);
  const { cells, differences, purged } = compareReport(printed, {
    expected,
    purged: then.purged,
    phones: new Map(then.cases.map(({ no, phone }) => [no, phone ?? ''])),
  });
  return {
    ...held,
    compared: `${until}：${cells} 格的数、部门、主要问题、明细和统计说明逐格与台账相符（整改措施和另加的备注不核对）`,
    notes: [
      ...(await backdated(ctx, printed)).map((note) => `${file}：${note}`),
      ...(purged > 0 ? [`${file}：有 ${purged} 格的文字因清除过个人信息，不再能核对`] : []),
      ...printed.others.map((name) => `${file}：工作表“${name}”不是月报的，没有核对`),
    ],
    differences,
  };
}

/** Figures can be asked for as of an earlier time, or the clock stood wrong: neither shows in the figures themselves. */
async function backdated(ctx: Context, { code, asOf }: PrintedReport): Promise<readonly string[]> {
  const recordedAt = (await findRecordedAt(ctx.ledger, code.seq)) ?? asOf;
  // The minute is what is printed.
  return minute(asOf) < minute(recordedAt)
    ? [
        `印的统计时间 ${minute(asOf)} 早于它的第 ${code.seq} 条流水录入的时间 ${minute(recordedAt)}：这份表是后来按从前的时间统计的（report --at），或当时本机时钟不对`,
      ]
    : [];
}

/** What the workbook would say, as a file of it is read. */
async function expectedBook(content: ReturnType<typeof monthReport>) {
  const book = readWorkbook(await filling(annex2, (path) => monthWorkbook(content, path)));
  if (typeof book === 'string') throw new Error(`a workbook just made is ${book}`);
  return book;
}

async function holdBackup(ctx: Context, file: string): Promise<Held> {
  const { head, differs } = await compareBackup({ ...ctx, schema: ctx.schema, progress: ctx.progress }, file);
  return {
    file,
    kind: 'backup',
    seq: head.seq,
    compared: `备份，第 1 至 ${head.seq} 条流水都在台账中`,
    notes: [],
    differences:
      differs === null
        ? []
        : [
            {
              cell: `第 ${differs.seq} 条流水`,
              name: '从这一条起不同',
              printed: differs.backup,
              ledger: differs.ledger,
            },
          ],
  };
}
