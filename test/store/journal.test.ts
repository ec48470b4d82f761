import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  appendEvent,
  dataDigest,
  entryHash,
  getHead,
  isAsChained,
  listEntries,
  listEntryRows,
  listJournal,
  restDigest,
} from '../../src/store/journal.ts';
import { assigned, noted, story } from '../support/build-case.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';
import { temporaryFolder } from '../support/libreoffice.ts';
import { makeOlderLedger } from '../support/older-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';

const newLedger = temporaryLedgers();
const { events } = story({}, assigned(), noted());

async function aJournal() {
  const ledger = await newLedger();
  for (const event of events) await appendEvent(ledger, event);
  return ledger;
}

describe('the journal is append-only', () => {
  test.each([
    ["UPDATE journal SET data = '{}' WHERE seq = 2", '流水只增不改'],
    ["UPDATE journal SET done_by = '别人'", '流水只增不改'],
    ["UPDATE journal SET hash = prev_hash || '0'", '流水只增不改'],
    ['UPDATE journal SET redacted = 1', '流水只增不改'],
    ["UPDATE journal SET redacted = 1, personal_salt = '', done_by = '别人'", '流水只增不改'],
    ["UPDATE journal SET redacted = 1, salt = '', data = '{}' WHERE seq = 1", '流水只增不改'],
    ['DELETE FROM journal WHERE seq = 3', '流水只增不删'],
    ['DELETE FROM journal', '流水只增不删'],
  ])('%s', async (sql, message) => {
    const ledger = await aJournal();
    const before = await listJournal(ledger, 0, 100);
    await expect(ledger.run(sql)).rejects.toThrow(message);
    expect(await listJournal(ledger, 0, 100)).toEqual(before);
  });

  test.each([
    [
      'with the rest',
      "UPDATE journal SET redacted = 1, personal_salt = '', personal = '[]', data = '{}' WHERE seq = 1",
    ],
    [
      'with what the chain holds of them',
      "UPDATE journal SET redacted = 1, personal_salt = '', personal_digest = ''",
    ],
    ['altogether', "UPDATE journal SET redacted = 1, personal_salt = '', personal = NULL"],
    ['but for their salt', "UPDATE journal SET redacted = 1, personal = '[]'"],
    ['and the other salt', "UPDATE journal SET redacted = 1, personal = '[]', personal_salt = '', salt = ''"],
  ])('personal values do not go %s', async (_name, sql) => {
    await expect((await aJournal()).run(sql)).rejects.toThrow('流水只增不改');
  });

  test('personal values may be changed, with their salt: the chain holds, and the rest is proved', async () => {
    const ledger = await aJournal();
    const purge = `UPDATE journal SET redacted = 1, personal_salt = '', personal = '["x"]' WHERE seq = 3`;
    expect(await ledger.run(purge)).toBe(1);
    const [row] = await listJournal(ledger, 2, 1);
    expect(row && entryHash(row)).toBe(row?.hash);
    expect(row && isAsChained(row)).toBe(true);
  });

  test('an entry from before personal values lay apart is blanked once', async () => {
    const ledger = await openLedger(makeOlderLedger(join(temporaryFolder(), 'ledger.db'), 2));
    const blank = (data: string) =>
      ledger.run(
        `UPDATE journal SET redacted = 1, salt = '', data = ? WHERE subject = '2023100101' AND type = 'registered'`,
        data,
      );
    const isRedacted = async () =>
      (await listEntryRows(ledger, '2023100101')).find(({ type }) => type === 'registered')?.redacted;
    expect(await isRedacted()).toBe(0);
    expect(await blank('{}')).toBe(1);
    await expect(blank('{"a":1}')).rejects.toThrow('流水只增不改');
    await ledger.close();
  });

  test('two entries cannot follow the same one', async () => {
    const ledger = await aJournal();
    const [, second] = await listJournal(ledger, 0, 2);
    const { seq: _, hash: __, ...columns } = second ?? {};
    const fork = { ...columns, seq: 9, hash: 'f'.repeat(64) } as Record<string, string | number>;
    const insert = `INSERT INTO journal (${Object.keys(fork).join(', ')}) VALUES (${Object.keys(fork)
      .map(() => '?')
      .join(', ')})`;
    await expect(ledger.run(insert, ...Object.values(fork))).rejects.toThrow(/prev_hash/);
  });
});

describe('the chain', () => {
  test('every entry names the one before; the first none', async () => {
    const rows = await listJournal(await aJournal(), 0, 100);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rows.map(({ prev_hash }) => prev_hash)).toEqual(['', rows[0]?.hash, rows[1]?.hash]);
    for (const row of rows) {
      expect(row.personal_digest).toBe(
        row.personal === null ? '' : dataDigest(row.personal_salt ?? '', row.personal),
      );
      expect(row.digest).toBe(restDigest(row.personal_digest ?? '', row.salt, row.data));
      expect(isAsChained(row)).toBe(true);
      expect(row.hash).toBe(entryHash(row));
    }
  });

  test('the head is the last entry; an empty journal has none', async () => {
    const empty = await newLedger();
    expect(await getHead(empty)).toEqual({ seq: 0, hash: '', previous: '', recordedAt: '', movedTo: null });
    const ledger = await aJournal();
    const [last] = await listJournal(ledger, 2, 1);
    expect(await getHead(ledger)).toEqual({
      seq: 3,
      hash: last?.hash,
      previous: last?.prev_hash,
      recordedAt: last?.recorded_at,
      movedTo: null,
    });
  });

  test('what is appended tells which entry it follows', async () => {
    const ledger = await newLedger();
    const [first, second] = events;
    if (!first || !second) throw new Error('two events');
    expect(await appendEvent(ledger, first)).toMatchObject({ seq: 0 });
    expect(await appendEvent(ledger, second)).toEqual(
      expect.objectContaining({ seq: 1, hash: (await listJournal(ledger, 0, 1))[0]?.hash }),
    );
  });

  test('an event comes back as it went in', async () => {
    const entries = await listEntries(await aJournal(), '2023100102');
    expect(entries.map(({ hash: _, seq, ...event }) => [seq, event])).toEqual(
      events.map((event, i) => [i + 1, event]),
    );
    expect(await listEntries(await aJournal(), 'ledger')).toEqual([]);
  });
});

describe('the hashes', () => {
  const row = {
    seq: 2,
    subject: '2023100102',
    type: 'noted',
    occurred_at: 'a',
    recorded_at: 'b',
    done_by: 'c',
    operator: 'd',
    digest: 'e',
    prev_hash: 'f',
  };

  test.each(Object.keys(row))('%s is part of the hash', (column) => {
    expect(entryHash({ ...row, [column]: column === 'seq' ? 3 : 'x' })).not.toBe(entryHash(row));
  });

  test('boundaries between columns cannot shift', () => {
    expect(entryHash({ ...row, done_by: 'cd', operator: '' })).not.toBe(entryHash({ ...row, done_by: 'c' }));
    expect(dataDigest('ab', 'c')).not.toBe(dataDigest('a', 'bc'));
  });

  test('the same text with another salt has another digest', () => {
    expect(dataDigest('a', '{}')).not.toBe(dataDigest('b', '{}'));
  });

  // A chain that was written is checked for ever: what goes into the hashes never changes.
  test('the known values', () => {
    expect(dataDigest('salt', '{"text":"来电"}')).toBe(KNOWN.digest);
    expect(restDigest('x', 'salt', '{"text":{"personal":0}}')).toBe(KNOWN.rest);
    expect(entryHash(row)).toBe(KNOWN.hash);
  });
});

/** SHA-256 of `["salt","{\"text\":\"来电\"}"]`, `["x","salt","{\"text\":{\"personal\":0}}"]` and `["f",2,"2023100102","noted","a","b","c","d","e"]`, by sha256sum. */
const KNOWN = {
  digest: '5ca233dd3a06f5950072b120033fedd4c318350ffe3098a734264ef859f93a92',
  rest: '86cdbe11122775d1025cc65697edecbda187fb310213350c1196c891316cb4c3',
  hash: 'f9739bb3db4659a080e5021cbdc14c534ad16d4e92e011cf84a43044e6afe656',
};
