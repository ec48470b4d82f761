import { defaultPolicy } from '../../src/domain/policy.ts';
import { registrationDefaults } from '../../src/domain/steps/register.ts';
import { registerComplaint } from '../../src/services/case/register.ts';
import { listSettings } from '../../src/store/settings.ts';
import { openLedger } from '../../src/store/sqlite/open.ts';

/** Registers so many complaints, accepted 2023-10-01 09:30, as the command does, in this process. */
export async function registerMany(ledgerFile: string, cases: number): Promise<void> {
  const ledger = openLedger(ledgerFile);
  const ctx = {
    ledger,
    ledgerFile,
    now: '2023-10-01T10:00:00+08:00',
    operator: '王芳',
    policy: defaultPolicy,
    settings: await listSettings(ledger),
  };
  for (let i = 0; i < cases; i++) {
    await registerComplaint(ctx, {
      ...registrationDefaults,
      ...{ channel: 'phone', name: '李强', phone: String(13_900_000_000 + i) },
      ...{ content: '楼道里有燃气味', demand: '马上查漏' },
      ...{ by: null, at: { moment: '2023-10-01T09:30:00+08:00' } },
    });
  }
  ledger.close();
}
