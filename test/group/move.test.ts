// A ledger that moves is the same ledger in another place, row by row, and there is never a second one that takes entries.

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { allTables } from '../../src/store/copy-rows.ts';
import { everyEvent } from '../support/every-event.ts';
import { fullDesk } from '../support/full-case.ts';
import { loseLedger, rowsIn, slip, tamper, wholeOf } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk, type Json } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { spoilFiles, storedFiles } from '../support/stored-files.ts';

interface Moved {
  readonly from: string;
  readonly to: string;
  readonly entries: number;
  readonly cases: number;
  readonly attachments: number;
  readonly head: { readonly seq: number; readonly hash: string };
}

const move = (desk: Desk, to: string, from = desk.ledger) =>
  desk.json<Moved>(['move', '--to', to, '--ledger', from]);

/** All rows of all tables, in an order that does not hang on the file. */
const tablesOf = (ledger: string) =>
  Object.fromEntries(
    allTables.map(({ name, key }) => [name, rowsIn<Json>(ledger, `SELECT * FROM ${name} ORDER BY ${key}`)]),
  );

interface LedgerEntry {
  readonly seq: number;
  readonly type: string;
  readonly data: string;
}

/** What the journal says of moves. */
const movesIn = (ledger: string) =>
  rowsIn<LedgerEntry>(
    ledger,
    "SELECT seq, type, data FROM journal WHERE type IN ('ledger_received', 'ledger_moved') ORDER BY seq",
  ).map(({ seq, type, data }) => ({ seq, type, ...(JSON.parse(data) as object) }));

/** What lies in a folder but SQLite's notes about a ledger that was looked at, and its lock. */
const namesIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => !/-(wal|shm|lock)$/.test(name))
    .sort();

test('there, on, and back: every table is the same row by row, and so are the files', async () => {
  const desk = await everyEvent();
  // Two names that refer to each other, in either order of the alphabet.
  for (const [old, now] of [
    ['经理室', '总经办'],
    ['总经办', '经理室'],
    ['管网部', 'A部'],
  ] as const)
    await desk.ok(['dept', 'rename', old, now]);
  await desk.ok(['note', '0104', '周末在家']);
  const before = tablesOf(desk.ledger);
  for (const [name, rows] of Object.entries(before)) expect([name, rows.length > 0]).toEqual([name, true]);
  const [second, third] = [join(desk.folder, '乙', '台账.db'), join(desk.folder, 'back.db')];
  const first = await move(desk, second);
  await move(desk, third, second);
  const last = before.journal?.at(-1);
  const head = { seq: last?.seq, hash: last?.hash };
  expect(first).toEqual({
    from: desk.ledger,
    to: second,
    entries: last?.seq,
    cases: before.complaint?.length,
    attachments: before.attachment?.length,
    head,
  });
  const received = { seq: first.entries + 1, type: 'ledger_received', from: desk.ledger, head };
  const [, next] = rowsIn<Moved['head']>(second, 'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 2');
  expect(movesIn(desk.ledger)).toEqual([{ seq: first.entries + 1, type: 'ledger_moved', to: second, head }]);
  expect(movesIn(second)).toEqual([
    received,
    { seq: first.entries + 2, type: 'ledger_moved', to: third, head: next },
  ]);
  expect(movesIn(third)).toEqual([
    received,
    { seq: first.entries + 2, type: 'ledger_received', from: second, head: next },
  ]);
  for (const ledger of [second, third]) {
    const { journal, ...tables } = tablesOf(ledger);
    expect({ ...tables, journal: journal?.slice(0, first.entries) }).toEqual(before);
  }
  for (const ledger of [desk.ledger, second, third])
    expect(await desk.json(['verify', '--ledger', ledger])).toMatchObject({ ok: true });
}, 180_000);

describe('a ledger that was moved', () => {
  let desk: Desk;
  let there: string;
  beforeAll(async () => {
    desk = await fullDesk();
    await desk.ok(['backup']);
    writeFileSync(join(desk.folder, 'x.csv'), '');
    there = join(emptyDesk().folder, '新', '台账.db');
    await desk.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
    await desk.ok(['config', 'set', 'notify.channels', 'command']);
    await desk.ok(['config', 'set', 'notify.command', '["touch","sent"]']);
    await move(desk, there);
  }, 120_000);

  test.each([
    registration(),
    ['note', '0102', '没有了'],
    ['undo', '0101', '--reason', '错了'],
    ['attach', '0102', '现场.txt', '--kind', 'evidence'],
    ['config', 'set', 'unit.hotline', '0391-1'],
    ['dept', 'add', '新部门'],
    ['purge', '--yes', '1'],
    ['report', '2023-10', '--final', '-o', '月报.xlsx'],
    ['overdue', '--notify', '--at', '2999-01-01 09:00'],
    ['move', '--to', 'elsewhere.db'],
  ])('%s: no entry, nothing else either, and where it is', async (...words) => {
    const before = { ledger: wholeOf(desk.ledger), files: namesIn(desk.folder) };
    expect(await desk.refusal(words)).toMatchObject({
      exit: 5,
      code: 'ledger.moved',
      message: expect.stringContaining(there),
      hint: expect.stringContaining(`--ledger ${there}`),
      details: { to: there },
    });
    expect({ ledger: wholeOf(desk.ledger), files: namesIn(desk.folder) }).toEqual(before);
  });

  test.each([
    ['list', '--all'],
    ['show', '0101', '--journal'],
    ['todo'],
    ['stats', '--by', 'dept', '--from', '2023-10-01', '--to', '2023-10-31'],
    ['verify'],
  ])('%s: it can be read', async (...words) => {
    expect((await desk.run(words)).status).toBe(0);
  });

  test('a backup of it, put back, is no ledger that takes entries', async () => {
    const { file } = await desk.json<{ file: string }>(['backup', 'later']);
    const other = emptyDesk();
    expect(await other.refusal(['restore', join(desk.folder, file)])).toMatchObject({ code: 'ledger.moved' });
    expect(await other.refusal(['list'])).toMatchObject({ code: 'not_found.ledger' });
  });

  test('the new one goes on, files included', async () => {
    expect(readdirSync(join(there, '..', 'attachments')).sort()).toEqual(storedFiles(desk));
    await desk.ok([...registration(), '--ledger', there]);
    const { notes } = await desk.json<{ notes: string[] }>(['verify', '--ledger', there]);
    expect(notes.join('\n')).toContain(`从 ${desk.ledger} 迁来`);
  });

  test('an entry that was written behind its back is found', async () => {
    const forged = desk.copy();
    tamper(
      forged.ledger,
      `INSERT INTO journal SELECT seq + 1, subject, 'department_retired', occurred_at, recorded_at, done_by, operator, data,
         salt, digest, hash, '${'0'.repeat(64)}', 0, personal, personal_salt, personal_digest FROM journal ORDER BY seq DESC LIMIT 1`,
    );
    expect((await forged.refusal(['verify'])).message).toContain('记在台账迁走以后');
    const spoilt = desk.copy();
    slip(spoilt.ledger, "UPDATE journal SET data = '{' WHERE type = 'ledger_moved'");
    expect(await spoilt.refusal(['verify'])).toMatchObject({ exit: 5, code: 'journal.broken' });
    expect(await spoilt.refusal(['dept', 'add', '新部门'])).toMatchObject({
      exit: 5,
      code: 'journal.broken',
    });
  });
});

describe('nothing is there and the ledger is open, as it was', () => {
  const refused = async (desk: Desk, to: string) => {
    const folder = namesIn(desk.folder);
    const before = tablesOf(desk.ledger);
    const refusal = await desk.refusal(['move', '--to', to]);
    expect(namesIn(desk.folder)).toEqual(folder);
    expect(tablesOf(desk.ledger)).toEqual(before);
    return refusal;
  };

  test('where a ledger is, or anything else', async () => {
    const desk = await unitDesk();
    await desk.ok(['init', '--unit', '获嘉燃气公司', '--ledger', '获嘉.db']);
    writeFileSync(join(desk.folder, '说明.txt'), '不是台账');
    for (const to of ['获嘉.db', '说明.txt', desk.ledger])
      expect(await refused(desk, to)).toMatchObject({ exit: 2, code: 'ledger.exists' });
  });

  test('what does not verify stays, with what was found', async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    tamper(desk.ledger, "UPDATE complaint SET content = '没事'");
    const { code, message } = await refused(desk, 'new.db');
    expect({ code, message }).toEqual({
      code: 'journal.broken',
      message: expect.stringContaining('2023100101 的登记和现状与流水不符'),
    });
  });

  test('an attachment that was changed', async () => {
    const desk = await fullDesk();
    spoilFiles(desk);
    expect(await refused(desk, 'new.db')).toMatchObject({ code: 'attachment.changed' });
  });

  test('where nothing can be written', async () => {
    const desk = await unitDesk();
    writeFileSync(join(desk.folder, 'folder'), '');
    expect(await refused(desk, 'folder/new.db')).toMatchObject({ exit: 5 });
  });
});

test('what was broken off once the old one was closed is finished by the same command, and by no other', async () => {
  const desk = await fullDesk();
  const before = tablesOf(desk.ledger);
  const there = emptyDesk();
  const first = await move(desk, there.ledger);
  loseLedger(there.ledger);
  expect(await desk.refusal(['move', '--to', join(there.folder, 'other.db')])).toMatchObject({
    code: 'ledger.moved',
    details: { to: there.ledger },
  });
  expect(await move(desk, there.ledger)).toEqual(first);
  const { journal, ...tables } = tablesOf(there.ledger);
  expect({ ...tables, journal: journal?.slice(0, first.entries) }).toEqual(before);
  expect(movesIn(there.ledger)).toMatchObject([{ type: 'ledger_received', head: first.head }]);
  expect(await there.json(['verify'])).toMatchObject({ ok: true, entries: first.entries + 1 });
  expect(await desk.refusal(['move', '--to', there.ledger])).toMatchObject({ code: 'ledger.moved' });
});

test('while others register: each is in the new ledger, or was told where that is', async () => {
  const desk = await unitDesk();
  mkdirSync(join(desk.folder, 'new'));
  const there = join(desk.folder, 'new', 'ledger.db');
  const clerks = Array.from({ length: 8 }, () => desk.run([...registration(), '--json']));
  const moved = await move(desk, there);
  const answers = await Promise.all(clerks);
  const done = answers.filter(({ status }) => status === 0);
  for (const { status, stderr } of answers)
    if (status !== 0) expect(JSON.parse(stderr).error.code).toBe('ledger.moved');
  expect(moved.cases).toBe(done.length);
  expect(await desk.json(['verify', '--ledger', there])).toMatchObject({ cases: done.length });
});
