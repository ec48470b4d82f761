import { minute } from '../../domain/case/clock.ts';
import { formatNumber } from '../../domain/case/number.ts';
import type { AttachmentState, Db, Ledger, StoredFile } from '../../store/db.ts';
import { listKnownGaps } from '../../store/import.ts';
import { listNumbering, listStrayFiles } from '../../store/inspection.ts';
import type { Purge } from '../../store/purge.ts';
import { checkCases } from './verify-cases.ts';
import { checkChain, type Move } from './verify-chain.ts';

/** Whether the file of an attachment is as it was stored. */
export type LookAtFile = (file: StoredFile) => AttachmentState | Promise<AttachmentState>;

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
  /** The purges on which it rests what cases say, in words: when, by whom, of how many cases, and what is not proved. */
  readonly purges: readonly string[];
  /** Where the ledger came from, and went, in words. */
  readonly moves: readonly string[];
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
    const checked = await checkCases(db, lookAt, chain);
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
        ...(await listStrayFiles(db, ledger.files)).map(strayInWords),
      ],
      changedFiles: checked.changedFiles,
      setBack: chain.setBack,
      purges: chain.purges.map((purge) => toldOf(purge, checked.onlyVouchedFor.get(purge.seq) ?? 0)),
      moves: chain.moves.map(moveInWords),
    };
  });

const strayInWords = (sha256: string): string => `附件 ${sha256} 没有一条流水提到过：是绕过程序放进去的`;

function moveInWords({ seq, recordedAt, operator, ...move }: Move): string {
  const how =
    move.type === 'ledger_received'
      ? `从 ${move.data.from} 迁来`
      : `迁到 ${move.data.to}，以后不再登记在这里`;
  return `第 ${seq} 条流水：${minute(recordedAt)} 由 ${operator} ${how}`;
}

/** `unproved`: of so many of its cases entries were changed that had been written with all they say under one digest. */
function toldOf({ seq, recordedAt, operator, data: { before, cases } }: Purge, unproved: number): string {
  const whole = `第 ${seq} 条流水：${minute(recordedAt)} 由 ${operator} 清除了 ${cases.length} 件（${before} 之前归档或作废）的个人信息，这些件里写过的话只由它担保，其余仍由流水证明`;
  return unproved === 0
    ? whole
    : `${whole}；其中 ${unproved} 件有旧版程序记的流水，这些流水清除以后全部内容只由它担保`;
}

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
