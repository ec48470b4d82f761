// What is the same whatever keeps the ledger, tried with each ledger on a PostgreSQL server of the test file's own.

import { spawnSync } from 'node:child_process';

const jest = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
];

/** Tests of what every engine must do, in whatever folder; those of one engine lie in a folder of its name. */
const shared = [
  'test/golden.test.ts',
  'test/cli/(numbers|sample-month|steps|todo|warnings|ways-out)',
  'test/care/settings',
  'test/import/(files|properties|side-by-side)',
  'test/papers/paper.test',
  'test/store/(cases|complaints|directory|disclosures|holdings|journal|numbers|view).test',
];

const { status } = spawnSync(process.execPath, [...jest, ...shared, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TOUSU_TEST_ENGINE: 'postgres' },
});
process.exitCode = status ?? 1;
