import { addDays, dayOf } from '../../domain/case/clock.ts';
import type { Registration } from '../../domain/case/complaint.ts';
import { REPEAT_DAYS } from '../../domain/month/analysis-figures.ts';
import { momentOf, type When } from '../../domain/steps/decide.ts';
import { toType } from '../../domain/steps/hints.ts';
import { register } from '../../domain/steps/register.ts';
import type { Warning } from '../../domain/steps/warnings.ts';
import { listNumbersByExternalNo, listNumbersByPhone } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';
import { takeSequence } from '../../store/numbers.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { isOfHeadquarters, unknownPeople } from '../people.ts';
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
    const acceptedByHeadquarters =
      setting(ctx, 'unit.kind') === 'branch' && (await isOfHeadquarters(db, when.by));
    const event = orRefuse(register({ ...when, unit, sequence, registration, acceptedByHeadquarters }));
    const repeated = await repeatComplainant(db, event.no, registration.phone, dayOf(event.occurredAt));
    const sameNumber = await duplicateExternalNo(db, event.no, registration.externalNo);
    const unknown = await unknownPeople(db, by === null ? [] : [by]);
    const { complaint, warnings } = await record(ctx, db, undefined, event);
    return { complaint, warnings: [...warnings, ...repeated, ...sameNumber, ...unknown] };
  });
}

/** The hotline's or headquarters' own number stands on another case already. */
async function duplicateExternalNo(
  db: Db,
  no: string,
  externalNo: string | null,
): Promise<readonly Warning[]> {
  const earlier = externalNo === null ? [] : await listNumbersByExternalNo(db, externalNo);
  return earlier.length === 0
    ? []
    : [
        {
          code: 'duplicate_external_no',
          message: `来源编号 ${externalNo} 已登记过：${earlier.join('、')}；若为同一件，作废本件：${toType('void', no, `--duplicate-of ${earlier.at(-1)} --reason 重复登记`)}`,
        },
      ];
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
