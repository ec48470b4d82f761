// The folder for Windows, played under Wine with the very node.exe that ships: commands of a clerk, typed into cmd.

import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe } from '@jest/globals';
import type { Refused } from './run-tousu.ts';

/** Where scripts/wine-setup.sh has put a Debian with Wine 10. */
const root = process.env.TOUSU_WINE ?? '/var/tmp/tousu-wine';
const available = existsSync(join(root, 'ready')) && process.getuid?.() === 0;

/** Where there is no Wine, such tests are left out; in CI, which installs it, never. */
export const describeWindows = available || process.env.CI ? describe : describe.skip;

/** The long run has what a part of every run leaves out. */
export const describeWindowsLong = process.env.TOUSU_WINDOWS === 'long' ? describeWindows : describe.skip;

/** The disk C: of Wine as this system sees it. */
export const driveC = join(root, 'root/.wine/drive_c');
export const onDriveC = (path: string): string =>
  join(driveC, path.replace(/^C:\\/, '').replaceAll('\\', '/'));

/** Where the program lies there: a folder with Chinese and a blank in its path. */
export const PROGRAM = 'C:\\工具 v1\\tousu-win-x64';

/** Puts the program, packed for Windows, where a clerk would, and takes away what an earlier run left. */
export function unpackProgram(): void {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  const place = join(driveC, '工具 v1');
  const made = [
    LEDGER_FOLDER,
    LEDGER_FOLDER.replace(/tousu$/, 'old'),
    DESK,
    'C:\\备份 1',
    'C:\\第二本',
    'C:\\很长的文件夹名字',
  ];
  for (const left of [place, ...made.map(onDriveC)]) rmSync(left, { recursive: true, force: true });
  execFileSync(process.execPath, [
    join(project, 'scripts/package.mjs'),
    ...['--target', 'win-x64', '--out', place, '--unpacked'],
  ]);
  mkdirSync(onDriveC(DESK), { recursive: true });
}

const LEDGER_FOLDER = 'C:\\users\\root\\AppData\\Local\\tousu';
/** The folder the clerk types in. */
export const DESK = 'C:\\投诉 资料';
/** The same, as the Debian with Wine sees it. */
const CLERKS_FOLDER = `/${relative(root, onDriveC(DESK))}`;

/** Ends Wine's server, which outlives each program for some seconds. */
export const endWine = (): void => void inWine(['wineserver', '-k'], '/');

export interface WindowsRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `tousu words…` by tousu.cmd, as in a window of cmd. */
export const tousu = (...words: readonly string[]): WindowsRun =>
  windows(`${PROGRAM}\\tousu.cmd`, ...words, '--no-input');

/** Runs `words…` by tousu.exe, without a shell. */
export const tousuExe = (...words: readonly string[]): WindowsRun =>
  windows(`${PROGRAM}\\tousu.exe`, ...words, '--no-input');

/** Runs it with --json and returns why it refused. */
export function refusal(...words: readonly string[]): Refused {
  const { status, stderr } = tousu(...words, '--json');
  const [line = '{}'] = stderr.split('\n').filter((each) => each.startsWith('{"error"'));
  return { exit: status, ...JSON.parse(line).error };
}

/** Runs `source` in the Node that ships. */
export const node = (source: string, ...words: readonly string[]): WindowsRun =>
  windows(`${PROGRAM}\\runtime\\node.exe`, '-e', source, ...words);

/** Runs a program of Windows in the clerk's folder. */
export const windows = (...words: readonly string[]): WindowsRun => inWine(['wine', ...words], CLERKS_FOLDER);

/** The words that run `words` in that folder of Wine's Debian. */
function commandIn(words: readonly string[], folder: string): readonly [string, ...string[]] {
  const env = [
    'PATH=/usr/bin:/bin',
    'HOME=/root',
    'LC_ALL=zh_CN.UTF-8',
    'XDG_RUNTIME_DIR=/tmp',
    'WINEDEBUG=-all',
  ];
  const script = 'mount -t proc proc "$0/proc" && exec chroot "$0" /usr/bin/env -i "$@"';
  const inside = [...env, 'TOUSU_USER=王芳', '/bin/sh', '-c', 'cd "$0" && exec "$@"', folder, ...words];
  return ['unshare', '--mount', 'sh', '-c', script, root, ...inside];
}

/**
 * Runs a program in a console of Windows. Of each pair, once the screen shows the first, the second is typed, and Enter.
 * Returns what the screen showed last before the program's end.
 */
export async function inConsole(
  program: readonly string[],
  talk: readonly (readonly [shown: string, typed: string])[],
): Promise<string> {
  const socket = `tousu-wine-${process.pid}`;
  const tmux = (...typed: readonly string[]): string => {
    const { stdout } = spawnSync('tmux', ['-L', socket, ...typed], { encoding: 'utf8' });
    return stdout;
  };
  const screen = () => tmux('capture-pane', '-p');
  const until = async (holds: () => boolean, what: string) => {
    for (let tries = 0; !holds(); tries++) {
      if (tries === 200) throw new Error(`${what} has not come:\n${screen()}`);
      await setTimeout(100);
    }
  };
  let last = '';
  tmux('-u', 'new-session', '-d', '-x', '100', '-y', '30', ...commandIn(['wine', ...program], CLERKS_FOLDER));
  try {
    for (const [shown, typed] of talk) {
      await until(() => screen().includes(shown), shown);
      tmux('send-keys', '-l', typed);
      await until(() => screen().includes(typed), typed);
      // As a hand would: an Enter at once is taken for part of what was pasted.
      await setTimeout(300);
      last = screen();
      tmux('send-keys', 'Enter');
    }
    await until(() => tmux('list-sessions') === '', 'the end');
    return last;
  } finally {
    tmux('kill-server');
  }
}

function inWine(words: readonly string[], folder: string): WindowsRun {
  const [program, ...rest] = commandIn(words, folder);
  // Into files: what Wine makes of a pipe of this system, Node cannot open.
  const outputs = ['stdout', 'stderr'].map((name) => join(root, 'tmp', `tousu-${process.pid}-${name}`));
  const [stdout = 0, stderr = 0] = outputs.map((file) => openSync(file, 'w'));
  const { status } = spawnSync(program, rest, {
    stdio: ['ignore', stdout, stderr],
    timeout: 120_000,
  });
  for (const descriptor of [stdout, stderr]) closeSync(descriptor);
  const [out = '', err = ''] = outputs.map((file) => readFileSync(file, 'utf8'));
  for (const file of outputs) rmSync(file);
  return { status, stdout: out, stderr: err };
}
