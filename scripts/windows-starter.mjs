// tousu.exe, made of scripts/folder/tousu.c by the compiler for Windows that Debian has. Same source, same bytes.

import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = join(fileURLToPath(new URL('.', import.meta.url)), 'folder/tousu.c');
const COMPILER = 'x86_64-w64-mingw32-gcc';

/** No C library, whose start is the better part of such a program, and no time of the build in it. */
const settings = [
  '-Os',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-s',
  '-ffreestanding',
  '-nostdlib',
  '-fno-ident',
  '-fno-asynchronous-unwind-tables',
  '-Wl,--entry=start,--no-insert-timestamp',
];

/**
 * Writes the program to `file`. Where there is no compiler it is left out, with a line that says so: tousu.cmd starts the
 * folder, too. In CI, which installs one, that is an error.
 */
export function makeStarter(file) {
  mkdirSync(dirname(file), { recursive: true });
  try {
    execFileSync(COMPILER, [...settings, '-o', file, source, '-lkernel32'], { stdio: ['ignore', 2, 2] });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    const missing = `there is no ${COMPILER} (Debian: apt install gcc-mingw-w64-x86-64-win32)`;
    if (process.env.CI) throw new Error(missing, { cause: error });
    console.error(`tousu.exe is left out: ${missing}`);
  }
}
