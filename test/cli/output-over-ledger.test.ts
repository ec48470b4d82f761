// A file that `-o` names is never what belongs to the ledger, wherever this computer has it. What lies beside a file: sqlite.

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
let backup: string;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
  ({ file: backup } = await desk.json<{ file: string }>(['backup', '别处']));
  for (const folder of [desk.drafts, join(desk.folder, '备份')]) mkdirSync(folder, { recursive: true });
  await desk.ok(['config', 'set', 'backup.folder', join(desk.folder, '备份')]);
  writeFileSync(join(desk.home, 'notify.secrets'), 'TOUSU_SMTP_PASSWORD=x');
});

test.each<[string, () => string]>([
  ['a new file among the drafts', () => join(desk.drafts, 'x.docx')],
  [
    'a new file among the attachments that are being taken in',
    () => join(desk.home, 'attachments', 'x.docx'),
  ],
  ['a new file among the backups', () => '备份/x.docx'],
  ['a backup that lies elsewhere', () => join('别处', basename(backup))],
  ['the secrets', () => join(desk.home, 'notify.secrets')],
])('%s: refused, even with --force', async (_name, name) => {
  expect(await desk.refusal(['form', '0101', '-o', name(), '--force'])).toMatchObject({
    exit: 2,
    code: 'ledger.is_output',
  });
});

test('any other file is written, and written again', async () => {
  await desk.ok(['form', '0101', '-o', '登记表.docx']);
  await desk.ok(['form', '0101', '-o', '登记表.docx', '--force']);
  expect(existsSync(join(desk.folder, '登记表.docx'))).toBe(true);
});
