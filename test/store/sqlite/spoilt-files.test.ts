// A file that is no ledger any more, or none of this program: the clerk is told, and nothing is written.

import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLedger } from '../../support/open-ledger.ts';
import { tamper } from '../../support/raw-ledger.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

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
  const ledger = await openLedger(desk.ledger);
  // A disk that is full answers SQLite as a file that may not grow does.
  await ledger.get('PRAGMA max_page_count = 1');
  const whole = await desk.json(['verify']);
  const note = 'x'.repeat(100_000);
  await expect(
    ledger.transaction((db) => db.run('INSERT INTO setting (key, value) VALUES (?, ?)', 'note', note)),
  ).rejects.toMatchObject({ problem: { code: 'ledger.full', hint: expect.stringContaining('腾出空间') } });
  await ledger.close();
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
