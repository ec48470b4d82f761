// kill -9 while a copy of a ledger is written: what it leaves goes with the next one, what somebody still writes stays.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { draftIn, draftOf } from '../../src/store/files/draft-names.ts';
import { fullDesk } from '../support/full-case.ts';
import { draftsIn, killed } from '../support/left-copies.ts';
import { registerMany } from '../support/many-cases.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';

const DELAYS = process.env.TOUSU_RELIABILITY === 'long' ? 40 : 4;
const CASES = 300;
/** Milliseconds after which all of them are done. */
const LONGEST = 120;

let ready: Desk;
let backup: string;
beforeAll(async () => {
  ready = await fullDesk();
  await registerMany(ready.ledger, CASES);
  backup = join(ready.folder, (await ready.json<{ file: string }>(['backup', '备份'])).file);
}, 120_000);

/** What makes a copy, and the folders where it is written. */
const commands: Readonly<Record<string, (desk: Desk) => readonly [readonly string[], readonly string[]]>> = {
  backup: (desk) => [['backup'], [join(desk.folder, 'backups')]],
  restore: (desk) => [['restore', backup], [desk.folder]],
  move: () => {
    const { ledger } = emptyDesk();
    return [['move', '--to', ledger], [dirname(ledger)]];
  },
};

test.each(Object.keys(commands))(
  '%s',
  async (name) => {
    let left = 0;
    for (let i = 0; i < DELAYS; i++) {
      const desk = ready.copy();
      const [words, folders] = commands[name]?.(desk) ?? [[], []];
      left += (await killed(desk, words, folders, (LONGEST * i) / DELAYS)).length;
      await desk.run(words);
      expect(draftsIn(...folders)).toEqual([]);
      expect((await desk.run(['list'])).status).toBe(0);
    }
    expect(left).toBeGreaterThan(0);
  },
  DELAYS * 30_000,
);

/** A process that ran on this computer and runs no more. */
const gone = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

test('what another program calls so, beside a ledger, is nobody’s draft', async () => {
  const desk = ready.copy();
  const file = join(desk.folder, '合同.2023-终稿.new');
  writeFileSync(file, '合同');
  utimesSync(file, 0, 0);
  await desk.ok(['restore', backup]);
  expect(existsSync(file)).toBe(true);
});

test('of a process that runs, and of another computer, stays', async () => {
  const desk = ready.copy();
  const folder = join(desk.folder, 'backups');
  const attachments = join(folder, 'attachments');
  mkdirSync(attachments, { recursive: true });
  const [copy, file] = [draftIn(folder), draftOf(join(attachments, 'a'.repeat(64)))];
  const elsewhere = copy.replace(/-[^.]+\.tousu-new$/, '-elsewhere.tousu-new');
  const dead = gone();
  const ofDead = (name: string): string => name.replace(`.${process.pid}-`, `.${dead}-`);
  for (const each of [copy, file, elsewhere, ofDead(copy), ofDead(file), ofDead(elsewhere)])
    writeFileSync(each, '李强');
  await desk.ok(['backup']);
  expect(draftsIn(folder).toSorted()).toEqual([copy, file, elsewhere, ofDead(elsewhere)].toSorted());
});
