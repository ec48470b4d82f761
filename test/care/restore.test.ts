// The backup takes the ledger's place only when it is sound; what it replaces is kept, and what it lacks is told.

import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { engineFor } from '../../src/store/engine.ts';
import { fullDesk } from '../support/full-case.ts';
import { makeOlder, makeTablesAnew } from '../support/older-ledger.ts';
import { loseLedger, tamper } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { loseFiles } from '../support/stored-files.ts';

interface Restored {
  readonly head: { readonly seq: number };
  readonly kept: string;
  readonly lost: readonly { readonly subject: string; readonly type: string }[];
}

const backup = async (desk: Desk) => (await desk.json<{ file: string }>(['backup'])).file;
const replaced = async ({ ledger }: Desk) => (await engineFor(ledger)).listKept(ledger);

test('what was recorded since is told and kept', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const file = await backup(desk);
  await desk.ok(['note', '01', '备份之后']);
  await desk.ok(registration());
  const { kept, lost } = await desk.json<Restored>(['restore', file]);
  expect(lost).toMatchObject([
    { subject: '2023100101', type: 'noted' },
    { subject: '2023100102', type: 'registered' },
  ]);
  expect(await desk.json(['list'])).toMatchObject({ total: 1 });
  expect(await desk.json(['list', '--ledger', kept])).toMatchObject({ total: 2 });
  for (const ledger of [desk.ledger, kept]) await desk.ok(['verify', '--ledger', ledger]);
  expect(await desk.ok(['restore', file])).toContain('换下的台账比备份多 1 条流水');
  expect(await replaced(desk)).toHaveLength(2);
});

test('a backup of an older version comes back as this one, and leaves nothing beside it', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const file = await backup(desk);
  makeOlder(file, 1);
  await desk.ok(['restore', file]);
  await desk.ok(['verify']);
  expect(readdirSync(desk.home).filter((name) => name.includes('tousu-new'))).toEqual([]);
});

test('a ledger that is gone, attachments and all', async () => {
  const desk = await fullDesk();
  const file = await backup(desk);
  loseFiles(desk);
  loseLedger(desk.ledger);
  expect(await desk.json(['restore', file])).toMatchObject({ kept: null, lost: null });
  expect(await desk.json(['verify'])).toMatchObject({ cases: 2, attachments: 1 });
});

test.each([
  ['a text', (file: string) => writeFileSync(file, '备份'), 'ledger.not_a_ledger', 5],
  ['cut short', (file: string) => truncateSync(file, 60_000), 'ledger.corrupt', 5],
  ['another database', (file: string) => tamper(file, 'PRAGMA application_id = 1'), 'ledger.not_a_ledger', 5],
  ['of a later version', (file: string) => tamper(file, 'PRAGMA user_version = 9'), 'ledger.newer', 5],
  ['retouched', (file: string) => tamper(file, "UPDATE complaint SET content = '没事'"), 'journal.broken', 5],
  ['gone', (file: string) => rmSync(file), 'not_found.file', 4],
])('a backup that is none (%s): the ledger stays as it is', async (_name, spoil, code, exit) => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const file = await backup(desk);
  await desk.ok(registration());
  spoil(file);
  expect(await desk.refusal(['restore', file])).toMatchObject({ exit, code });
  expect(await desk.json(['verify'])).toMatchObject({ cases: 2 });
  expect(await replaced(desk)).toEqual([]);
});

test('who writes meanwhile is either in the replaced ledger or in the restored one', async () => {
  const desk = await unitDesk();
  const file = await backup(desk);
  const clerks = Array.from({ length: 12 }, () => desk.run(registration()));
  const restored = desk.run(['restore', file, '--json']);
  const runs = await Promise.all(clerks);
  const { status, stdout } = await restored;
  expect(status).toBe(0);
  const { kept } = JSON.parse(stdout) as Restored;
  const acknowledged = runs.filter((run) => run.status === 0).length;
  const numbered = async (ledger: string) =>
    (await desk.json<{ total: number }>(['list', '--ledger', ledger])).total;
  expect((await numbered(kept)) + (await numbered(desk.ledger))).toBe(acknowledged);
  for (const ledger of [desk.ledger, kept]) await desk.ok(['verify', '--ledger', ledger]);
});

test('another ledger in its place shares no entry with it', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const other = emptyDesk();
  await other.ok(['init', '--unit', '别的公司']);
  const file = await backup(other);
  const { lost } = await desk.json<Restored>(['restore', file]);
  expect(lost.some(({ subject }) => subject === '2023100101')).toBe(true);
  expect(existsSync(file)).toBe(true);
});

test('a number that a complainant was told is not given to another one after a restore', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const file = await backup(desk);
  await desk.ok(registration({ name: '甲' }));
  await desk.ok(registration({ name: '乙', at: '2023-10-02 09:00' }));
  await desk.ok(['restore', file]);
  await desk.ok(['verify']);
  expect(await desk.json(registration({ name: '丙' }))).toMatchObject({ no: '2023100103' });
  expect(await desk.json(registration({ name: '丁', at: '2023-10-02 09:00' }))).toMatchObject({
    no: '2023100202',
  });
  await desk.ok(['verify']);
  // Once more: what is a gap already stays one, and so it is where the tables are made anew from the journal.
  await desk.ok(['restore', file]);
  expect(await desk.json(registration({ name: '戊' }))).toMatchObject({ no: '2023100104' });
  await makeTablesAnew(desk);
  expect(await desk.json(registration({ name: '己', at: '2023-10-02 10:00' }))).toMatchObject({
    no: '2023100203',
  });
  await desk.ok(['verify']);
});

test('a gap is known only where the journal says so', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  tamper(desk.ledger, 'UPDATE daily_sequence SET last = 2');
  expect(await desk.refusal(['verify'])).toMatchObject({ code: 'journal.broken' });
});
