// What is kept on a server is what a file would hold: the same rows, and with the same salts the same hashes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JournalEvent } from '../../../src/domain/case/events.ts';
import { allTables } from '../../../src/store/copy-rows.ts';
import type { Db, Ledger, RowOf } from '../../../src/store/db.ts';
import { engineFor, isOnServer } from '../../../src/store/engine.ts';
import { appendEvent, entryFrom, type JournalRow } from '../../../src/store/journal.ts';
import { fillTables } from '../../../src/store/rebuild.ts';
import { temporaryFolders } from '../../support/build-ledger.ts';
import { commandLines } from '../../support/command-lines.ts';
import { openLedger, schema } from '../../support/open-ledger.ts';
import { describeOnServer, server } from '../../support/postgres.ts';
import { runMany } from '../../support/run-many.ts';

const newFolder = temporaryFolders();
const journals = new URL('../../ledgers/', import.meta.url);
const frozen = readdirSync(journals).filter((name) => name.endsWith('.jsonl'));

const eventsOf = (name: string): readonly JournalEvent[] =>
  readFileSync(new URL(name, journals), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const row = { personal: null, personal_salt: null, personal_digest: null, ...JSON.parse(line) };
      const { no, type, occurredAt, recordedAt, by, operator, data } = entryFrom(row as JournalRow);
      return { no, type, occurredAt, recordedAt, by, operator, data } as JournalEvent;
    });

/** The same salts in every ledger. */
const salted = (db: Db, count: () => number): Db => ({
  ...db,
  newSalts: async () => {
    const salt = String(count()).padStart(32, '0');
    return [salt, salt];
  },
});

/** Everything a new ledger at the address holds once these events are recorded. */
async function contentAt(address: string, events: readonly JournalEvent[]) {
  let salts = 0;
  await (await engineFor(address)).create(address, schema, (ledger) =>
    ledger.transaction(async (db) => {
      // The journal tells of a letter about a case before the case is made again.
      await db.run(isOnServer(address) ? 'SET CONSTRAINTS ALL DEFERRED' : 'PRAGMA defer_foreign_keys = ON');
      for (const event of events)
        await appendEvent(
          salted(db, () => salts++),
          event,
        );
      await fillTables(db, () => {});
    }),
  );
  const ledger = await openLedger(address);
  try {
    return await rowsOf(ledger);
  } finally {
    await ledger.close();
  }
}

async function rowsOf(ledger: Ledger): Promise<Readonly<Record<string, readonly RowOf[]>>> {
  const tables = allTables.map(async ({ name, key }) => [
    name,
    await ledger.all(`SELECT * FROM ${name} ORDER BY ${key.join(', ')}`),
  ]);
  return Object.fromEntries(await Promise.all(tables));
}

describeOnServer('a file and a server', () => {
  test.each(frozen)('every event of %s: the same tables, the same hashes', async (name) => {
    const events = eventsOf(name);
    const inFile = await contentAt(join(newFolder(), 'ledger.db'), events);
    expect(inFile.journal).toHaveLength(events.length);
    expect(await contentAt(server().newAddress(), events)).toEqual(inFile);
  });

  test('the same command lines, the same answers', async () => {
    const lines = fc
      .sample(await commandLines(), { numRuns: 300, seed: 20231001 })
      .filter(([word]) => !ofOneEngine.has(word ?? ''));
    const setUp = [
      ['init', '--unit', '修武燃气公司'],
      ['dept', 'add', '工程部'],
      ['staff', 'add', '刘敏', '--dept', '客户服务部', '--role', 'liaison'],
      [
        'register',
        '--channel=phone',
        '--name=李强',
        '--phone=13800001234',
        '--content=漏气',
        '--demand=查',
        '--at=2023-10-01 09:30',
      ],
      ['assign', '0101', '--dept', '工程部', '--at=2023-10-01 10:00'],
    ];
    const looks = [
      'list --all',
      'show 0101',
      'todo',
      'overdue',
      'stats',
      'report 2023-10',
      'dept list',
      'staff list',
    ];
    const all = [
      ...setUp,
      ...lines,
      ...looks.map((line) => [...line.split(' '), '--json', '--at=2023-11-01']),
    ];
    const [inFile, onServer] = [newFolder(), newFolder()];
    const ledger = join(inFile, 'ledger.db');
    const address = server().newAddress();
    const answersOf = async (folder: string, at: string, user: string) => {
      const { exits, output } = await runMany(folder, all, { TOUSU_LEDGER: at, TOUSU_USER: user });
      return { exits, output: timeless(output.replaceAll(at, '台账').replaceAll(folder, '文件夹')) };
    };
    const expected = await answersOf(inFile, ledger, '王芳');
    const found = await answersOf(onServer, address, '');
    expect(found.exits).toEqual(expected.exits);
    expect(found.output).toBe(expected.output);
  }, 180_000);
});

/** They say where the ledger lies, or are for ledgers on a server alone. */
const ofOneEngine = new Set(['unit', 'upgrade', 'move', 'doctor', 'schedule', 'backup', 'restore', 'init']);

/** Moments of the clock, and hashes, whose salts are chance. */
const timeless = (text: string): string =>
  text
    .replaceAll(/20(?!23)\d\d-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\+08:00)?)?/g, '此刻')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '校验码')
    .replaceAll(/\d{8}-\d{6}/g, '此刻');
