import type { Moment } from '../../domain/case/clock.ts';
import { lastDayOf, type MonthFigures, monthRange } from '../../domain/month/figures.ts';
import { flatFigures, hasBegun } from '../../domain/month/sent-figures.ts';
import { refuse } from '../../domain/problems.ts';
import { type LedgerContext, within } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { subjectOf } from './finalise.ts';
import { recordReveal } from './reveal.ts';
import { reportMonth } from './statistics.ts';

export interface Publication {
  readonly month: string;
  readonly asOf: Moment;
  /** The figures are sent to headquarters: they are remembered, with where the chain stood. */
  readonly final: boolean;
  /** Phones are written unmasked. */
  readonly reveal: boolean;
}

/**
 * The figures of the month, handed to `write`. What is to be remembered of it is recorded in the same transaction: a report
 * that could not be written was not sent, and what was sent is what is remembered. Refuses to remember a month to come.
 */
export async function publishMonth<C extends LedgerContext>(
  ctx: C,
  { month, asOf, final, reveal }: Publication,
  write: (ctx: C, figures: MonthFigures) => Promise<void>,
): Promise<MonthFigures> {
  if (final && !hasBegun(month, ctx.now))
    refuse('usage.invalid', { message: `${month} 还没有到，不能记为上报数`, hint: '去掉 --final' });
  const published = async (inside: C): Promise<MonthFigures> => {
    const figures = await reportMonth(inside, month, asOf);
    await write(inside, figures);
    return figures;
  };
  if (!final && !reveal) return published(ctx);
  return ctx.ledger.transaction(async (db) => {
    const figures = await published(within(ctx, db));
    if (reveal) {
      const [from, to] = [monthRange(month)[0], lastDayOf(month)];
      await recordReveal(ctx, db, { document: 'report', from, to, cases: figures.total });
    }
    if (final) {
      await recordLedgerEvent(ctx, db, subjectOf(month), {
        type: 'report_finalised',
        data: { month, figures: flatFigures(figures), head: figures.journalHead },
      });
    }
    return figures;
  });
}
