// A backup is a whole ledger of one moment, made while others write, and the last good one is never rotated away.

import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type BackupOptions, backupLedger } from '../../src/services/care/backup.ts';
import { stemOf } from '../../src/services/care/backup-names.ts';
import { placeOf } from '../../src/store/engine.ts';
import { fullDesk } from '../support/full-case.ts';
import { openLedger, upgrade } from '../support/open-ledger.ts';
import { stateOf, tamper } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk, ownFolder } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { spoilFiles } from '../support/stored-files.ts';

interface BackupAnswer {
  readonly file: string;
  readonly cases: number;
  readonly attachments: number;
  readonly copied: number;
  readonly removed: readonly string[];
  readonly kept: number;
}

const backup = (desk: Desk, ...words: string[]) => desk.json<BackupAnswer>(['backup', ...words]);

/** Backs the ledger up as the command does, at another time. */
async function backedUp(address: string, options: BackupOptions) {
  const ledger = await openLedger(address);
  try {
    return await backupLedger({ ...placeOf(address, ownFolder), ...upgrade, ledger }, options);
  } finally {
    await ledger.close();
  }
}
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);

test('a backup is a ledger of its own, attachments with it, for its owner alone', async () => {
  const desk = await fullDesk();
  const made = await backup(desk);
  expect(made).toMatchObject({ cases: 2, attachments: 1, copied: 1, kept: 1, removed: [] });
  expect(await desk.json(['verify', '--ledger', made.file])).toMatchObject({ ok: true, attachments: 1 });
  expect([made.file, join(desk.home, 'backups')].map(modeOf)).toEqual(['600', '700']);
  expect((await backup(desk)).copied).toBe(0);
});

test('a backup taken while six others register holds a moment of the ledger, and none of them fails', async () => {
  const desk = await unitDesk();
  const clerks = Array.from({ length: 6 }, () => desk.run(registration()));
  const backups = [await backup(desk, 'b'), await backup(desk, 'b')];
  expect((await Promise.all(clerks)).map(({ status }) => status)).toEqual([0, 0, 0, 0, 0, 0]);
  for (const { file } of backups) await desk.ok(['verify', '--ledger', file]);
  expect(await backup(desk, 'b')).toMatchObject({ cases: 6 });
});

test('--keep: the oldest go, what is not a backup of this ledger stays', async () => {
  const desk = await unitDesk();
  const stranger = await unitDesk();
  const folder = join(desk.folder, 'b');
  const other = emptyDesk();
  await other.ok(['init', '--unit', '别的公司']);
  const days = ['01', '02', '03', '04', '05'];
  const make = (ledger: string, day: string, keep: number) =>
    backedUp(ledger, { folder, keep, now: `2023-10-${day}T12:00:00+08:00` });
  await make(other.ledger, '01', 9);
  for (const day of days) await make(desk.ledger, day, 9);
  const stem = stemOf(placeOf(desk.ledger, ownFolder));
  writeFileSync(join(folder, `${stem}-20231001-120000-x.db`), '');
  writeFileSync(join(folder, `${stem}-20220101-120000.db`), 'not a backup');
  copyFileSync((await backup(stranger)).file, join(folder, '手工.db'));
  const { removed, kept } = await make(desk.ledger, '06', 3);
  expect(removed.map((file) => file.slice(folder.length + 1))).toEqual([
    `${stem}-20231001-120000-2.db`,
    `${stem}-20231002-120000.db`,
    `${stem}-20231003-120000.db`,
  ]);
  expect(kept).toBe(3);
  expect(readdirSync(folder).sort()).toEqual([
    `${stem}-20220101-120000.db`,
    `${stem}-20231001-120000-x.db`,
    `${stem}-20231001-120000.db`,
    `${stem}-20231004-120000.db`,
    `${stem}-20231005-120000.db`,
    `${stem}-20231006-120000.db`,
    '手工.db',
  ]);
});

test('what a killed backup left goes after a day; what may still be written to stays', async () => {
  const desk = await unitDesk();
  const folder = join(desk.folder, 'b');
  mkdirSync(folder);
  const [left, underWay] = ['.1.tousu-new', '.2.tousu-new'];
  for (const name of [left, underWay]) writeFileSync(join(folder, name), 'half a ledger');
  const threeDaysAgo = Date.now() / 1000 - 3 * 86_400;
  utimesSync(join(folder, left), threeDaysAgo, threeDaysAgo);
  const { file } = await backup(desk, 'b');
  expect(readdirSync(folder).sort()).toEqual([underWay, basename(file)]);
});

test('of several backups of one second the first one made goes first', async () => {
  const desk = await unitDesk();
  const make = (keep: number) =>
    backedUp(desk.ledger, { folder: null, keep, now: '2023-10-01T12:00:00+08:00' });
  for (let n = 1; n <= 11; n++) await make(99);
  const { removed } = await make(3);
  const stem = stemOf(placeOf(desk.ledger, ownFolder));
  expect(removed.map((file) => basename(file))).toEqual([
    `${stem}-20231001-120000.db`,
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${stem}-20231001-120000-${n}.db`),
  ]);
});

test('a ledger that does not hold is backed up all the same, said so, and nothing older goes', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const good = await backup(desk, '--keep', '1');
  tamper(desk.ledger, "UPDATE complaint SET content = '没事'");
  expect(await desk.refusal(['backup', '--keep', '1'])).toMatchObject({ exit: 5, code: 'journal.broken' });
  expect(existsSync(good.file)).toBe(true);
  expect(readdirSync(join(desk.home, 'backups'))).toHaveLength(2);
});

test('an attachment that was changed does not take the place of the good one in the backup', async () => {
  const desk = await fullDesk();
  const first = await backup(desk);
  spoilFiles(desk);
  await backup(desk);
  await desk.ok(['verify', '--ledger', first.file]);
  expect(await desk.refusal(['backup', '别处'])).toMatchObject({ exit: 5, code: 'attachment.changed' });
});

test('the folder of the settings, and how many stay', async () => {
  const desk = await unitDesk();
  mkdirSync(join(desk.folder, '备份'));
  await desk.ok(['config', 'set', 'backup.folder', join(desk.folder, '备份')]);
  await desk.ok(['config', 'set', 'backup.keep', '2']);
  for (let i = 0; i < 3; i++) await backup(desk);
  expect(readdirSync(join(desk.folder, '备份'))).toHaveLength(2);
  expect(await desk.refusal(['config', 'set', 'backup.keep', '0'])).toMatchObject({ exit: 2 });
});

test('the folder of the settings is not there, as a drive that is not connected: it is not made', async () => {
  const desk = await unitDesk();
  const folder = join(desk.folder, '移动硬盘');
  const { stderr } = await desk.run(['config', 'set', 'backup.folder', folder]);
  expect(stderr).toContain('现在没有这个文件夹');
  expect(await desk.refusal(['backup'])).toMatchObject({
    exit: 4,
    code: 'not_found.file',
    message: expect.stringContaining(folder),
    hint: expect.stringContaining('接上那块磁盘'),
  });
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder);
  expect(await backup(desk)).toMatchObject({ kept: 1 });
});

test('a folder that cannot be: nothing is written', async () => {
  const desk = await unitDesk();
  writeFileSync(join(desk.folder, 'file'), '');
  const before = readdirSync(desk.folder);
  expect(await desk.refusal(['backup', 'file/b'])).toMatchObject({ exit: 5, code: 'ledger.read_only' });
  expect(readdirSync(desk.folder)).toEqual(before);
});

// Of all systems Linux has such a place for certain: a folder in which no folder can be made.
(process.platform === 'linux' ? test : test.skip)('a drive that is not there is named', async () => {
  const desk = await unitDesk();
  const nowhere = { exit: 4, code: 'not_found.file', message: expect.stringContaining('/proc/x') };
  expect(await desk.refusal(['backup', '/proc/x'])).toMatchObject(nowhere);
  expect(await desk.refusal(['backup', '/proc'])).toMatchObject({ ...nowhere, message: '找不到文件 /proc' });
  const ledger = '/proc/x/y/ledger.db';
  expect(await desk.refusal(['init', '--unit', '甲', '--ledger', ledger])).toMatchObject(nowhere);
});

describe('an older copy ends with an entry that the ledger does not have', () => {
  const twoBackups = async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    const first = await backup(desk);
    const putBack = stateOf(desk.ledger);
    await desk.ok(registration({ name: '投诉局长' }));
    const second = await backup(desk);
    return { desk, first, second, putBack };
  };

  test('it was cut short: all copies stay, day after day', async () => {
    const { desk, second, putBack } = await twoBackups();
    // The ledger as it was, put back without the program: whole in itself.
    putBack();
    await desk.ok(['verify', '--ledger', second.file]);
    for (let day = 0; day < 2; day++) {
      const refused = await desk.refusal(['backup', '--keep', '1']);
      expect(refused).toMatchObject({ exit: 5, code: 'journal.broken' });
      expect(refused.message).toContain(second.file);
    }
    expect(existsSync(second.file)).toBe(true);
    expect(readdirSync(join(desk.home, 'backups'))).toHaveLength(4);
  });

  test('without any copy, this computer remembers; another entry does not make it forget', async () => {
    const { desk, putBack } = await twoBackups();
    rmSync(join(desk.home, 'backups'), { recursive: true });
    putBack();
    for (const words of [['verify'], ['backup']]) {
      await desk.ok(registration({ name: '新客户' }));
      const refused = await desk.refusal(words);
      expect(refused).toMatchObject({ exit: 5, code: 'journal.broken' });
      expect(refused.message).toContain('这台电脑记得');
    }
    // A copy that lies elsewhere is another one's tail.
    await desk.copy().ok(['verify']);
  });

  test('after a restore it is known why', async () => {
    const { desk, first } = await twoBackups();
    await desk.ok(['restore', first.file]);
    expect(await backup(desk, '--keep', '2')).toMatchObject({ kept: 2 });
  });
});
