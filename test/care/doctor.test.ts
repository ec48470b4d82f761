// `tousu doctor` looks at everything an installation needs, says what to do, and changes nothing.

import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examine, type Surroundings } from '../../src/services/care/doctor.ts';
import { placeOf } from '../../src/store/engine.ts';
import { upgrade } from '../support/open-ledger.ts';
import { wholeOf } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk, ownFolder } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

const surroundings = (ledger: string, changed: Partial<Surroundings> = {}): Surroundings => ({
  ...placeOf(ledger, ownFolder),
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
  expect(stdout).toMatch(/→ .*tousu init/);
});

test('it changes nothing', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const before = wholeOf(desk.ledger);
  await desk.json(['doctor']);
  expect(wholeOf(desk.ledger)).toBe(before);
});

test('no backup, then one, then an old one', async () => {
  const desk = await unitDesk();
  expect(await found(desk, '备份')).toMatchObject({ state: 'warn', hint: 'tousu backup' });
  await desk.ok(['backup']);
  const now = `${new Date().toISOString().slice(0, 10)}T23:59:00+08:00`;
  expect(await found(desk, '备份', { now })).toMatchObject({ state: 'ok' });
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

test.each([
  ['no', 'warn'],
  ['elsewhere', 'warn'],
  ['yes', 'ok'],
] as const)('jobs: %s', async (installed, state) => {
  expect(await found(await unitDesk(), '定时任务', { schedule: () => installed })).toMatchObject({ state });
});

/** Mail is set up but for its password. */
async function mailDesk(desk: Desk): Promise<void> {
  await desk.ok(['config', 'set', 'notify.channels', 'email,wecom']);
  await desk.ok(['config', 'set', 'notify.email.server', 'smtps://smtp.example.com']);
  await desk.ok(['config', 'set', 'notify.email.user', 'tousu']);
  await desk.ok(['config', 'set', 'notify.email.from', 'tousu@example.com']);
  await desk.ok(['config', 'set', 'notify.email.to', 'liumin@example.com']);
}

test('reminders that cannot go out: what nobody has set or said is named', async () => {
  const desk = await unitDesk();
  await desk.ok(['config', 'set', 'notify.channels', 'email,command']);
  expect(await found(desk, '提醒')).toMatchObject({
    state: 'bad',
    message: expect.stringMatching(
      /没有 notify\.email\.server、notify\.email\.from、notify\.email\.to、notify\.command$/,
    ),
    hint: expect.stringMatching(/^tousu config set notify\.email\.server 值；.*；tousu notify test$/),
  });
  await mailDesk(desk);
  expect(await found(desk, '提醒')).toMatchObject({
    state: 'bad',
    message: expect.stringMatching(/没有 TOUSU_SMTP_PASSWORD、TOUSU_WECOM_URL$/),
    hint: expect.stringContaining(join(desk.home, 'notify.secrets')),
  });
  const env = { TOUSU_SMTP_PASSWORD: 'x', TOUSU_WECOM_URL: 'https://example.com/' };
  expect(await found(desk, '提醒', { env })).toMatchObject({ state: 'ok' });
});

test('who else may read the passwords', async () => {
  const desk = await unitDesk();
  await mailDesk(desk);
  mkdirSync(desk.home, { recursive: true });
  const secrets = join(desk.home, 'notify.secrets');
  writeFileSync(secrets, 'TOUSU_SMTP_PASSWORD=x\nTOUSU_WECOM_URL=https://example.com/\n', { mode: 0o600 });
  expect(await found(desk, '提醒')).toMatchObject({ state: 'ok' });
  chmodSync(secrets, 0o644);
  expect(await found(desk, '提醒')).toMatchObject({ state: 'bad', hint: `chmod 600 ${secrets}` });
});
