import { registrationDefaults } from '../../src/domain/steps/register.ts';
import { registerCase } from '../../src/services/case/register.ts';
import { listSettings } from '../../src/store/settings.ts';
import { contextOn } from './build-ledger.ts';
import { openLedger } from './open-ledger.ts';

/** Registers so many complaints, accepted 2023-10-01 09:30, as the command does, in this process. */
export async function registerMany(address: string, cases: number): Promise<void> {
  const ledger = await openLedger(address);
  const settings = await listSettings(ledger);
  const ctx = contextOn(ledger, address, { now: '2023-10-01T10:00:00+08:00', settings });
  for (let i = 0; i < cases; i++) {
    await registerCase(ctx, {
      ...registrationDefaults,
      channel: 'phone',
      name: '李强',
      phone: String(13_900_000_000 + i),
      content: '楼道里有燃气味',
      demand: '马上查漏',
      by: null,
      at: { moment: '2023-10-01T09:30:00+08:00' },
    });
  }
  await ledger.close();
}
