import { renameSync, writeFileSync } from 'node:fs';
import type { ChainEnds } from '../db.ts';
import { createPrivate, dropDraft } from './private-files.ts';
import { recalled } from './recall.ts';

type Head = ChainEnds['head'];

/** The entry that a ledger ended with when it was last used here; undefined where nothing readable is remembered. */
export function findRememberedHead(file: string): Head | undefined {
  const head = recalled(file);
  return isHead(head) ? head : undefined;
}

/** Remembers it, for the user alone. That it cannot be is no reason to refuse what has been recorded. */
export function rememberHead(file: string, { seq, hash, recordedAt }: Head): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    createPrivate(draft);
    writeFileSync(draft, JSON.stringify({ seq, hash, recordedAt }));
    renameSync(draft, file);
  } catch {
    dropDraft(draft);
  }
}

const isHead = (given: unknown): given is Head =>
  typeof given === 'object' &&
  given !== null &&
  'seq' in given &&
  'hash' in given &&
  'recordedAt' in given &&
  Number.isSafeInteger(given.seq) &&
  typeof given.hash === 'string' &&
  typeof given.recordedAt === 'string';
