// Runs what a clerk types most, so that V8 compiles it, and puts what it compiled beside the scripts of dist/.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedCase, office } from './sample-case.mjs';

const { load } = createRequire(import.meta.url)('../bin/tousu.js');
const dist = new URL('../dist/', import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'tousu-compile-'));
const ledger = join(folder, 'ledger.db');

const lookedAt = [
  ['--version'],
  ['register', '--help'],
  ['todo'],
  ['list', '--all'],
  ['show', closedCase.no],
  ['show', closedCase.no, '--journal', '--json'],
  ['overdue'],
  ['report', '2013-01', '--json'],
];

const scripts = new Map();
const { main } = load('main.cjs', (file, script) => scripts.set(file, script));
for (const words of [...office, ...closedCase.steps, ...lookedAt]) {
  const exit = await main([...words, '--ledger', ledger]);
  if (exit !== 0) throw new Error(`tousu ${words.join(' ')} ended with ${exit}`);
}
for (const name of readdirSync(new URL('vendor', dist)))
  load(`vendor/${name}`, (file, script) => scripts.set(file, script));
for (const [file, script] of scripts) writeFileSync(`${file}.cache`, script.createCachedData());
rmSync(folder, { recursive: true });
