// A setting that somebody else has changed meanwhile: the journal holds what really stood there.

import { expect, test } from '@jest/globals';
import { changeSetting } from '../../src/services/directory.ts';
import { listEntries } from '../../src/store/journal.ts';
import { contextOn, temporaryLedgers } from '../support/build-ledger.ts';

const newLedger = temporaryLedgers();

test('the old value in the journal is that of the ledger, not of when the command began', async () => {
  const ledger = await newLedger();
  const ctx = contextOn(ledger, '');
  await changeSetting(ctx, 'policy.resolveDays', '5');
  await changeSetting(ctx, 'policy.resolveDays', '4');
  expect((await listEntries(ledger, 'setting:policy.resolveDays')).map(({ data }) => data)).toEqual([
    { key: 'policy.resolveDays', from: null, to: '5' },
    { key: 'policy.resolveDays', from: '5', to: '4' },
  ]);
});
