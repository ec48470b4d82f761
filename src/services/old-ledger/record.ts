import type { Day } from '../../domain/case/clock.ts';
import type { LedgerEvent } from '../../domain/case/events.ts';
import { evolve } from '../../domain/case/evolve.ts';
import type { Imported } from '../../domain/old-ledger/import.ts';
import { saveComplaint } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';
import { listGaps, listKnownGaps, raiseSequence } from '../../store/import.ts';
import { appendAfter, getHead } from '../../store/journal.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';

/** Writes the cases of an old ledger, each with its entry, inside the caller's transaction. */
export interface Recorder {
  /** The case, after the departments that come with it. */
  add(event: Imported, departments: readonly string[]): Promise<void>;
  /** Once, at the end: the numbers that came are never given out again, and the gaps between them are known. */
  finish(file: Omit<LedgerImported, 'gaps'>): Promise<void>;
}

type LedgerImported = Extract<LedgerEvent, { type: 'ledger_imported' }>['data'];

export async function recorder(ctx: LedgerContext, db: Db): Promise<Recorder> {
  const unit = setting(ctx, 'unit.code');
  const highest = new Map<Day, number>();
  let head = await getHead(db);
  return {
    async add(event, departments) {
      for (const name of departments) {
        await recordLedgerEvent(ctx, db, `department:${name}`, {
          type: 'department_added',
          data: { name, kind: 'branch' },
        });
        head = await getHead(db);
      }
      await saveComplaint(db, evolve(undefined, event), undefined);
      head = await appendAfter(db, head, event);
      const { numberedOn, sequence } = event.data;
      highest.set(numberedOn, Math.max(sequence, highest.get(numberedOn) ?? 0));
    },
    async finish(file) {
      for (const [day, sequence] of highest) await raiseSequence(db, unit, day, sequence);
      const [gaps, known] = [await listGaps(db, unit), await listKnownGaps(db)];
      const changed = [...highest.keys()].filter((day) => gaps.has(day) || known.has(day)).sort();
      await recordLedgerEvent(ctx, db, 'ledger', {
        type: 'ledger_imported',
        data: { ...file, gaps: changed.map((day) => ({ day, missing: gaps.get(day) ?? [] })) },
      });
    },
  };
}
