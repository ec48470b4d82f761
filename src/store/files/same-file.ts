import { readdirSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { refuse } from '../../domain/problems.ts';
import { isDraftEnd } from './draft-names.ts';
import { statOf } from './ledger-files.ts';

/**
 * Remembers which file bears the name now. What is returned refuses once another one does, or none: what is written to a
 * file that was deleted, replaced or carried off by a synchronising program is in no ledger. A disk that does not say is no
 * sign of it: what it has taken stays acknowledged.
 */
export function watchFile(file: string): () => void {
  const opened = nameAt(file);
  return () => {
    const found = nameAt(file);
    if (opened !== 'unknown' && found !== 'unknown' && found !== opened) refuse('ledger.moved', { file });
  };
}

/** Which file bears the name. */
function nameAt(file: string): string {
  try {
    const status = statSync(file, { throwIfNoEntry: false });
    return status === undefined ? 'none' : `${status.dev} ${status.ino}`;
  } catch {
    return 'unknown';
  }
}

/**
 * Refuses a ledger with a second name (a hard link): SQLite keeps a WAL by name, so each would take entries that the other
 * does not know. Names that a killed run of this program left beside it are none that anybody opens.
 */
export function refuseSecondName(file: string): void {
  const status = statOf(file);
  if (!status?.isFile() || status.nlink <= 1 || status.nlink - leftNames(file, status) <= 1) return;
  refuse('usage.invalid', {
    message: `${file} 另有名字（硬链接），两个名字下会各记各的`,
    hint: '只留一个名字，删去另一个；要另存一份用 tousu backup',
  });
}

function leftNames(file: string, { dev, ino }: Stats): number {
  const folder = dirname(file);
  return readdirSync(folder).filter((name) => {
    const end = name.startsWith(basename(file)) ? name.slice(basename(file).length) : '';
    if (!end.startsWith('.replaced-') && !isDraftEnd(end)) return false;
    const left = statOf(join(folder, name));
    return left?.dev === dev && left.ino === ino;
  }).length;
}
