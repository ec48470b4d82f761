import { Refusal } from '../../domain/problems.ts';
import type { Upgrade } from '../../store/db.ts';
import { engineFor } from '../../store/engine.ts';
import { listAttachmentFiles, listAttachments } from '../../store/files/attachment-files.ts';
import { isDatabaseFile } from '../../store/files/bounded-file.ts';
import { listFiles } from '../../store/files/copies.ts';
import { listNamedFiles } from '../../store/inspection.ts';

/**
 * The attachments of the folder that are not `known`, and that no ledger and no backup in the folder ever spoke of: a restore, a
 * move or a backup that was broken off had brought them. [] where one of those cannot be read: what it speaks of is not known.
 */
export async function strayAttachments(
  folder: string,
  known: ReadonlySet<string>,
  upgrade: Upgrade,
): Promise<readonly string[]> {
  let stray = listAttachments(folder).filter((sha256) => !known.has(sha256));
  for (const file of stray.length === 0 ? [] : listFiles(folder, LEDGER)) {
    const named = await namedIn(file, upgrade);
    if (named === 'unknown') return [];
    stray = stray.filter((sha256) => !named.has(sha256));
    if (stray.length === 0) break;
  }
  return listAttachmentFiles(folder, stray);
}

/** Whatever its ending: parts of ledgers are none themselves. */
const LEDGER = /(?<!-wal|-shm|-journal|-lock)$/;

async function namedIn(file: string, upgrade: Upgrade): Promise<ReadonlySet<string> | 'unknown'> {
  if (!isDatabase(file)) return new Set();
  try {
    const ledger = await (await engineFor(file)).look(file, upgrade);
    try {
      return await listNamedFiles(ledger);
    } finally {
      await ledger.close();
    }
  } catch (error) {
    if (error instanceof Refusal) return 'unknown';
    throw error;
  }
}

/** A folder, a pipe, what may not be read is none. */
function isDatabase(file: string): boolean {
  try {
    return isDatabaseFile(file);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
