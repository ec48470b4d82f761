// A ledger is one file with one name: what is written to a file that lost its name is in no ledger, and of two names each
// would know only its own entries.

import {
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { placeOf } from '../../../src/store/engine.ts';
import { saveSetting } from '../../../src/store/settings.ts';
import { createIn, temporaryFolders } from '../../support/build-ledger.ts';
import { openLedger } from '../../support/open-ledger.ts';
import { holdLock } from '../../support/raw-ledger.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

const newFolder = temporaryFolders();
const away = (file: string): string => join(dirname(file), 'away.db');

describe('what happens to the file while it is written to is told, and nothing acknowledged', () => {
  test.each<[string, (file: string) => void]>([
    ['deleted', (file) => rmSync(file)],
    ['moved', (file) => renameSync(file, away(file))],
    [
      'replaced by a copy',
      (file) => {
        copyFileSync(file, away(file));
        renameSync(away(file), file);
      },
    ],
  ])('%s', async (_name, happen) => {
    for (const when of ['before it writes', 'while it writes']) {
      const file = await createIn(newFolder());
      const ledger = await openLedger(file);
      if (when === 'before it writes') happen(file);
      const written = ledger.transaction(async (db) => {
        await saveSetting(db, 'user.name', '孙丽');
        if (when === 'while it writes') happen(file);
      });
      await expect(written).rejects.toMatchObject({ problem: { exit: 5, code: 'ledger.moved' } });
      await ledger.close();
    }
  });

  test('a command that waits for the lock', async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    copyFileSync(desk.ledger, away(desk.ledger));
    const letGo = await holdLock(desk.ledger);
    const waiting = desk.refusal(['note', '0101', '等着的']);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    for (const end of ['', '-wal', '-shm']) rmSync(desk.ledger + end, { force: true });
    copyFileSync(away(desk.ledger), desk.ledger);
    await letGo();
    expect(await waiting).toMatchObject({ exit: 5, code: 'ledger.moved', details: { to: null } });
    await desk.ok(['verify']);
  });
});

describe('two names', () => {
  test('a hard link is refused, under either', async () => {
    const file = await createIn(newFolder());
    linkSync(file, away(file));
    for (const name of [file, away(file)])
      await expect(openLedger(name)).rejects.toMatchObject({ problem: { exit: 2, code: 'usage.invalid' } });
    rmSync(away(file));
    await (await openLedger(file)).close();
  });

  test('what a killed init or restore left is no second name', async () => {
    const file = await createIn(newFolder());
    for (const left of [`${file}.4711.new`, `${file}.replaced-20231001-120000`]) linkSync(file, left);
    await (await openLedger(file)).close();
  });

  test('behind a link lies one ledger: everything of it beside the file itself', async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    const folder = join(desk.folder, 'desk');
    mkdirSync(folder);
    const link = join(folder, 'ledger.db');
    symlinkSync(desk.ledger, link);
    expect(placeOf(link, '')).toEqual(placeOf(desk.ledger, ''));
    writeFileSync(join(desk.folder, 'a.txt'), 'x');
    const byLink = { env: { TOUSU_LEDGER: link } };
    await desk.ok(['attach', '0101', 'a.txt', '--kind', 'other'], byLink);
    const { file } = await desk.json<{ file: string }>(['backup'], byLink);
    await desk.ok(['restore', file], byLink);
    expect(readdirSync(folder)).toEqual(['ledger.db']);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(existsSync(join(desk.folder, 'attachments'))).toBe(true);
    await desk.ok(['verify']);
  });
});
