import { command } from '../cli/command.ts';
import { flag, optional } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { ledgerColumns } from '../documents/ledger/columns.ts';
import type { TableWriter } from '../documents/sheet/table-writer.ts';
import { dayOf } from '../domain/case/clock.ts';
import type { Complaint } from '../domain/case/complaint.ts';
import { type Days, daysOf, exportLedger, recordRevealingExport } from '../services/month/export.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { formatOf, outputFields } from './shared/output-fields.ts';
import { daysIn, monthOrDays, periodFields } from './shared/period.ts';

const formats = { xlsx: 'Excel 表', csv: '逗号分隔的文本' } as const;

export const exportCommand = command({
  summary: '导出台账',
  usedWhen: '把全部、一个月或一段时间的投诉导出成一张表，每件一行，各栏齐全，作废的也在内；电话默认打码。',
  fields: {
    ...periodFields,
    all: flag('全部投诉（默认）'),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 xlsx）', choice(formats)),
    reveal: flag('电话不打码（记入流水）'),
  },
  atMostOne: [...monthOrDays, ['all', 'month'], ['all', 'from'], ['all', 'to']],
  examples: ['tousu export --month 2023-10', 'tousu export --all -o 台账.csv --reveal'],
  async run(ctx, input) {
    const { output, force, format, reveal } = input;
    const all = await daysOf(ctx);
    const days = daysIn(input, { ...all, to: input.from === null ? all.to : dayOf(ctx.now) });
    const { format: fileFormat, endings } = formatOf(formats, format, output);
    const file = output ?? ledgerFile(days, fileFormat);
    using draft = openDraft(ctx, file, { force, endings });
    const cases = await draft.write(async (path) =>
      exportLedger(ctx, await openTable[fileFormat](path, ctx, reveal), days, ctx.progress),
    );
    draft.flush();
    if (reveal) await recordRevealingExport(ctx, days, cases);
    draft.keep();
    ctx.print(ctx.json ? toJson({ file, ...days, cases }) : `已导出 ${cases} 件，写入 ${shown(file)}`);
  },
});

/** What the ledger of these days is called where nobody says otherwise. */
export const ledgerFile = ({ from, to }: Days, format: keyof typeof formats): string =>
  `投诉台账_${from}_${to}.${format}`;

type Open = (file: string, ctx: Context, reveal: boolean) => Promise<TableWriter<Complaint>>;

const openTable: Readonly<Record<keyof typeof formats, Open>> = {
  xlsx: async (file, { now }, reveal) =>
    (await import('../documents/ledger/workbook.ts')).openLedgerWorkbook(
      file,
      ledgerColumns(now, { reveal }),
      { asOf: now, reveal },
    ),
  csv: async (file, { now }, reveal) =>
    (await import('../documents/ledger/csv.ts')).openLedgerCsv(file, ledgerColumns(now, { reveal })),
};
