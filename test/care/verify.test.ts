// Whatever is changed behind the program's back, in whatever table: verify finds it and names the case.

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLedger } from '../../src/services/care/verify.ts';
import type { Ledger } from '../../src/store/db.ts';
import { dataDigest, entryHash, type JournalRow, restDigest } from '../../src/store/journal.ts';
import { fullDesk } from '../support/full-case.ts';
import { openLedger } from '../support/open-ledger.ts';
import { intruder, rowsIn, slip } from '../support/raw-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';
import { loseFiles, spoilFiles } from '../support/stored-files.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await fullDesk();
});

type Cell = string | number | null;

/** Another value of the same kind. */
function another(value: Cell, { isNumber }: { readonly isNumber: boolean }): Cell {
  if (isNumber) return value === null ? 1 : value === 1 ? 0 : Number(value) + 1;
  if (value === null) return '改';
  const text = String(value);
  return /^\d{4}-/.test(text)
    ? text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
    : `${text}改`;
}

const findingsOf = async (ledger: string): Promise<readonly string[]> => {
  const opened = await openLedger(ledger);
  try {
    return await findingsIn(opened);
  } finally {
    await opened.close();
  }
};

const findingsIn = async (opened: Ledger): Promise<readonly string[]> =>
  (await verifyLedger(opened, () => 'intact')).findings;

test('an untouched ledger: nothing is found, by the command either', async () => {
  expect(await findingsOf(desk.ledger)).toEqual([]);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 2, attachments: 1, notes: [] });
});

test('every table of the story has rows', async () => {
  const { close, tables, rowsOf } = await intruder(desk.copy().ledger);
  const empty: string[] = [];
  for (const table of tables) if ((await rowsOf(table)).length === 0) empty.push(table);
  expect(empty).toEqual([]);
  await close();
});

test('every change of a single cell is found', async () => {
  const { ledger } = desk.copy();
  const { close, tables, columnsOf, rowsOf, set } = await intruder(ledger);
  const opened = await openLedger(ledger);
  const unseen: string[] = [];
  let changes = 0;
  for (const table of tables) {
    const columns = await columnsOf(table);
    for (const row of await rowsOf(table)) {
      let place = row.place;
      for (const column of columns) {
        const { name } = column;
        const [before, after] = [row[name] ?? null, another(row[name] ?? null, column)];
        try {
          place = await set(table, place, name, after);
        } catch {
          continue; // a key that is there already, a required value: the database itself does not take it
        }
        changes++;
        const findings = await findingsIn(opened).catch(() => ['unreadable']);
        if (findings.length === 0) unseen.push(`${table}.${name} of row ${row.place}`);
        place = await set(table, place, name, before);
      }
    }
  }
  await opened.close();
  await close();
  expect(unseen).toEqual([]);
  expect(changes).toBeGreaterThan(500);
  expect(await findingsOf(ledger)).toEqual([]);
}, 180_000);

test('every removed row is found, and every row that is there twice', async () => {
  const { ledger } = desk.copy();
  const { tables, rowsOf, take, put, close } = await intruder(ledger);
  const opened = await openLedger(ledger);
  const unseen: string[] = [];
  for (const table of tables) {
    const rows = await rowsOf(table);
    for (const row of rows) {
      await take(table, row.place);
      if ((await findingsIn(opened)).length === 0) unseen.push(`${table} without row ${row.place}`);
      await put(table, row);
    }
    const [first] = rows;
    if (first?.n === undefined) continue;
    const twice = await put(table, { ...first, n: Number(first.n) + 90 });
    if ((await findingsIn(opened)).length === 0) unseen.push(`${table} with a row more`);
    await take(table, twice);
  }
  await opened.close();
  await close();
  expect(unseen).toEqual([]);
  expect(await findingsOf(ledger)).toEqual([]);
}, 180_000);

test('the command names the case and exits with 5', async () => {
  const { ledger, refusal } = desk.copy();
  slip(ledger, "UPDATE complaint SET content = '没事' WHERE no = '2023100102'");
  expect(await refusal(['verify'])).toMatchObject({
    exit: 5,
    code: 'journal.broken',
    details: { findings: ['2023100102 的登记和现状与流水不符'] },
  });
});

test('what is wrong is said in Chinese, whichever table it is in', async () => {
  const original = desk.copy();
  const { tables, columnsOf, rowsOf, close } = await intruder(desk.copy().ledger);
  const said: string[] = [];
  for (const table of tables) {
    const { ledger } = original.copy();
    const [row] = await rowsOf(table);
    if (row === undefined) throw new Error(`${table} has no row`);
    const other = await intruder(ledger);
    for (const column of (await columnsOf(table)).toReversed()) {
      if (column.name === 'hash') continue;
      const changed = await other
        .set(table, row.place, column.name, another(row[column.name] ?? null, column))
        .catch(() => undefined);
      // The last one that the database takes.
      if (changed !== undefined) break;
    }
    await other.close();
    slip(ledger, "UPDATE journal SET done_by = 'x' WHERE subject LIKE '%:%'");
    said.push(...(await findingsOf(ledger)));
  }
  await close();
  const words = said.map((finding) => finding.replace('PRAGMA integrity_check', ''));
  const isEnglish = (finding: string) =>
    /[a-z] [a-z]|[a-z]:|(角色|记录)“[a-z_]+”/.test(finding) ||
    tables.some((table) => finding.includes(table));
  expect(words.filter(isEnglish)).toEqual([]);
});

/** Changes an entry and forges every hash after it, tables included: nothing inside of the file tells. */
async function rewriteChain(ledger: string): Promise<void> {
  const { close, slip } = await intruder(ledger);
  const rows = rowsIn<JournalRow>(ledger, 'SELECT * FROM journal ORDER BY seq');
  const forged = rows.map((row) => {
    const personal = row.personal?.replaceAll('楼道里有燃气味', '楼道里有异味') ?? null;
    const personal_digest = personal === null ? '' : dataDigest(row.personal_salt ?? '', personal);
    return { ...row, personal, personal_digest, digest: restDigest(personal_digest, row.salt, row.data) };
  });
  await slip('DELETE FROM journal');
  let prev_hash = '';
  for (const row of forged) {
    const linked = { ...row, prev_hash };
    const hash = entryHash(linked);
    const columns = Object.entries({ ...linked, hash });
    await slip(
      `INSERT INTO journal (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map(([, value]) => value),
    );
    prev_hash = hash;
  }
  await slip("UPDATE complaint SET content = '楼道里有异味' WHERE content = '楼道里有燃气味'");
  await close();
}

describe('--against an earlier report', () => {
  let reported: Desk;
  const workbook = 'r.xlsx';
  beforeAll(async () => {
    reported = desk.copy();
    await reported.ok(['report', '2023-10', '-o', workbook]);
    await reported.ok(['note', '0102', '报表之后']);
  });

  test('its check code is still in the chain', async () => {
    expect(await reported.json(['verify', '--against', workbook])).toMatchObject({ ok: true });
  });

  test('a rewritten chain is whole in itself, but not against the report', async () => {
    const forged = reported.copy();
    await rewriteChain(forged.ledger);
    expect(await forged.json(['verify'])).toMatchObject({ ok: true });
    const report = join(reported.folder, workbook);
    expect(await forged.refusal(['verify', '--against', report])).toMatchObject({
      exit: 5,
      code: 'report.differs',
      message: expect.stringContaining('被改写或被截短'),
    });
  });
});

describe('attachments', () => {
  test('changed', async () => {
    const own = await fullDesk();
    spoilFiles(own);
    expect(await own.refusal(['verify'])).toMatchObject({
      exit: 5,
      code: 'attachment.changed',
      details: { files: ['2023100101 的附件“现场.txt”被改动'] },
    });
  });

  test('gone', async () => {
    const own = await fullDesk();
    loseFiles(own);
    expect(await own.refusal(['verify'])).toMatchObject({ code: 'attachment.changed', exit: 5 });
  });
});
