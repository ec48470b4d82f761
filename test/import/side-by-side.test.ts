// An import beside others who go on recording: what they do meanwhile is seen, and nothing is half in.

import { afterEach, expect, test } from '@jest/globals';
import { importLedger, type OldFile } from '../../src/services/old-ledger/import.ts';
import { recordLedgerEvent } from '../../src/services/record-ledger-event.ts';
import type { Ledger } from '../../src/store/db.ts';
import { contextOn, temporaryLedgers } from '../support/build-ledger.ts';
import { readBytes } from './read-file.ts';

const newLedger = temporaryLedgers();
const bytes = new TextEncoder().encode(
  [
    '登记编号,受理时间,投诉方式,投诉人,电话,类别,投诉内容,投诉人要求,责任部门',
    '2023090101,2023-09-01 09:00,来电,李强,13800001234,抄表收费,表走得快,核查,管网部',
    '2023090102,2023-09-01 10:00,来电,王敏,13800001235,抄表收费,表不走,换表,管网部',
  ].join('\n'),
);
const file = async (): Promise<OldFile> => ({
  name: '旧.csv',
  bytes,
  book: (await readBytes(bytes, '旧.csv')).book,
  number: false,
  progress: () => {},
});
const on = (ledger: Ledger) => contextOn(ledger, ':memory:', { settings: new Map([['unit.code', '修武']]) });

let ledger: Ledger;
afterEach(async () => {
  expect(await ledger.all('SELECT subject FROM journal WHERE seq > 0 ORDER BY seq')).toHaveLength(
    (await ledger.get<{ last: number }>('SELECT MAX(seq) AS last FROM journal'))?.last ?? 0,
  );
});

/** The ledger, on which `work` happens once, just before the lock is taken for the first time. */
const withMeanwhile = (work: () => Promise<void>): Ledger => {
  let pending: (() => Promise<void>) | undefined = work;
  return {
    ...ledger,
    transaction: async (change) => {
      const now = pending;
      pending = undefined;
      await now?.();
      return ledger.transaction(change);
    },
  };
};

test('something else was recorded: the cases are as they were judged', async () => {
  ledger = await newLedger();
  const others = () =>
    ledger.transaction((db) =>
      recordLedgerEvent(on(ledger), db, 'department:安检部', {
        type: 'department_added',
        data: { name: '安检部', kind: 'branch' },
      }),
    );
  const { imported, departments } = await importLedger(on(withMeanwhile(others)), await file());
  expect([imported, departments]).toEqual([2, ['管网部']]);
  expect(await ledger.all('SELECT no FROM complaint ORDER BY no')).toHaveLength(2);
});

test('the department was added: it does not come a second time', async () => {
  ledger = await newLedger();
  const others = () =>
    ledger.transaction((db) =>
      recordLedgerEvent(on(ledger), db, 'department:管网部', {
        type: 'department_added',
        data: { name: '管网部', kind: 'branch' },
      }),
    );
  const { imported, departments } = await importLedger(on(withMeanwhile(others)), await file());
  expect([imported, departments]).toEqual([2, []]);
  expect(await ledger.all("SELECT seq FROM journal WHERE subject = 'department:管网部'")).toHaveLength(1);
});

test('the same file was imported: nothing is done', async () => {
  ledger = await newLedger();
  const others = async () => void (await importLedger(on(ledger), await file()));
  const { imported, skipped } = await importLedger(on(withMeanwhile(others)), await file());
  expect([imported, skipped]).toEqual([0, 2]);
  expect(await ledger.all('SELECT no FROM complaint')).toHaveLength(2);
});

test('how far it is, is told while the rows are written, and the end when all is recorded', async () => {
  ledger = await newLedger();
  const told: (readonly [number, number, string])[] = [];
  const progress: OldFile['progress'] = (done, total, work = '') => told.push([done, total, work]);
  await importLedger(on(ledger), { ...(await file()), progress });
  const writing = told.filter(([, , work]) => work === '写入台账').map(([done, total]) => [done, total]);
  expect(writing.length).toBeGreaterThan(10);
  expect(writing.at(-1)).toEqual([2, 2]);
  expect(writing.slice(0, -1).every(([done = 0]) => done < 2)).toBe(true);
  expect(told.at(-1)?.[2]).toBe('写入台账');
});
