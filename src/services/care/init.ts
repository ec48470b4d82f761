import { refuse } from '../../domain/problems.ts';
import type { UnitKind } from '../../domain/words/vocabulary.ts';
import { engineFor, unitNamedBy } from '../../store/engine.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';

export interface InitInput {
  readonly unit: string;
  readonly unitKind: UnitKind;
  readonly unitCode: string;
  readonly operator: string;
}

/** 4.1.4 The public hotlines, which stand on the printed form. */
const hotlines = { 'unit.hotline': '0391-7172777', 'unit.groupHotline': '4006773633' } as const;

/** Every ledger has the department that runs complaints (2.1) and the one it reports to. */
const firstDepartments = [
  { name: '客户服务部', kind: 'branch' },
  { name: '管理总部', kind: 'headquarters' },
] as const;

/** What a unit has for a code where nobody gives it one. */
export const USUAL_CODE = 'main';

/** On a server the address says the code of the unit. Refuses another one. */
function codeOf(address: string, given: string): string {
  const named = unitNamedBy(address) ?? given;
  if (given !== named && given !== USUAL_CODE)
    refuse('usage.invalid', {
      message: `--unit-code 是 ${given}，台账地址里的单位是 ${named}`,
      hint: '服务器上的单位代码就是地址里的那个，不必再写 --unit-code',
    });
  return named;
}

/** Creates the ledger with its unit, hotlines and first departments. Never in the place of another one. */
export async function initLedger(
  ctx: Pick<LedgerContext, 'now' | 'address'>,
  schema: string,
  input: InitInput,
): Promise<void> {
  const engine = await engineFor(ctx.address);
  const unitCode = codeOf(ctx.address, input.unitCode);
  await engine.create(ctx.address, schema, (ledger) =>
    ledger.transaction(async (db) => {
      const recording = { now: ctx.now, operator: ledger.operator ?? input.operator };
      const settings = {
        'unit.code': unitCode,
        'unit.kind': input.unitKind,
        'unit.name': input.unit,
        ...hotlines,
      };
      await recordLedgerEvent(recording, db, 'ledger', {
        type: 'ledger_created',
        data: { version: engine.version },
      });
      for (const [key, to] of Object.entries(settings)) {
        await recordLedgerEvent(recording, db, `setting:${key}`, {
          type: 'setting_changed',
          data: { key, from: null, to },
        });
      }
      for (const data of firstDepartments) {
        await recordLedgerEvent(recording, db, `department:${data.name}`, { type: 'department_added', data });
      }
    }),
  );
}
