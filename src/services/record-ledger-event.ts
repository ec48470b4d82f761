import type { LedgerEvent } from '../domain/case/events.ts';
import type { Db } from '../store/db.ts';
import { applyLedgerEvent } from '../store/ledger-events.ts';
import { append } from './case/record-step.ts';
import type { LedgerContext } from './ledger-context.ts';

type Content = { [E in LedgerEvent as E['type']]: Pick<E, 'type' | 'data'> }[LedgerEvent['type']];

/**
 * Records a change of the ledger itself inside the caller's transaction: who may act on a day, and which limits hold,
 * must be provable later, so directory and settings are journalled like the cases.
 */
export async function recordLedgerEvent(
  ctx: Pick<LedgerContext, 'now' | 'operator'>,
  db: Db,
  subject: string,
  content: Content,
): Promise<void> {
  const event = {
    ...content,
    no: subject,
    occurredAt: ctx.now,
    recordedAt: ctx.now,
    by: ctx.operator,
    operator: ctx.operator,
  } as LedgerEvent;
  await applyLedgerEvent(db, event);
  await append(db, event);
}
