import type { OldRow } from '../../documents/old-ledger/rows.ts';
import type { LedgerEvent } from '../../domain/case/events.ts';
import { evolve } from '../../domain/case/evolve.ts';
import type { Db } from '../../store/db.ts';
import { listGaps, listKnownGaps, raiseSequence } from '../../store/import.ts';
import { listStagedNumbers, openStage, recordStaged, stageCase } from '../../store/staged.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { type Plan, planImport } from './plan.ts';

type LedgerImported = Extract<LedgerEvent, { type: 'ledger_imported' }>['data'];

/** Judges the rows and makes the cases ready in one go, without keeping anybody from recording. */
export function planAndStage(
  ctx: LedgerContext,
  rows: readonly OldRow[],
  file: { readonly number: boolean; progress(done: number, total: number): void },
): Promise<Plan> {
  return ctx.ledger.aside(async (db) => {
    await openStage(db);
    let place = 0;
    const plan = await planImport(ctx, db, rows, file, async (event) => {
      place += 1;
      await stageCase(db, place, { complaint: evolve(undefined, event), event });
      if (place % MANY === 0) file.progress(place, rows.length);
    });
    file.progress(rows.length, rows.length);
    return plan;
  });
}

const MANY = 500;

/**
 * Records what is staged, inside the caller's transaction: the departments that come with the cases, then the cases. Their
 * numbers are never given out again, and the gaps between them are known. `written` hears which share of the rows is in.
 */
export async function recordCases(
  ctx: LedgerContext,
  db: Db,
  { cases }: Plan,
  { written, ...file }: Pick<LedgerImported, 'file' | 'sha256'> & { written(share: number): void },
): Promise<void> {
  const unit = setting(ctx, 'unit.code');
  for (const name of cases.flatMap(({ departments }) => departments))
    await recordLedgerEvent(ctx, db, `department:${name}`, {
      type: 'department_added',
      data: { name, kind: 'branch' },
    });
  await recordStaged(db, written);
  const highest = new Map((await listStagedNumbers(db)).map(({ day, last }) => [day, last]));
  for (const [day, last] of highest) await raiseSequence(db, unit, day, last);
  const [gaps, known] = [await listGaps(db, unit), await listKnownGaps(db)];
  const changed = [...highest.keys()].filter((day) => gaps.has(day) || known.has(day)).sort();
  await recordLedgerEvent(ctx, db, 'ledger', {
    type: 'ledger_imported',
    data: {
      ...file,
      cases: cases.length,
      gaps: changed.map((day) => ({ day, missing: gaps.get(day) ?? [] })),
    },
  });
}
