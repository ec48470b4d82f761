// Somebody who has the file, switches its guards off and computes hashes: what the chain alone still shows.

import { describe, expect, test } from '@jest/globals';
import { checkChain } from '../../src/services/care/verify-chain.ts';
import type { Ledger } from '../../src/store/db.ts';
import { appendEvent, dataDigest, entryHash, type JournalRow, listJournal } from '../../src/store/journal.ts';
import { story } from '../support/build-case.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';
import { wayTo } from '../support/build-states.ts';
import { switchGuardsOff } from '../support/raw-ledger.ts';

const newLedger = temporaryLedgers();
const { events } = story({}, ...wayTo('solving'));

/** A journal of three entries without its guards. */
async function unguarded(): Promise<Ledger> {
  const ledger = await newLedger();
  for (const event of events) await appendEvent(ledger, event);
  await switchGuardsOff(ledger);
  return ledger;
}

/** Puts these rows in the place of the whole journal. */
async function replace(ledger: Ledger, rows: readonly JournalRow[]): Promise<void> {
  await ledger.run('DELETE FROM journal');
  for (const row of rows)
    await ledger.run(
      `INSERT INTO journal (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map(() => '?')
        .join(', ')})`,
      ...Object.values(row),
    );
}

/** The row with other data, its own digest and hash computed anew. */
function rewritten(row: JournalRow, changed: Partial<JournalRow>): JournalRow {
  const data = { ...row, ...changed };
  const whole = { ...data, digest: dataDigest(data.salt, data.data) };
  return { ...whole, hash: entryHash(whole) };
}

type Rows = readonly [JournalRow, JournalRow, JournalRow];

test('an untouched chain holds', async () => {
  const ledger = await unguarded();
  expect((await checkChain(ledger, ledger)).findings).toEqual([]);
});

describe('is found', () => {
  test.each<[string, (rows: Rows) => readonly JournalRow[], string]>([
    ['an entry rewritten in place', ([a, b, c]) => [a, { ...b, data: '{}' }, c], '第 2 条'],
    ['an entry rewritten with its own hash', ([a, b, c]) => [a, rewritten(b, { data: '{}' }), c], '第 3 条'],
    ['another name with its own hash', ([a, b, c]) => [a, rewritten(b, { done_by: '别人' }), c], '第 3 条'],
    ['two entries in the other order', ([a, b, c]) => [a, { ...c, seq: 2 }, { ...b, seq: 3 }], '第 2 条'],
    [
      'two in the other order with hashes of their own',
      ([a, b, c]) => [
        a,
        rewritten(c, { seq: 2, prev_hash: a.hash }),
        rewritten(b, { seq: 3, prev_hash: c.hash }),
      ],
      '第 3 条',
    ],
    ['an entry taken out', ([a, , c]) => [a, c], '第 3 条'],
    ['taken out, the gap closed', ([a, , c]) => [a, { ...c, seq: 2 }], '第 2 条'],
    ['the first one taken out', ([, b, c]) => [b, c], '第 2 条'],
    [
      'an entry put behind that follows none',
      ([a, b, c]) => [a, b, c, rewritten(c, { seq: 4, prev_hash: 'x' })],
      '第 4 条',
    ],
    [
      'an entry that no case is named in',
      ([a, b, c]) => [a, b, rewritten(c, { subject: 'setting:x' })],
      '第 3 条',
    ],
    ['data that cannot be read', ([a, b, c]) => [a, b, rewritten(c, { data: '{' })], '第 3 条'],
  ])('%s', async (_name, change, named) => {
    const ledger = await unguarded();
    const rows = await listJournal(ledger, 0, 100);
    await replace(ledger, change(rows as unknown as Rows));
    expect((await checkChain(ledger, ledger)).findings).toEqual(
      expect.arrayContaining([expect.stringContaining(named)]),
    );
  });
});
