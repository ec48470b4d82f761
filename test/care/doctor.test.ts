// `tousu doctor` looks at everything an installation needs, says what to do, and changes nothing.

import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examine, type Surroundings } from '../../src/services/care/doctor.ts';
import { placeOf } from '../../src/store/engine.ts';
import { upgrade } from '../support/open-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

const surroundings = (ledger: string, changed: Partial<Surroundings> = {}): Surroundings => ({
  ...placeOf(ledger, ''),
  ...upgrade,
  now: '2099-01-01T12:00:00+08:00',
  env: {},
  platform: 'linux',
  version: '1.0.0',
  node: '24.0.0',
  schedule: () => 'yes',
  ...changed,
});

async function found(desk: Desk, what: string, changed: Partial<Surroundings> = {}) {
  const checks = await examine(surroundings(desk.ledger, changed));
  return checks.find((check) => check.what === what);
}

test('a new office is told what is missing, by the program itself', async () => {
  const desk = emptyDesk();
  const { status, stdout } = await desk.run(['doctor']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/还没有台账/);
  expect(stdout).toMatch(/→ tousu init/);
});

test('it changes nothing: no byte, no time, no file', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const before = { bytes: readFileSync(desk.ledger), time: statSync(desk.ledger).mtimeMs };
  await desk.json(['doctor']);
  expect({ bytes: readFileSync(desk.ledger), time: statSync(desk.ledger).mtimeMs }).toEqual(before);
});

test('no backup, then one on the same disk, then an old one', async () => {
  const desk = await unitDesk();
  expect(await found(desk, '备份')).toMatchObject({ state: 'warn', hint: 'tousu backup' });
  await desk.ok(['backup']);
  const now = `${new Date().toISOString().slice(0, 10)}T23:59:00+08:00`;
  expect(await found(desk, '备份', { now })).toMatchObject({ state: 'ok' });
  expect(await found(desk, '备份的磁盘', { now })).toMatchObject({ state: 'warn' });
  expect(await found(desk, '备份')).toMatchObject({ state: 'warn', message: expect.stringMatching(/天前/) });
});

test('the disk of the backups is not there', async () => {
  const desk = await unitDesk();
  const folder = join(desk.folder, '移动硬盘');
  mkdirSync(folder);
  await desk.ok(['config', 'set', 'backup.folder', folder]);
  rmSync(folder, { recursive: true });
  expect(await found(desk, '备份')).toMatchObject({ state: 'bad', message: expect.stringContaining(folder) });
});

test('a clock that was set back', async () => {
  const desk = await unitDesk();
  expect(await found(desk, '时钟', { now: '2013-01-01T12:00:00+08:00' })).toMatchObject({ state: 'bad' });
});

test('who else may read the ledger, and the passwords', async () => {
  const desk = await unitDesk();
  expect(await found(desk, '权限')).toMatchObject({ state: 'ok' });
  chmodSync(desk.ledger, 0o644);
  expect(await found(desk, '权限')).toMatchObject({ state: 'warn', hint: `chmod 600 ${desk.ledger}` });
  await desk.ok(['config', 'set', 'notify.channels', 'email']);
  writeFileSync(join(desk.folder, 'notify.secrets'), 'TOUSU_SMTP_PASSWORD=x\n');
  chmodSync(join(desk.folder, 'notify.secrets'), 0o644);
  expect(await found(desk, '提醒')).toMatchObject({ state: 'bad' });
});

test.each([
  ['no', 'warn'],
  ['elsewhere', 'warn'],
  ['yes', 'ok'],
] as const)('jobs: %s', async (installed, state) => {
  expect(await found(await unitDesk(), '定时任务', { schedule: () => installed })).toMatchObject({ state });
});

test('a spoilt ledger: what is wrong, what to do, exit 5', async () => {
  const desk = await unitDesk();
  writeFileSync(desk.ledger, 'no ledger');
  const { status, stdout } = await desk.run(['doctor', '--json']);
  expect(status).toBe(5);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false });
});

test('a folder that is kept in step with a cloud', async () => {
  const desk = await unitDesk();
  const folder = join(desk.folder, 'OneDrive - 修武');
  mkdirSync(folder);
  renameSync(desk.ledger, join(folder, 'ledger.db'));
  const checks = await examine(surroundings(join(folder, 'ledger.db')));
  expect(checks.find(({ what }) => what === '位置')).toMatchObject({ state: 'warn' });
});
