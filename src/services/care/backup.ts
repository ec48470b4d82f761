import { basename, join } from 'node:path';
import { addDays, dayOf, type Moment, startOfDay } from '../../domain/case/clock.ts';
import { refuse } from '../../domain/problems.ts';
import type { LedgerPlace, Upgrade } from '../../store/db.ts';
import { engineFor } from '../../store/engine.ts';
import { draftIn, listFiles, listLeftDrafts, nameCopy, removeUnlessHeld } from '../../store/files/copies.ts';
import { dropDraft } from '../../store/files/private-files.ts';
import { type CheckedCopy, completeCopy } from './checked-copy.ts';

export interface BackupOptions {
  /** Where the backups lie; null: in the folder `backups` of the ledger's home. */
  readonly folder: string | null;
  /** How many backups of this ledger stay. */
  readonly keep: number;
  readonly now: Moment;
}

export interface Backup extends CheckedCopy {
  readonly file: string;
  /** Older backups that were removed. */
  readonly removed: readonly string[];
  /** Older backups that should be, but another program has them open: the next backup removes them. */
  readonly held: readonly string[];
  readonly kept: number;
}

/**
 * Copies the ledger while others go on writing, its attachments with it, and verifies the copy before it has its name.
 * Only after a backup without a finding do older ones of the same ledger go, so the last good one always stays.
 */
export async function backupLedger(ctx: LedgerPlace & Upgrade, options: BackupOptions): Promise<Backup> {
  const { address, home } = ctx;
  const folder = options.folder ?? join(home, 'backups');
  const stem = basename(address).replace(/\.db$/, '');
  const draft = draftIn(folder);
  let checked: CheckedCopy;
  let file: string;
  try {
    await (await engineFor(address)).copyOut(address, draft);
    checked = await completeCopy(ctx, draft, { from: home, to: folder }, { thorough: false });
    file = nameBackup(draft, join(folder, `${stem}-${stamp(options.now)}`));
  } finally {
    dropDraft(draft);
  }
  // A backup that is killed every night must not fill the disk.
  const yesterday = startOfDay(addDays(dayOf(options.now), -1));
  for (const left of listLeftDrafts(folder, yesterday)) removeUnlessHeld(left);
  const sound = checked.findings.length === 0 && checked.changedFiles.length === 0;
  const rotated = await rotate(file, folder, stem, sound ? options.keep : Number.POSITIVE_INFINITY);
  return { ...checked, file, ...rotated };
}

/** `20231005-093000` */
export const stamp = (moment: Moment): string =>
  moment.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

function nameBackup(draft: string, stem: string): string {
  for (let n = 1; n < 100; n++) {
    const file = `${stem}${n === 1 ? '' : `-${n}`}.db`;
    if (nameCopy(draft, file)) return file;
  }
  return refuse('usage.invalid', { message: `${stem}.db 等文件已存在`, hint: '过一秒再运行' });
}

/** Removes the oldest backups of this ledger beyond `keep`; another ledger's, and what cannot be read, stay. */
async function rotate(newest: string, folder: string, stem: string, keep: number) {
  const { originOf } = await engineFor(newest);
  const origin = await originOf(newest);
  const older: string[] = [];
  for (const file of backupsIn(folder, stem))
    if (file !== newest && (await originOf(file)) === origin) older.push(file);
  const removed: string[] = [];
  const held: string[] = [];
  for (const file of older.slice(0, Math.max(0, older.length + 1 - keep)))
    (removeUnlessHeld(file) ? removed : held).push(file);
  return { removed, held, kept: older.length + 1 - removed.length };
}

/** The files that are named as backups of a ledger of that name, oldest first: by their second, then as they came in it. */
function backupsIn(folder: string, stem: string): readonly string[] {
  const literal = stem.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const name = new RegExp(`^${literal}-(\\d{8}-\\d{6})(?:-(\\d+))?\\.db$`);
  const ageOf = (file: string): readonly [string, number] => {
    const [, second = '', n = '1'] = name.exec(basename(file)) ?? [];
    return [second, Number(n)];
  };
  return listFiles(folder, name).toSorted((a, b) => {
    const [[secondA, nA], [secondB, nB]] = [ageOf(a), ageOf(b)];
    return secondA.localeCompare(secondB) || nA - nB;
  });
}
