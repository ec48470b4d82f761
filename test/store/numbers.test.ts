import { expect, test } from '@jest/globals';
import { takeSequence } from '../../src/store/numbers.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';

const newLedger = temporaryLedgers();

test('1, 2, 3 … past 99 and 100, each day and each unit for itself', async () => {
  const ledger = await newLedger();
  const taken: number[] = [];
  for (let i = 0; i < 101; i++) taken.push(await takeSequence(ledger, 'main', '2023-10-01'));
  expect(taken).toEqual(Array.from({ length: 101 }, (_, i) => i + 1));
  expect(await takeSequence(ledger, 'main', '2023-10-02')).toBe(1);
  expect(await takeSequence(ledger, 'east', '2023-10-01')).toBe(1);
});

test('an earlier day goes on where it stood', async () => {
  const ledger = await newLedger();
  for (const day of ['2023-10-01', '2023-10-05', '2023-10-01']) await takeSequence(ledger, 'main', day);
  expect(await takeSequence(ledger, 'main', '2023-10-01')).toBe(3);
});

test('a registration that fails gives its number back: no gap', async () => {
  const ledger = await newLedger();
  await ledger.transaction((db) => takeSequence(db, 'main', '2023-10-01'));
  const failing = ledger.transaction(async (db) => {
    expect(await takeSequence(db, 'main', '2023-10-01')).toBe(2);
    throw new Error('refused');
  });
  await expect(failing).rejects.toThrow('refused');
  expect(await takeSequence(ledger, 'main', '2023-10-01')).toBe(2);
});
