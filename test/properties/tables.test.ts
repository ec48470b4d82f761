import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { childRows, childTables, complaintFrom, complaintRow } from '../../src/store/tables.ts';
import { someWalk } from '../support/build-random.ts';

test('the case that its rows say is the case they were made of', () => {
  fc.assert(
    fc.property(someWalk, ({ complaint }) => {
      const rows = childRows(complaint);
      expect([...rows.keys()].sort()).toEqual([...childTables].sort());
      expect(complaintFrom(complaintRow(complaint), (table) => rows.get(table) ?? [])).toEqual(complaint);
    }),
    { numRuns: 200 },
  );
});

test('a row holds nothing but text, numbers and null', () => {
  fc.assert(
    fc.property(someWalk, ({ complaint }) => {
      const rows = [complaintRow(complaint), ...[...childRows(complaint).values()].flat()];
      for (const value of rows.flatMap((row) => Object.values(row)))
        expect(value === null || typeof value === 'string' || typeof value === 'number').toBe(true);
    }),
    { numRuns: 100 },
  );
});
