// The long form of test/windows: everything that Wine can show of the folder for Windows.

import { spawnSync } from 'node:child_process';

const jest = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
];
const { status } = spawnSync(process.execPath, [...jest, '--runInBand', 'test/windows'], {
  stdio: 'inherit',
  env: { ...process.env, TOUSU_WINDOWS: 'long' },
});
process.exitCode = status ?? 1;
