import type { Moment } from '../../domain/case/clock.ts';
import { lastDayOf, type MonthFigures, monthRange } from '../../domain/month/figures.ts';
import { flatFigures, hasBegun } from '../../domain/month/sent-figures.ts';
import { refuse } from '../../domain/problems.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { subjectOf } from './finalise.ts';
import { recordReveal } from './reveal.ts';

export interface Publication {
  /** The figures are sent to headquarters: they are remembered, with where the chain stood. */
  readonly final: boolean;
  /** Phones were written unmasked. */
  readonly reveal: boolean;
}

/** Refuses to remember as sent the figures of a month to come. */
export function refuseToCome(month: string, now: Moment): void {
  if (!hasBegun(month, now))
    refuse('usage.invalid', { message: `${month} 还没有到，不能记为上报数`, hint: '去掉 --final' });
}

/**
 * Records what is to be remembered of a report that has been written. The figures name the entry they end with: what was
 * recorded while the report was written comes after it, and is a change since.
 */
export async function recordPublication(
  ctx: LedgerContext,
  figures: MonthFigures,
  { final, reveal }: Publication,
): Promise<void> {
  if (!final && !reveal) return;
  const { month, total, journalHead } = figures;
  await ctx.ledger.transaction(async (db) => {
    if (reveal) {
      const [from, to] = [monthRange(month)[0], lastDayOf(month)];
      await recordReveal(ctx, db, { document: 'report', from, to, cases: total });
    }
    if (final) {
      await recordLedgerEvent(ctx, db, subjectOf(month), {
        type: 'report_finalised',
        data: { month, figures: flatFigures(figures), head: journalHead },
      });
    }
  });
}
