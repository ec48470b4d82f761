import { command } from '../cli/command.ts';
import { flag, optional } from '../cli/fields.ts';
import { shown, toJson } from '../cli/text.ts';
import { choice, day, month } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { addDays, type Day, dayOf } from '../domain/clock.ts';
import type { Complaint } from '../domain/complaint.ts';
import { monthRange } from '../domain/figures.ts';
import { refuse } from '../domain/problems.ts';
import { ledgerColumns } from '../reports/ledger-columns.ts';
import type { TableWriter } from '../reports/table-writer.ts';
import { daysOf, exportLedger } from '../services/export-ledger.ts';
import { formatOf, outputFields, writeOutput } from './output-file.ts';

const formats = { xlsx: 'Excel 表', csv: '逗号分隔的文本' } as const;

export const exportCommand = command({
  summary: '导出台账',
  usedWhen: '把一个月、一段时间或全部的投诉导出成一张表，每件一行，各栏齐全，作废的也在内；电话默认打码。',
  fields: {
    month: optional('受理月份', month),
    from: optional('受理日期从（含）', day),
    to: optional('受理日期到（含，默认今天）', day),
    all: flag('全部投诉'),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 xlsx）', choice(formats)),
    reveal: flag('电话不打码（记入流水）'),
  },
  exactlyOne: ['month', 'from', 'all'],
  examples: ['tousu export --month 2023-10', 'tousu export --all -o 台账.csv --reveal'],
  async run(ctx, input) {
    const { output, force, format, reveal } = input;
    const days = await asked(ctx, input);
    const as = formatOf(formats, format, output);
    const file = output ?? `投诉台账_${days.from}_${days.to}.${as}`;
    const cases = await writeOutput(file, force, async (draft) => {
      const writer = await openTable[as](draft, ctx, reveal);
      return exportLedger(ctx, writer, { ...days, reveal, progress: ctx.progress });
    });
    ctx.print(ctx.json ? toJson({ file, ...days, cases }) : `已导出 ${cases} 件，写入 ${shown(file)}`);
  },
});

/** The days asked for, both included. */
async function asked(
  ctx: Context,
  { month: of, from, to, all }: { month: string | null; from: Day | null; to: Day | null; all: boolean },
): Promise<{ readonly from: Day; readonly to: Day }> {
  if (to !== null && from === null) {
    refuse('usage.invalid', {
      message: '--to 要与 --from 同写',
      hint: '如 --from 2023-10-01 --to 2023-10-31',
    });
  }
  if (of !== null) {
    const [first, next] = monthRange(of);
    return { from: first, to: addDays(next, -1) };
  }
  if (all || from === null) return daysOf(ctx);
  const last = to ?? dayOf(ctx.now);
  if (from > last) {
    refuse('usage.invalid', { message: `--from ${from} 晚于 --to ${last}`, hint: '对调两个日期' });
  }
  return { from, to: last };
}

type Open = (file: string, ctx: Context, reveal: boolean) => Promise<TableWriter<Complaint>>;

const openTable: Readonly<Record<keyof typeof formats, Open>> = {
  xlsx: async (file, { now }, reveal) =>
    (await import('../reports/ledger-workbook.ts')).openLedgerWorkbook(file, ledgerColumns(now, reveal), now),
  csv: async (file, { now }, reveal) =>
    (await import('../reports/ledger-csv.ts')).openLedgerCsv(file, ledgerColumns(now, reveal)),
};
