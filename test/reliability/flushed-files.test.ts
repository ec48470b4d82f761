// Windows flushes a file only through a handle that is open for writing; Linux would not mind, so the handles themselves
// are looked at, for every command that brings a file of its own onto the disk.

import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from '@jest/globals';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration } from '../support/run-unit.ts';
import { runTraced, stringsIn, testWithStrace } from '../support/strace.ts';

const calls = ['-s', '4096', '-e', 'trace=?open,?openat,?creat,fsync,fdatasync'];

/** Runs the command and returns which files it flushed, by name, with what each was opened for. */
async function flushedBy(desk: Desk, words: readonly string[]) {
  const run = await runTraced(desk, words, calls);
  expect({ words, status: run.status, stderr: run.stderr }).toMatchObject({ status: 0 });
  const opened = new Map<number, string>();
  const flushed: { readonly path: string; readonly flags: string }[] = [];
  for (const { name, args, result } of run.calls) {
    if (!name.endsWith('sync')) opened.set(result, args);
    else {
      const open = opened.get(Number.parseInt(args, 10)) ?? '';
      const path = resolve(desk.folder, String(stringsIn(open)));
      flushed.push({ path, flags: /O_(RDONLY|WRONLY|RDWR)/.exec(open)?.[0] ?? open });
    }
  }
  return flushed.filter(({ path }) => !statSync(path, { throwIfNoEntry: false })?.isDirectory());
}

testWithStrace('every file is flushed through a handle that may write', async () => {
  const desk = emptyDesk();
  writeFileSync(join(desk.folder, '照片.jpg'), '接头处起泡');
  const backup = () => readdirSync(join(desk.folder, 'b')).find((name) => name.endsWith('.db')) ?? '';
  const commands: readonly (() => readonly string[])[] = [
    () => ['init', '--unit', '修武燃气公司'],
    () => registration(),
    () => ['attach', '01', '照片.jpg', '--kind', 'evidence'],
    () => ['backup', 'b'],
    () => ['restore', join('b', backup())],
    () => ['report', '2023-10', '--final', '-o', '十月.csv'],
  ];
  for (const words of commands) {
    const flushed = await flushedBy(desk, words());
    expect({ words: words(), files: flushed.length > 0 }).toMatchObject({ files: true });
    expect(flushed.filter(({ flags }) => flags === 'O_RDONLY')).toEqual([]);
  }
});
