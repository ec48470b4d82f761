import type { LedgerEvent } from '../../domain/case/events.ts';
import type { Db } from '../../store/db.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';

type Revealed = Extract<LedgerEvent, { type: 'personal_data_revealed' }>['data'];

/** Records that the operator took complainants' phones out of the ledger unmasked, and of which cases. */
export const recordReveal = (ctx: LedgerContext, db: Db, data: Revealed): Promise<void> =>
  recordLedgerEvent(ctx, db, 'ledger', { type: 'personal_data_revealed', data });
