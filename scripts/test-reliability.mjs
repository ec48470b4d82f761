// The long form of test/reliability: a thousand kills, ten thousand random command lines, the power cut at every write,
// every call to a file refused, a disk that runs full, a real cron, every umask.

import { spawnSync } from 'node:child_process';

const jest = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
];
const { status } = spawnSync(process.execPath, [...jest, '--runInBand', 'test/reliability'], {
  stdio: 'inherit',
  env: { ...process.env, TOUSU_RELIABILITY: 'long' },
});
process.exitCode = status ?? 1;
