import { writeFileSync } from 'node:fs';
import { command } from '../cli/command.ts';
import { argument, asked, flag, optional } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, month } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { figuresJson } from '../documents/month/figures-json.ts';
import type { MonthReport } from '../documents/month/workbook.ts';
import { rowColumns } from '../domain/month/annex2-columns.ts';
import { type MonthFigures, monthRange } from '../domain/month/figures.ts';
import { percent } from '../domain/words/wording.ts';
import { ofOneMoment } from '../services/ledger-context.ts';
import { changesSinceFinal } from '../services/month/finalise.ts';
import { recordPublication, refuseBeforeLedger, refuseToCome } from '../services/month/publish.ts';
import { reporterOf } from '../services/month/reporter.ts';
import { reportMonth } from '../services/month/statistics.ts';
import { officeForPdf, writePdf } from '../services/office-program.ts';
import { listComplaintsAccepted } from '../store/complaints.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { asOf, asOfField } from './shared/as-of.ts';
import { formatOf, outputFields } from './shared/output-fields.ts';
import { annex2, filling } from './shared/template.ts';

const formats = {
  xlsx: '附件2 和明细、分析',
  csv: '只有附件2 的表',
  html: '投诉分析报告',
  pdf: '附件2 和明细、分析，供打印',
} as const;

type Format = keyof typeof formats;

const fileNames: Readonly<Record<Format, string>> = {
  xlsx: '投诉管理月度统计分析表',
  csv: '投诉管理月度统计分析表',
  html: '投诉分析报告',
  pdf: '投诉管理月度统计分析表',
};

/** The list of cases is in it. */
const showsPhones: Readonly<Record<Format, boolean>> = { xlsx: true, csv: false, html: false, pdf: true };

/** What the document of a month is called where nobody says otherwise. */
export const reportFile = (format: Format, month: string): string =>
  `${fileNames[format]}_${month}.${format}`;

/** Reads from the ledger what the document shows beside the figures; returns what writes the document. */
type Reader = (ctx: Context, figures: MonthFigures, phones: Phones) => Promise<Writer>;
type Writer = (path: string) => Promise<void>;

interface Phones {
  /** They are shown whole, not masked. */
  readonly reveal: boolean;
}

const readers: Readonly<Record<Format, Reader>> = {
  xlsx: async (ctx, figures, phones) => {
    const content = await contentOf(ctx, figures, phones);
    return (path) => writeWorkbook(path, content);
  },
  csv: async (ctx, figures) => {
    const { writeMonthCsv } = await import('../documents/month/csv.ts');
    const content = await contentOf(ctx, figures, { reveal: false });
    return (path) => writeMonthCsv(path, content);
  },
  html: readAnalysis,
  pdf: async (ctx, figures, phones) => {
    const office = officeForPdf(ctx);
    const content = await contentOf(ctx, figures, phones);
    return (path) => writePdf(office, path, 'xlsx', (workbook) => writeWorkbook(workbook, content));
  },
};

export const report = command({
  summary: '月度统计分析表（附件2）',
  usedWhen: '月末生成报总部的 Excel 表；当月还有未归档的投诉时标明“暂定”。',
  fields: {
    month: asked(argument('月份', month), { question: '哪个月', initial: '上月' }),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 xlsx）', choice(formats)),
    reveal: flag('投诉明细中的电话不打码（记入流水）'),
    final: flag('记为上报总部的数，以后的月报列出变动'),
    at: asOfField,
  },
  examples: [
    'tousu report 2023-10',
    'tousu report 上月 -o 十月投诉.xlsx --force',
    'tousu report 2023-10 --format html',
    'tousu report 2023-10 --final',
  ],
  async run(ctx, { month: reported, output, force, format, reveal, final, at }) {
    const { format: fileFormat, endings } = formatOf(formats, format, output);
    const file = output ?? (ctx.json ? null : reportFile(fileFormat, reported));
    const revealed = reveal && showsPhones[fileFormat] && file !== null;
    using draft = file === null ? undefined : openDraft(ctx, file, { force, endings });
    refuseToCome(reported, ctx.now);
    // Scripts that ask for the figures alone get them of any month.
    if (file !== null) await refuseBeforeLedger(ctx, reported);
    const { figures, write } = await ofOneMoment(ctx, async (inside) => {
      const counted = await reportMonth(inside, reported, asOf(at, ctx.now));
      return {
        figures: counted,
        write: draft && (await readers[fileFormat](inside, counted, { reveal: revealed })),
      };
    });
    if (write) await draft?.write(write);
    draft?.flush(); // What cannot be kept is not recorded as sent.
    await recordPublication(ctx, figures, { final, reveal: revealed });
    draft?.keep();
    if (ctx.json) return ctx.print(toJson(figuresJson(figures)));
    ctx.print(`${summary(figures)}\n已写入 ${shown(file)}${final ? '，已记为上报数' : ''}`);
  },
});

/** The month in three lines. */
export function summary(figures: MonthFigures): string {
  const { total, valid, invalid, inTime, timelinessRate, satisfied, satisfactionRate } = figures;
  return [
    `${figures.month} 投诉 ${total} 件：有效 ${valid}，无效 ${invalid}${figures.provisional ? `（暂定，${figures.open} 件未归档）` : ''}`,
    `${rowColumns.inTime.short} ${inTime} 件，${rowColumns.timelinessRate.short} ${percent(timelinessRate)}`,
    `${rowColumns.satisfied.short} ${satisfied} 件，${rowColumns.satisfactionRate.short} ${percent(satisfactionRate)}`,
  ].join('\n');
}

/** What the table of Annex 2 and the list of cases show. */
async function contentOf(ctx: Context, figures: MonthFigures, { reveal }: Phones): Promise<MonthReport> {
  const { monthReport } = await import('../documents/month/rows.ts');
  const cases = await listComplaintsAccepted(ctx.ledger, monthRange(figures.month));
  return monthReport(await reporterOf(ctx), figures, cases, reveal, await changesSinceFinal(ctx, figures));
}

/** 2.1.5 The analysis as a page of its own, readable by its owner alone. */
async function readAnalysis(ctx: Context, figures: MonthFigures): Promise<Writer> {
  const { analyseMonth } = await import('../services/month/analysis.ts');
  const { analysisPage } = await import('../documents/analysis/page.ts');
  const analysis = await analyseMonth(ctx, figures);
  return async (path) => writeFileSync(path, analysisPage(analysis));
}

async function writeWorkbook(file: string, content: MonthReport): Promise<void> {
  const { writeMonthWorkbook } = await import('../documents/month/workbook.ts');
  await filling(annex2, (path) => writeMonthWorkbook(file, content, path));
}
