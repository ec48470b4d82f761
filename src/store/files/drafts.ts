import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Moment } from '../../domain/case/clock.ts';
import type { LedgerPlace } from '../db.ts';
import { isFolder, listFiles, removeFile } from './copies.ts';
import { createPrivate } from './private-files.ts';

/** What was typed for a command that was broken off: text by field, nothing checked. */
export interface Draft {
  readonly savedAt: Moment;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** The drafts lie in a folder in the ledger's home that its owner alone can read. One for each command. */
const folderOf = ({ home, address }: LedgerPlace): string => join(home, `${basename(address)}-drafts`);

const fileOf = (place: LedgerPlace, command: string): string =>
  join(folderOf(place), `${command.replaceAll(' ', '-')}.json`);

/** Keeps the draft, in the place of an earlier one of the command. */
export function saveDraft(place: LedgerPlace, command: string, draft: Draft): void {
  const file = fileOf(place, command);
  createPrivate(file);
  writeFileSync(file, JSON.stringify(draft));
}

/** The draft of the command, or undefined. One that cannot be read is none. */
export function findDraft(place: LedgerPlace, command: string): Draft | undefined {
  const file = fileOf(place, command);
  return statSync(file, { throwIfNoEntry: false }) === undefined ? undefined : draftIn(file);
}

function draftIn(file: string): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isDraft(draft) ? draft : undefined;
  } catch {
    return undefined;
  }
}

export const removeDraft = (place: LedgerPlace, command: string): void =>
  rmSync(fileOf(place, command), { force: true });

/** Removes those that `goes` says, and what can be read as none. */
export function removeDrafts(place: LedgerPlace, goes: (draft: Draft) => boolean): void {
  const folder = folderOf(place);
  if (!isFolder(folder)) return;
  for (const file of listFiles(folder, /\.json$/)) {
    const draft = draftIn(file);
    if (draft === undefined || goes(draft)) removeFile(file);
  }
}

function isDraft(given: unknown): given is Draft {
  if (typeof given !== 'object' || given === null || !('savedAt' in given) || !('texts' in given))
    return false;
  const { savedAt, texts } = given;
  return typeof savedAt === 'string' && typeof texts === 'object' && texts !== null
    ? Object.values(texts).every(
        (text) => Array.isArray(text) && text.every((part) => typeof part === 'string'),
      )
    : false;
}
