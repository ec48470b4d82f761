import { command } from '../cli/command.ts';
import { optional } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { line } from '../cli/values.ts';
import { readCheckCode } from '../documents/month/check-code.ts';
import { refuse } from '../domain/problems.ts';
import { verifyLedger } from '../services/care/verify.ts';
import type { LedgerWarning } from '../store/db.ts';
import { attachmentState } from '../store/files/attachment-files.ts';

export const verify = command({
  summary: '核对台账：数据库、流水、时限、编号、附件',
  usedWhen:
    '核对数据库完好、流水逐条相扣、各表与流水一致、时限算得对、编号不断号、附件未改动；月末和搬动台账文件后用一次。--against 再核对以前报表上印的校验码是否还在流水中。',
  fields: { against: optional('以前的月报文件（.xlsx）', line) },
  examples: ['tousu verify', 'tousu verify --against 投诉管理月度统计分析表_2023-10.xlsx'],
  async run(ctx, { against }) {
    const codes = against === null ? [] : [await readCheckCode(against)];
    const lookAt = (file: { sha256: string; size: number }) =>
      attachmentState(ctx.home, file, { thorough: true });
    const { findings, changedFiles, ...checked } = await verifyLedger(ctx.ledger, lookAt, codes);
    if (findings.length > 0) refuse('journal.broken', { findings: [...findings, ...changedFiles] });
    if (changedFiles.length > 0) refuse('attachment.changed', { files: changedFiles });
    const { cases, entries, attachments, head } = checked;
    const notes = ctx.ledger.warnings.map((warning) => noteOf[warning](ctx.address));
    if (ctx.json) return ctx.print(toJson({ ok: true, ...checked, notes }));
    const stillThere = codes.map(({ seq }) => `，报表上的校验码（第 ${seq} 条）仍在流水中`).join('');
    ctx.print(`核对无误：${cases} 件投诉，${entries} 条流水，${attachments} 份附件${stillThere}`);
    ctx.print(`流水校验码：${head.seq} ${head.hash}`);
    for (const note of notes) ctx.say(`注意: ${shown(note)}`);
  },
});

const noteOf: Readonly<Record<LedgerWarning, (address: string) => string>> = {
  open_to_others: (address) => `这台电脑的其他用户也能读台账，请收回权限：chmod 600 ${address}`,
  network_folder: () => '台账在网络文件夹上，请放到本机磁盘，用 backup 备份到网络文件夹',
};
