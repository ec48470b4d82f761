// What is read has an end, whoever wrote it; and what somebody did to the ledger or the clock is told, not a defect.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseName, text } from '../../src/cli/values.ts';
import { overdueBackup } from '../../src/services/care/backup-names.ts';
import { verifyLedger } from '../../src/services/care/verify.ts';
import { findRememberedHead } from '../../src/store/files/remembered-head.ts';
import { listSettings } from '../../src/store/settings.ts';
import { contextOn } from '../support/build-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import { slip } from '../support/raw-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
  writeFileSync(join(desk.folder, 'long.txt'), '长'.repeat(50_000));
  if (process.platform !== 'win32') spawnSync('mkfifo', [join(desk.folder, 'pipe')]);
});

const onUnix = process.platform === 'win32' ? test.skip : test;

describe('a text is read up to a limit', () => {
  test('a long file', async () => {
    expect(await desk.refusal(['note', '0101', '@long.txt'])).toMatchObject({
      exit: 2,
      code: 'usage.invalid',
    });
  });

  test('standard input without end', async () => {
    const input = 'x'.repeat(10_000_000);
    expect(await desk.refusal(['note', '0101', '-'], { input })).toMatchObject({
      exit: 2,
      code: 'usage.invalid',
    });
  });

  onUnix('a pipe where the program notes something for itself', () => {
    expect(findRememberedHead(join(desk.folder, 'pipe'))).toBeUndefined();
  });

  onUnix('a device and a pipe', async () => {
    for (const words of [
      ['note', '0101', '@/dev/zero'],
      ['note', '0101', '@pipe'],
      ['import', 'pipe'],
      ['import', '/dev/zero'],
    ])
      expect(await desk.refusal(words)).toMatchObject({ exit: 2, code: 'usage.invalid' });
    expect(await desk.refusal(['restore', 'pipe'])).toMatchObject({ exit: 5, code: 'ledger.not_a_ledger' });
  });

  test('a name has at most 200 characters', async () => {
    expect(parseName('名'.repeat(200), '姓名')).toHaveLength(200);
    expect(await desk.refusal(registration({ name: '名'.repeat(201) }))).toMatchObject({ exit: 2 });
    expect(await desk.refusal(['dept', 'add', '部'.repeat(201)])).toMatchObject({ exit: 2 });
    expect(await desk.refusal(registration(), { env: { TOUSU_USER: '王'.repeat(201) } })).toMatchObject({
      exit: 2,
    });
  });

  test('half a character is none', () => {
    const reading = { now: '2023-10-01T10:00:00+08:00', readText: () => '' };
    for (const parse of [() => parseName('王\ud83d', '姓名'), () => text.parse('王\ud83d', '内容', reading)])
      expect(parse).toThrow('不成字');
  });
});

test('--ledger without a value is not the default ledger', async () => {
  for (const words of [
    ['--ledger', '', 'list'],
    ['list', '--ledger='],
  ])
    expect(await desk.refusal(words)).toMatchObject({ exit: 2, code: 'usage.invalid' });
});

test('init shows its path as any other text', async () => {
  const { stdout } = await desk.run([
    'init',
    '--unit',
    '甲',
    '--ledger',
    join(desk.folder, 'x\u2028\u001b[31m.db'),
  ]);
  expect(stdout).toContain('x\\u2028\\u001b[31m.db');
});

describe('what somebody did to it', () => {
  test('an entry of a type that nobody knows', async () => {
    const other = desk.copy();
    slip(other.ledger, "UPDATE journal SET type = 'invented' WHERE type = 'registered'");
    for (const words of [['show', '0101', '--journal'], ['undo', '0101', '--reason', 'x'], ['verify']])
      expect(await other.refusal(words)).toMatchObject({ exit: 5, code: 'journal.broken' });
  });

  test('a clock that was set back is listed by verify', async () => {
    const other = desk.copy();
    const ledger = await openLedger(other.ledger);
    const { setBack: none } = await verifyLedger(ledger, () => 'intact');
    await ledger.close();
    expect(none).toEqual([]);
    slip(other.ledger, "UPDATE journal SET recorded_at = '2036-01-01T09:00:00+08:00' WHERE seq = 2");
    const again = await openLedger(other.ledger);
    const { setBack } = await verifyLedger(again, () => 'intact');
    await again.close();
    expect(setBack).toEqual([expect.stringMatching(/^第 3 条流水.*早于上一条（2036-01-01 09:00）/)]);
  });
});

describe('before the work of the day it is said', () => {
  const saidAt = async (ledger: string, now: string) => {
    const opened = await openLedger(ledger);
    try {
      const settings = await listSettings(opened);
      return await overdueBackup(contextOn(opened, ledger, { now, settings }));
    } finally {
      await opened.close();
    }
  };

  test('that there is no backup, or an old one', async () => {
    const other = desk.copy();
    const now = new Date(Date.now() + 8 * 3_600_000).toISOString();
    const later = `${Number(now.slice(0, 4)) + 1}${now.slice(4, 19)}+08:00`;
    expect(await saidAt(other.ledger, `${now.slice(0, 19)}+08:00`)).toBeNull();
    expect(await saidAt(other.ledger, later)).toContain('还没有备份过');
    await other.ok(['config', 'set', 'backup.folder', join(other.folder, '移动硬盘')]);
    expect(await saidAt(other.ledger, later)).toContain('备份的文件夹不在');
    mkdirSync(join(other.folder, '移动硬盘'));
    await other.ok(['backup']);
    expect(await saidAt(other.ledger, `${now.slice(0, 19)}+08:00`)).toBeNull();
    expect(await saidAt(other.ledger, later)).toContain(`最近的备份是 ${now.slice(0, 10)}`);
  });
});
