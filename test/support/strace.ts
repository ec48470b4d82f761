// The program under strace: what it asked of the system, and how it takes it when the system says no.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';
import { type Desk, environment, program, type Run } from './run-tousu.ts';

const works = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true']).status === 0;

/** Where strace is not installed, or not permitted, such a test is left out; in CI, which installs it, never. */
export const testWithStrace = works || process.env.CI ? test : test.skip;

/** A call that the system has answered. */
export interface SystemCall {
  readonly thread: string;
  readonly name: string;
  /** As strace writes them; strings as `"\x2f\x74"`. */
  readonly args: string;
  /** -1 where it failed. */
  readonly result: number;
  readonly injected: boolean;
}

interface Traced extends Run {
  readonly calls: readonly SystemCall[];
}

/** Runs `tousu words…` at the desk under strace with these options of it. */
export async function runTraced(
  desk: Desk,
  words: readonly string[],
  options: readonly string[],
): Promise<Traced> {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-strace-'));
  const log = join(folder, 'log');
  try {
    const line = ['-f', '-qq', '--seccomp-bpf', '-xx', '-o', log, ...options];
    const run = await runToEnd([...line, process.execPath, program, ...words], desk);
    return { ...run, calls: existsSync(log) ? parse(readFileSync(log, 'latin1')) : [] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runToEnd(line: readonly string[], { folder, ledger }: Desk): Promise<Run> {
  const child = spawn('strace', line, { cwd: folder, env: { ...environment, TOUSU_LEDGER: ledger } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end();
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** A call of one thread that another one interrupts stands in two lines; it counts where it ends. */
function parse(log: string): readonly SystemCall[] {
  const begun = new Map<string, string>();
  const calls: SystemCall[] = [];
  for (const line of log.split('\n')) {
    const [, thread = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const [, first] = /^(.*) <unfinished \.\.\.>$/.exec(rest) ?? [];
    if (first !== undefined) {
      begun.set(thread, first);
      continue;
    }
    const [, last] = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest) ?? [];
    const whole = last === undefined ? rest : `${begun.get(thread)}${last}`;
    const [, name = '', args = '', result] = /^(\w+)\((.*)\) += (-?\d+)/.exec(whole) ?? [];
    if (result !== undefined)
      calls.push({ thread, name, args, result: Number(result), injected: whole.endsWith('(INJECTED)') });
  }
  return calls;
}

/** The strings among the arguments, as the bytes they are. */
export function stringsIn(args: string): readonly Buffer[] {
  if (args.includes('"...')) throw new Error(`cut short by strace: ${args.slice(0, 200)}`);
  return [...args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) =>
    Buffer.from(hex.replaceAll('\\x', ''), 'hex'),
  );
}
