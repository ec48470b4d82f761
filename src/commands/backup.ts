import { command } from '../cli/command.ts';
import { optional, optionalArgument } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { integer, path } from '../cli/values.ts';
import { refuse } from '../domain/problems.ts';
import { inForce } from '../domain/settings.ts';
import { backupLedger } from '../services/care/backup.ts';
import { folderSet } from '../services/care/backup-names.ts';
import { lostTail } from '../services/remembered-head.ts';

export const backup = command({
  summary: '备份台账和附件',
  usedWhen:
    '把台账和附件复制到一个文件夹并核对一遍；别人可以同时登记。默认放在台账旁的 backups 文件夹，或设置 backup.folder 指定的地方（要先有这个文件夹），最好是另一块磁盘。',
  fields: {
    folder: optionalArgument('备份到哪个文件夹', path),
    keep: optional('保留几份（默认看设置 backup.keep）', integer(1, 9999)),
  },
  examples: ['tousu backup', 'tousu backup E:\\备份 --keep 60'],
  async run(ctx, input) {
    const lost = await lostTail(ctx, ctx.ledger);
    const done = await backupLedger(ctx, {
      folder: input.folder ?? folderSet(ctx.settings),
      keep: input.keep ?? Number(inForce(ctx.settings, 'backup.keep')),
      now: ctx.now,
      lost,
    });
    const { file, findings, changedFiles, strays, removed, held, kept, sameDisk, ...copy } = done;
    const hint = `已备份到 ${file}，旧备份一份未删；请用 tousu verify 查看，并查明原因`;
    if (findings.length > 0) refuse('journal.broken', { findings: [...findings, ...changedFiles], hint });
    if (strays.length > 0) refuse('journal.broken', { findings: strays, hint });
    if (changedFiles.length > 0) refuse('attachment.changed', { files: changedFiles });
    const { cases, entries, attachments, copied, head } = copy;
    for (const old of held) ctx.say(`注意: 旧备份正被别的程序打开，没有删去，下次备份再删：${shown(old)}`);
    if (ctx.json)
      return ctx.print(toJson({ file, cases, entries, attachments, copied, head, removed, kept, sameDisk }));
    ctx.print(
      `已备份并核对：${shown(file)}\n${cases} 件投诉，${entries} 条流水，${attachments} 份附件（新增 ${copied} 份）；现存备份 ${kept} 份${removed.length > 0 ? `，删去旧的 ${removed.length} 份` : ''}${sameDisk ? '。备份与台账在同一块磁盘上，磁盘坏了两份都没有' : ''}`,
    );
  },
});
