// What doctor looks at where the ledger is a file on a disk.

import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examine, type Surroundings } from '../../../src/services/care/doctor.ts';
import { placeOf } from '../../../src/store/engine.ts';
import { upgrade } from '../../support/open-ledger.ts';
import { rowsIn } from '../../support/raw-ledger.ts';
import { type Desk, emptyDesk, ownFolder } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

const surroundings = (ledger: string): Surroundings => ({
  ...placeOf(ledger, ownFolder),
  ...upgrade,
  now: '2099-01-01T12:00:00+08:00',
  env: {},
  platform: 'linux',
  version: '1.0.0',
  node: '24.0.0',
  schedule: () => 'yes',
});

async function found(desk: Desk, what: string) {
  const checks = await examine(surroundings(desk.ledger));
  return checks.find((check) => check.what === what);
}

test('it changes nothing: no byte, no time, no file', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const before = { bytes: readFileSync(desk.ledger), time: statSync(desk.ledger).mtimeMs };
  await desk.json(['doctor']);
  expect({ bytes: readFileSync(desk.ledger), time: statSync(desk.ledger).mtimeMs }).toEqual(before);
});

test('a file where the backups are to lie', async () => {
  const desk = await unitDesk();
  writeFileSync(join(desk.folder, 'backups'), '');
  expect(await found(desk, '备份')).toMatchObject({
    state: 'bad',
    message: expect.stringContaining('不是文件夹'),
  });
});

test('who else may read the ledger', async () => {
  const desk = await unitDesk();
  expect(await found(desk, '权限')).toMatchObject({ state: 'ok' });
  chmodSync(desk.ledger, 0o644);
  expect(await found(desk, '权限')).toMatchObject({ state: 'warn', hint: `chmod 600 ${desk.ledger}` });
});

test('a backup on the same disk', async () => {
  const desk = await unitDesk();
  expect(await desk.json(['backup'])).toMatchObject({ sameDisk: true });
  expect(await found(desk, '备份的磁盘')).toMatchObject({ state: 'warn' });
});

test('an attachment that no ledger speaks of, and one that only a ledger beside it does', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  writeFileSync(join(desk.folder, '照片.jpg'), 'of this ledger');
  await desk.ok(['attach', '01', '照片.jpg', '--kind', 'evidence']);
  const other = ['--ledger', join(desk.folder, 'other.db')];
  await desk.ok(['init', '--unit', '另一个', ...other]);
  await desk.ok([...registration(), ...other]);
  writeFileSync(join(desk.folder, '录音.mp3'), 'of the other');
  await desk.ok(['attach', '01', '录音.mp3', '--kind', 'evidence', ...other]);
  await desk.ok(['backup']);
  expect(await found(desk, '附件')).toBeUndefined();

  const stray = join(desk.folder, 'attachments', 'ab'.repeat(32));
  writeFileSync(stray, 'brought by a restore that was killed');
  expect(await found(desk, '附件')).toMatchObject({ state: 'warn', hint: expect.stringContaining(stray) });

  // What this one speaks of is not known.
  writeFileSync(join(desk.folder, 'broken.db'), 'SQLite format 3\0 and nothing behind it');
  expect(await found(desk, '附件')).toBeUndefined();
});

test('a spoilt ledger: what is wrong, what to do, exit 5', async () => {
  const desk = await unitDesk();
  writeFileSync(desk.ledger, 'no ledger');
  const { status, stdout } = await desk.run(['doctor', '--json']);
  expect(status).toBe(5);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false });
});

test('a folder where the ledger should be: nobody is told to take rights away from it', async () => {
  const desk = emptyDesk();
  mkdirSync(desk.ledger, { recursive: true, mode: 0o755 });
  const checks = await examine(surroundings(desk.ledger));
  expect(checks.find(({ what }) => what === '台账')).toMatchObject({ state: 'bad' });
  expect(checks.filter(({ hint }) => hint?.startsWith('chmod'))).toEqual([]);
});

test('a ledger that breaks off when it is read: the rest is looked at all the same', async () => {
  const desk = await unitDesk();
  const [place] = rowsIn<{ root: number; size: number }>(
    desk.ledger,
    `SELECT rootpage AS root, (SELECT page_size FROM pragma_page_size) AS size FROM sqlite_schema WHERE name = 'setting'`,
  );
  const { root = 0, size = 0 } = place ?? {};
  const bytes = readFileSync(desk.ledger);
  writeFileSync(desk.ledger, bytes.fill(0, (root - 1) * size, root * size));
  const checks = await examine(surroundings(desk.ledger));
  expect(checks.find(({ what }) => what === '台账')).toMatchObject({
    state: 'bad',
    message: expect.stringContaining('已损坏'),
  });
  expect(checks.map(({ what }) => what)).toEqual(expect.arrayContaining(['磁盘', '定时任务', '办公软件']));
});

test('a folder that is kept in step with a cloud', async () => {
  const desk = await unitDesk();
  const folder = join(desk.folder, 'OneDrive - 修武');
  mkdirSync(folder);
  renameSync(desk.ledger, join(folder, 'ledger.db'));
  const checks = await examine(surroundings(join(folder, 'ledger.db')));
  expect(checks.find(({ what }) => what === '位置')).toMatchObject({ state: 'warn' });
});
