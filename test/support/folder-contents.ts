import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowsIn } from './raw-ledger.ts';

/** What lies in a folder: of a ledger its last entry, of other files their digest, by their paths. */
export type Contents = ReadonlyMap<string, string>;

/** What the program leaves of its own work when it is broken off; never a file that somebody named. */
const isScratch = (path: string): boolean => /(-wal|-shm|-journal|\.new|\.tmp|\.tousu-new)$/.test(path);

const isLedger = (path: string): boolean => /\.db(\.replaced-[\d-]+)?$/.test(path);

/** The paths of all files in the folder and in those in it. */
const pathsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** Ledgers by any name: the one in use, backups, replaced ones. */
export const ledgersIn = (folder: string): readonly string[] => pathsIn(folder).filter(isLedger);

export const contentsOf = (folder: string): Contents =>
  new Map(
    pathsIn(folder)
      .filter((path) => !isScratch(path))
      .map((path) => {
        const file = join(folder, path);
        return [path, isLedger(path) ? lastEntry(file) : digestOf(readFileSync(file))];
      }),
  );

export const digestOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/** The hash of the last entry is that of the whole journal; that the tables agree with it is for `verify` to say. */
function lastEntry(file: string): string {
  try {
    const [last] = rowsIn<{ hash: string }>(file, 'SELECT hash FROM journal ORDER BY seq DESC LIMIT 1');
    return String(last?.hash);
  } catch (error) {
    return String(error);
  }
}
