// What is asked again and again reads no whole table.

import { expect, test } from '@jest/globals';
import type { Ledger } from '../../../src/store/db.ts';
import { getDisclosureFacts } from '../../../src/store/disclosures.ts';
import { getHead } from '../../../src/store/journal.ts';
import { temporaryLedgers } from '../../support/build-ledger.ts';

const newLedger = temporaryLedgers();

test('with any number of cases, what is asked of journal and clocks is read from an index', async () => {
  const ledger = await newLedger();
  const plans: string[] = [];
  const explaining: Ledger = {
    ...ledger,
    async all<Row>(sql: string, ...values: readonly (string | number | null)[]): Promise<Row[]> {
      const plan = await ledger.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values);
      plans.push(...plan.map(({ detail }) => detail));
      return ledger.all<Row>(sql, ...values);
    },
  };
  await getDisclosureFacts(explaining, ['2023-10-01', '2023-11-01']);
  const scans = plans.filter((plan) => plan.startsWith('SCAN') && /\b(c|j|d|l|m|journal)\b/.test(plan));
  expect(scans).toEqual([]);
  for (const index of ['journal_undone', 'deadline_entered_late', 'deadline_unmet_or_late', 'moved_day_left'])
    expect(plans.join('\n')).toContain(index);
  expect((await getHead(ledger)).seq).toBe(0);
});
