// The view for people says states and grades as the program does on the screen.

import { expect, test } from '@jest/globals';
import { grades, type Status, statuses } from '../../src/domain/words/vocabulary.ts';
import type { Ledger } from '../../src/store/db.ts';
import { keep, temporaryLedgers } from '../support/build-ledger.ts';
import { wayTo } from '../support/build-states.ts';

const newLedger = temporaryLedgers();
const shown = (ledger: Ledger, column: string) =>
  ledger.get(`SELECT ${column} AS shown FROM 台账 WHERE 登记编号 = '2023100102'`);

test.each(Object.entries(statuses) as [Status, string][])('状态 of %s', async (status, label) => {
  const ledger = await newLedger();
  await keep(ledger, {}, ...wayTo(status));
  expect(await shown(ledger, '状态')).toEqual({ shown: label });
});

test.each(Object.entries(grades))('满意程度 of %s', async (grade, label) => {
  const ledger = await newLedger();
  await keep(ledger, {}, ...wayTo('called_back'));
  await ledger.run('UPDATE complaint SET grade = ?', grade);
  expect(await shown(ledger, '满意程度')).toEqual({ shown: label });
});
