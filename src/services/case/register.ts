import { addDays, dayOf } from '../../domain/case/clock.ts';
import type { Registration } from '../../domain/case/complaint.ts';
import { REPEAT_DAYS } from '../../domain/month/analysis-figures.ts';
import { momentOf, type When } from '../../domain/steps/decide.ts';
import { toType } from '../../domain/steps/hints.ts';
import { register } from '../../domain/steps/register.ts';
import type { Warning } from '../../domain/steps/warnings.ts';
import { listNumbersByPhone } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';
import { takeSequence } from '../../store/numbers.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { unknownPeople } from '../people.ts';
import { occasion, orRefuse, type Recorded, record } from './record-step.ts';

export interface RegisterInput extends Omit<Registration, 'acceptedAt'> {
  readonly by: string | null;
  readonly at: When | null;
}

/** Steps 10-30: takes the complaint and gives it the next number of its acceptance day. */
export function registerCase(
  ctx: LedgerContext,
  { by, at, ...registration }: RegisterInput,
): Promise<Recorded> {
  return ctx.ledger.transaction(async (db) => {
    const when = occasion(ctx, { by, at });
    const unit = setting(ctx, 'unit.code');
    const sequence = await takeSequence(db, unit, dayOf(momentOf(when.at)));
    const event = orRefuse(register({ ...when, unit, sequence, registration }));
    const repeated = await repeatComplainant(db, event.no, registration.phone, dayOf(event.occurredAt));
    const unknown = await unknownPeople(db, by === null ? [] : [by]);
    const { complaint, warnings } = await record(ctx, db, undefined, event);
    return { complaint, warnings: [...warnings, ...repeated, ...unknown] };
  });
}

async function repeatComplainant(
  db: Db,
  no: string,
  phone: string | null,
  day: string,
): Promise<readonly Warning[]> {
  const earlier =
    phone === null ? [] : await listNumbersByPhone(db, phone, [addDays(day, -REPEAT_DAYS), day]);
  return earlier.length === 0
    ? []
    : [
        {
          code: 'repeat_complainant',
          message: `该电话 ${REPEAT_DAYS} 天内已投诉过：${earlier.join('、')}；若为同一事，作废本件：${toType('void', no, `--duplicate-of ${earlier.at(-1)} --reason 重复登记`)}`,
        },
      ];
}
