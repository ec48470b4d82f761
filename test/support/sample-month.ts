import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Desk, emptyDesk } from './run-tousu.ts';

const runner = fileURLToPath(new URL('./run-many.mjs', import.meta.url));

/** A ledger with the sample month in it, played in one process: what each line answers is the business of test/cli. */
export function sampleDesk(): Desk {
  const desk = emptyDesk();
  const lines = readFileSync(new URL('../sample/2023-10.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const words = join(desk.folder, 'words');
  writeFileSync(
    words,
    lines.map((line) => JSON.stringify((JSON.parse(line) as { run: unknown }).run)).join('\n'),
  );
  execFileSync(process.execPath, [runner, words], {
    cwd: desk.folder,
    env: desk.environment(),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return desk;
}
