// Runs the suite as if the machine stood elsewhere: the regulation's days are those of +08:00 everywhere.
// node scripts/test-zones.mjs [--others] [zone …] [test/folder …]; --others leaves out the zone the machine is in,
// folders leave out the rest of the suite.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const words = process.argv.slice(2).filter((word) => word !== '--others');
const folders = words.filter((word) => word.startsWith('test/'));
const given = words.filter((word) => !folders.includes(word));
const zones = given.length > 0 ? given : ['UTC', 'America/New_York', 'Asia/Shanghai'];
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const others = process.argv.includes('--others');

for (const zone of zones) {
  if (others && zone === here) continue;
  console.log(`\nTZ=${zone}`);
  const { status } = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      ...folders,
    ],
    {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, TZ: zone },
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
