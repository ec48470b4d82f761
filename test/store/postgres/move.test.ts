// From a file to a server, to another server, and back into a file: the same ledger, row by row.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { allTables } from '../../../src/store/copy-rows.ts';
import type { Ledger } from '../../../src/store/db.ts';
import { fullDesk } from '../../support/full-case.ts';
import { openLedger } from '../../support/open-ledger.ts';
import { describeOnServer, server } from '../../support/postgres.ts';
import type { Desk } from '../../support/run-tousu.ts';

/** All rows of all tables but the entries that tell of the moves. */
async function rowsIn(address: string, entries: number) {
  const ledger = await openLedger(address);
  try {
    return await tablesOf(ledger, entries);
  } finally {
    await ledger.close();
  }
}

async function tablesOf(ledger: Ledger, entries: number) {
  const tables = allTables.map(async ({ name, key }) => {
    const rows = await ledger.all(`SELECT * FROM ${name} ORDER BY ${key.join(', ')}`);
    return [name, name === 'journal' ? rows.slice(0, entries) : rows];
  });
  return Object.fromEntries(await Promise.all(tables));
}

interface Moved {
  readonly entries: number;
  readonly attachments: number;
}

const move = (desk: Desk, from: string, to: string) =>
  desk.json<Moved>(['move', '--to', to, '--ledger', from]);

describeOnServer('a move', () => {
  test('there and back', async () => {
    const desk = await fullDesk();
    const file = join(desk.folder, '照片.jpg');
    writeFileSync(file, Buffer.alloc(2_500_000, '照片'));
    await desk.ok(['attach', '01', file, '--kind', 'evidence']);
    const [first, second] = [server().newAddress(), server().newAddress()];
    const back = join(desk.folder, '回来', 'ledger.db');
    const { entries } = await move(desk, desk.ledger, first);
    const before = await rowsIn(desk.ledger, entries);
    expect(await rowsIn(first, entries)).toEqual(before);
    await move(desk, first, second);
    expect(await rowsIn(second, entries)).toEqual(before);
    await move(desk, second, back);
    expect(await rowsIn(back, entries)).toEqual(before);
    for (const old of [desk.ledger, first, second])
      expect(await desk.refusal(['note', '01', '还能记吗', '--ledger', old])).toMatchObject({
        code: 'ledger.moved',
      });
    await desk.ok(['note', '01', '回来以后', '--ledger', back]);
    for (const ledger of [desk.ledger, first, second, back])
      expect(await desk.json(['verify', '--ledger', ledger])).toMatchObject({ ok: true });
  }, 120_000);

  test('where something is, to a unit of another code, or without the right: nothing changes', async () => {
    const desk = await fullDesk();
    const taken = server().newAddress();
    await desk.ok(['init', '--unit', '别的公司', '--ledger', taken]);
    server().admit('访客');
    server().sql(taken, 'ALTER ROLE "访客" NOSUPERUSER');
    const fresh = server().newAddress();
    for (const [to, code] of [
      [taken, 'ledger.exists'],
      [fresh.replace(/main$/, 'wenxian'), 'usage.invalid'],
      [fresh.replace(/:\d+\//, ':1/'), 'ledger.unreachable'],
      [fresh.replace('王芳', '访客'), 'ledger.denied'],
    ])
      expect(await desk.refusal(['move', '--to', to ?? ''])).toMatchObject({ code });
    await desk.ok(['note', '01', '还在原处']);
    expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  });
});
