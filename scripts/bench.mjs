// Whole-process times as ratios to bare `node -e 0` of the same Node: medians of paired runs on an idle ledger.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillLedger } from './bench-ledger.mjs';
import { benchPapers, papersHeader } from './bench-papers.mjs';
import { benchRollup, rollupHeader } from './bench-rollup.mjs';
import { fillUnit } from './bench-server.mjs';

const program = fileURLToPath(new URL('../bin/tousu.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tousu-bench-'));
const runs = Number(process.env.BENCH_RUNS ?? 31);
/** `postgres://…/database`, without it only ledgers in files are measured. */
const server = process.env.BENCH_SERVER;
const sizes = (process.env.BENCH_SIZES ?? '1000,10000,100000').split(',').map(Number);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** One run of a whole process: milliseconds, and whether it ended well. Its output goes to a pipe. */
function time(args) {
  const from = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    input: '',
  });
  const took = Number(process.hrtime.bigint() - from) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return took;
}

/** Each command in turn with the floor beside it, so that what else the machine does falls on both. */
function measure(commands) {
  const floor = commands.map(() => []);
  const times = commands.map(() => []);
  for (let run = -2; run < runs; run++) {
    for (const [i, args] of commands.entries()) {
      const bare = time(['-e', '0']);
      const took = time(args);
      if (run < 0) continue; // warms the file cache
      floor[i].push(bare);
      times[i].push(took);
    }
  }
  return times.map((series, i) => ({
    ms: median(series),
    ratio: median(series.map((took, run) => took / floor[i][run])),
  }));
}

const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
const header = (cells) => {
  row(cells);
  row(cells.map(() => '---'));
};

try {
  console.log(`Node ${process.version}, medians of ${runs} paired runs; floor: node -e 0 = 1.00\n`);
  header(['command', 'cases', 'ms', 'ratio', 'goal']);
  for (const size of sizes) {
    const ledger = join(folder, `${size}.db`);
    const { open, month } = await fillLedger(program, ledger, size);
    const on = (...words) => [program, ...words, '--ledger', ledger];
    const unit = server && `${server}/bench`;
    if (unit) await fillUnit(program, unit, ledger);
    const onServer = (...words) => [program, ...words, '--ledger', unit];
    const commands = [
      ...(size === sizes[0]
        ? [
            ['--version', [program, '--version'], 1.25],
            ['register --help', [program, 'register', '--help'], 1.5],
          ]
        : []),
      ['list', on('list'), 1.6],
      ['show', on('show', open), 1.6],
      ['overdue', on('overdue'), 1.6],
      ['note (a recorded step)', on('note', open, '测速'), 1.6],
      ['report --json', on('report', month, '--json'), 1.75],
      ...(unit
        ? [
            ['list, on a server', onServer('list'), 2.6],
            ['show, on a server', onServer('show', open), 2.6],
            ['note, on a server', onServer('note', open, '测速'), 2.6],
            ['report --json, on a server', onServer('report', month, '--json'), 2.6],
          ]
        : []),
    ];
    const measured = measure(commands.map(([, args]) => args));
    for (const [i, [name, , goal]] of commands.entries()) {
      const { ms, ratio } = measured[i];
      row([name, size, ms.toFixed(1), ratio.toFixed(2), goal.toFixed(2)]);
    }
    row([`ledger file`, size, `${(statSync(ledger).size / 2 ** 20).toFixed(1)} MB`, '', '']);
  }
  console.log('\nExport and import, one run each\n');
  header(papersHeader);
  for (const size of sizes)
    for (const line of benchPapers(join(folder, `${size}.db`), size, folder)) row(line);
  console.log('\nA month rolled up from the ledgers of its branches, one run each\n');
  header(rollupHeader);
  for (const line of benchRollup(program, folder)) row(line);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
