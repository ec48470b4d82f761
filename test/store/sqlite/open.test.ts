// The faults are such as also stop root, as which the tests run in CI: permissions do not.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Refusal } from '../../../src/domain/problems.ts';
import { saveSetting } from '../../../src/store/settings.ts';
import { createIn, keep, temporaryFolders } from '../../support/build-ledger.ts';
import { openLedger } from '../../support/open-ledger.ts';
import { forReadingOnly, tamper } from '../../support/raw-ledger.ts';

const newFolder = temporaryFolders();

/** A copy of a good ledger, spoilt. */
async function spoilt(spoil: (file: string) => void): Promise<string> {
  const folder = newFolder();
  const file = join(folder, 'spoilt.db');
  copyFileSync(await createIn(folder), file);
  spoil(file);
  return file;
}

const onUnix = process.platform === 'win32' ? test.skip : test;

/** The code with which the ledger is refused when it is opened, read and written to; undefined when it is not. */
async function refusedWith(file: string): Promise<string | undefined> {
  try {
    const ledger = await openLedger(file);
    try {
      await ledger.all('SELECT * FROM journal');
      await ledger.transaction((db) => saveSetting(db, 'user.name', '孙丽'));
    } finally {
      await ledger.close();
    }
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}

describe('a ledger is opened, or it is said why not', () => {
  test('a good one', async () => {
    expect(await refusedWith(await spoilt(() => {}))).toBeUndefined();
  });

  test.each<[string, () => string | Promise<string>, string]>([
    ['there is none', () => join(newFolder(), 'none.db'), 'not_found.ledger'],
    ['its folder is a file', async () => join(await createIn(newFolder()), 'ledger.db'), 'not_found.ledger'],
    [
      'a link to nothing',
      () => {
        const link = join(newFolder(), 'link.db');
        symlinkSync('nowhere.db', link);
        return link;
      },
      'not_found.ledger',
    ],
    [
      'a foreign database',
      () => foreign('PRAGMA user_version = 1; CREATE TABLE journal (seq)'),
      'ledger.not_a_ledger',
    ],
    ['an empty file', () => written(''), 'ledger.not_a_ledger'],
    ['no database: a text', () => written('登记编号,受理时间\n'.repeat(500)), 'ledger.not_a_ledger'],
    ['a newer version', () => spoilt((file) => tamper(file, 'PRAGMA user_version = 999')), 'ledger.newer'],
    ['cut off', () => spoilt((file) => truncateSync(file, statSync(file).size / 2)), 'ledger.corrupt'],
    ['cut off after its first page', () => spoilt((file) => truncateSync(file, 4096)), 'ledger.corrupt'],
    ['overwritten within', () => spoilt(overwrite), 'ledger.corrupt'],
    ['written for reading only', () => spoilt(forReadingOnly), 'ledger.read_only'],
    [
      'a folder where SQLite writes ahead',
      () => spoilt((file) => mkdirSync(`${file}-wal`)),
      'ledger.read_only',
    ],
  ])('%s', async (_name, make, code) => {
    expect(await refusedWith(await make())).toBe(code);
  });

  onUnix.each(['-journal', '-wal', '-shm'])('a pipe beside it is not waited for: %s', async (part) => {
    const file = await spoilt((name) => spawnSync('mkfifo', [`${name}${part}`]));
    expect(await refusedWith(file)).toBe('ledger.io_error');
  });

  test('a folder is no ledger', async () => {
    expect(await refusedWith(newFolder())).toMatch(/^ledger\./);
  });

  test('the refusal names the file', async () => {
    const file = written('');
    await expect(openLedger(file)).rejects.toThrow(file);
  });
});

const written = (text: string): string => {
  const file = join(newFolder(), 'file.db');
  writeFileSync(file, text);
  return file;
};

function foreign(sql: string): string {
  const file = join(newFolder(), 'foreign.db');
  tamper(file, sql);
  return file;
}

/** Rubbish in every page but the first, which says what kind of file it is. */
function overwrite(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, 4096);
  writeFileSync(file, bytes);
}

describe('a transaction is kept whole or not at all', () => {
  test('what a failing one wrote is gone, and the next one works', async () => {
    const ledger = await openLedger(await createIn(newFolder()));
    const failing = ledger.transaction(async (db) => {
      await saveSetting(db, 'user.name', '孙丽');
      throw new Error('in the middle');
    });
    await expect(failing).rejects.toThrow('in the middle');
    expect(await ledger.all('SELECT * FROM setting')).toEqual([]);
    await ledger.transaction((db) => saveSetting(db, 'user.name', '王芳'));
    expect(await ledger.all('SELECT value FROM setting')).toEqual([{ value: '王芳' }]);
    await ledger.close();
  });

  test('another process sees it only when it is kept', async () => {
    const file = await createIn(newFolder());
    const [here, there] = [await openLedger(file), await openLedger(file)];
    await here.transaction(async (db) => {
      await saveSetting(db, 'user.name', '孙丽');
      expect(await there.all('SELECT * FROM setting')).toEqual([]);
    });
    expect(await there.all('SELECT value FROM setting')).toEqual([{ value: '孙丽' }]);
    await here.close();
    await there.close();
  });

  test('what a snapshot reads is of one moment', async () => {
    const file = await createIn(newFolder());
    const [here, there] = [await openLedger(file), await openLedger(file)];
    await here.snapshot(async (db) => {
      expect(await db.all('SELECT * FROM setting')).toEqual([]);
      await there.transaction((other) => saveSetting(other, 'user.name', '孙丽'));
      expect(await db.all('SELECT * FROM setting')).toEqual([]);
    });
    expect(await here.all('SELECT value FROM setting')).toEqual([{ value: '孙丽' }]);
    await here.close();
    await there.close();
  });
});

describe('what the database itself does not let in', () => {
  test.each([
    ['a case that no complaint has', "INSERT INTO note VALUES ('2023100199', 1, '', '', '')"],
    ['a status that is none', 'UPDATE complaint SET status = NULL'],
    ['text where a number belongs', "INSERT INTO daily_sequence VALUES ('main', '2023-10-01', 'eins')"],
    ['a sequence of 0', "INSERT INTO daily_sequence VALUES ('main', '2023-10-01', 0)"],
    ['a day that is none', "INSERT INTO daily_sequence VALUES ('main', 'gestern', 1)"],
    ['a role that is none', "INSERT INTO person_role VALUES ('孙丽', 'boss')"],
  ])('%s', async (_name, sql) => {
    const ledger = await openLedger(await createIn(newFolder()));
    await keep(ledger, {});
    await expect(ledger.run(sql)).rejects.toThrow(/constraint failed|cannot store/);
    await ledger.close();
  });
});
