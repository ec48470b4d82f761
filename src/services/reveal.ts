import type { LedgerEvent } from '../domain/events.ts';
import { recordLedgerEvent } from './directory.ts';
import type { LedgerContext } from './ledger-context.ts';

type Revealed = Extract<LedgerEvent, { type: 'personal_data_revealed' }>['data'];

/** Records that the operator took complainants' phones out of the ledger unmasked, and of which cases. */
export const recordReveal = (ctx: LedgerContext, data: Revealed): Promise<void> =>
  ctx.ledger.transaction((db) =>
    recordLedgerEvent(ctx, db, 'ledger', { type: 'personal_data_revealed', data }),
  );
