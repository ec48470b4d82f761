// The server has no room left: nothing is recorded, what is there is whole, and on it goes when there is room again.

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmdirSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { describeOnServer, server } from '../../support/postgres.ts';
import { peopledUnit } from './peopled-unit.ts';

/** To mount takes root; in CI, which is, it is never left out. */
const testAsRoot = userInfo().uid === 0 || process.env.CI ? test : test.skip;

const mounted: string[] = [];
afterAll(() => {
  for (const folder of mounted) {
    execFileSync('umount', ['--lazy', folder]);
    rmdirSync(folder);
  }
});

/** A disk of so many megabytes for the server. Returns its folder. */
function smallDisk(megabytes: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-small-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  mounted.push(folder);
  chmodSync(folder, 0o755);
  const room = join(folder, 'room');
  mkdirSync(room);
  server().own(room);
  chmodSync(room, 0o700);
  return room;
}

describeOnServer('a full disk', () => {
  testAsRoot('refuses what does not fit, and keeps what did', async () => {
    const { desk, owner } = await peopledUnit();
    server().tamper(owner.ledger, `CREATE TABLESPACE small LOCATION '${smallDisk(6)}'`);
    server().tamper(owner.ledger, 'ALTER TABLE attachment_piece SET TABLESPACE small');
    const attach = (n: number): readonly string[] => {
      const name = `照片${n}.jpg`;
      writeFileSync(join(desk.folder, name), randomBytes(1_500_000));
      return ['attach', '01', name, '--kind', 'evidence'];
    };
    let kept = 0;
    while ((await desk.run(attach(kept))).status === 0) kept += 1;
    expect(kept).toBeGreaterThan(0);
    expect(await desk.refusal(attach(kept))).toMatchObject({ exit: 5, code: 'ledger.full' });
    expect(await desk.json(['verify'])).toMatchObject({ ok: true, attachments: kept });
    server().tamper(owner.ledger, 'ALTER TABLE attachment_piece SET TABLESPACE pg_default');
    await desk.ok(attach(kept));
    expect(await desk.json(['verify'])).toMatchObject({ ok: true, attachments: kept + 1 });
  });
});
