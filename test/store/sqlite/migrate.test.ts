import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Ledger, RowOf } from '../../../src/store/db.ts';
import { listSettings, saveSetting } from '../../../src/store/settings.ts';
import { migrations } from '../../../src/store/sqlite/migrations.ts';
import { openLedger } from '../../../src/store/sqlite/open.ts';
import { createIn, keep, temporaryFolders } from '../../support/build-ledger.ts';
import { asOfNextVersion, asOfVersion1 } from '../../support/raw-ledger.ts';
import { unitDesk } from '../../support/run-unit.ts';

const newFolder = temporaryFolders();
const [next, another] = [
  [...migrations, "CREATE TABLE next (text TEXT); INSERT INTO next VALUES ('1')"],
  [...migrations, 'CREATE TABLE next (text TEXT)', 'ALTER TABLE next ADD COLUMN more TEXT'],
];

async function aLedgerWithACase(): Promise<string> {
  const file = await createIn(newFolder());
  const ledger = await openLedger(file);
  await keep(ledger, {});
  await ledger.close();
  return file;
}

const filesBeside = (file: string): readonly string[] =>
  readdirSync(dirname(file)).filter((name) => name !== basename(file) && !/-(wal|shm)$/.test(name));

test('an older ledger is brought to this version; the state before lies beside it', async () => {
  const file = await aLedgerWithACase();
  const ledger = await openLedger(file, next);
  expect(await ledger.all('SELECT text FROM next')).toEqual([{ text: '1' }]);
  expect(await ledger.all('SELECT no FROM complaint')).toEqual([{ no: '2023100102' }]);
  await ledger.close();

  const [copy = '', ...more] = filesBeside(file);
  expect(more).toEqual([]);
  const before = await openLedger(file.replace(basename(file), copy));
  expect(await before.all('SELECT no FROM complaint')).toEqual([{ no: '2023100102' }]);
  await before.close();
});

test('from version 1: the same rows and indexes as a new ledger has', async () => {
  const file = await createIn(newFolder());
  const ledger = await openLedger(file);
  const phones = ['13800001234', '0391-7170001', '+86-13800001234', '008613800001234', null];
  for (const [i, phone] of phones.entries()) await keep(ledger, { sequence: i + 1, phone, contact: '微信' });
  const tables = async (ledger: Ledger) => ({
    cases: await ledger.all('SELECT * FROM complaint ORDER BY no'),
    indexes: await ledger.all("SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name"),
  });
  const before = await tables(ledger);
  await ledger.close();
  asOfVersion1(file);
  const migrated = await openLedger(file);
  const { cases, indexes } = await tables(migrated);
  expect(cases).toEqual(before.cases);
  expect(indexes.map(inOneLine)).toEqual(before.indexes.map(inOneLine));
  await migrated.close();
});

const inOneLine = ({ name, sql }: RowOf): string => `${name} ${String(sql).replaceAll(/\s+/g, ' ')}`;

test('several steps at once, in their order; a second time nothing happens', async () => {
  const file = await aLedgerWithACase();
  await (await openLedger(file, another)).close();
  const ledger = await openLedger(file, another);
  expect(await ledger.all('SELECT text, more FROM next')).toEqual([]);
  await ledger.close();
  expect(filesBeside(file)).toHaveLength(1);
});

test('a step that fails leaves the ledger as it was', async () => {
  const file = await aLedgerWithACase();
  await expect(openLedger(file, [...next, 'SELECT nonsense'])).rejects.toThrow('nonsense');
  const ledger = await openLedger(file);
  await expect(ledger.all('SELECT * FROM next')).rejects.toThrow('no such table');
  await ledger.close();
});

test('the older program refuses what a newer one has brought up, even while it has it open', async () => {
  const file = await aLedgerWithACase();
  const older = await openLedger(file);
  await (await openLedger(file, next)).close();
  await expect(older.transaction((db) => saveSetting(db, 'user.name', '孙丽'))).rejects.toMatchObject({
    problem: { code: 'ledger.newer' },
  });
  expect([...(await listSettings(older))]).toEqual([]);
  await older.close();
  await expect(openLedger(file)).rejects.toThrow('更新版本');
});

test('an older ledger is copied before its tables are changed, and changed as a whole', async () => {
  const desk = await unitDesk();
  const added = 'ALTER TABLE note ADD COLUMN colour TEXT';
  const failing = [...migrations, added, 'ALTER TABLE nowhere ADD COLUMN x TEXT'];
  await expect(openLedger(desk.ledger, failing)).rejects.toThrow('nowhere');
  const copies = () =>
    readdirSync(desk.folder).filter((name) => name.includes(`.v${migrations.length + 1}-`));
  expect(copies()).toHaveLength(1);
  await (await openLedger(desk.ledger)).close();
  await asOfNextVersion(desk.ledger);
  const upgraded = await openLedger(desk.ledger, [...migrations, added]);
  expect(await upgraded.all('SELECT colour FROM note')).toEqual([]);
  await upgraded.close();
  expect(await desk.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.newer' });
  await desk.ok(['verify', '--ledger', join(desk.folder, copies()[0] ?? '')]);
});

test('a ledger whose tables somebody newer changed meanwhile is not written to', async () => {
  const desk = await unitDesk();
  const old = await openLedger(desk.ledger);
  await asOfNextVersion(desk.ledger);
  await expect(old.transaction(async () => {})).rejects.toMatchObject({ problem: { code: 'ledger.newer' } });
  await old.close();
});
