// A ledger of the program before is brought to the tables of this one: everything but the journal is made anew.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { verifyLedger } from '../../../src/services/care/verify.ts';
import { getComplaint } from '../../../src/store/complaints.ts';
import type { Upgrade } from '../../../src/store/db.ts';
import { sqlite } from '../../../src/store/sqlite/engine.ts';
import { openCopy } from '../../../src/store/sqlite/open.ts';
import { temporaryFolders } from '../../support/build-ledger.ts';
import {
  frozenJournal,
  frozenTables,
  makeOlder,
  makeOlderLedger,
  type OlderVersion,
} from '../../support/older-ledger.ts';
import { openLedger, schema, upgrade } from '../../support/open-ledger.ts';
import { asOfNextVersion, forReadingOnly, holdLock, rowsIn, tamper } from '../../support/raw-ledger.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

const newFolder = temporaryFolders();

const olderLedger = (version: OlderVersion = 2): string =>
  makeOlderLedger(join(newFolder(), 'ledger.db'), version);

const ENDLESS = `ALTER TABLE journal RENAME TO taken;
  CREATE VIEW journal AS WITH RECURSIVE r(seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM r) SELECT * FROM r`;

const filesBeside = (file: string): readonly string[] =>
  readdirSync(dirname(file)).filter((name) => name !== basename(file) && !/-(wal|shm)$/.test(name));

const versionIn = (file: string): number =>
  rowsIn<{ user_version: number }>(file, 'PRAGMA user_version')[0]?.user_version ?? 0;

/** Everything that is defined in the ledger, without remarks and blanks. */
const structureOf = (file: string): readonly string[] =>
  rowsIn<{ sql: string }>(
    file,
    'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name',
  ).map(({ sql }) => sql.replaceAll(/--.*/g, '').replaceAll(/\s+/g, ''));

/** All rows of all tables; the order in which they were written is none of it. */
const contentOf = (file: string): Readonly<Record<string, readonly unknown[]>> =>
  Object.fromEntries(
    rowsIn<{ name: string }>(file, "SELECT name FROM sqlite_schema WHERE type = 'table'").map(({ name }) => [
      name,
      rowsIn(file, `SELECT * FROM ${name} ORDER BY 1, 2`),
    ]),
  );

describe.each<[OlderVersion]>([[1], [2]])('a ledger of version %i', (version) => {
  test('has the tables of a new one, and verify finds nothing wrong with them', async () => {
    const file = olderLedger(version);
    const ledger = await openLedger(file);
    const { findings, cases, entries } = await verifyLedger(ledger, () => 'intact');
    await ledger.close();
    expect(findings).toEqual([]);
    expect({ cases, entries }).toEqual({ cases: 5, entries: frozenJournal.length });
    const fresh = join(newFolder(), 'new.db');
    await sqlite.create(fresh, schema, async () => {});
    expect(structureOf(file)).toEqual(structureOf(fresh));
    expect(versionIn(file)).toBe(sqlite.version);
  });

  test('keeps its journal to the letter, and the numbers it has given', async () => {
    const file = olderLedger(version);
    await (await openLedger(file)).close();
    // The old entries have no part that lies apart.
    const none = { personal: null, personal_salt: null, personal_digest: null };
    expect(rowsIn(file, 'SELECT * FROM journal ORDER BY seq')).toEqual(
      frozenJournal.map((row) => ({ ...row, ...none })),
    );
    expect(rowsIn(file, 'SELECT * FROM daily_sequence ORDER BY unit, day')).toEqual(
      frozenTables.flatMap(([table, row]) => (table === 'daily_sequence' ? [row] : [])),
    );
  });

  test('lies beside it as it was, for its owner alone', async () => {
    const file = olderLedger(version);
    const before = contentOf(file);
    const ledger = await openLedger(file);
    expect(ledger.kept).toBe(`${file}.v${version}-${frozenJournal.length}`);
    await ledger.close();
    expect(filesBeside(file)).toEqual([basename(ledger.kept ?? '')]);
    expect(contentOf(ledger.kept ?? '')).toEqual(before);
    expect(versionIn(ledger.kept ?? '')).toBe(version);
    expect(statSync(ledger.kept ?? '').mode & 0o077).toBe(0);
  });

  test('is left alone the next time', async () => {
    const file = olderLedger(version);
    await (await openLedger(file)).close();
    const asked: Upgrade = {
      ...upgrade,
      progress: () => {
        throw new Error('made anew');
      },
    };
    const ledger = await sqlite.open(file, asked);
    expect(ledger.kept).toBeNull();
    await ledger.close();
  });
});

test('a purged case and an imported one come out as the old program had them', async () => {
  const ledger = await openLedger(olderLedger());
  const old = (no: string) =>
    frozenTables.find(([table, row]) => table === 'complaint' && row.no === no)?.[1] ?? {};
  for (const no of ['2023100102', '2023100201']) {
    const { name, status, content } = await getComplaint(ledger, no);
    expect({ name, status, content }).toEqual({
      name: old(no).name,
      status: old(no).status,
      content: old(no).content,
    });
  }
  expect(await ledger.all('SELECT DISTINCT subject FROM journal WHERE redacted = 1')).not.toEqual([]);
  await ledger.close();
});

test('of tables that somebody has changed the journal is believed; what they said is in the copy', async () => {
  const file = olderLedger();
  tamper(file, "UPDATE complaint SET content = '没事'; DELETE FROM deadline");
  const ledger = await openLedger(file);
  expect((await verifyLedger(ledger, () => 'intact')).findings).toEqual([]);
  await ledger.close();
  expect(rowsIn(ledger.kept ?? '', 'SELECT DISTINCT content FROM complaint')).toEqual([{ content: '没事' }]);
});

test('what was in the old tables is not left in the file, where a purge would not find it', async () => {
  const file = olderLedger();
  tamper(file, `INSERT INTO note VALUES ('2023100101', 99, '', '', '${'13912345678'.repeat(1000)}')`);
  await (await openLedger(file)).close();
  expect(readFileSync(file).includes('13912345678')).toBe(false);
});

test('a copy that is verified or restored is brought up without a copy of the copy', async () => {
  const file = olderLedger();
  const ledger = await openCopy(file, upgrade);
  expect(ledger.kept).toBeNull();
  await ledger.close();
  expect(filesBeside(file)).toEqual([]);
  expect(versionIn(file)).toBe(sqlite.version);
});

test('how far it is can be told, to the end', async () => {
  const told: (readonly [number, number])[] = [];
  const ledger = await sqlite.open(olderLedger(), {
    ...upgrade,
    progress: (done, total) => told.push([done, total]),
  });
  await ledger.close();
  expect(told.at(-1)).toEqual([frozenJournal.length, frozenJournal.length]);
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).toSorted((a, b) => a - b));
});

describe('nothing has happened', () => {
  test('where it breaks off in the middle', async () => {
    const file = olderLedger();
    const before = contentOf(file);
    const broken = sqlite.open(file, {
      ...upgrade,
      progress: () => {
        throw new Error('in the middle');
      },
    });
    await expect(broken).rejects.toThrow('in the middle');
    expect(versionIn(file)).toBe(2);
    expect(contentOf(file)).toEqual(before);
    await (await openLedger(file)).close();
    expect(filesBeside(file)).toHaveLength(1);
  });

  test('where the file may only be read', async () => {
    const file = olderLedger();
    forReadingOnly(file);
    await expect(openLedger(file)).rejects.toMatchObject({ problem: { code: 'ledger.read_only' } });
    expect(filesBeside(file)).toEqual([]);
  });

  test.each([
    ['a case', "subject = '2023100101' AND type = 'registered'", '2023100101'],
    ['the ledger', "type = 'department_added'", '第'],
  ])('where an entry of %s cannot be read: it is named', async (_name, which, named) => {
    const file = olderLedger();
    const [guard] = rowsIn<{ sql: string }>(
      file,
      "SELECT sql FROM sqlite_schema WHERE name = 'journal_is_append_only'",
    );
    tamper(
      file,
      `DROP TRIGGER journal_is_append_only; UPDATE journal SET data = '{}' WHERE seq =
       (SELECT MIN(seq) FROM journal WHERE ${which}); ${guard?.sql}`,
    );
    const before = contentOf(file);
    await expect(openLedger(file)).rejects.toMatchObject({
      problem: { code: 'journal.broken', details: { findings: [expect.stringContaining(named)] } },
    });
    expect(contentOf(file)).toEqual(before);
  });
});

test.each([
  ['a journal that never ends', ENDLESS],
  ['a trigger of somebody else', 'CREATE TRIGGER s AFTER INSERT ON note BEGIN DELETE FROM note; END'],
  ['a guard that is gone', 'DROP TRIGGER journal_is_append_only'],
  ['the version of another', 'PRAGMA user_version = 1'],
])('%s in an older ledger: it is refused, and nothing of it runs', async (_name, change) => {
  const file = olderLedger();
  tamper(file, change);
  await expect(openLedger(file)).rejects.toMatchObject({ problem: { code: 'ledger.corrupt' } });
  expect(filesBeside(file)).toEqual([]);
});

describe('several at once', () => {
  test('four commands on an older ledger: one of them brings it up, all are answered', async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    makeOlder(desk.ledger, 2);
    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.run(['list'])));
    expect(answers.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(answers.filter(({ stderr }) => stderr.includes('更新前的保存在'))).toHaveLength(1);
    await desk.ok(['verify']);
  });

  test('an entry that is being written is waited for', async () => {
    const desk = await unitDesk();
    makeOlder(desk.ledger, 1);
    const end = await holdLock(desk.ledger);
    const listed = desk.run(['list']);
    setTimeout(end, 1000);
    expect(await listed).toMatchObject({ status: 0, stderr: expect.stringContaining('更新前的保存在') });
  });
});

describe('a ledger of a newer program', () => {
  test('is refused', async () => {
    const desk = await unitDesk();
    asOfNextVersion(desk.ledger);
    expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.newer' });
  });

  test('that was brought up meanwhile is not written to', async () => {
    const desk = await unitDesk();
    const old = await openLedger(desk.ledger);
    asOfNextVersion(desk.ledger);
    await expect(old.transaction(async () => {})).rejects.toMatchObject({
      problem: { code: 'ledger.newer' },
    });
    await old.close();
  });
});
