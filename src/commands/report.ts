import { writeFile } from 'node:fs/promises';
import { command } from '../cli/command.ts';
import { argument, flag, optional } from '../cli/fields.ts';
import { percent, shown, toJson } from '../cli/text.ts';
import { choice, month } from '../cli/values.ts';
import type { Context } from '../context.ts';
import type { MonthFigures } from '../domain/figures.ts';
import { problem, Refusal } from '../domain/problems.ts';
import type { MonthReport } from '../reports/month-workbook.ts';
import { listMonthCases } from '../services/month-report.ts';
import { reportMonth } from '../services/statistics.ts';
import { packageFile } from '../settings.ts';
import { asOf, asOfField } from './as-of.ts';
import { formatOf, outputFields, writeOutput } from './output-file.ts';

const formats = { xlsx: '附件2 和明细、分析', csv: '只有附件2 的表', html: '投诉分析报告' } as const;

type Format = keyof typeof formats;

const fileNames: Readonly<Record<Format, string>> = {
  xlsx: '投诉管理月度统计分析表',
  csv: '投诉管理月度统计分析表',
  html: '投诉分析报告',
};

const writers: Readonly<
  Record<Exclude<Format, 'html'>, (file: string, content: MonthReport) => Promise<void>>
> = {
  xlsx: writeWorkbook,
  csv: async (file, content) => (await import('../reports/month-csv.ts')).writeMonthCsv(file, content),
};

export const report = command({
  summary: '月度统计分析表（附件2）',
  usedWhen: '月末生成报总部的 Excel 表；当月还有未归档的投诉时标明“暂定”。',
  fields: {
    month: argument('月份', month),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 xlsx）', choice(formats)),
    reveal: flag('投诉明细中的电话不打码'),
    at: asOfField,
  },
  examples: [
    'tousu report 2023-10',
    'tousu report 上月 -o 十月投诉.xlsx --force',
    'tousu report 2023-10 --format html',
  ],
  async run(ctx, { month: of, output, force, format, reveal, at }) {
    const figures = await reportMonth(ctx, of, asOf(at, ctx.now));
    const as = formatOf(formats, format, output);
    const file = output ?? (ctx.json ? null : `${fileNames[as]}_${of}.${as}`);
    if (file !== null) {
      await writeOutput(file, force, async (draft) => {
        if (as === 'html') return writeAnalysis(ctx, draft, figures);
        const { monthReport } = await import('../reports/month-rows.ts');
        await writers[as](draft, monthReport(figures, await listMonthCases(ctx, of), reveal));
      });
    }
    ctx.print(ctx.json ? toJson(figures) : `${summary(figures)}\n已写入 ${shown(file)}`);
  },
});

/** The month in three lines. */
function summary(figures: MonthFigures): string {
  const { month: of, total, valid, invalid, inTime, timelinessRate, satisfied, satisfactionRate } = figures;
  return [
    `${of} 投诉 ${total} 件：有效 ${valid}，无效 ${invalid}${figures.provisional ? `（暂定，${figures.open} 件未归档）` : ''}`,
    `按时办结 ${inTime} 件，处理及时率 ${percent(timelinessRate)}`,
    `回访满意 ${satisfied} 件，解决满意率 ${percent(satisfactionRate)}`,
  ].join('\n');
}

/** 2.1.5 The analysis as a page of its own, readable by its owner alone. */
async function writeAnalysis(ctx: Context, file: string, figures: MonthFigures): Promise<void> {
  const { analyseMonth } = await import('../services/month-analysis.ts');
  const { analysisPage } = await import('../reports/analysis-page.ts');
  await writeFile(file, analysisPage(await analyseMonth(ctx, figures)));
}

async function writeWorkbook(file: string, content: MonthReport): Promise<void> {
  const { writeMonthWorkbook, TemplateProblem } = await import('../reports/month-workbook.ts');
  const template = packageFile('templates/annex2-monthly.xlsx');
  try {
    await writeMonthWorkbook(file, content, template);
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    const lacks = error.missing.length > 0 ? [`缺少 ${error.missing.join('、')}`] : [];
    const strange = error.unknown.length > 0 ? [`不认识 ${error.unknown.join('、')}`] : [];
    throw new Refusal(
      problem('usage.invalid', {
        message: `月表模板 ${template} 的占位符${[...lacks, ...strange].join('，')}`,
        hint: '在模板中补上占位符，或恢复原来的模板',
      }),
    );
  }
}
