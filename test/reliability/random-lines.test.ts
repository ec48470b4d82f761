// Whatever is typed: an answer or a refusal in the clerk's words, never a defect (exit 1), never a hang, and the ledger
// holds. The long form (npm run test:reliability) types ten thousand lines.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLines } from '../support/command-lines.ts';
import { fullDesk } from '../support/full-case.ts';
import type { Desk } from '../support/run-tousu.ts';

const LINES = process.env.TOUSU_RELIABILITY === 'long' ? 10_000 : 400;
const BATCH = 200;
/** A line takes milliseconds; who is not through with a batch by then hangs. */
const HANGS_AFTER = 120_000;

const runner = fileURLToPath(new URL('../support/run-many.mjs', import.meta.url));

/** The exit codes of the lines, in order; fewer than lines where one hung or took the process down. */
function typeAll(desk: Desk, lines: readonly (readonly string[])[]): Promise<readonly number[]> {
  const [input, output] = [join(desk.folder, '.lines'), join(desk.folder, '.output')];
  writeFileSync(input, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const to = openSync(output, 'w');
  const child = spawn(process.execPath, [runner, input], {
    cwd: desk.folder,
    // No PATH: no crontab of this machine is touched.
    env: { TOUSU_LEDGER: desk.ledger, TOUSU_USER: '王芳', HOME: desk.folder, TOUSU_DEBUG: '1', PATH: '' },
    stdio: ['ignore', to, to, 'pipe'],
    timeout: HANGS_AFTER,
    killSignal: 'SIGKILL',
  });
  let exits = '';
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    exits += bytes.toString('utf8');
  });
  return new Promise((resolve) => {
    child.on('close', () => {
      closeSync(to);
      resolve(
        exits
          .split('\n')
          .filter(Boolean)
          .map((line) => (JSON.parse(line) as { exit: number }).exit),
      );
    });
  });
}

test(
  `${LINES} random command lines`,
  async () => {
    const desk = await fullDesk();
    const lines = fc.sample(await commandLines(), { numRuns: LINES, seed: 20231001 });
    const seen = new Map<number, number>();
    for (let from = 0; from < lines.length; from += BATCH) {
      const batch = lines.slice(from, from + BATCH);
      const exits = await typeAll(desk, batch);
      const crashed = batch.filter((_line, i) => ![0, 2, 3, 4, 5, 10].includes(exits[i] ?? -1));
      if (crashed.length > 0) process.stdout.write(readFileSync(join(desk.folder, '.output'), 'utf8'));
      expect(crashed).toEqual([]);
      for (const exit of exits) seen.set(exit, (seen.get(exit) ?? 0) + 1);
    }
    await desk.ok(['verify']);
    expect(seen.get(0)).toBeGreaterThan(LINES / 50);
    process.stdout.write(
      `${LINES} lines; by exit code ${JSON.stringify([...seen].sort(([a], [b]) => a - b))}\n`,
    );
  },
  LINES * 500,
);
