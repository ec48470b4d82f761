import { dirname } from 'node:path';
import type { Day, Moment } from '../../domain/case/clock.ts';
import type { LedgerEvent } from '../../domain/case/events.ts';
import { refuse } from '../../domain/problems.ts';
import type { Db, LedgerPlace, Upgrade } from '../../store/db.ts';
import { engineFor, isOnServer, openCopy } from '../../store/engine.ts';
import { folderFiles } from '../../store/files/attachment-files.ts';
import { draftIn } from '../../store/files/draft-names.ts';
import { openDraftFolder } from '../../store/files/left-drafts.ts';
import { dropDraft } from '../../store/files/private-files.ts';
import { listGaps, raiseSequence } from '../../store/import.ts';
import { type EntrySummary, listEntriesAfter } from '../../store/inspection.ts';
import { getHead, type Head, lastCommonEntry, refuseMoved } from '../../store/journal.ts';
import { listCounters } from '../../store/numbers.ts';
import { listSettings } from '../../store/settings.ts';
import { refuseOtherUnit } from '../other-unit.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { stamp } from './backup-names.ts';
import { completeCopy } from './checked-copy.ts';

type Restored = Extract<LedgerEvent, { type: 'ledger_restored' }>['data'];

/** What restoring needs. Who did it may be a setting of the ledger that is restored. */
export interface RestoreContext extends Upgrade {
  readonly now: Moment;
  operatorFrom(settings: ReadonlyMap<string, string>): string;
}

export interface Restoration {
  /** The entry the backup ends with. */
  readonly head: Restored['backup'];
  /** Where the replaced ledger lies now; null where there was none. */
  readonly kept: string | null;
  /** Entries of the replaced ledger that the backup does not have; null where it could not be read. */
  readonly lost: readonly EntrySummary[] | null;
}

/**
 * Puts the backup in the place of the ledger, after verifying it. The replaced ledger is kept under another name; that
 * it was replaced, and where its journal ended, stands in the journal. Refuses a backup that is none or is not sound.
 */
export async function restoreLedger(
  ctx: RestoreContext,
  { address, home }: LedgerPlace,
  backup: string,
): Promise<Restoration> {
  // A server takes in the attachments, too: until then they lie beside the draft, and go with it.
  using folder = isOnServer(address) ? openDraftFolder(home) : { path: home, [Symbol.dispose]() {} };
  const draft = draftIn(folder.path);
  const engine = await engineFor(address);
  let compared: Omit<Restoration, 'kept'> | undefined;
  try {
    await (await engineFor(backup)).copyOut(backup, draft, ctx);
    const theirs = folderFiles(dirname(backup));
    const { findings, changedFiles } = await completeCopy(ctx, draft, theirs, { thorough: true });
    const unsound = [...findings, ...changedFiles];
    if (unsound.length > 0) refuse('journal.broken', { findings: unsound, hint: '换一份更早的备份' });
    const kept = await engine.replace(
      address,
      draft,
      { stamp: stamp(ctx.now), schema: ctx.schema },
      async (old, login) => {
        compared = await journalRestoration(ctx, draft, { address, old, login });
      },
    );
    if (compared === undefined) throw new Error('the ledger was not replaced');
    return { ...compared, kept };
  } finally {
    dropDraft(draft);
  }
}

/** Compares the replaced ledger with the restored one, and records there that it took its place. */
async function journalRestoration(
  ctx: RestoreContext,
  draft: string,
  {
    address,
    old,
    login,
  }: { readonly address: string; readonly old: Db | undefined; readonly login: string | null },
): Promise<Omit<Restoration, 'kept'>> {
  const restored = await openCopy(draft, ctx);
  try {
    return await restored.transaction(async (db) => {
      const settings = await listSettings(db);
      refuseOtherUnit(settings.get('unit.code') ?? '', address);
      if (old) refuseMoved(await getHead(old));
      const backup = idOf(await getHead(db));
      const replaced = old && idOf(await getHead(old));
      const lost = old ? await listEntriesAfter(old, await lastCommonEntry(db, old)) : null;
      const operator = login ?? ctx.operatorFrom(settings);
      const gaps = old ? await keepNumbers(db, old, settings.get('unit.code') ?? '') : [];
      await recordLedgerEvent({ now: ctx.now, operator }, db, 'ledger', {
        type: 'ledger_restored',
        data: { backup, replaced: replaced ?? null, lost: lost?.length ?? null, gaps },
      });
      return { head: backup, lost };
    });
  } finally {
    await restored.close();
  }
}

/**
 * A number that a customer was told is his: the counters of the replaced ledger hold on. What it gave out and the backup
 * does not have are gaps that `verify` knows; those of each day that it changes are returned.
 */
async function keepNumbers(db: Db, old: Db, unit: string): Promise<NonNullable<Restored['gaps']>> {
  const before = new Map((await listCounters(db)).map((counter) => [counter.day, counter.last]));
  const raised: Day[] = [];
  // Another ledger's numbers are its own.
  const sharesNumbers = (await lastCommonEntry(db, old)) > 0;
  for (const { unit: counted, day, last } of sharesNumbers ? await listCounters(old) : []) {
    if (counted !== unit || last <= (before.get(day) ?? 0)) continue;
    await raiseSequence(db, unit, day, last);
    raised.push(day);
  }
  const gaps = await listGaps(db, unit);
  return raised.map((day) => ({ day, missing: gaps.get(day) ?? [] }));
}

const idOf = ({ seq, hash }: Head): Restored['backup'] => ({ seq, hash });
