import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type { Moment } from '../../domain/case/clock.ts';
import type { LedgerPlace } from '../db.ts';
import { isFolder, listFiles, removeFile } from './copies.ts';
import { codeOf } from './faults.ts';
import { createPrivate, putInPlace, removeForGood, sync } from './private-files.ts';

/**
 * What was typed for a command that is not recorded yet: texts by field, nothing checked. A field that was left empty has
 * no text; one that was not asked for is not there.
 */
export interface Draft {
  readonly savedAt: Moment;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** A draft as it lies in the folder. */
export interface KeptDraft extends Draft {
  /** The name of its file, without its ending. */
  readonly id: string;
  /** The words of its command: `resolve complete`. */
  readonly command: string;
  /** Another window is filling it in right now. */
  readonly inUse: boolean;
}

/** A draft that this process is filling in. */
export interface OpenDraft {
  /** The draft is on the disk when this returns; after a power cut it is there whole, or as it was before. */
  save(draft: Draft): void;
  /** The same, and from now on nobody is filling it in. Returns its id. */
  leave(draft: Draft): string;
  /** It is recorded, or not wanted. */
  remove(): void;
}

/** The folder of all drafts, in the ledger's home, that its owner alone can read. What lies in it may name complainants. */
export const draftsFolder = ({ home, name }: LedgerPlace): string => join(home, `${name}-drafts`);

const fileOf = (place: LedgerPlace, id: string): string => join(draftsFolder(place), `${id}.json`);

/** A new draft of the command, or the one with this `id`. Nothing is written before it is saved. */
export function openDraft(place: LedgerPlace, command: string, id?: string): OpenDraft {
  let own = id;
  const write = (draft: Draft, filledInBy: number | null): string => {
    const written = join(draftsFolder(place), `.${process.pid}.new`);
    createPrivate(written);
    writeFileSync(written, JSON.stringify({ ...draft, process: filledInBy }));
    sync(written);
    if (own === undefined) own = nameDraft(place, command, written);
    else putInPlace(written, fileOf(place, own), { replacing: true });
    return own;
  };
  return {
    save: (draft) => void write(draft, process.pid),
    leave: (draft) => write(draft, null),
    remove() {
      if (own !== undefined) removeDraft(place, own);
      own = undefined;
    },
  };
}

/** Gives what is written the first name that is free: `resolve-complete`, `resolve-complete-2`. Returns it. */
function nameDraft(place: LedgerPlace, command: string, written: string): string {
  const name = command.replaceAll(' ', '-');
  for (let n = 1; ; n++) {
    const id = n === 1 ? name : `${name}-${n}`;
    if (putInPlace(written, fileOf(place, id), { replacing: false })) return id;
  }
}

/** The words of the command whose drafts have such a name. */
const commandOf = (id: string): string => id.replace(/-\d+$/, '').replaceAll('-', ' ');

/** All drafts, the newest first. What cannot be read is none. */
export function listDrafts(place: LedgerPlace, now: Moment): readonly KeptDraft[] {
  const startedAt = Date.parse(now) - uptime() * 1000;
  return namesIn(draftsFolder(place))
    .flatMap((name): readonly KeptDraft[] => {
      const id = /^([^.].*)\.json$/.exec(name)?.[1];
      const read = id === undefined ? undefined : readDraft(fileOf(place, id));
      if (id === undefined || read === undefined) return [];
      const { savedAt, texts, process: filledInBy } = read;
      // A process of before this computer was started is gone, whoever has its number now.
      const inUse = Date.parse(savedAt) >= startedAt && isAnother(filledInBy);
      return [{ id, command: commandOf(id), savedAt, texts, inUse }];
    })
    .toSorted((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}

export const removeDraft = (place: LedgerPlace, id: string): void => removeForGood(fileOf(place, id));

/** Removes for good those that `goes` says, what can be read as none, and what a killed process left half written. */
export function removeDrafts(place: LedgerPlace, goes: (draft: Draft) => boolean): void {
  const folder = draftsFolder(place);
  if (!isFolder(folder)) return;
  for (const file of listFiles(folder, /\.(json|new)$/)) {
    const draft = readDraft(file);
    if (draft === undefined || goes(draft)) removeFile(file);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** The number is that of a process that runs, and not of this one. */
function isAnother(filledInBy: number | null): boolean {
  if (filledInBy === null || filledInBy === process.pid) return false;
  try {
    return process.kill(filledInBy, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

interface Written extends Draft {
  /** The process that is filling it in; null when none is. */
  readonly process: number | null;
}

function readDraft(file: string): Written | undefined {
  try {
    const draft: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isDraft(draft) ? { ...draft, process: processOf(draft) } : undefined;
  } catch {
    return undefined;
  }
}

const processOf = (draft: object): number | null =>
  'process' in draft && Number.isSafeInteger(draft.process) ? Number(draft.process) : null;

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
