// The ledger out and in again: seconds, peak memory and file sizes of whole processes.

import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../bin/tousu.js', import.meta.url));
const noteOfPeak = new URL('./bench-peak.mjs', import.meta.url).href;

export const papersHeader = ['work', 'cases', 's', 'peak MB', 'file MB', 'beside', 'goal'];

/** The lines of the table for a ledger of `size` cases; what is written goes into `folder` and is gone afterwards. */
export function* benchPapers(ledger, size, folder) {
  const [xlsx, csv, copy] = ['台账.xlsx', '台账.csv', 'copy.db'].map((name) => join(folder, name));
  const on = (file, ...words) => measured([...words, '--ledger', file]);
  const line = (name, { seconds, peak }, file, ...beside) => [
    name,
    size,
    seconds.toFixed(1),
    megabytes(peak),
    file ? megabytes(statSync(file).size) : '',
    ...beside,
  ];
  const toCsv = on(ledger, 'export', '--all', '--reveal', '-o', csv);
  const toXlsx = on(ledger, 'export', '--all', '--reveal', '-o', xlsx);
  const cells = filledCells(csv);
  const ofCell = ({ seconds }) => `${((seconds / cells) * 1e6).toFixed(2)} µs a filled cell`;
  yield line('export csv', toCsv, csv, ofCell(toCsv), 'peak < 300');
  yield line('export xlsx', toXlsx, xlsx, ofCell(toXlsx), 'peak < 300');
  on(copy, 'init', '--unit', '修武燃气公司');
  const checked = on(copy, 'import', xlsx, '--dry-run');
  yield line('import --dry-run', checked, null, '', '');
  const imported = on(copy, 'import', xlsx);
  yield line('import', imported, copy, '', '');
  yield inserting(imported.seconds - checked.seconds, size, importedBySqlite(copy, folder));
  yield line('verify', on(copy, 'verify'), null, '', '');
  for (const file of [xlsx, csv, copy]) rmSync(file);
}

const inserting = (seconds, size, plain) => [
  'import: its inserting alone',
  size,
  seconds.toFixed(1),
  '',
  '',
  ...(plain === undefined
    ? ['', '']
    : [
        `sqlite3 .import of the same rows: ${plain.toFixed(1)} s, ratio ${(seconds / plain).toFixed(1)}`,
        '2.6',
      ]),
];

/** One run of a whole process: the time it took, that of the processor among it, in seconds, and its peak of memory in bytes. */
export function measured(words) {
  const from = process.hrtime.bigint();
  const { status, output } = spawnSync(process.execPath, ['--import', noteOfPeak, program, ...words], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${output[2]}`);
  return { seconds, ...JSON.parse(output[3]) };
}

/** The cells that hold something, of a file whose texts have neither commas nor line breaks; the titles left out. */
const filledCells = (csv) =>
  readFileSync(csv, 'utf8')
    .split('\r\n')
    .slice(1)
    .reduce((sum, row) => sum + row.split(',').filter((cell) => cell !== '').length, 0);

/**
 * Seconds that the sqlite3 command needs to read the rows of all cases and of their journal from CSV files into tables
 * without a key, an index or a check, just as durably; undefined where it is not installed.
 */
function importedBySqlite(ledger, folder) {
  if (spawnSync('sqlite3', ['--version']).error) return undefined;
  const plain = join(folder, 'plain.db');
  const names = sqlite(
    ledger,
    `SELECT m.name FROM sqlite_schema m WHERE m.name IN ('complaint', 'journal')
    OR EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'complaint_no')`,
  );
  const tables = names
    .trim()
    .split('\n')
    .map((name) => ({ name, file: join(folder, `${name}.csv`) }));
  sqlite(
    ledger,
    [
      '.mode csv',
      '.headers on',
      ...tables.flatMap(({ name, file }) => [`.output '${file}'`, `SELECT * FROM ${name};`]),
    ].join('\n'),
  );
  // A table without a row has no title either.
  const filled = tables.filter(({ file }) => statSync(file).size > 0);
  const from = process.hrtime.bigint();
  sqlite(
    plain,
    [
      'PRAGMA journal_mode = WAL;',
      'PRAGMA synchronous = FULL;',
      ...filled.map(({ name, file }) => `.import --csv '${file}' ${name}`),
    ].join('\n'),
  );
  const seconds = Number(process.hrtime.bigint() - from) / 1e9;
  for (const file of [plain, ...tables.map((table) => table.file)]) rmSync(file);
  return seconds;
}

function sqlite(file, input) {
  const { status, stdout, stderr } = spawnSync('sqlite3', [file], { encoding: 'utf8', input });
  if (status !== 0) throw new Error(`sqlite3: ${stderr}`);
  return stdout;
}

const megabytes = (bytes) => (bytes / 2 ** 20).toFixed(1);
