// Many command lines in one process of the built program: as much of it runs as in a process each, but for the start.

import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A line takes milliseconds; who is not through with its lines by then hangs. */
const HANGS_AFTER = 120_000;

const runner = fileURLToPath(new URL('run-many.mjs', import.meta.url));

interface Runs {
  /** The exit codes of the lines, in order; fewer than lines where one hung or took the process down. */
  readonly exits: readonly number[];
  /** What all of them wrote, and how their process ended. */
  readonly output: string;
}

/** Types the lines at a folder, one after the other, to the ledger that is there or that they name. */
export function runMany(
  folder: string,
  lines: readonly (readonly string[])[],
  env: Readonly<Record<string, string>> = {},
): Promise<Runs> {
  const [input, output] = [join(folder, '.lines'), join(folder, '.output')];
  writeFileSync(input, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const to = openSync(output, 'w');
  const child = spawn(process.execPath, [runner, input], {
    cwd: folder,
    // No PATH: no crontab of this machine is touched.
    env: { TOUSU_USER: '王芳', HOME: folder, TOUSU_DEBUG: '1', PATH: '', ...env },
    stdio: ['ignore', to, to, 'pipe'],
    timeout: HANGS_AFTER,
    killSignal: 'SIGKILL',
  });
  let exits = '';
  child.stdio[3]?.on('data', (bytes: Buffer) => {
    exits += bytes.toString('utf8');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      closeSync(to);
      resolve({
        exits: exits.split('\n').filter(Boolean).map(exitOf),
        output: `${readFileSync(output, 'utf8')}[${signal ?? status}]\n`,
      });
    });
  });
}

const exitOf = (line: string): number => (JSON.parse(line) as { exit: number }).exit;
