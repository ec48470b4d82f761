// Many ledgers at a time: each answer is the one that the ledger gives alone, and stands where the ledger was named.

import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageFile } from '../../../src/ledger-place.ts';
import { type Answer, answerOf } from '../../../src/services/group/read-ledger.ts';
import { readMany } from '../../../src/services/group/read-many.ts';
import { branch } from '../../support/group-desks.ts';
import { schema } from '../../support/open-ledger.ts';
import { tamper } from '../../support/raw-ledger.ts';
import { type Desk, emptyDesk } from '../../support/run-tousu.ts';

const asked = { month: '2023-10', now: '2023-11-01T09:00:00+08:00', schema, collected: [], workbooks: [] };
const desk = emptyDesk();
const thread = packageFile('bin/thread.js');

let kinds: readonly string[];
beforeAll(async () => {
  const sound = await branch('xiuwu', '修武燃气公司', { cases: 3 });
  const other = await branch('wenxian', '温县燃气公司', { cases: 2, open: 1 });
  const forged: Desk = sound.copy();
  tamper(forged.ledger, "UPDATE complaint SET status = 'voided' WHERE no = '2023100502'");
  const broken = join(desk.folder, 'broken.db');
  writeFileSync(broken, 'SQLite format 3\0 and nothing behind it');
  kinds = [sound.ledger, broken, other.ledger, forged.ledger, join(desk.folder, 'not-there.db')];
}, 120_000);

/** So many files, one kind after the other. */
const ledgers = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => {
    const kind = kinds[n % kinds.length] ?? '';
    const file = join(desk.folder, `${count}-${n}.db`);
    if (!kind.endsWith('not-there.db')) copyFileSync(kind, file);
    return file;
  });

test.each([3, 120])('%i ledgers', async (count) => {
  const files = ledgers(count);
  const told: number[] = [];
  const means = { thread, folder: desk.folder, progress: (done: number) => told.push(done) };
  const alone: Answer[] = [];
  for (const file of files) alone.push(await answerOf(file, asked, join(desk.folder, 'draft.db')));
  expect(await readMany(files, asked, means)).toEqual(alone);
  expect(told).toEqual(files.map((_, n) => n + 1));
  expect(new Set(alone.map((answer) => 'uncountable' in answer)).size).toBe(2);
});

test('a thread that fails fails the command', async () => {
  const failing = join(desk.folder, 'failing.cjs');
  writeFileSync(failing, "throw new Error('a defect')");
  const means = { thread: failing, folder: desk.folder, progress: () => {} };
  await expect(readMany(ledgers(125), asked, means)).rejects.toThrow('a defect');
});
