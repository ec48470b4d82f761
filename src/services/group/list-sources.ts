import { Refusal } from '../../domain/problems.ts';
import { isFolder, listFiles } from '../../store/files/copies.ts';
import { realPath } from '../../store/files/ledger-files.ts';

/** What roll-ups are called where nobody says otherwise: they lie where their sources do. */
export const ROLL_UP = '投诉管理月度汇总表';

/** What may lie in a folder of sources; what programs put beside their files begins with a dot or `~`. */
const SOURCE = new RegExp(`^(?!${ROLL_UP})[^.~].*\\.(db|xlsx)$`, 'i');

/**
 * The files of the sources, in the order in which they were named: a folder stands for the ledgers and the workbooks in it,
 * not for those in folders of its own, nor for headquarters' `own` ledger, which lies there too. What is not there is left
 * to whoever reads it.
 */
export const listSources = (named: readonly string[], own: string | null): readonly string[] => [
  ...new Set(
    named.flatMap((source) => filesIn(source)?.filter((file) => realPath(file) !== own) ?? [source]),
  ),
];

/** Writing to the file would change one of the sources. */
export const isAmongSources = (file: string, named: readonly string[]): boolean =>
  listSources(named, null).some((source) => realPath(source) === realPath(file));

function filesIn(source: string): readonly string[] | undefined {
  try {
    return isFolder(source) ? listFiles(source, SOURCE) : undefined;
  } catch (error) {
    // A folder that may not be read, a name that no file can have: told when it is opened.
    if (error instanceof Refusal || (error instanceof Error && 'code' in error)) return undefined;
    throw error;
  }
}
