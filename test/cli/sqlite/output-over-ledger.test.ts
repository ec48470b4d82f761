// A file that `-o` names is never the ledger, nor anything that belongs to one, whatever it is called.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Desk, emptyDesk } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

let desk: Desk;
const at = (...parts: string[]): string => join(desk.folder, ...parts);
const attachment = (): string => at('attachments', readdirSync(at('attachments'))[0] ?? '');

beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
  writeFileSync(at('照片.txt'), 'x');
  await desk.ok(['attach', '0101', '照片.txt', '--kind', 'other']);
  await desk.ok(['backup', 'elsewhere']);
  await desk.ok(['config', 'set', 'backup.folder', at('copies')]);
  await desk.ok(['config', 'set', 'notify.secrets', at('密码')]);
  mkdirSync(at('copies'));
  mkdirSync(at('ledger.db-drafts'));
  writeFileSync(at('密码'), 'TOUSU_SMTP_PASSWORD=x');
  symlinkSync('ledger.db', at('link.db'));
  symlinkSync('attachments', at('folder'));
  copyFileSync(desk.ledger, at('ledger.db.replaced-20231001-100000'));
  linkSync(at('密码'), at('other-name'));
});

describe('it is refused, even with --force', () => {
  test.each<[string, () => string]>([
    ['the ledger', () => 'ledger.db'],
    ['by another path', () => `../${basename(desk.folder)}/./ledger.db`],
    ['a link to it', () => 'link.db'],
    ['what SQLite would keep beside it', () => 'ledger.db-wal'],
    ['its shared memory', () => 'ledger.db-shm'],
    ['its rollback journal', () => 'ledger.db-journal'],
    ['an attachment', attachment],
    ['a new file among them', () => 'attachments/报表.xlsx'],
    ['the same through a link', () => 'folder/报表.xlsx'],
    ['a new file among the drafts', () => 'ledger.db-drafts/x.xlsx'],
    ['a new file among the backups', () => 'copies/x.xlsx'],
    [
      'a backup that lies elsewhere',
      () => `elsewhere/${readdirSync(at('elsewhere')).find((name) => name.endsWith('.db'))}`,
    ],
    ['a ledger that was replaced', () => 'ledger.db.replaced-20231001-100000'],
    ['a name for one', () => 'ledger.db.v2-7'],
    ['the secrets', () => '密码'],
    ['another name of them', () => 'other-name'],
  ])('%s', async (_name, name) => {
    const before = readFileSync(desk.ledger);
    expect(await desk.refusal(['form', '0101', '-o', name(), '--force'])).toMatchObject({
      exit: 2,
      code: 'ledger.is_output',
    });
    expect(readFileSync(desk.ledger)).toEqual(before);
  });

  test('by every command that writes a file', async () => {
    for (const words of [
      ['report', '2023-10'],
      ['form', '--blank'],
      ['export', '--all'],
      ['archive', '0101'],
      ['inspect', '--month', '2023-10'],
      ['import', '--template'],
    ])
      expect(await desk.refusal([...words, '-o', 'ledger.db', '--force'])).toMatchObject({
        exit: 2,
        code: 'ledger.is_output',
      });
    await desk.ok(['verify']);
  });

  test('the ledger of another office', async () => {
    const other = emptyDesk();
    await other.ok(['init', '--unit', '获嘉燃气公司']);
    expect(await desk.refusal(['form', '0101', '-o', other.ledger, '--force'])).toMatchObject({
      code: 'ledger.is_output',
    });
  });
});

(process.platform === 'win32' ? test.skip : test)('a pipe is not replaced by a file', async () => {
  spawnSync('mkfifo', [at('pipe')]);
  expect(await desk.refusal(['form', '0101', '-o', 'pipe', '--force'])).toMatchObject({
    exit: 2,
    code: 'usage.invalid',
  });
  expect(lstatSync(at('pipe')).isFIFO()).toBe(true);
});

test('no file is called -, which elsewhere means the screen', async () => {
  expect(await desk.refusal(['export', '--all', '-o', '-'])).toMatchObject({
    exit: 2,
    code: 'usage.invalid',
    hint: '-o 后写文件名',
  });
  expect(existsSync(at('-'))).toBe(false);
});

test('any other file is written, and written again', async () => {
  await desk.ok(['form', '0101', '-o', 'elsewhere/登记表.docx']);
  await desk.ok(['form', '0101', '-o', 'elsewhere/登记表.docx', '--force']);
  expect(existsSync(at('elsewhere', '登记表.docx'))).toBe(true);
});
