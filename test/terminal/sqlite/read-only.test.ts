// The work screen of somebody who may read the file and not write to it.

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { program } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';
import { Terminal } from '../../support/tmux.ts';

/** Only root can be somebody else, who must be able to read the program. */
const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const readsProgram = [process.execPath, '-e', 'require("node:fs").accessSync(process.argv[1])', program];
const [first = '', ...rest] = [...asNobody, ...readsProgram];
const asAnotherUser = process.getuid?.() === 0 && spawnSync(first, rest).status === 0 ? test : test.skip;

asAnotherUser('it is told, and nothing is offered that would be refused', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const folder = join('/tmp', `tousu-read-${process.pid}`);
  mkdirSync(folder);
  try {
    const ledger = join(folder, 'ledger.db');
    cpSync(desk.ledger, ledger);
    chmodSync(ledger, 0o644);
    chmodSync(folder, 0o755);
    const read = {
      folder,
      environment: () => ({ ...desk.environment(), TOUSU_LEDGER: ledger, HOME: '/nonexistent' }),
    };
    const terminal = await Terminal.open(read, [...asNobody, process.execPath, program]);
    await terminal.waitFor('王芳（只能看）', '2023100101');
    await terminal.press('Space');
    await terminal.waitFor('在这里只能看，不能登记');
    await terminal.press('Enter');
    await terminal.waitFor('> 1 单页（网页）');
    expect(await terminal.screen()).not.toMatch(/^[> ] \w 转办/m);
    await terminal.press('q');
    await terminal.press('q');
    expect((await terminal.end()).status).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
