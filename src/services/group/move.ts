import { Refusal, refuse } from '../../domain/problems.ts';
import { copyRows } from '../../store/copy-rows.ts';
import type { Db, FileStore, Ledger, LedgerPlace, StoredFile, Upgrade } from '../../store/db.ts';
import { engineFor } from '../../store/engine.ts';
import { getHead, getSharedHead } from '../../store/journal.ts';
import { bringFiles } from '../care/checked-copy.ts';
import { type CheckCode, type Verification, verifyLedger } from '../care/verify.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { refuseOtherUnit } from '../other-unit.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { lostTail, type Remembering } from '../remembered-head.ts';

export type MoveContext = LedgerContext & Upgrade & Remembering;

export interface Moved extends Pick<Verification, 'cases' | 'attachments'> {
  readonly from: string;
  readonly to: string;
  /** Entries that both ledgers have. */
  readonly entries: number;
  /** The last of these. */
  readonly head: CheckCode;
}

/**
 * Moves the whole ledger, chain and attachments included, to another place, where there must be nothing. Verified before
 * and after; from then on the old one takes no entry and says where it went. There are never two that take entries: the
 * old one is closed before the new one has its name, and a move that was broken off in between is finished by the same
 * command. Anything else that fails leaves nothing there and the old one as it was. Refuses a ledger that does not verify.
 */
export async function moveLedger(ctx: MoveContext, to: LedgerPlace): Promise<Moved> {
  const { movedTo } = await getHead(ctx.ledger);
  if (movedTo !== null && movedTo !== to.address) refuse('ledger.moved', { to: movedTo });
  refuseOtherUnit(setting(ctx, 'unit.code'), to.address);
  if (await isLedgerThere(to.address, ctx))
    movedTo === null
      ? refuse('ledger.exists', { file: to.address, hint: '迁到没有台账的地方：--to 写另一个文件' })
      : refuse('ledger.moved', { to: movedTo });
  await refuseUnsound(ctx.ledger, await lostTail(ctx, ctx.ledger));
  let moved: Moved | undefined;
  const engine = await engineFor(to.address);
  await engine.create(to.address, ctx.schema(), async (target) => {
    // All of it under the lock: what comes of waiting for it is in no copy.
    moved = await ctx.ledger.transaction((db) => moveInto(ctx, db, target, to.address));
  });
  return moved ?? unreachable();
}

const unreachable = (): never => {
  throw new Error('the ledger was not moved');
};

/** Told before the long work; of what is there and no ledger the making of one tells. */
async function isLedgerThere(address: string, upgrade: Upgrade): Promise<boolean> {
  try {
    const there = await (await engineFor(address)).look(address, upgrade);
    await there.close();
    return true;
  } catch (error) {
    const code = error instanceof Refusal ? error.problem.code : undefined;
    if (code === 'not_found.ledger' || code === 'ledger.not_a_ledger') return false;
    throw error;
  }
}

/** Verifies the ledger, its attachments read in full; refuses what does not hold, and what else was found. */
async function refuseUnsound(ledger: Ledger, found: readonly string[]): Promise<Verification> {
  const lookAt = (file: StoredFile) => ledger.files.state(file, { thorough: true });
  const verified = await verifyLedger(ledger, lookAt);
  const findings = [...verified.findings, ...found];
  const hint = '台账没有迁，还在原处；先查明，或用 tousu restore 恢复最近的备份';
  if (findings.length > 0)
    refuse('journal.broken', { findings: [...findings, ...verified.changedFiles], hint });
  if (verified.changedFiles.length > 0) refuse('attachment.changed', { files: verified.changedFiles });
  return verified;
}

/** Fills the target, closes the source; `db` reads and writes the source under its lock. */
async function moveInto(ctx: MoveContext, db: Db, target: Ledger, to: string): Promise<Moved> {
  const last = await getHead(db);
  const head = await getSharedHead(db);
  const fresh = new Set<string>();
  try {
    await target.transaction((into) => copyRows(db, into, head.seq));
    await bringFiles(target, ctx.ledger.files, fresh, { thorough: true });
    const { cases, attachments, head: arrived } = await refuseUnsound(target, []);
    if (arrived.seq !== head.seq || arrived.hash !== head.hash)
      throw new Error(`entry ${arrived.seq} arrived as the last one, not ${head.seq}`);
    await target.transaction((into) =>
      recordLedgerEvent(ctx, into, 'ledger', { type: 'ledger_received', data: { from: ctx.address, head } }),
    );
    // Where a move is finished that was broken off, it says so already.
    if (last.movedTo === null)
      await recordLedgerEvent(ctx, db, 'ledger', { type: 'ledger_moved', data: { to, head } });
    return { from: ctx.address, to, entries: head.seq, cases, attachments, head };
  } catch (error) {
    await takeBack(target.files, fresh);
    throw error;
  }
}

/** Nothing is left there. That a file cannot be removed does not hide what went wrong. */
async function takeBack(files: FileStore, digests: ReadonlySet<string>): Promise<void> {
  for (const sha256 of digests) await files.remove(sha256).catch(() => {});
}
