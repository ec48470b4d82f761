import type { Moment } from '../../domain/case/clock.ts';
import { lastDayOf, type MonthFigures, monthRange } from '../../domain/month/figures.ts';
import { flatFigures, hasBegun } from '../../domain/month/sent-figures.ts';
import { refuse } from '../../domain/problems.ts';
import { getBeginning } from '../../store/months.ts';
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

/** Refuses a month to come: nobody has complained in it. */
export function refuseToCome(month: string, now: Moment): void {
  if (!hasBegun(month, now))
    refuse('usage.invalid', { message: `还没有到 ${month}，没有数可报`, hint: 'tousu report 上月' });
}

/** Refuses a month before the ledger began: in a document its zeros would be read as no complaints. */
export async function refuseBeforeLedger({ ledger }: LedgerContext, month: string): Promise<void> {
  const began = await getBeginning(ledger);
  if (began !== null && month < began)
    refuse('usage.invalid', {
      message: `台账始于 ${began}，没有 ${month} 的数`,
      hint: '以前的台账用 tousu import 导入后再出报表',
    });
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
