// Many desks at one ledger on the server: numbers without a gap, one chain, nobody refused.

import { expect, test } from '@jest/globals';
import { registrationDefaults } from '../../../src/domain/steps/register.ts';
import { verifyLedger } from '../../../src/services/care/verify.ts';
import { registerCase } from '../../../src/services/case/register.ts';
import { listSettings } from '../../../src/store/settings.ts';
import { contextOn } from '../../support/build-ledger.ts';
import { openLedger } from '../../support/open-ledger.ts';
import { describeOnServer } from '../../support/postgres.ts';
import { peopledUnit } from './peopled-unit.ts';

const [DESKS, EACH] = [32, 50] as const;

describeOnServer('one unit', () => {
  test(`${DESKS} desks register ${EACH} cases each: every number once, no gap, one chain`, async () => {
    const { desk, owner } = await peopledUnit();
    const ledgers = await Promise.all(Array.from({ length: DESKS }, () => openLedger(desk.ledger)));
    const work = async (at: number): Promise<readonly number[]> => {
      const ledger = ledgers[at] as (typeof ledgers)[number];
      const settings = await listSettings(ledger);
      const ctx = contextOn(ledger, desk.ledger, {
        now: '2023-10-02T10:00:00+08:00',
        operator: '李娜',
        settings,
      });
      const sequences: number[] = [];
      for (let i = 0; i < EACH; i++) {
        const { complaint } = await registerCase(ctx, {
          ...registrationDefaults,
          channel: 'phone',
          name: '李强',
          phone: String(13_000_000_000 + at * EACH + i),
          content: '楼道里有燃气味',
          demand: '马上查漏',
          by: null,
          at: { moment: '2023-10-02T09:30:00+08:00' },
        });
        sequences.push(complaint.sequence);
      }
      return sequences;
    };
    const given = (await Promise.all(ledgers.map((_, at) => work(at)))).flat().sort((a, b) => a - b);
    for (const ledger of ledgers) await ledger.close();
    expect(given).toEqual(given.map((_, i) => i + 1));
    expect(given).toHaveLength(DESKS * EACH);
    const ledger = await openLedger(owner.ledger);
    const { findings, cases } = await verifyLedger(ledger, () => 'intact');
    await ledger.close();
    expect({ findings, cases }).toEqual({ findings: [], cases: DESKS * EACH + 1 });
  }, 180_000);
});
