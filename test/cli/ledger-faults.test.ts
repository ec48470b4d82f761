// A ledger that cannot be used or trusted: the clerk is told, and nothing is written.

import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { openLedger } from '../../src/store/sqlite/open.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

/** Does to the file what the program never would. */
function tamper(ledger: string, sql: string): void {
  const sqlite = new Database(ledger);
  sqlite.unsafeMode();
  sqlite.exec(sql);
  sqlite.close();
}

test('somebody else keeps writing', async () => {
  const desk = await unitDesk();
  const other = new Database(desk.ledger);
  other.exec('BEGIN IMMEDIATE');
  expect(await desk.refusal(registration())).toMatchObject({
    exit: 5,
    code: 'ledger.busy',
    hint: expect.stringContaining('再运行'),
  });
  expect(await desk.json(['list'])).toMatchObject({ total: 0 });
  other.exec('ROLLBACK');
  other.close();
  expect(await desk.json(registration())).toMatchObject({ no: '2023100101' });
});

test('pages overwritten', async () => {
  const desk = await unitDesk();
  const file = openSync(desk.ledger, 'r+');
  for (let page = 1; page < 40; page++) writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
  closeSync(file);
  expect(await desk.refusal(registration())).toMatchObject({ exit: 5, code: 'ledger.corrupt' });
});

test('the file cut short', async () => {
  const desk = await unitDesk();
  truncateSync(desk.ledger, 8192);
  expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.corrupt' });
});

test('an empty file', async () => {
  const desk = await unitDesk();
  writeFileSync(desk.ledger, '');
  expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.not_a_ledger' });
  expect(readFileSync(desk.ledger)).toHaveLength(0);
});

test('no room left', async () => {
  const desk = await unitDesk();
  const ledger = openLedger(desk.ledger);
  // A disk that is full answers SQLite as a file that may not grow does.
  await ledger.get('PRAGMA max_page_count = 1');
  const whole = await desk.json(['verify']);
  const note = 'x'.repeat(100_000);
  await expect(
    ledger.transaction((db) => db.run('INSERT INTO setting (key, value) VALUES (?, ?)', 'note', note)),
  ).rejects.toMatchObject({ problem: { code: 'ledger.full', hint: expect.stringContaining('腾出空间') } });
  ledger.close();
  expect(await desk.json(['verify'])).toEqual(whole);
});

test('made by a later version', async () => {
  const desk = await unitDesk();
  tamper(desk.ledger, 'PRAGMA user_version = 99');
  expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.newer' });
});

test('the ledger of another program', async () => {
  const desk = await unitDesk();
  tamper(desk.ledger, 'PRAGMA application_id = 1');
  expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.not_a_ledger' });
});

test('a file where the folder should be', async () => {
  const desk = await unitDesk();
  const blocked = join(desk.ledger, 'ledger.db');
  expect(await desk.refusal(['init', '--unit', '甲', '--ledger', blocked])).toMatchObject({
    exit: 5,
    code: 'ledger.read_only',
  });
});

test('somebody changed a table behind the journal', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  tamper(desk.ledger, "UPDATE complaint SET name = '李四'");
  expect(await desk.refusal(['verify'])).toMatchObject({
    exit: 5,
    code: 'journal.broken',
    message: expect.stringContaining('2023100101'),
    details: { findings: [expect.stringContaining('2023100101 的登记和现状与流水不符')] },
  });
});
