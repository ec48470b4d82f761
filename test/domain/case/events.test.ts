import { expect, test } from '@jest/globals';
import type { Entry, JournalEvent } from '../../../src/domain/case/events.ts';
import { isLedgerEntry, standing, withdrawn } from '../../../src/domain/case/events.ts';
import { assigned, noted, on, story } from '../../support/build-case.ts';

const said = { occurredAt: on('10-02 09:00'), recordedAt: on('10-02 09:00'), by: '孙丽', operator: '孙丽' };
const undone = (seq: number, struck: number): Entry<JournalEvent> => ({
  ...said,
  type: 'undone',
  no: '2023100102',
  seq,
  data: { seq: struck, reason: '点错了' },
});
const created: Entry<JournalEvent> = {
  ...said,
  type: 'ledger_created',
  no: 'ledger',
  seq: 9,
  data: { version: 1 },
};
const entries: readonly Entry<JournalEvent>[] = [
  ...story({}, assigned(), noted()).events.map((event, i) => ({ ...event, seq: i + 1 })),
  undone(4, 3),
  created,
];

test('an entry that a later undo struck out stands no more; the undo is no event of the case', () => {
  expect([...withdrawn(entries)]).toEqual([3]);
  expect(standing(entries).map(({ type }) => type)).toEqual(['registered', 'assigned']);
});

test('two undos strike out two entries', () => {
  expect(standing([...entries, undone(10, 2)]).map(({ type }) => type)).toEqual(['registered']);
});

test('entries of the ledger itself are told apart', () => {
  expect(entries.filter(isLedgerEntry)).toEqual([created]);
});
