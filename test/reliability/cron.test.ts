// The real cron runs what `schedule install` wrote: the reminder arrives and the backup lies there. It works minute by
// minute, so this takes up to one, and is left out of the short form but in CI.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inspectLedger } from '../support/inspect-ledger.ts';
import { type RobotServer, robotServer } from '../support/listeners.ts';
import { type Desk, environment, program } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

/** In a namespace of its own cron sees no other crontab, and no other cron sees this one: both end with the process. */
const apart = (command: readonly string[]) => ['--mount', '--propagation', 'private', ...command];
const available =
  existsSync('/usr/sbin/cron') &&
  spawnSync('unshare', apart(['mount', '--bind', '/dev/null', '/etc/crontab'])).status === 0;

/** Root alone may start a cron; in CI, which is root and installs it, this is never left out. */
const wanted = process.env.TOUSU_RELIABILITY === 'long' || process.env.CI;
const testWithCron = wanted && (available || process.env.CI) ? test : test.skip;

/** The lines as they were installed but for their five fields: now means every minute. Another job stands before them. */
const SCRIPT = `set -e
mount -t tmpfs -o mode=1730,gid=crontab tmpfs /var/spool/cron/crontabs
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /etc/cron.d
mount --bind /dev/null /etc/crontab
printf 'HOME=%s\\n' "$HOME" | crontab -
"$@" schedule install
crontab -l | sed -E 's/^[0-9*]+( [0-9*]+){4} /* * * * * /' | crontab -
exec /usr/sbin/cron -f`;

let robot: RobotServer;
let cron: ChildProcess | undefined;
beforeAll(async () => {
  robot = await robotServer();
});
afterAll(async () => {
  cron?.kill();
  await robot.close();
});

function startCron(desk: Desk): void {
  // Of the environment of this test nothing reaches the jobs: cron gives them its own, and HOME from the crontab.
  const env = { ...environment, HOME: desk.folder, XDG_CACHE_HOME: '', TOUSU_LEDGER: desk.ledger };
  const words = apart(['sh', '-c', SCRIPT, 'sh', process.execPath, program]);
  cron = spawn('unshare', words, { cwd: '/', env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Asks every now and then; what it waits for comes at the turn of a minute. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 200) {
    if (waited > 90_000 || cron?.exitCode != null) throw new Error('cron did not do it');
    await setTimeout(200);
  }
}

testWithCron(
  'within a minute the reminder has arrived and the backup lies there',
  async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    await desk.ok(['config', 'set', 'notify.channels', 'wecom']);
    const secret = `TOUSU_WECOM_URL=${robot.address}/send?key=KEY\n`;
    writeFileSync(join(desk.folder, 'notify.secrets'), secret, { mode: 0o600 });

    startCron(desk);
    const folder = join(desk.folder, 'backups');
    const backups = () =>
      existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : [];
    const types = async () => (await inspectLedger(desk.ledger)).rows.map(({ type }) => type);
    await until(() => robot.calls.length > 0 && backups().length > 0);
    await until(async () => (await types()).includes('notices_sent'));

    expect(JSON.stringify(robot.calls[0]?.body)).toContain('2023100101');
    await desk.ok(['verify', '--ledger', join(folder, backups()[0] ?? '')]);
    await desk.ok(['verify']);
  },
  120_000,
);
