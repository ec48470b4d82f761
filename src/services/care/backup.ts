import { join } from 'node:path';
import type { Moment } from '../../domain/case/clock.ts';
import { refuse } from '../../domain/problems.ts';
import type { ChainEnds, FileStore, LedgerPlace, Upgrade } from '../../store/db.ts';
import { chainOf, engineFor, isOnServer, openCopy } from '../../store/engine.ts';
import { isOnSameDisk, nameCopy, removeUnlessHeld } from '../../store/files/copies.ts';
import { draftIn } from '../../store/files/draft-names.ts';
import { dropDraft } from '../../store/files/private-files.ts';
import { findHash } from '../../store/journal.ts';
import { leftBehind, listRestorations } from '../../store/restorations.ts';
import { backupsIn, folderOf, stamp, stemOf } from './backup-names.ts';
import { type CheckedCopy, completeCopy } from './checked-copy.ts';

/** What is copied. */
export interface BackupContext extends LedgerPlace, Upgrade {
  readonly ledger: { readonly files: FileStore };
}

export interface BackupOptions {
  /** Where the backups lie; null: in the folder `backups` of the ledger's home. */
  readonly folder: string | null;
  /** How many backups of this ledger stay. */
  readonly keep: number;
  readonly now: Moment;
  /** What is known from elsewhere to be missing in the ledger, in words: it counts as a copy that ends otherwise does. */
  readonly lost?: readonly string[];
}

export interface Backup extends CheckedCopy {
  readonly file: string;
  /** Entries that the ledger had once, as older copies or this computer know, in words: no copy is removed then. */
  readonly strays: readonly string[];
  /** Older backups that were removed. */
  readonly removed: readonly string[];
  /** Older backups that should be, but another program has them open: the next backup removes them. */
  readonly held: readonly string[];
  readonly kept: number;
  /** A broken disk would take both. */
  readonly sameDisk: boolean;
}

/**
 * Copies the ledger while others go on writing, its attachments with it, and verifies the copy before it has its name.
 * Only after a backup without a finding do older ones of the same ledger go, and only where each of them ends with an
 * entry that the ledger still has: so the last good one always stays, whatever was cut off since.
 */
export async function backupLedger(ctx: BackupContext, options: BackupOptions): Promise<Backup> {
  const { address, home } = ctx;
  const folder = folderOf(ctx, options.folder);
  const stem = stemOf(ctx);
  const draft = draftIn(folder);
  let checked: CheckedCopy;
  let file: string;
  try {
    await (await engineFor(address)).copyOut(address, draft, ctx);
    checked = await completeCopy(ctx, draft, ctx.ledger.files, { thorough: false });
    file = nameBackup(draft, join(folder, `${stem}-${stamp(options.now)}`));
  } finally {
    dropDraft(draft);
  }
  const sound = checked.findings.length === 0 && checked.changedFiles.length === 0;
  const older = await olderBackups(ctx, file, folder, stem);
  const strays = [...(options.lost ?? []), ...(await strayCopies(ctx, file, older))];
  const keep = sound && strays.length === 0 ? options.keep : Number.POSITIVE_INFINITY;
  const removed: string[] = [];
  const held: string[] = [];
  for (const copy of older.slice(0, Math.max(0, older.length + 1 - keep)))
    (removeUnlessHeld(copy.file) ? removed : held).push(copy.file);
  return {
    ...checked,
    file,
    strays,
    removed,
    held,
    kept: older.length + 1 - removed.length,
    sameDisk: !isOnServer(address) && isOnSameDisk(file, home),
  };
}

function nameBackup(draft: string, stem: string): string {
  for (let n = 1; n < 100; n++) {
    const file = `${stem}${n === 1 ? '' : `-${n}`}.db`;
    if (nameCopy(draft, file)) return file;
  }
  return refuse('usage.invalid', { message: `${stem}.db 等文件已存在`, hint: '过一秒再运行' });
}

interface OlderBackup {
  readonly file: string;
  readonly head: ChainEnds['head'];
}

/** The backups of this ledger beside the newest, oldest first; another ledger's, and what cannot be read, are not among them. */
async function olderBackups(
  upgrade: Upgrade,
  newest: string,
  folder: string,
  stem: string,
): Promise<readonly OlderBackup[]> {
  const origin = (await chainOf(newest, upgrade))?.origin;
  const older: OlderBackup[] = [];
  for (const file of backupsIn(folder, stem)) {
    const chain = file === newest ? undefined : await chainOf(file, upgrade);
    if (chain !== undefined && chain.origin === origin) older.push({ file, head: chain.head });
  }
  return older;
}

/**
 * Of these the copies that end with an entry which the ledger does not have, in words: it was cut short or rewritten since.
 * What a restore left behind is known, and none of them.
 */
async function strayCopies(
  upgrade: Upgrade,
  newest: string,
  older: readonly OlderBackup[],
): Promise<readonly string[]> {
  const ledger = await openCopy(newest, upgrade);
  try {
    const restorations = await listRestorations(ledger);
    const strays: string[] = [];
    for (const { file, head } of older) {
      if ((await findHash(ledger, head.seq)) === head.hash) continue;
      if (!restorations.some((restoration) => leftBehind(restoration, head)))
        strays.push(`备份 ${file} 的最后一条流水（第 ${head.seq} 条）不在台账里：流水被截短或改写`);
    }
    return strays;
  } finally {
    await ledger.close();
  }
}
