// Where a file lies, and who else may write there.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { type Desk, environment, program } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
});

test.each(['OneDrive - 修武燃气', '我的坚果云', 'BaiduSyncdisk', 'WPS云盘', 'Dropbox'])(
  'that %s is no place for a ledger',
  async (name) => {
    const folder = join(desk.folder, name);
    mkdirSync(folder);
    cpSync(desk.ledger, join(folder, 'ledger.db'));
    const { warnings } = await desk.json<{ warnings: readonly { code: string }[] }>([
      'note',
      '0101',
      'x',
      '--ledger',
      join(folder, 'ledger.db'),
    ]);
    expect(warnings).toContainEqual(expect.objectContaining({ code: 'synced_folder' }));
  },
);

/** Only root can be somebody else, who must be able to read the program. */
const nobody = { uid: 65_534, gid: 65_534 };
const readsProgram = ['-e', 'require("node:fs").accessSync(process.argv[1])', program];
const asAnotherUser =
  process.getuid?.() === 0 && spawnSync(process.execPath, readsProgram, nobody).status === 0
    ? test
    : test.skip;

asAnotherUser('an auditor reads a ledger that he may not write beside', async () => {
  const other = desk.copy();
  const folder = join('/tmp', `tousu-audit-${process.pid}`);
  mkdirSync(folder);
  try {
    cpSync(other.ledger, join(folder, 'ledger.db'));
    chmodSync(join(folder, 'ledger.db'), 0o644);
    chmodSync(folder, 0o755);
    const run = (...words: string[]) =>
      new Promise<{ status: number | null; out: string }>((resolve) => {
        const child = spawn(process.execPath, [program, ...words, '--ledger', join(folder, 'ledger.db')], {
          cwd: '/tmp',
          ...nobody,
          env: { ...environment, HOME: '/nonexistent' },
        });
        let out = '';
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (bytes) => (out += String(bytes)));
        child.on('close', (status) => resolve({ status, out }));
      });
    for (const words of [['list', '--all'], ['verify'], ['report', '2023-10', '--json'], ['show', '0101']])
      expect(await run(...words)).toMatchObject({ status: 0 });
    expect(await run('note', '0101', 'x')).toMatchObject({
      status: 5,
      out: expect.stringContaining('不能写入'),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
