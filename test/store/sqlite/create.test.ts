import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { draftOf } from '../../../src/store/files/draft-names.ts';
import { createLedger } from '../../../src/store/sqlite/create.ts';
import { createIn, temporaryFolders } from '../../support/build-ledger.ts';
import { openLedger, schema } from '../../support/open-ledger.ts';

const newFolder = temporaryFolders();
const nothing = async () => {};
const usual = process.umask();

afterEach(() => {
  process.umask(usual);
});

const isWindows = process.platform === 'win32';
const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe('a ledger is readable by its owner alone', () => {
  // Windows keeps rights elsewhere.
  (isWindows ? test.skip : test).each([[0o000], [0o022], [0o077], [0o277]])(
    'whatever the umask: %o',
    async (mask) => {
      const folder = join(newFolder(), 'new');
      process.umask(mask);
      const file = await createIn(folder);
      expect([rights(folder), rights(file)]).toEqual(['700', '600']);
      const ledger = await openLedger(file);
      await ledger.transaction((db) => db.run("INSERT INTO setting VALUES ('user.name', '孙丽')"));
      expect(readdirSync(folder).map((name) => rights(join(folder, name)))).toEqual(['600', '600', '600']);
      await ledger.close();
    },
  );
});

describe('a ledger appears whole or not at all', () => {
  test('nothing is left when what it begins with cannot be written', async () => {
    const folder = newFolder();
    const broken = createLedger(join(folder, 'ledger.db'), schema, async () => {
      throw new Error('no beginning');
    });
    await expect(broken).rejects.toThrow('no beginning');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('nothing but the ledger lies in its folder afterwards', async () => {
    const file = await createIn(newFolder());
    expect(readdirSync(dirname(file))).toEqual(['ledger.db']);
  });

  test('what a killed process of the same number has left is in nobody’s way', async () => {
    const folder = newFolder();
    writeFileSync(draftOf(join(folder, 'ledger.db')), 'half a ledger');
    await createIn(folder);
    expect(readdirSync(folder)).toEqual(['ledger.db']);
  });

  test('folders on the way are made', async () => {
    const file = await createIn(join(newFolder(), 'a', 'b'));
    expect(statSync(file).isFile()).toBe(true);
  });
});

describe('never in the place of something else', () => {
  test('another ledger, or any file: it stays as it was', async () => {
    const file = join(newFolder(), 'ledger.db');
    writeFileSync(file, '投诉');
    await expect(createLedger(file, schema, nothing)).rejects.toMatchObject({
      problem: { code: 'ledger.exists' },
    });
    expect(readFileSync(file, 'utf8')).toBe('投诉');
  });

  test('a folder', async () => {
    const file = join(newFolder(), 'ledger.db');
    mkdirSync(file);
    await expect(createLedger(file, schema, nothing)).rejects.toMatchObject({
      problem: { code: 'ledger.exists' },
    });
  });

  test('a link to nothing', async () => {
    const file = join(newFolder(), 'ledger.db');
    symlinkSync('nowhere.db', file);
    await expect(createLedger(file, schema, nothing)).rejects.toMatchObject({
      problem: { code: 'ledger.exists' },
    });
  });

  test('one that appears meanwhile: it stays, and the new one goes', async () => {
    const folder = newFolder();
    const file = join(folder, 'ledger.db');
    const second = createLedger(file, schema, async () => writeFileSync(file, '先到'));
    await expect(second).rejects.toMatchObject({ problem: { code: 'ledger.exists' } });
    expect(readFileSync(file, 'utf8')).toBe('先到');
    expect(readdirSync(folder)).toEqual(['ledger.db']);
  });

  test('where its folder is a file there is no place for it', async () => {
    const file = join(await createIn(newFolder()), 'ledger.db');
    await expect(createLedger(file, schema, nothing)).rejects.toMatchObject({
      problem: { code: 'ledger.read_only' },
    });
  });
});
