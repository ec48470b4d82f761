// Backup, restore, upgrade and verify of a ledger on the server.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { restoreLedger } from '../../../src/services/care/restore.ts';
import { engineFor, placeOf } from '../../../src/store/engine.ts';
import { upgrade } from '../../support/open-ledger.ts';
import { describeOnServer, loggedInAs, server } from '../../support/postgres.ts';
import { type Desk, deskAt, ownFolder } from '../../support/run-tousu.ts';
import { registration } from '../../support/run-unit.ts';
import { peopledUnit } from './peopled-unit.ts';

/** What of attachments lies in the folder that this computer has for the ledger. */
function attachmentsHere(desk: Desk): readonly string[] {
  const folder = join(desk.home, 'attachments');
  return existsSync(folder) ? readdirSync(folder) : [];
}

const headOf = async (desk: Desk): Promise<unknown> => (await desk.json(['verify'])).head;

async function withAttachment() {
  const unit = await peopledUnit();
  const file = join(unit.desk.folder, '照片.jpg');
  writeFileSync(file, Buffer.alloc(3_000_000, '照片'));
  await unit.desk.ok(['attach', '01', file, '--kind', 'evidence']);
  return unit;
}

describeOnServer('a backup', () => {
  test('is a ledger in a file, its attachments beside it', async () => {
    const { desk } = await withAttachment();
    const { file } = await desk.json<{ file: string }>(['backup', '备份']);
    const copy = ['--ledger', join(desk.folder, file)];
    expect(await desk.json(['verify', ...copy])).toMatchObject({ ok: true, cases: 1, attachments: 1 });
    expect((await desk.json(['verify', ...copy])).head).toEqual(await headOf(desk));
  });

  test('takes the place of what is there, which is kept where nobody else can enter', async () => {
    const { desk, owner } = await withAttachment();
    const { file } = await owner.json<{ file: string }>(['backup', '备份']);
    await desk.ok(['note', '01', '备份之后']);
    const restored = await owner.json<{ kept: string; lost: unknown[] }>(['restore', file]);
    expect(restored.lost).toHaveLength(1);
    expect(await owner.json(['verify', '--ledger', restored.kept])).toMatchObject({ ok: true });
    const kept = desk.ledger.replace(/main$/, restored.kept.split('/').at(-1) ?? '');
    expect(await desk.refusal(['list', '--ledger', kept])).toMatchObject({ code: 'ledger.denied' });
    // Who worked on the ledger goes on, and nothing of it stays on this computer.
    await desk.ok(['note', '01', '恢复之后']);
    expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 1, attachments: 1 });
    expect(attachmentsHere(owner)).toEqual([]);
  });

  test('makes a ledger where there is none', async () => {
    const { owner } = await withAttachment();
    const { file } = await owner.json<{ file: string }>(['backup', '备份']);
    const fresh = server().newAddress();
    await owner.ok(['restore', file, '--ledger', fresh]);
    expect(await owner.json(['verify', '--ledger', fresh])).toMatchObject({ ok: true, attachments: 1 });
  });

  test('by the superuser leaves the ledger its owner', async () => {
    const { owner } = await withAttachment();
    const { file } = await owner.json<{ file: string }>(['backup', '备份']);
    server().tamper(owner.ledger, 'CREATE ROLE "所有者" LOGIN');
    const database = new URL(owner.ledger).pathname.split('/')[1];
    server().tamper(
      owner.ledger,
      `GRANT CREATE ON DATABASE ${database} TO "所有者"; ALTER SCHEMA main OWNER TO "所有者"`,
    );
    server().tamper(
      owner.ledger,
      `DO $$ DECLARE t TEXT; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'main' LOOP
         EXECUTE format('ALTER TABLE main.%I OWNER TO "所有者"', t); END LOOP; END $$; ALTER VIEW 台账 OWNER TO "所有者"`,
    );
    const { kept } = await owner.json<{ kept: string }>(['restore', file]);
    const theirs = deskAt(loggedInAs('所有者', owner.ledger));
    await theirs.ok(['note', '01', '所有者记的']);
    expect(await owner.refusal(['note', '01', '换下的还能记吗', '--ledger', kept])).toMatchObject({
      code: 'ledger.moved',
    });
    expect(await theirs.json(['verify'])).toMatchObject({ ok: true });
  });

  test('two of one second are both kept', async () => {
    const { owner } = await withAttachment();
    const { file } = await owner.json<{ file: string }>(['backup', '备份']);
    const world = { ...upgrade, now: '2099-01-01T12:00:00+08:00', operatorFrom: () => '王芳' };
    const place = placeOf(owner.ledger, ownFolder);
    const kept = [];
    for (let n = 0; n < 3; n++) kept.push((await restoreLedger(world, place, join(owner.folder, file))).kept);
    expect(new Set(kept).size).toBe(3);
    expect(await (await engineFor(owner.ledger)).listKept(owner.ledger)).toEqual(kept.toSorted());
  });

  test('of another unit is refused, and so is one in the place of a ledger that was moved', async () => {
    const { owner } = await withAttachment();
    const { file } = await owner.json<{ file: string }>(['backup', '备份']);
    await owner.ok(['unit', 'add', '温县', '--unit', '温县燃气公司']);
    for (const unit of ['温县', '没有的'])
      expect(
        await owner.refusal(['restore', file, '--ledger', owner.ledger.replace(/main$/, unit)]),
      ).toMatchObject({ exit: 2, code: 'usage.invalid' });
    await owner.ok(['move', '--to', '迁走.db']);
    expect(await owner.refusal(['restore', file])).toMatchObject({ exit: 5, code: 'ledger.moved' });
    const { items } = await owner.json<{ items: { code: string; isMoved: boolean }[] }>(['unit', 'list']);
    expect(items.map(({ code, isMoved }) => [code, isMoved])).toEqual([
      ['main', true],
      ['温县', false],
    ]);
  });

  test('a restore that breaks off changes nothing', async () => {
    const { owner, desk } = await withAttachment();
    const { file } = await owner.json<{ file: string }>(['backup', '备份']);
    const before = await headOf(owner);
    expect(await desk.refusal(['restore', join(owner.folder, file)])).toMatchObject({
      code: 'ledger.denied',
    });
    expect(await headOf(owner)).toEqual(before);
    expect(attachmentsHere(desk)).toEqual([]);
  });
});

describeOnServer('an upgrade', () => {
  test('by the owner; two at once are one; journal, attachments and rights stay', async () => {
    const { owner, desk } = await withAttachment();
    const before = await headOf(owner);
    server().tamper(owner.ledger, 'UPDATE ledger_format SET version = version - 1; DROP TABLE note');
    expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.older' });
    expect(await desk.refusal(['upgrade'])).toMatchObject({ exit: 5, code: 'ledger.denied' });
    const kept = await Promise.all([1, 2, 3].map(async () => (await owner.json(['upgrade'])).kept));
    expect(kept.filter((each) => each !== null)).toHaveLength(1);
    expect(await owner.json(['verify'])).toMatchObject({ ok: true, attachments: 1 });
    expect(await headOf(owner)).toEqual(before);
    await desk.ok(['note', '01', '更新之后']);
    expect(await owner.json(['upgrade'])).toMatchObject({ kept: null });
  });
});

describeOnServer('a unit of version 5, which had no guard of attachments', () => {
  /** What the program of that version had made. */
  const VERSION_5 = `DROP TRIGGER attachment_is_its_name ON attachment_piece; DROP FUNCTION attachment_is_its_name;
    ALTER FUNCTION journal_guard RESET search_path; ALTER FUNCTION journal_says_who RESET search_path;
    UPDATE ledger_format SET version = 5`;

  test('is brought to this one by its owner, and is what it was', async () => {
    const { owner, desk } = await withAttachment();
    const before = await headOf(owner);
    server().tamper(owner.ledger, VERSION_5);
    expect(await desk.refusal(['list'])).toMatchObject({ code: 'ledger.older' });
    await owner.ok(['upgrade']);
    expect(await owner.json(['verify'])).toMatchObject({ ok: true, attachments: 1 });
    expect(await desk.json(['verify'])).toMatchObject({ ok: true, attachments: 1 });
    expect(await headOf(owner)).toEqual(before);
  });
});

/** What an owner may do to the definitions; everybody finds the first ones, only she is told of the others. */
const changes: readonly (readonly [string, string])[] = [
  ['a guard of attachments that is gone', 'DROP TRIGGER attachment_is_its_name ON attachment_piece'],
  ['a guard that finds functions of others', 'ALTER FUNCTION journal_says_who RESET search_path'],
];

const finer: readonly (readonly [string, string, string])[] = [
  [
    'a check that was weakened',
    `ALTER TABLE deadline DROP CONSTRAINT deadline_kind_check, ADD CONSTRAINT deadline_kind_check CHECK (true)`,
    'deadline_kind_check',
  ],
  [
    'a reference to something else',
    `ALTER TABLE person DROP CONSTRAINT person_department_fkey, ADD CONSTRAINT person_department_fkey FOREIGN KEY (name) REFERENCES person (name) DEFERRABLE`,
    'person_department_fkey',
  ],
  ['a column with a default', `ALTER TABLE note ALTER COLUMN text SET DEFAULT '无'`, 'note.text'],
  [
    'a column in another order of letters',
    'ALTER TABLE note ALTER COLUMN text TYPE TEXT COLLATE "und-x-icu"',
    'note.text',
  ],
  [
    'an index of other columns',
    'DROP INDEX deadline_open; CREATE INDEX deadline_open ON deadline (round)',
    'deadline_open',
  ],
  ['references that are not looked at', 'ALTER TABLE note DISABLE TRIGGER ALL', 'note 的引用检查'],
  [
    'a view that shows something else',
    `DROP VIEW "台账"; CREATE VIEW "台账" AS SELECT '没有' AS 编号`,
    '台账',
  ],
  [
    'a guard that acts in the name of the owner',
    'ALTER FUNCTION journal_says_who SECURITY DEFINER',
    'journal_says_who',
  ],
];

describeOnServer('verify by the owner finds', () => {
  test.each(finer)('%s', async (_name, sql, named) => {
    const { owner } = await peopledUnit();
    server().tamper(owner.ledger, sql);
    const { status, stderr, stdout } = await owner.run(['verify']);
    expect(`${stdout}${stderr}`).toContain(named);
    expect(status).toBe(5);
  });

  test('nothing in a unit that was dumped and read in again', async () => {
    const { owner } = await peopledUnit();
    const dumped = server().dump(owner.ledger);
    const again = server().newAddress();
    server().sql(again, dumped.replaceAll(/^SELECT pg_catalog.set_config.*$/gm, ''));
    expect(await deskAt(again).json(['verify'])).toMatchObject({ ok: true });
  });

  test.each(['c', 'journal', '温县', 'A-b'])('nothing in a unit called %s', async (unit) => {
    const { owner } = await peopledUnit();
    await owner.ok(['unit', 'add', unit, '--unit', '温县燃气公司']);
    const there = ['--ledger', owner.ledger.replace(/main$/, unit)];
    expect(await owner.json(['verify', ...there])).toMatchObject({ ok: true });
  });
});

describeOnServer('verify by anybody finds', () => {
  test.each(changes)('%s', async (_name, sql) => {
    const { owner, reader } = await peopledUnit();
    server().tamper(owner.ledger, sql);
    for (const each of [owner, reader]) expect(await each.run(['verify'])).toMatchObject({ status: 5 });
  });
});

describeOnServer('a purge', () => {
  test('leaves nothing in what the server knows of the most common values', async () => {
    const { owner } = await peopledUnit();
    await owner.ok(registration({ name: '周建国', phone: '13900001234' }));
    const withdrawn = ['--withdrawn', '不投诉了', '--confirmed-by', '刘敏', '--by', '刘敏'];
    await owner.ok(['close', '2023100101', ...withdrawn, '--at', '2023-10-01 11:00']);
    await owner.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
    server().tamper(owner.ledger, 'ANALYZE');
    const known = `SELECT COUNT(*) FROM pg_stats WHERE schemaname = 'main'
      AND concat(most_common_vals::text, histogram_bounds::text) LIKE '%李强%'`;
    expect(Number(server().sql(owner.ledger, known))).toBeGreaterThan(0);
    await owner.ok(['purge', '--yes', '1']);
    expect(Number(server().sql(owner.ledger, known))).toBe(0);
    expect(await owner.json(['verify'])).toMatchObject({ ok: true });
  });
});

describeOnServer('verify finds', () => {
  test.each([
    ['a text that was changed', "UPDATE complaint SET content = '没有漏气'"],
    ['a case that was taken away', 'DELETE FROM deadline; DELETE FROM holding; DELETE FROM complaint'],
    [
      'an entry that was changed',
      "UPDATE journal SET data = replace(data, 'phone', 'visit') WHERE type = 'registered'",
    ],
    ['the last entry gone', 'DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)'],
    ['a guard that is off', 'ALTER TABLE journal DISABLE TRIGGER journal_is_append_only'],
    [
      'a guard that lets everything pass',
      "CREATE OR REPLACE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
    ['a check that was dropped', 'ALTER TABLE journal DROP CONSTRAINT journal_seq_check'],
    [
      'a guard that never looks',
      'DROP TRIGGER journal_is_append_only ON journal; CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal FOR EACH ROW WHEN (false) EXECUTE FUNCTION journal_guard()',
    ],
    ['a reference that was dropped', 'ALTER TABLE deadline DROP CONSTRAINT deadline_complaint_no_fkey'],
    ['a key that was dropped', 'ALTER TABLE journal DROP CONSTRAINT journal_prev_hash_key'],
    ['an index that was dropped', 'DROP INDEX deadline_open'],
    ['a column of another type', 'ALTER TABLE attachment ALTER COLUMN size TYPE NUMERIC'],
    ['a column that may be empty', 'ALTER TABLE note ALTER COLUMN text DROP NOT NULL'],
    ['a rule', 'CREATE RULE swallow AS ON INSERT TO note DO INSTEAD NOTHING'],
    ['an operator', 'CREATE OPERATOR === (LEFTARG = TEXT, RIGHTARG = TEXT, FUNCTION = pg_catalog.texteq)'],
    ['a type', "CREATE TYPE extra AS ENUM ('a')"],
    ['a function', "CREATE FUNCTION extra() RETURNS INTEGER LANGUAGE sql AS 'SELECT 1'"],
    ['a policy on rows', 'ALTER TABLE complaint ENABLE ROW LEVEL SECURITY'],
    ['a column too many', 'ALTER TABLE note ADD COLUMN colour TEXT'],
    ['a table too many', 'CREATE TABLE extra (a INTEGER)'],
    [
      'a trigger too many',
      'CREATE TRIGGER extra BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION journal_guard()',
    ],
    ['a piece of an attachment gone', 'DELETE FROM attachment_piece WHERE n = 2'],
    [
      'an attachment that was changed',
      "UPDATE attachment_piece SET content = overlay(content PLACING '\\\\x00' FROM 1) WHERE n = 1",
    ],
    ['a number that was skipped', 'UPDATE daily_sequence SET last = 7'],
  ])('%s', async (_name, sql) => {
    const { owner } = await withAttachment();
    await owner.ok(registration({ phone: '13900001234' }));
    expect(await owner.json(['verify'])).toMatchObject({ ok: true });
    server().tamper(owner.ledger, sql);
    const { status } = await owner.run(['verify']);
    expect(status).toBe(5);
  });
});
