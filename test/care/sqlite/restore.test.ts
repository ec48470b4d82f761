// What is replaced is a file: an older or a broken one, with its WAL; and its settings say who types.

import { readdirSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { makeOlder } from '../../support/older-ledger.ts';
import { rowsIn } from '../../support/raw-ledger.ts';
import type { Desk } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

const backup = async (desk: Desk) => (await desk.json<{ file: string }>(['backup'])).file;

test('a ledger that cannot be read is kept all the same, with its WAL', async () => {
  const desk = await unitDesk();
  const file = await backup(desk);
  writeFileSync(desk.ledger, 'what a broken disk left');
  writeFileSync(`${desk.ledger}-wal`, 'of the broken one');
  expect(await desk.ok(['restore', file])).toContain('无从比较');
  expect(readdirSync(desk.folder).filter((name) => name.includes('replaced'))).toHaveLength(2);
  await desk.ok(['verify']);
});

test('an older one in the place of an older one', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const file = await backup(desk);
  for (const older of [desk.ledger, file]) makeOlder(older, 1);
  await desk.ok(['restore', file]);
  await desk.ok(['verify']);
  expect(readdirSync(desk.folder).filter((name) => name.includes('tousu-new'))).toEqual([]);
});

test('who restored is the operator that the ledger itself knows', async () => {
  const desk = await unitDesk();
  await desk.ok(['config', 'set', 'user.name', '孙莉']);
  const file = await backup(desk);
  await desk.ok(['restore', file], { env: { TOUSU_USER: '' } });
  expect(rowsIn(desk.ledger, "SELECT operator FROM journal WHERE type = 'ledger_restored'")).toEqual([
    { operator: '孙莉' },
  ]);
});
