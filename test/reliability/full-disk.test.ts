// No room left: nothing is recorded, everything acknowledged is still there and can be read, and it goes on when there
// is room again. The long form (npm run test:reliability, as root) fills a small file system; the short one limits how
// large a file may grow, which needs no rights.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { registerMany } from '../support/many-cases.ts';
import { makeOlder } from '../support/older-ledger.ts';
import { rowsIn } from '../support/raw-ledger.ts';
import { type Desk, runTousu } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

const program = fileURLToPath(new URL('../../bin/tousu.js', import.meta.url));
const long = registration({ content: '楼道里有燃气味，'.repeat(1250) });

/** The exit code of a command whose files may grow to so many blocks of half or one kilobyte. */
function limited(desk: Desk, blocks: number, words: readonly string[]): number {
  const line = ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, program, ...words];
  const env = { ...process.env, TOUSU_LEDGER: desk.ledger, TOUSU_USER: '王芳' };
  try {
    execFileSync('/bin/sh', line, { cwd: desk.folder, env, stdio: 'pipe' });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

test('files that may not grow: refused, nothing half-written, and on it goes afterwards', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  writeFileSync(join(desk.folder, '录音.mp3'), randomBytes(100_000));
  await desk.ok(['attach', '01', '录音.mp3', '--kind', 'evidence']);
  // There is room to read, but not for the WAL of a long registration.
  const short = (words: readonly string[]) => limited(desk, 80, words);
  expect(short(long)).toBe(5);
  expect(short(['backup'])).toBe(5);
  expect(short(['archive', '01', '-o', '档案.zip'])).toBe(5);
  expect(readdirSync(desk.folder).filter((name) => name.includes('档案'))).toEqual([]);
  expect(readdirSync(join(desk.folder, 'backups'))).toEqual([]);
  expect(await desk.json(['verify'])).toMatchObject({ cases: 1 });
  await desk.ok(long);
  expect(await desk.json(['verify'])).toMatchObject({ cases: 2 });
});

test('an older ledger that has no room for its copy stays as it is', async () => {
  const desk = await unitDesk();
  await registerMany(desk.ledger, 100);
  makeOlder(desk.ledger, 2);
  expect(limited(desk, Math.floor(statSync(desk.ledger).size / 2048), ['list'])).toBe(5);
  expect(rowsIn(desk.ledger, 'PRAGMA user_version')).toEqual([{ user_version: 2 }]);
  expect(readdirSync(desk.folder)).toEqual(['ledger.db']);
  await desk.ok(['verify']);
});

if (process.env.TOUSU_RELIABILITY === 'long') {
  const disk = mkdtempSync(join(tmpdir(), 'tousu-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
  afterAll(() => {
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  });

  test('a small disk runs full', async () => {
    const env = { TOUSU_LEDGER: join(disk, 'tousu', 'ledger.db') };
    const run = (words: readonly string[]) => runTousu(words, disk, { env });
    const verified = async () => JSON.parse((await run(['verify', '--json'])).stdout);
    await run(['init', '--unit', '修武燃气公司']);
    let acknowledged = 0;
    let last = await run(long);
    while (last.status === 0) {
      acknowledged++;
      last = await run(long);
    }
    expect(last).toMatchObject({ status: 5, stdout: '', stderr: expect.stringContaining('磁盘已满') });
    expect(acknowledged).toBeGreaterThan(3);
    expect(await verified()).toMatchObject({ cases: acknowledged });
    expect(await run(['backup'])).toMatchObject({ status: 5, stderr: expect.stringContaining('磁盘已满') });

    const filler = join(disk, 'filler');
    const { bavail, bsize } = statfsSync(disk);
    if (bavail > 0) writeFileSync(filler, Buffer.alloc(bavail * bsize));
    expect(await run(['list'])).toMatchObject({ status: 0 });
    expect(await run(['note', '01', '记一句'])).toMatchObject({ status: 5 });
    rmSync(filler, { force: true });
    expect(await verified()).toMatchObject({ cases: acknowledged });
  });

  test('a closed ledger on a full disk is told to be that, not broken', async () => {
    const env = { TOUSU_LEDGER: join(disk, 'other', 'ledger.db') };
    rmSync(join(disk, 'tousu'), { recursive: true });
    await runTousu(['init', '--unit', '修武燃气公司'], disk, { env });
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize));
    for (const words of [['list'], ['note', '01', '记一句'], ['verify']]) {
      const { status, stderr } = await runTousu(words, disk, { env });
      expect({ words, status, stderr }).toMatchObject({
        status: 5,
        stderr: expect.stringContaining('磁盘已满'),
      });
    }
  });
}
