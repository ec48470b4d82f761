import { writeFileSync } from 'node:fs';
import { bareCommand } from '../cli/command.ts';
import { argument, asked, optional, remainingArguments } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, line, month } from '../cli/values.ts';
import { openContext, type Session } from '../context.ts';
import { groupJson } from '../documents/group/json.ts';
import type { GroupReport } from '../documents/group/report.ts';
import { Refusal, refuse } from '../domain/problems.ts';
import { packageFile } from '../ledger-place.ts';
import { isAmongSources, ROLL_UP } from '../services/group/list-sources.ts';
import type { Wanted } from '../services/group/read-sources.ts';
import { rollUp } from '../services/group/roll-up.ts';
import { setting } from '../services/ledger-context.ts';
import { refuseToCome } from '../services/month/publish.ts';
import { listCollected } from '../store/collected.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { endingOf, groupTable, refuseNothing } from './shared/group-table.ts';
import { formatOf, outputFields } from './shared/output-fields.ts';

const formats = { xlsx: '附件2，每个单位一行', csv: '只有表', html: '网页' } as const;

type Format = keyof typeof formats;

export const rollup = bareCommand({
  summary: '汇总各单位的月报（总部）',
  usedWhen:
    '总部把各单位一个月的数汇总成一张附件2，每个单位一行；给台账、备份、月报（.xlsx）或放着它们的文件夹，都只看不改。台账逐条核对；有总部台账的，还与以前收过的数对照。',
  fields: {
    month: asked(argument('月份', month), { question: '哪个月', initial: '上月' }),
    sources: remainingArguments('台账、备份、月报或文件夹', line),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 xlsx）', choice(formats)),
  },
  examples: ['tousu rollup 2023-10 各单位', 'tousu rollup 上月 修武.xlsx 温县.db -o 十月汇总.xlsx --force'],
  async run(session, { month: wanted, sources, output, force, format }) {
    refuseToCome(wanted, session.now);
    const { format: fileFormat, endings } = formatOf(formats, format, output);
    const file = output ?? (session.json ? null : `${ROLL_UP}_${wanted}.${fileFormat}`);
    if (file !== null && isAmongSources(file, sources))
      refuse('usage.invalid', {
        message: `${file} 是要汇总的文件，不能写成汇总表`,
        hint: '用 -o 换一个文件名',
      });
    using draft = file === null ? undefined : openDraft(session, file, { force, endings });
    const rolled = await rollUp({
      month: wanted,
      now: session.now,
      sources,
      ...(await ownLedger(session)),
      schema: session.schema,
      thread: packageFile('bin/thread.js'),
      progress: session.progress,
    });
    const report: GroupReport = { ...rolled, asOf: session.now };
    refuseNothing(report);
    await draft?.write((path) => writers[fileFormat](path, report));
    draft?.keep();
    if (session.json) session.print(toJson(groupJson(report)));
    else session.print(`${await groupTable(session, report)}\n已写入 ${shown(file)}`);
    return endingOf(session, report);
  },
});

const writers: Readonly<Record<Format, (path: string, report: GroupReport) => Promise<void>>> = {
  xlsx: async (path, report) =>
    (await import('../documents/group/workbook.ts')).writeGroupWorkbook(path, report),
  csv: async (path, report) => (await import('../documents/group/csv.ts')).writeGroupCsv(path, report),
  html: async (path, report) =>
    writeFileSync(path, (await import('../documents/group/page.ts')).groupPage(report)),
};

/** Headquarters' own ledger, with what it has got before; a roll-up needs none, and the ledger of a branch is none. */
async function ownLedger(session: Session): Promise<Pick<Wanted, 'own' | 'collected'>> {
  try {
    const ctx = await openContext(session);
    try {
      return setting(ctx, 'unit.kind') === 'headquarters'
        ? { own: ctx.address, collected: (await listCollected(ctx.ledger)).map(({ data }) => data) }
        : NONE;
    } finally {
      await ctx.ledger.close();
    }
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'not_found.ledger') return NONE;
    throw error;
  }
}

const NONE: Pick<Wanted, 'own' | 'collected'> = { own: null, collected: [] };
