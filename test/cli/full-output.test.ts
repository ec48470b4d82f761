// The answer goes where there is no room for it: what was recorded stands, and nobody is told otherwise.

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Desk, program } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

/** A device of Linux that is always full. */
const FULL = '/dev/full';
const withFullDevice = existsSync(FULL) ? test : test.skip;

/** Runs the program with a full device for its output, or for what it says beside it. */
function runInto(full: 'stdout' | 'stderr', desk: Desk, words: readonly string[]) {
  const device = openSync(FULL, 'w');
  try {
    return spawnSync(process.execPath, [program, ...words], {
      cwd: desk.folder,
      env: desk.environment(),
      encoding: 'utf8',
      stdio: ['ignore', full === 'stdout' ? device : 'pipe', full === 'stderr' ? device : 'pipe'],
    });
  } finally {
    closeSync(device);
  }
}

withFullDevice('the entry is recorded, and she is told to look', async () => {
  const desk = await unitDesk();
  const { status, stderr } = runInto('stdout', desk, registration());
  expect(status).toBe(5);
  expect(stderr).toMatch(/^错误: .*标准输出.*\n建议: .*登记了没有.*\n$/m);
  expect(stderr).not.toContain('什么也没有登记');
  expect(await desk.json(['list'])).toMatchObject({ total: 1 });
});

withFullDevice('a script reads the code', async () => {
  const desk = await unitDesk();
  const { status, stderr } = runInto('stdout', desk, ['list', '--json']);
  expect(status).toBe(5);
  expect(JSON.parse(stderr).error).toMatchObject({ code: 'ledger.io_error' });
});

withFullDevice('warnings that nobody can read change nothing', async () => {
  const desk = await unitDesk();
  const { status, stdout } = runInto('stderr', desk, registration());
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('2023100101 已登记') });
  expect(runInto('stderr', desk, ['show', '0199']).status).toBe(4);
});
