// Branches with a month of their own, and headquarters that gets their files.

import { cpSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isOnServer } from '../../src/store/engine.ts';
import { type Desk, emptyDesk } from './run-tousu.ts';
import { registration } from './run-unit.ts';

/** A branch with so many cases of October 2023, all of them filed but the last `open`. */
export async function branch(
  code: string,
  name: string,
  { cases, open = 0 }: { readonly cases: number; readonly open?: number },
  desk = emptyDesk(code),
): Promise<Desk> {
  await desk.ok(['init', '--unit', name, '--unit-code', code]);
  await desk.ok(['staff', 'add', '刘敏', '--dept', '客户服务部', '--role', 'liaison']);
  for (let n = 1; n <= cases; n += 1) await addCase(desk, n, { filed: n <= cases - open });
  return desk;
}

/** The `n`th case of the day, withdrawn by the complainant where it is filed. */
export async function addCase(desk: Desk, n: number, { filed }: { readonly filed: boolean }): Promise<void> {
  await desk.ok(registration({ phone: `1380000${String(1000 + n)}`, at: '2023-10-05 09:30' }));
  const withdrawn = ['--withdrawn', '不投诉了', '--confirmed-by', '刘敏', '--by', '刘敏'];
  if (filed)
    await desk.ok([
      'close',
      `20231005${String(n).padStart(2, '0')}`,
      ...withdrawn,
      '--at',
      '2023-10-05 10:00',
    ]);
}

/** Headquarters with a ledger of its own. */
export async function headquarters(): Promise<Desk> {
  const desk = emptyDesk('hq');
  await desk.ok(['init', '--unit', '焦作总部', '--unit-kind', 'headquarters', '--unit-code', 'hq']);
  return desk;
}

/** The branch sends its ledger as it is; what lies on a server is sent as a backup. */
export async function sendLedger(from: Desk, to: Desk, name: string): Promise<string> {
  const sent = join(to.folder, name);
  if (isOnServer(from.ledger)) {
    const folder = mkdtempSync(join(from.folder, 'sent-'));
    renameSync((await from.json<{ file: string }>(['backup', folder])).file, sent);
  } else cpSync(from.ledger, sent);
  return name;
}

/** The branch sends its month workbook. */
export async function sendReport(from: Desk, to: Desk, name: string): Promise<string> {
  await from.ok(['report', '2023-10', '-o', join(to.folder, name), '--force']);
  return name;
}
