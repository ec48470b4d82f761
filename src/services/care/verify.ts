import { formatNumber } from '../../domain/case/number.ts';
import type { Db, Ledger } from '../../store/db.ts';
import type { AttachmentState } from '../../store/files/attachment-files.ts';
import { listKnownGaps } from '../../store/import.ts';
import { listNumbering } from '../../store/inspection.ts';
import { checkCases } from './verify-cases.ts';
import { checkChain } from './verify-chain.ts';

/** An attachment as the ledger knows it. */
export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
}

/** Whether the file of an attachment is as it was stored. */
export type LookAtFile = (file: StoredFile) => AttachmentState;

/** The check code of an earlier report: entry and hash the journal ended with. */
export interface CheckCode {
  readonly seq: number;
  readonly hash: string;
}

export interface Verification {
  /** Entries of the journal that were checked. */
  readonly entries: number;
  /** Cases whose tables were compared with the journal. */
  readonly cases: number;
  /** Attachments whose files were looked at. */
  readonly attachments: number;
  readonly head: CheckCode;
  /** What does not hold, in words, with the case it is about. Empty when the ledger can be trusted. */
  readonly findings: readonly string[];
  /** Attachments that are gone or changed, in words. */
  readonly changedFiles: readonly string[];
  /** What is no fault of the ledger, but whoever checks it should look at: a clock that was set back. */
  readonly setBack: readonly string[];
}

/**
 * Checks the database, the journal's chain, that every table says what the journal says (both ways), due times,
 * attachments, and that the numbers have no gap. All of one moment, page by page, and nobody is kept from writing
 * meanwhile.
 */
export const verifyLedger = (ledger: Ledger, lookAt: LookAtFile): Promise<Verification> =>
  ledger.snapshot(async (db) => {
    const integrity = await ledger.inspect();
    const chain = await checkChain(ledger, db);
    const checked = await checkCases(db, lookAt, chain.purged);
    return {
      entries: chain.head.seq,
      cases: checked.cases,
      attachments: checked.attachments,
      head: chain.head,
      findings: [
        ...integrity,
        ...chain.findings,
        ...checked.findings,
        ...chain.directory,
        ...(await checkNumbers(db)),
      ],
      changedFiles: checked.changedFiles,
      setBack: chain.setBack,
    };
  });

/** The numbers of a day begin with 1, end where its counter stands, and lack only what an import or a restore left out. */
async function checkNumbers(db: Db): Promise<readonly string[]> {
  const days = await listNumbering(db);
  const knownGaps = await listKnownGaps(db);
  return days.flatMap(({ unit, day, last, count, highest }) => {
    if (last === null) return [`${day} 有投诉，但没有编号记录（${unit}）`];
    const missing = knownGaps.get(day) ?? [];
    const lacking = missing.reduce((sum, [from, to]) => sum + to - from + 1, 0);
    const end = Math.max(highest, missing.at(-1)?.[1] ?? 0);
    return count + lacking === last && end === last
      ? []
      : [`${day} 的编号不连续：应到 ${formatNumber(day, last)}，共 ${count} 件（${unit}）`];
  });
}
