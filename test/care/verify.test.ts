// Whatever is changed behind the program's back, in whatever table: verify finds it and names the case.

import { appendFileSync, chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { verifyLedger } from '../../src/services/care/verify.ts';
import { dataDigest, entryHash, type JournalRow, restDigest } from '../../src/store/journal.ts';
import { fullDesk } from '../support/full-case.ts';
import { openLedger } from '../support/open-ledger.ts';
import { intruder, rowsIn, tamper } from '../support/raw-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await fullDesk();
});

type Cell = string | number | null;

/** Another value of the same kind. */
function another(value: Cell, type: string): Cell {
  if (type === 'INTEGER') return value === null ? 1 : value === 1 ? 0 : Number(value) + 1;
  if (value === null) return '改';
  const text = String(value);
  return /^\d{4}-/.test(text)
    ? text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
    : `${text}改`;
}

const findingsOf = async (ledger: string): Promise<readonly string[]> => {
  const opened = await openLedger(ledger);
  try {
    return (await verifyLedger(opened, () => 'intact')).findings;
  } finally {
    await opened.close();
  }
};

test('an untouched ledger: nothing is found, by the command either', async () => {
  expect(await findingsOf(desk.ledger)).toEqual([]);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 2, attachments: 1, notes: [] });
});

test('every table of the story has rows', () => {
  const { close, tables, rowsOf } = intruder(desk.copy().ledger);
  expect(tables.filter((table) => rowsOf(table).length === 0)).toEqual([]);
  close();
});

test('every change of a single cell is found', async () => {
  const { ledger } = desk.copy();
  const { close, tables, columnsOf, rowsOf, slip } = intruder(ledger);
  const unseen: string[] = [];
  let changes = 0;
  for (const table of tables) {
    for (const row of rowsOf(table)) {
      for (const { name, type } of columnsOf(table)) {
        const [before, after] = [row[name] ?? null, another(row[name] ?? null, type)];
        try {
          slip(`UPDATE ${table} SET ${name} = ? WHERE rowid = ?`, after, row.place);
        } catch {
          continue; // a key that is there already, a required value: the database itself does not take it
        }
        changes++;
        const findings = await findingsOf(ledger).catch(() => ['unreadable']);
        if (findings.length === 0) unseen.push(`${table}.${name} of row ${row.place}`);
        // The number of an entry is the place of its row.
        const place = name === 'seq' && table === 'journal' ? after : row.place;
        slip(`UPDATE ${table} SET ${name} = ? WHERE rowid = ?`, before, place);
      }
    }
  }
  close();
  expect(unseen).toEqual([]);
  expect(changes).toBeGreaterThan(500);
  expect(await findingsOf(ledger)).toEqual([]);
});

test('every removed row is found, and every row that is there twice', async () => {
  const original = desk.copy();
  const { tables, rowsOf, columnsOf, close } = intruder(desk.copy().ledger);
  const unseen: string[] = [];
  for (const table of tables) {
    for (const { place } of rowsOf(table)) {
      const { ledger } = original.copy();
      const other = intruder(ledger);
      other.slip(`DELETE FROM ${table} WHERE rowid = ?`, place);
      other.close();
      if ((await findingsOf(ledger)).length === 0) unseen.push(`${table} without row ${place}`);
    }
    if (!columnsOf(table).some(({ name }) => name === 'n')) continue;
    const { ledger } = original.copy();
    const other = intruder(ledger);
    const columns = columnsOf(table).map(({ name }) => name);
    other.slip(
      `INSERT INTO ${table} (${columns.join(', ')})
       SELECT ${columns.map((name) => (name === 'n' ? 'n + 90' : name)).join(', ')} FROM ${table} LIMIT 1`,
    );
    other.close();
    if ((await findingsOf(ledger)).length === 0) unseen.push(`${table} with a row more`);
  }
  close();
  expect(unseen).toEqual([]);
});

test('the command names the case and exits with 5', async () => {
  const { ledger, refusal } = desk.copy();
  const { close, slip } = intruder(ledger);
  slip("UPDATE complaint SET content = '没事' WHERE no = '2023100102'");
  close();
  expect(await refusal(['verify'])).toMatchObject({
    exit: 5,
    code: 'journal.broken',
    details: { findings: ['2023100102 的登记和现状与流水不符'] },
  });
});

test('what is wrong is said in Chinese, whichever table it is in', async () => {
  const original = desk.copy();
  const { tables, columnsOf, rowsOf, close } = intruder(desk.copy().ledger);
  const said: string[] = [];
  for (const table of tables) {
    const { ledger } = original.copy();
    const other = intruder(ledger);
    const column = columnsOf(table).findLast(({ name }) => name !== 'hash');
    if (column === undefined) throw new Error(`${table} has no column`);
    const row = rowsOf(table)[0];
    const changed = another(row?.[column.name] ?? null, column.type);
    other.slip(`UPDATE ${table} SET ${column.name} = ? WHERE rowid = ?`, changed, row?.place ?? 0);
    other.slip("UPDATE journal SET done_by = 'x' WHERE subject LIKE '%:%'");
    other.close();
    said.push(...(await findingsOf(ledger)));
  }
  close();
  const words = said.map((finding) => finding.replace('PRAGMA integrity_check', ''));
  const isEnglish = (finding: string) =>
    /[a-z] [a-z]|[a-z]:|(角色|记录)“[a-z_]+”/.test(finding) ||
    tables.some((table) => finding.includes(table));
  expect(words.filter(isEnglish)).toEqual([]);
});

test.each([
  ['a guard of the journal taken away', 'DROP TRIGGER journal_is_never_deleted', '“只增不改”的触发器'],
  [
    'a guard of the journal that lets everything through',
    `DROP TRIGGER journal_is_append_only;
     CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal WHEN 0 BEGIN SELECT 1; END`,
    '“只增不改”的触发器',
  ],
  ['an index taken away', 'DROP INDEX complaint_open', '索引“complaint_open”被去掉了'],
  ['a column added', 'ALTER TABLE notice ADD COLUMN colour TEXT', '表“notice”被改动了'],
  ['a view that says something else', 'DROP VIEW 台账; CREATE VIEW 台账 AS SELECT 1', '视图“台账”被改动了'],
  ['a table of somebody else', 'CREATE TABLE other (x TEXT)', '多出了表“other”'],
  [
    'a trigger of somebody else',
    'CREATE TRIGGER other AFTER INSERT ON note BEGIN DELETE FROM notice; END',
    '多出了触发器“other”',
  ],
])('every object is held against schema.sql: %s', async (_name, sql, finding) => {
  const { ledger } = desk.copy();
  tamper(ledger, sql);
  // When it is opened, so by every command: nothing of it may run.
  await expect(openLedger(ledger)).rejects.toMatchObject({
    problem: {
      exit: 5,
      code: 'journal.broken',
      details: { findings: [expect.stringContaining(finding)] },
    },
  });
});

/** Changes an entry and forges every hash after it, tables included: nothing inside of the file tells. */
function rewriteChain(ledger: string): void {
  const { close, slip } = intruder(ledger);
  const rows = rowsIn<JournalRow>(ledger, 'SELECT * FROM journal ORDER BY seq');
  const forged = rows.map((row) => {
    const personal = row.personal?.replaceAll('楼道里有燃气味', '楼道里有异味') ?? null;
    const personal_digest = personal === null ? '' : dataDigest(row.personal_salt ?? '', personal);
    return { ...row, personal, personal_digest, digest: restDigest(personal_digest, row.salt, row.data) };
  });
  slip('DELETE FROM journal');
  let prev_hash = '';
  for (const row of forged) {
    const linked = { ...row, prev_hash };
    const hash = entryHash(linked);
    const columns = Object.entries({ ...linked, hash });
    slip(
      `INSERT INTO journal (${columns.map(([name]) => name).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      ...columns.map(([, value]) => value),
    );
    prev_hash = hash;
  }
  slip("UPDATE complaint SET content = '楼道里有异味' WHERE content = '楼道里有燃气味'");
  close();
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
    rewriteChain(forged.ledger);
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
  const attached = async () => {
    const own = await fullDesk();
    const folder = join(own.folder, 'attachments');
    const [name = ''] = readdirSync(folder);
    return { own, file: join(folder, name) };
  };

  test('changed', async () => {
    const { own, file } = await attached();
    appendFileSync(file, '后来加的');
    expect(await own.refusal(['verify'])).toMatchObject({
      exit: 5,
      code: 'attachment.changed',
      details: { files: ['2023100101 的附件“现场.txt”被改动'] },
    });
  });

  test('gone', async () => {
    const { own, file } = await attached();
    rmSync(file);
    expect(await own.refusal(['verify'])).toMatchObject({ code: 'attachment.changed', exit: 5 });
  });
});

test('a ledger that others may read is told of', async () => {
  const open = await unitDesk();
  chmodSync(open.ledger, 0o644);
  expect(await open.json(['verify'])).toMatchObject({
    ok: true,
    notes: [expect.stringContaining('chmod 600')],
  });
});
