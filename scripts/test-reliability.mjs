// The long form of test/reliability: a thousand kills, ten thousand random command lines, a disk that runs full.

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
