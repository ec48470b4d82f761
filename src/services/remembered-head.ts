import { join } from 'node:path';
import { Refusal } from '../domain/problems.ts';
import type { ChainEnds, Db, Ledger } from '../store/db.ts';
import { findRememberedHead, rememberHead } from '../store/files/remembered-head.ts';
import { dataDigest, findHash, getHead } from '../store/journal.ts';
import { leftBehind, listRestorations } from '../store/restorations.ts';

/** A ledger, and where this user's program remembers how ledgers ended. */
export interface Remembering {
  readonly address: string;
  readonly ownFolder: string;
}

type Head = ChainEnds['head'];

/**
 * The ledger, which is remembered with its last entry whenever something was recorded: who cuts off its tail, or puts an
 * older copy in its place, is found out on the computers where it was used.
 */
export function rememberingHead(place: Remembering, ledger: Ledger): Ledger {
  const noted = async <T>(recording: Promise<T>): Promise<T> => {
    const result = await recording;
    await noteHead(place, ledger).catch(unlessRefused);
    return result;
  };
  return {
    ...ledger,
    transaction: (work) => noted(ledger.transaction(work)),
  };
}

/** What has been recorded is acknowledged, even where the ledger cannot be read any more. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal)) throw error;
}

/** Remembers the last entry, unless the one remembered is gone for no known reason: that is not forgotten. */
async function noteHead(place: Remembering, db: Db): Promise<void> {
  const [file, head] = await Promise.all([fileOf(place, db), getHead(db)]);
  const known = findRememberedHead(file);
  if (known?.hash === head.hash) return;
  // The entry before, as a rule: that it is there needs no question.
  if (known === undefined || known.hash === head.previous || (await isAccountedFor(db, known)))
    rememberHead(file, head);
}

/** What is remembered of the ledger and no longer in it, in words; [] when nothing is. */
export async function lostTail(place: Remembering, db: Db): Promise<readonly string[]> {
  const known = findRememberedHead(await fileOf(place, db));
  if (known === undefined || (await isAccountedFor(db, known))) return [];
  return [
    `这台电脑记得第 ${known.seq} 条流水（${known.hash.slice(0, 12)}…），现在的台账里没有：流水被截短、改写，或换成了旧的文件`,
  ];
}

/** The entry is in the ledger, or it is known which restore left it behind. */
const isAccountedFor = async (db: Db, head: Head): Promise<boolean> =>
  (await findHash(db, head.seq)) === head.hash ||
  (await listRestorations(db)).some((restoration) => leftBehind(restoration, head));

/** By the ledger and where it lies: a copy somewhere else has a tail of its own. */
async function fileOf({ address, ownFolder }: Remembering, db: Db): Promise<string> {
  const origin = (await findHash(db, 1)) ?? '';
  return join(ownFolder, 'heads', `${dataDigest(origin, address).slice(0, 32)}.json`);
}
