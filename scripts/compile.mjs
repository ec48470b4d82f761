// Puts beside the scripts of dist/ what V8 compiles of them. Of the program, a file for each command holds what that
// command needs: everything together would take longer to read than it saves. So each command runs in a process of its
// own: `node scripts/compile.mjs` runs them all, with words behind it one.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { closedCase, office, openCase } from './sample-case.mjs';

const { load } = createRequire(import.meta.url)('../bin/tousu.js');

const { no } = closedCase;
const papers = [
  'report 2013-01 -o month.xlsx',
  'report 2013-01 -o month.html',
  'export --all -o ledger.xlsx',
  `form ${no} -o form.docx`,
  `archive ${no} -o case.zip`,
  'import --template -o import.xlsx',
];
const looks = [
  'todo',
  'list',
  'list --all',
  `show ${openCase.no}`,
  `show ${no}`,
  'overdue',
  'report 2013-01 --json',
  'stats --by dept',
  'config list',
  'verify',
  'backup',
  'help',
  'register --help',
  '--version',
];
const further = [
  `note ${no} 备注`,
  `note ${openCase.no} 备注`,
  `amend ${no} --demand 赔偿 --reason 更正`,
  `undo ${no} --reason 更正`,
];

const tour = [
  ...office,
  ...closedCase.steps,
  ...openCase.steps,
  ...[...further, ...papers, ...looks].map((line) => line.split(' ')),
];

const words = process.argv.slice(2);
const isLibrary = (cache) => cache.endsWith('.cjs.cache');
const isProgram = (cache) => !isLibrary(cache);
if (words.length === 0) await compileAll();
else await compile([words], isProgram);

async function compileAll() {
  mkdirSync(new URL('../dist/compiled', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'tousu-compile-'));
  process.chdir(folder);
  process.env.TOUSU_LEDGER = join(folder, 'ledger.db');
  const self = fileURLToPath(import.meta.url);
  for (const typed of tour)
    execFileSync(process.execPath, [self, ...typed], { stdio: ['ignore', 'ignore', 'pipe'] });
  await compile(
    papers.map((line) => [...line.split(' '), '--force']),
    isLibrary,
  );
  process.chdir('/');
  rmSync(folder, { recursive: true });
}

/** Runs these commands, one after the other, and keeps what V8 has compiled by then of the scripts that are `wanted`. */
async function compile(commands, wanted) {
  const scripts = new Map();
  const keep = (file, script) => scripts.set(file, script);
  const { main } = load('main.cjs', keep);
  for (const typed of commands) {
    const exit = await main(typed);
    if (exit !== 0) throw new Error(`tousu ${typed.join(' ')} ended with ${exit}`);
  }
  for (const [file, script] of scripts) if (wanted(file)) put(file, script.createCachedData());
}

/** Whole or not at all: V8 refuses code of another version or length, but believes what it reads. */
function put(file, code) {
  writeFileSync(`${file}.new`, code, { flush: true });
  renameSync(`${file}.new`, file);
}
