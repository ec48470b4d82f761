// Whoever has the file can define in it what he likes. Nothing of it runs, and no command ends without a word or never.

import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { dataDigest, entryHash, type JournalRow, restDigest } from '../../../src/store/journal.ts';
import { createIn, temporaryFolders } from '../../support/build-ledger.ts';
import { openLedger } from '../../support/open-ledger.ts';
import { tamper } from '../../support/raw-ledger.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

const newFolder = temporaryFolders();

/** Reading one row of it takes for ever. */
const endless = (name: string): string =>
  `CREATE VIEW ${name} AS WITH RECURSIVE n(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM n)
   SELECT max(seq) AS seq, 'x' AS hash, 'x' AS recorded_at, 'main' AS unit, 'x' AS day, 1 AS last, 'k' AS key, 'v' AS value FROM n`;

const attacks: readonly (readonly [string, string])[] = [
  ['rows are swallowed', 'CREATE TRIGGER t BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END'],
  ['rows are taken out again', 'CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END'],
  [
    'names are collected',
    `CREATE TABLE side (x TEXT); CREATE TRIGGER t AFTER INSERT ON complaint BEGIN INSERT INTO side VALUES (NEW.name); END`,
  ],
  [
    'a trigger that is called as what SQLite makes',
    `CREATE TRIGGER t BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END; PRAGMA writable_schema = ON;
     UPDATE sqlite_schema SET name = 'sqlite_t' WHERE name = 't'`,
  ],
  [
    'a check edited away',
    `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (last > 0)', '') WHERE name = 'daily_sequence'`,
  ],
  [
    'STRICT edited away',
    `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'note'`,
  ],
  ['the settings never end', `DROP TABLE setting; ${endless('setting')}`],
  ['the journal never ends', `PRAGMA foreign_keys = OFF; DROP TABLE journal; ${endless('journal')}`],
  [
    'what SQLite counts, which it reads with the first question, takes for ever to compute',
    `PRAGMA writable_schema = ON; CREATE TABLE q (tbl, idx);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO q SELECT 'journal', 'x' FROM n;
     UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = 'sqlite_stat1', type = printf('%.900c', 't'),
       sql = 'CREATE TABLE "SQLITE_stat1"(tbl,idx,stat AS (length(hex(zeroblob(100000000+length(tbl))))))' WHERE name = 'q'`,
  ],
  [
    'more views than SQLite reads in any time',
    `PRAGMA writable_schema = ON; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
     INSERT INTO sqlite_schema SELECT 'view', 'v' || i, 'v' || i, 0, 'CREATE VIEW v' || i || ' AS SELECT 1' FROM n`,
  ],
  [
    'a trigger in the place of what SQLite counts',
    `PRAGMA writable_schema = ON;
     INSERT INTO sqlite_schema VALUES ('table', 'sqlite_stat1', 'sqlite_stat1', 0,
       'CREATE TRIGGER t BEFORE INSERT ON journal BEGIN SELECT RAISE(IGNORE); END')`,
  ],
  [
    'another definition as bytes',
    `CREATE TABLE side (x); PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = CAST(sql AS BLOB) WHERE name = 'side'`,
  ],
  [
    'no table is left',
    `PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type <> 'table' OR name <> 'note'`,
  ],
];

describe('opening it ends in a refusal', () => {
  test.each(attacks)('%s', async (_name, sql) => {
    const file = await createIn(newFolder());
    tamper(file, sql);
    await expect(openLedger(file)).rejects.toMatchObject({
      problem: { exit: 5, code: expect.stringMatching(/^(journal\.broken|ledger\.corrupt)$/) },
    });
  });

  test.each([
    'PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = CAST(sql AS BLOB), name = CAST(name AS BLOB)',
    'PRAGMA journal_mode = DELETE; PRAGMA page_size = 512; VACUUM; PRAGMA journal_mode = WAL',
    'PRAGMA journal_mode = DELETE; PRAGMA page_size = 65536; PRAGMA auto_vacuum = 1; VACUUM',
  ])('the same in another form is the same: %s', async (sql) => {
    const file = await createIn(newFolder());
    tamper(file, sql);
    await (await openLedger(file)).close();
  });

  test('a tree of definitions that comes back to where it was ends, too', async () => {
    const file = await createIn(newFolder());
    const bytes = readFileSync(file);
    // The first page of the tree, which has its children behind it, is a child of its own.
    const isInterior = bytes[100] === 5;
    expect(isInterior).toBe(true);
    bytes.writeUInt32BE(1, bytes.readUInt16BE(112));
    writeFileSync(file, bytes);
    await expect(openLedger(file)).rejects.toMatchObject({ problem: { exit: 5 } });
  });

  /** A ledger with a WAL in which what SQLite counts is computed. */
  async function withTrapInWal(): Promise<{ readonly file: string; readonly wal: string }> {
    const file = await createIn(newFolder());
    const wal = `${file}-wal`;
    const other = join(newFolder(), 'ledger.db');
    copyFileSync(file, other);
    const writer = new Database(other);
    writer.unsafeMode(true);
    writer.exec(attacks.find(([name]) => name.startsWith('what SQLite counts'))?.[1] ?? '');
    copyFileSync(other, file);
    copyFileSync(`${other}-wal`, wal);
    writer.close();
    return { file, wal };
  }

  test('what stands in a WAL beside it counts', async () => {
    const { file } = await withTrapInWal();
    await expect(openLedger(file)).rejects.toMatchObject({ problem: { code: 'journal.broken' } });
  });

  test('what is not committed in the WAL does not', async () => {
    const { file, wal } = await withTrapInWal();
    const bytes = readFileSync(wal);
    const frame = 24 + readFileSync(file).readUInt16BE(16);
    // Each frame says how many pages there are with it, or 0 where the transaction goes on.
    for (let at = 32; at + frame <= bytes.length; at += frame) bytes.writeUInt32BE(0, at + 4);
    writeFileSync(wal, bytes);
    await (await openLedger(file)).close();
  });

  test('a ledger in which SQLite has counted is no other ledger', async () => {
    const file = await createIn(newFolder());
    tamper(file, 'ANALYZE');
    await (await openLedger(file)).close();
  });
});

test('an INSERT that added nothing is an error, whatever swallowed it', async () => {
  const ledger = await openLedger(await createIn(newFolder()));
  await ledger.run('CREATE TRIGGER t BEFORE INSERT ON setting BEGIN SELECT RAISE(IGNORE); END');
  const writing = ledger.run('INSERT INTO setting (key, value) VALUES (?, ?)', ...['a', 'b']);
  await expect(writing).rejects.toMatchObject({ problem: { exit: 5, code: 'ledger.corrupt' } });
  await ledger.close();
});

test('a hostile file among the backups, as the backup, and as what is replaced', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const { file: good } = await desk.json<{ file: string }>(['backup']);
  const hostile = join(desk.folder, 'backups', 'ledger-20200101-000000.db');
  copyFileSync(desk.ledger, hostile);
  tamper(hostile, `PRAGMA foreign_keys = OFF; DROP TABLE journal; ${endless('journal')}`);
  await desk.ok(['backup', '--keep', '1']);
  expect(readdirSync(join(desk.folder, 'backups'))).toContain('ledger-20200101-000000.db');
  expect(await desk.refusal(['restore', hostile])).toMatchObject({ exit: 5, code: 'journal.broken' });
  const { file } = await desk.json<{ file: string }>(['backup', 'elsewhere']);
  expect(file).not.toBe(good);
  tamper(desk.ledger, `PRAGMA foreign_keys = OFF; DROP TABLE journal; ${endless('journal')}`);
  expect(await desk.json(['restore', file])).toMatchObject({ lost: null });
  await desk.ok(['verify']);
});

test.each(['1', '0', '-5', '2'])('a damaged version (%s) is no defect of the program', async (version) => {
  const desk = await unitDesk();
  await desk.ok(registration());
  tamper(desk.ledger, `PRAGMA user_version = ${version}`);
  for (let i = 0; i < 2; i++) expect([0, 5]).toContain((await desk.run(['list'])).status);
  expect(readdirSync(desk.folder).filter((name) => name.startsWith('ledger.db.v')).length).toBeLessThan(2);
});

test('a folder or a pipe that is called a backup', async () => {
  const desk = await unitDesk();
  mkdirSync(join(desk.folder, 'backups', 'ledger-20200101-000000.db'), { recursive: true });
  await desk.ok(['backup']);
});

/** Changes the last entry as who knows how the chain is made. */
function rechain(file: string, changed: Partial<JournalRow>): void {
  const sqlite = new Database(file);
  const guard = sqlite
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'journal_is_append_only'")
    .pluck()
    .get();
  const last = sqlite.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq DESC LIMIT 1').get();
  const row = { ...(last as JournalRow), ...changed };
  const personalDigest = row.personal === null ? '' : dataDigest(row.personal_salt ?? '', row.personal);
  const digest = restDigest(personalDigest, row.salt, row.data);
  const whole = {
    ...row,
    personal_salt: row.personal === null ? null : row.personal_salt,
    personal_digest: personalDigest,
    digest,
    hash: entryHash({ ...row, digest }),
  };
  sqlite.exec('DROP TRIGGER journal_is_append_only');
  const columns = Object.keys(whole).map((column) => `${column} = @${column}`);
  sqlite.prepare(`UPDATE journal SET ${columns.join(', ')} WHERE seq = @seq`).run(whole);
  sqlite.exec(guard ?? '');
  sqlite.close();
}

/** Writes what the table of the journal does not allow into its last entry, and leaves the table as it was defined. */
function force(file: string, column: string, value: string): void {
  const sqlite = new Database(file);
  const guard = sqlite
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'journal_is_append_only'")
    .pluck()
    .get();
  sqlite.close();
  const redefined = (sql: string): string =>
    `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ${sql} WHERE name = 'journal'; PRAGMA writable_schema = RESET;`;
  tamper(
    file,
    `PRAGMA ignore_check_constraints = ON; DROP TRIGGER journal_is_append_only; ${redefined("replace(sql, ' STRICT', '')")}
     UPDATE journal SET ${column} = ${value} WHERE seq = (SELECT MAX(seq) FROM journal); ${redefined("sql || ' STRICT'")} ${guard}`,
  );
}

test('an entry of another type, chained as it should be, is no defect either', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await desk.ok(['note', '01', '备注']);
  rechain(desk.ledger, { type: 'imported', data: '{}', personal: null });
  for (const command of [['show', '01', '--journal'], ['page', '01'], ['verify']])
    expect([command, (await desk.run(command)).status]).toEqual([command, 5]);
});

test.each([
  ['occurred_at', "x'ff00'"],
  ['subject', "x'ff00'"],
  ['seq', '9223372036854775807'],
])(
  'what no table of a ledger allows, and no program counts on, is damage and no defect: %s',
  async (column, value) => {
    const desk = await unitDesk();
    await desk.ok(registration());
    await desk.ok(['note', '01', '备注']);
    force(desk.ledger, column, value);
    const commands = [
      ['list'],
      ['show', '01', '--journal'],
      ['note', '01', '又一条'],
      ['report', '2023-10'],
      ['verify'],
    ];
    const codes = [];
    for (const command of commands) codes.push((await desk.run(command)).status);
    expect(codes.filter((code) => code !== 0 && code !== 5)).toEqual([]);
    expect(codes.at(-1)).toBe(5);
  },
);
