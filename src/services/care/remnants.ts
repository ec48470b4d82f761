import { inForce } from '../../domain/settings.ts';
import type { Ledger, Upgrade } from '../../store/db.ts';
import { chainOf, engineFor } from '../../store/engine.ts';
import { listAttachmentFiles } from '../../store/files/attachment-files.ts';
import { isFolder, removeFile } from '../../store/files/copies.ts';
import { listUnnamedCopies } from '../../store/files/left-drafts.ts';
import { listNamedFiles } from '../../store/inspection.ts';
import { findHash } from '../../store/journal.ts';
import { listPurgedFiles, listPurges, type Purge } from '../../store/purge.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { backupsIn, folderOf, stamp, stemOf } from './backup-names.ts';
import { strayAttachments } from './stray-attachments.ts';

/** A file that still holds what was purged, and why, in words. */
export interface Remnant {
  readonly file: string;
  readonly why: string;
}

type Hindrance = Awaited<ReturnType<Ledger['scour']>>;

const hindrances = {
  'ledger.busy': '台账本身：别的窗口或程序正开着它，清除前的内容还在文件里，关掉它们',
  'ledger.full': '台账本身：磁盘已满，没能重写，清除前的内容还在文件里，腾出空间',
} as const;

/**
 * The files that still hold what purges took, as far as this program has put them there: the ledger itself where something
 * hindered it, copies of states before the last purge, and what belongs to these. Attachments go from the folder of the
 * backups with the last backup that needs them.
 */
export async function remnants(
  ctx: LedgerContext & Upgrade,
  hindrance: Hindrance,
): Promise<readonly Remnant[]> {
  const last = (await listPurges(ctx.ledger)).at(-1);
  if (last === undefined) return [];
  const folder = folderOf(ctx, inForce(ctx.settings, 'backup.folder'));
  const copies = isFolder(folder) ? backupsIn(folder, stemOf(ctx)) : [];
  const backups: Remnant[] = [];
  for (const file of copies)
    if (await isFromBefore(ctx, file, last)) backups.push({ file, why: '清除前的备份' });
  const itself = hindrance === null ? [] : [{ file: ctx.address, why: hindrances[hindrance] }];
  const kept = (await (await engineFor(ctx.address)).listKept(ctx.address))
    .filter((file) => isKeptBefore(file, last))
    .map((file) => ({ file, why: '从前换下或更新前保留的台账' }));
  const unnamed = [...new Set([folder, ctx.home])]
    .flatMap(listUnnamedCopies)
    .map((file) => ({ file, why: '正在写的，或别的电脑没有写完的备份' }));
  const ofBackups = await attachmentsIn(ctx, folder, backups);
  const known = await listNamedFiles(ctx.ledger);
  const stray: Remnant[] = [];
  for (const each of new Set([folder, ctx.home].filter(isFolder)))
    for (const file of await strayAttachments(each, known, ctx))
      stray.push({ file, why: '没有一本台账提到的附件，多半是没有做完的恢复、迁移或备份留下的' });
  return [...itself, ...backups, ...unnamed, ...ofBackups, ...stray, ...kept];
}

/** By where its chain ends, and by its name, should another ledger have grown since; one that cannot be read may be. */
async function isFromBefore(ctx: LedgerContext & Upgrade, file: string, last: Purge): Promise<boolean> {
  const ends = await chainOf(file, ctx);
  if (ends !== undefined && ends.origin !== (await findHash(ctx.ledger, 1))) return false;
  return ends === undefined || ends.head.seq < last.seq || stampIn(file) < stamp(last.recordedAt);
}

const stampIn = (file: string): string =>
  /(\d{8}-\d{6})(?:-\d+)?(?:\.db)?(?:-wal|-shm|-journal)?$/.exec(file)?.[1] ?? '';

/**
 * `ledger.db.v3-412` ends with entry 412, `ledger.db.replaced-20231005-093000` was replaced then, perhaps in the second of
 * the purge; a draft of either may be. On a server `_` stands for `.`.
 */
function isKeptBefore(file: string, last: Purge): boolean {
  const [, seq] = /[._]v\d+[-_](\d+)$/.exec(file) ?? [];
  return seq === undefined ? stampIn(file) <= stamp(last.recordedAt) : Number(seq) < last.seq;
}

async function attachmentsIn(
  { ledger, home }: LedgerContext,
  folder: string,
  backups: readonly Remnant[],
): Promise<readonly Remnant[]> {
  if (folder === home) return [];
  const purged = listAttachmentFiles(folder, await listPurgedFiles(ledger));
  if (backups.length > 0) return purged.map((file) => ({ file, why: '清除前的备份里的附件' }));
  for (const file of purged) removeFile(file);
  return [];
}
