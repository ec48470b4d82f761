// The folder she works in was removed meanwhile: what needs none goes on, and a relative name is refused in words.

import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { type Desk, program } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
});

/** Runs the program in a folder that is gone by then. */
const runInNowhere = (...words: readonly string[]) =>
  spawnSync('sh', ['-c', 'rmdir "$PWD" && exec "$@"', 'sh', process.execPath, program, ...words], {
    cwd: mkdtempSync(join(desk.folder, 'gone-')),
    env: desk.environment(),
    encoding: 'utf8',
  });

test.each(['list', 'show 0101', 'verify', '--help'])('%s works', (words) => {
  expect(runInNowhere('--ledger', desk.ledger, ...words.split(' '))).toMatchObject({ status: 0, stderr: '' });
});

test.each(['export --all', 'form 0101', 'archive 0101', 'report 2023-10 -o a.xlsx', 'rollup 2023-10 a.db'])(
  '%s is refused',
  (words) => {
    expect(runInNowhere('--ledger', desk.ledger, ...words.split(' '))).toMatchObject({
      status: 2,
      stdout: '',
      stderr: '错误: 当前文件夹已被删除或移走\n建议: cd 到别的文件夹，再运行\n',
    });
  },
);
