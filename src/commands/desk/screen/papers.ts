import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Context } from '../../../context.ts';
import { minute, monthOf } from '../../../domain/case/clock.ts';
import type { Complaint } from '../../../domain/case/complaint.ts';
import { papersOffered } from '../../../domain/case/papers.ts';
import { lastDayOf, monthRange, monthsUntil } from '../../../domain/month/figures.ts';
import { paperKinds } from '../../../domain/words/vocabulary.ts';
import { openWork } from '../../../services/day/today.ts';
import { findSending } from '../../../services/month/finalise.ts';
import { reportMonth } from '../../../services/month/statistics.ts';
import { fileExists } from '../../../store/files/private-files.ts';
import { getBeginning } from '../../../store/months.ts';
import { ledgerFile } from '../../export.ts';
import { reportFile, summary } from '../../report.ts';
import type { MonthOffer, MonthPage, Offer, Paper, PaperFile } from './state.ts';

/** A file in the current folder, by its whole path, and the next free name beside it. */
function fileNamed(name: string): PaperFile {
  const path = resolve(name);
  const stem = basename(path, extname(path));
  let another = path;
  for (let n = 2; fileExists(another); n++) another = join(dirname(path), `${stem}(${n})${extname(path)}`);
  return { path, exists: another !== path, another };
}

/** Whether what is journalled can be done as well. */
interface Rights {
  readonly mayRecord: boolean;
}

/**
 * The papers of one case: those that it has something to say in as it stands, which are journalled, then those that every
 * case has.
 */
export function casePapers(complaint: Complaint, { mayRecord }: Rights): readonly Offer[] {
  const { no } = complaint;
  const papers: readonly Paper[] = [
    ...(mayRecord ? papersOffered(complaint) : []).map((kind) => ({
      label: `${paperKinds[kind]}（Word）`,
      words: ['paper', kind, no],
      file: fileNamed(`${paperKinds[kind]}_${no}.docx`),
    })),
    { label: '单页（网页）', words: ['page', no], file: fileNamed(`投诉_${no}.html`) },
    { label: '登记表（Word）', words: ['form', no], file: fileNamed(`投诉登记表_${no}.docx`) },
    { label: '投诉档案（压缩包）', words: ['archive', no], file: fileNamed(`投诉档案_${no}.zip`) },
  ];
  return papers.map((paper) => ({
    label: paper.label,
    isDue: false,
    isGrave: false,
    action: { kind: 'paper', paper },
  }));
}

/**
 * The page of a month; null: the last month until its figures are marked as sent, then the present one. Months that are
 * still to come, or from before the ledger began, are none of its months.
 */
export async function loadMonth(ctx: Context, wanted: string | null): Promise<MonthPage> {
  const present = monthOf(ctx.now);
  const months = monthsSince((await getBeginning(ctx.ledger)) ?? present, present);
  const month = wanted ?? (await monthToReport(ctx, months));
  const figures = await reportMonth(ctx, month, ctx.now);
  const open = await openWork(ctx, monthRange(month));
  const mayRecord = await ctx.ledger.mayRecord();
  const sending = await findSending(ctx, month);
  const changes = figures.changedSinceFinal.length;
  const sentRemark =
    sending === undefined
      ? '还没有记过'
      : `${minute(sending.recordedAt)} 记过${changes > 0 ? `，以后有 ${changes} 个数变了` : ''}`;
  return {
    name: 'month',
    month,
    months,
    figures: summary(figures).split('\n'),
    offers: offersOf(month, { open: open.length, sentRemark, mayRecord }),
    index: open.length > 0 ? 0 : 1,
  };
}

const MOST_MONTHS = 120;

function monthsSince(began: string, present: string): readonly string[] {
  const known = monthsUntil(present, MOST_MONTHS).filter((month) => month >= began);
  return known.length > 0 ? known : [present];
}

async function monthToReport(ctx: Context, months: readonly string[]): Promise<string> {
  const [last, present] = [months.at(-2), months.at(-1) ?? ''];
  return last !== undefined && (await findSending(ctx, last)) === undefined ? last : present;
}

function offersOf(
  month: string,
  { open, sentRemark, mayRecord }: Rights & { readonly open: number; readonly sentRemark: string },
): readonly MonthOffer[] {
  const workbook = fileNamed(reportFile('xlsx', month));
  const page = fileNamed(reportFile('html', month));
  const days = { from: monthRange(month)[0], to: lastDayOf(month) };
  const ledger = fileNamed(ledgerFile(days, 'xlsx'));
  const check: Paper = { label: '核对台账', words: ['verify'], file: null };
  const report: Paper = { label: '月报', words: ['report', month], file: workbook };
  const sent: Paper = { label: '月报，记为上报数', words: ['report', month, '--final'], file: workbook };
  const analysis: Paper = {
    label: '分析报告',
    words: ['report', month, '--format', 'html'],
    file: page,
  };
  const print: Paper = { label: '台账', words: ['export', '--month', month], file: ledger };
  const papers = (label: string, paper: Paper, remark: string): MonthOffer => ({
    label,
    remark,
    action: { kind: 'papers', papers: [paper] },
  });
  const all: MonthOffer = mayRecord
    ? {
        label: '一次做完：核对、月报、分析报告、台账，记为上报数',
        remark: '',
        action: {
          kind: 'everything',
          sent: [check, sent, analysis, print],
          unsent: [check, report, analysis, print],
        },
      }
    : {
        label: '一次做完：核对、月报、分析报告、台账',
        remark: '',
        action: { kind: 'papers', papers: [check, report, analysis, print] },
      };
  return [
    {
      label: open > 0 ? `${mayRecord ? '追办' : ''}没有归档的 ${open} 件` : '都归档了',
      remark: open > 0 ? '没有归档完以前，月报标“暂定”' : '',
      action: { kind: 'cases' },
    },
    all,
    papers('核对台账', check, ''),
    papers('月报（Excel：附件2、明细、分析）', report, whereOf(workbook)),
    papers('分析报告（网页，可打印）', analysis, whereOf(page)),
    papers('台账（Excel，打印）', print, whereOf(ledger)),
    ...(mayRecord ? [papers('记为上报总部的数', sent, sentRemark)] : []),
    {
      label: '打开文件夹',
      remark: dirname(workbook.path),
      action: { kind: 'folder', path: dirname(workbook.path) },
    },
  ];
}

const whereOf = ({ path, exists }: PaperFile): string => (exists ? `已有 ${path}` : '');
