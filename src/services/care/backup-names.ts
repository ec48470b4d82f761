import { basename, join } from 'node:path';
import { addDays, dayOf, type Moment } from '../../domain/case/clock.ts';
import { refuse } from '../../domain/problems.ts';
import { inForce } from '../../domain/settings.ts';
import type { LedgerPlace } from '../../store/db.ts';
import { isFolder, listFiles } from '../../store/files/copies.ts';
import { findFirstEntryAt } from '../../store/inspection.ts';
import type { LedgerContext } from '../ledger-context.ts';

/**
 * What to say of backups before the day's work: in words, when the newest is more than a day old, or there is none of a
 * ledger that is; null where all is well. What is called a backup is not opened: the daily one verifies itself.
 */
export async function overdueBackup(ctx: LedgerContext): Promise<string | null> {
  const set = inForce(ctx.settings, 'backup.folder');
  const folder = folderOf(ctx, set);
  const aDayAgo = addDays(dayOf(ctx.now), -1) + ctx.now.slice(10);
  const newest = isFolder(folder) ? backupsIn(folder, stemOf(ctx)).at(-1) : undefined;
  const [, day = '', time = ''] = /-(\d{8})-(\d{6})(?:-\d+)?\.db$/.exec(newest ?? '') ?? [];
  if (newest !== undefined)
    return `${day}-${time}` < stamp(aDayAgo)
      ? `最近的备份是 ${inWords(day, time)} 的，请运行 tousu backup`
      : null;
  const began = await findFirstEntryAt(ctx.ledger);
  if (began === undefined || began >= aDayAgo) return null;
  return set !== null && !isFolder(set)
    ? `备份的文件夹不在：${set}，请接上那块磁盘，再运行 tousu backup`
    : '台账还没有备份过，请运行 tousu backup';
}

const inWords = (day: string, time: string): string =>
  `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)} ${time.slice(0, 2)}:${time.slice(2, 4)}`;

/** `20231005-093000` */
export const stamp = (moment: Moment): string =>
  moment.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');

/** Where the backups lie: where the ledger is, in a folder of their own, if nothing else is said. */
export const folderOf = ({ home }: LedgerPlace, given: string | null): string =>
  given ?? join(home, 'backups');

/**
 * Where the settings say that the backups lie; null where they say nothing. Refuses a folder that is not there: a drive that is
 * not connected must not become a folder of another one.
 */
export function folderSet(settings: LedgerContext['settings']): string | null {
  const folder = inForce(settings, 'backup.folder');
  if (folder !== null && !isFolder(folder))
    refuse('not_found.file', {
      file: folder,
      hint: '接上那块磁盘，先建好这个文件夹；换一个：tousu config set backup.folder 文件夹',
    });
  return folder;
}

/** What the names of its backups begin with. */
export const stemOf = ({ name }: LedgerPlace): string => name.replace(/\.db$/, '');

/** The files that are named as backups of a ledger of that name, oldest first: by their second, then as they came in it. */
export function backupsIn(folder: string, stem: string): readonly string[] {
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
