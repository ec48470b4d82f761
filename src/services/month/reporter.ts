import type { UnitMonth } from '../../domain/month/group-figures.ts';
import { findHash } from '../../store/journal.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';

/** Whose figures those of this ledger are, as headquarters tells units and their ledgers apart. */
export const reporterOf = async (ctx: LedgerContext): Promise<Pick<UnitMonth, 'unit' | 'origin'>> => ({
  unit: setting(ctx, 'unit.code'),
  origin: (await findHash(ctx.ledger, 1)) ?? '',
});
