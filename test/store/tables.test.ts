import { expect, test } from '@jest/globals';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import type { CaseEvent } from '../../src/domain/case/events.ts';
import { replay } from '../../src/domain/case/evolve.ts';
import { childRows, complaintFrom, complaintRow } from '../../src/store/tables.ts';
import { aCase, eventOf, registration } from '../support/build-case.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';
import { columnsOf } from '../support/raw-ledger.ts';

const newLedger = temporaryLedgers();

/** A case with one item in each of its lists. */
const oneOfEach = Object.fromEntries(
  Object.entries(aCase()).map(([field, value]) => [field, Array.isArray(value) ? [{}] : value]),
) as unknown as Complaint;
const described = new Map([['complaint', complaintRow(aCase())]]);
for (const [table, [row]] of childRows(oneOfEach)) described.set(table, row ?? {});

test.each([...described])('the columns of %s in schema.sql are those of its rows', async (table, row) => {
  expect((await columnsOf(await newLedger(), table)).toSorted()).toEqual(Object.keys(row).sort());
});

test('an entry from before a yes/no field was there says no, as the column does that a migration adds', () => {
  const { data, ...event } = eventOf(registration());
  const { typical: _, ...older } = data as Readonly<Record<string, unknown>>;
  const row = complaintRow(replay([{ ...event, data: older } as unknown as CaseEvent]));
  expect(row).toHaveProperty('typical', 0);
  expect(complaintFrom(row, () => [])).toHaveProperty('typical', false);
});
