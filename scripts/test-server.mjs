// What is the same whatever keeps the ledger, tried with each ledger on a PostgreSQL server of the test file's own: every test
// but these.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const jest = [
  '--disable-warning=ExperimentalWarning',
  '--experimental-vm-modules',
  'node_modules/jest/bin/jest.js',
];

/** Tests that would prove nothing more on a server, and why. */
const others = {
  '/sqlite/': 'of a ledger in a file',
  'test/store/postgres/': 'on a server in any case',
  'test/domain/': 'no ledger',
  'test/docs/': 'no ledger',
  'test/purity': 'no ledger',
  'test/launcher': 'no ledger: how the program starts',
  'test/packaging/': 'what is shipped, and how it starts; of a server: test/store/postgres/start',
  'test/reliability/': 'files on disks that fail; a run of its own; of a server: test/store/postgres/faults',
  'test/windows/': 'the folder for Windows; a run of its own',
  'test/store/windows-files': 'files',
  'test/documents/(sheet|template/(formulas|shift|template)|month/workbook|inspection|old-ledger/(cells|reading))':
    'no ledger: workbooks and papers',
  'test/documents/analysis/(chromium|page)': 'how a page is drawn, from figures',
  'test/import/(alike|files|kinds|properties)': 'no ledger: how rows are read',
  'test/desk/': 'no ledger: the work screen as values',
  'test/properties/(canonical|clock|figures|first|held|number|tables|way-out)': 'no ledger',
  'test/terminal/(help|keys|long-lists|pager|phrases|questions|screens)': 'how a terminal asks and draws',
};

const tests = readdirSync('test', { recursive: true })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.test.ts'));
for (const path of Object.keys(others))
  if (!tests.some((name) => new RegExp(path).test(name)))
    throw new Error(`no test is called ${path} any more`);

const { status } = spawnSync(
  process.execPath,
  [
    ...jest,
    ...Object.keys(others).map((path) => `--testPathIgnorePatterns=${path}`),
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, TOUSU_TEST_ENGINE: 'postgres' } },
);
process.exitCode = status ?? 1;
