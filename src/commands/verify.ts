import { command } from '../cli/command.ts';
import { many } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { path } from '../cli/values.ts';
import type { Context } from '../context.ts';
import { refuse } from '../domain/problems.ts';
import { verifyLedger } from '../services/care/verify.ts';
import { lostTail } from '../services/remembered-head.ts';
import type { LedgerWarning, StoredFile } from '../store/db.ts';
import type { Held } from './shared/against.ts';

export const verify = command({
  summary: '核对台账：数据库、流水、时限、编号、附件；与上报的月报和备份对照',
  usedWhen:
    '核对数据库完好、流水逐条相扣、各表与流水一致、时限算得对、编号不断号、附件未改动；月末和搬动台账文件后用一次。--against 再按月报上印的那一条流水重新计算，与三张表逐格对照；给的是备份，就核对其中的流水是否都还在。检查的步骤见手册“给检查人员”。',
  fields: { against: many('以前的月报（.xlsx）或备份', path) },
  examples: ['tousu verify', 'tousu verify --against 投诉管理月度统计分析表_2023-10.xlsx'],
  async run(ctx, { against }) {
    const hold = await reading(against);
    const lookAt = (file: StoredFile) => ctx.ledger.files.state(file, { thorough: true });
    const { findings, changedFiles, setBack, purges, moves, ...checked } = await verifyLedger(
      ctx.ledger,
      lookAt,
    );
    const all = [...findings, ...(await lostTail(ctx, ctx.ledger))];
    if (all.length > 0) refuse('journal.broken', { findings: [...all, ...changedFiles] });
    if (changedFiles.length > 0) refuse('attachment.changed', { files: changedFiles });
    const held = await hold(ctx);
    const different = held.filter(({ differences }) => differences.length > 0);
    if (different.length > 0) refuse('report.differs', { reports: different });
    const { cases, entries, attachments, head } = checked;
    const notes = [
      ...ctx.ledger.warnings.map((warning) => noteOf[warning](ctx.address)),
      ...setBack,
      ...purges,
      ...moves,
      ...held.flatMap((each) => each.notes),
    ];
    const proved = held.map(({ file, kind, seq, compared }) => ({ file, kind, seq, compared }));
    if (ctx.json) return ctx.print(toJson({ ok: true, ...checked, against: proved, notes }));
    ctx.print(`核对无误：${cases} 件投诉，${entries} 条流水，${attachments} 份附件`);
    for (const { file, compared } of proved) ctx.print(`${shown(file)}：${compared}`);
    ctx.print(`流水校验码：${head.seq} ${head.hash}`);
    for (const note of notes.slice(0, MOST_SHOWN)) ctx.say(`注意: ${shown(note)}`);
  },
});

const MOST_SHOWN = 50;

/** Every file is read before the ledger is: what cannot be used is said at once. What reads workbooks is loaded for them alone. */
async function reading(files: readonly string[]): Promise<(ctx: Context) => Promise<readonly Held[]>> {
  if (files.length === 0) return async () => [];
  const { readEvidence } = await import('./shared/against.ts');
  const evidence = files.map(readEvidence);
  return async (ctx) => {
    const held: Held[] = [];
    for (const hold of evidence) held.push(await hold(ctx));
    return held;
  };
}

const noteOf: Readonly<Record<LedgerWarning, (address: string) => string>> = {
  open_to_others: (address) => `这台电脑的其他用户也能读台账，请收回权限：chmod 600 ${address}`,
  network_folder: () => '台账在网络文件夹上，请放到本机磁盘，用 backup 备份到网络文件夹',
  synced_folder: () => '台账在同步盘的文件夹里，会被换成旧的或拆开；请移到别的文件夹，用 backup 备份到同步盘',
};
