import { figureChanges } from '../../domain/month/group-figures.ts';
import { refuse } from '../../domain/problems.ts';
import { type Collected, listCollected } from '../../store/collected.ts';
import type { Upgrade } from '../../store/db.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { reporterOf } from '../month/reporter.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import type { Wanted } from './read-sources.ts';
import { type RollUp, rollUp, type UnitLine } from './roll-up.ts';

export interface Collection extends RollUp {
  /** The units whose figures are in headquarters' journal since, by code. */
  readonly collected: readonly UnitLine[];
  /** Those of which it had these figures before. */
  readonly known: readonly UnitLine[];
}

/**
 * Keeps the figures and the check code of each unit in headquarters' own journal, which no branch can rewrite. Not of one
 * whose figures cannot be believed. Refuses in the ledger of a branch.
 */
export async function collect(
  ctx: LedgerContext & Upgrade & Pick<Wanted, 'thread'>,
  month: string,
  sources: readonly string[],
): Promise<Collection> {
  if (setting(ctx, 'unit.kind') !== 'headquarters')
    refuse('rule.not_headquarters', { unit: setting(ctx, 'unit.name') });
  // Two at once would each hold the files against what the other has not collected yet.
  return ctx.ledger.exclusively(async () => {
    const before = await listCollected(ctx.ledger);
    const rolled = await rollUp({
      month,
      sources,
      now: ctx.now,
      own: ctx.address,
      collected: before.map(({ data }) => data),
      schema: ctx.schema,
      thread: ctx.thread,
      progress: ctx.progress,
    });
    // It cannot be an anchor for itself.
    const { origin } = await reporterOf(ctx);
    const believed = rolled.units.filter(({ broken, said }) => broken.length === 0 && said.origin !== origin);
    const known = believed.filter((line) => isKnown(line, before));
    const fresh = believed.filter((line) => !known.includes(line));
    await ctx.ledger.transaction(async (db) => {
      for (const { said, file, sha256 } of fresh)
        await recordLedgerEvent(ctx, db, `unit:${said.unit}`, {
          type: 'unit_collected',
          data: { ...said, source: { file, sha256 } },
        });
    });
    return { ...rolled, collected: fresh, known };
  });
}

/** The last that was collected of the unit's month is this. */
function isKnown({ said }: UnitLine, before: readonly Collected[]): boolean {
  const last = before.findLast(({ data }) => data.unit === said.unit && data.month === said.month)?.data;
  return (
    last !== undefined &&
    last.head.hash === said.head.hash &&
    figureChanges(last.figures, said.figures).length === 0
  );
}
