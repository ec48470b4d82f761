import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPrivate, dropDraft } from './private-files.ts';
import { recalled } from './recall.ts';

/** What a clerk said that headings of old ledgers stand for: the title of the program by that of the file; '' is not read. */
export type RememberedHeadings = Readonly<Record<string, string>>;

const fileIn = (ownFolder: string): string => join(ownFolder, 'headings.json');

/** What was said on this computer; nothing where nothing readable is remembered. */
export function findHeadings(ownFolder: string): RememberedHeadings {
  const said = recalled(fileIn(ownFolder));
  if (typeof said !== 'object' || said === null) return {};
  return Object.fromEntries(
    Object.entries(said).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

/** Remembers it beside what is remembered. That it cannot be is no reason to refuse an import. */
export function rememberHeadings(ownFolder: string, said: RememberedHeadings): void {
  const file = fileIn(ownFolder);
  const draft = `${file}.${process.pid}.new`;
  try {
    createPrivate(draft);
    writeFileSync(draft, JSON.stringify({ ...findHeadings(ownFolder), ...said }));
    renameSync(draft, file);
  } catch {
    dropDraft(draft);
  }
}
