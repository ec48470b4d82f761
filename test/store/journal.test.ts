import { describe, expect, test } from '@jest/globals';
import {
  appendEvent,
  dataDigest,
  entryHash,
  getHead,
  listEntries,
  listJournal,
} from '../../src/store/journal.ts';
import { assigned, noted, story } from '../support/build-case.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';

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
    ["UPDATE journal SET redacted = 1, salt = '', done_by = '别人'", '流水只增不改'],
    ['DELETE FROM journal WHERE seq = 3', '流水只增不删'],
    ['DELETE FROM journal', '流水只增不删'],
  ])('%s', async (sql, message) => {
    const ledger = await aJournal();
    const before = await listJournal(ledger, 0, 100);
    await expect(ledger.run(sql)).rejects.toThrow(message);
    expect(await listJournal(ledger, 0, 100)).toEqual(before);
  });

  test('only personal data may be blanked, with its salt: the digest stays', async () => {
    const ledger = await aJournal();
    expect(await ledger.run("UPDATE journal SET redacted = 1, salt = '', data = '{}' WHERE seq = 1")).toBe(1);
    const [row] = await listJournal(ledger, 0, 1);
    expect(row && entryHash(row)).toBe(row?.hash);
  });

  test('two entries cannot follow the same one', async () => {
    const ledger = await aJournal();
    const [, second] = await listJournal(ledger, 0, 2);
    const { seq: _, hash: __, ...columns } = second ?? {};
    const fork = { ...columns, seq: 9, hash: 'f'.repeat(64) } as Record<string, string | number>;
    const insert = `INSERT INTO journal (${Object.keys(fork).join(', ')}) VALUES (${Object.keys(fork)
      .map(() => '?')
      .join(', ')})`;
    await expect(ledger.run(insert, ...Object.values(fork))).rejects.toThrow('journal.prev_hash');
  });
});

describe('the chain', () => {
  test('every entry names the one before; the first none', async () => {
    const rows = await listJournal(await aJournal(), 0, 100);
    expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(rows.map(({ prev_hash }) => prev_hash)).toEqual(['', rows[0]?.hash, rows[1]?.hash]);
    for (const row of rows) {
      expect(row.digest).toBe(dataDigest(row.salt, row.data));
      expect(row.hash).toBe(entryHash(row));
    }
  });

  test('the head is the last entry; an empty journal has none', async () => {
    const empty = await newLedger();
    expect(await getHead(empty)).toEqual({ seq: 0, hash: '', recordedAt: '' });
    const ledger = await aJournal();
    const [last] = await listJournal(ledger, 2, 1);
    expect(await getHead(ledger)).toEqual({ seq: 3, hash: last?.hash, recordedAt: last?.recorded_at });
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
    expect(entryHash(row)).toBe(KNOWN.hash);
  });
});

/** SHA-256 of `["salt","{\"text\":\"来电\"}"]` and of `["f",2,"2023100102","noted","a","b","c","d","e"]`, by sha256sum. */
const KNOWN = {
  digest: '5ca233dd3a06f5950072b120033fedd4c318350ffe3098a734264ef859f93a92',
  hash: 'f9739bb3db4659a080e5021cbdc14c534ad16d4e92e011cf84a43044e6afe656',
};
