import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCompleted } from '../../src/domain/month/analysis-figures.ts';
import { count, monthRange } from '../../src/domain/month/figures.ts';
import { type Status, statuses } from '../../src/domain/words/vocabulary.ts';
import { listHandlings } from '../../src/store/analysis.ts';
import {
  findComplaint,
  getComplaint,
  listCasesEnding,
  listComplaintsAccepted,
  listNumbersByPhone,
  saveComplaint,
} from '../../src/store/complaints.ts';
import { saveDepartment } from '../../src/store/directory.ts';
import { listFacts, listTallies } from '../../src/store/months.ts';
import {
  accepted,
  amended,
  attached,
  completed,
  dissatisfied,
  measureAdded,
  noted,
  penalized,
  proposed,
  returned,
  story,
  voided,
} from '../support/build-case.ts';
import { judgement } from '../support/build-facts.ts';
import { keep, temporaryLedgers } from '../support/build-ledger.ts';
import { someWalk } from '../support/build-random.ts';
import { wayTo } from '../support/build-states.ts';

const newLedger = temporaryLedgers();

describe('a case comes back as it was saved', () => {
  test.each(Object.keys(statuses) as readonly Status[])('%s', async (status) => {
    const ledger = await newLedger();
    const complaint = await keep(ledger, { kind: 'media', typical: true }, ...wayTo(status));
    expect(await findComplaint(ledger, complaint.no)).toEqual(complaint);
  });

  test('with everything a case can have', async () => {
    const ledger = await newLedger();
    const way = [
      ...wayTo('awaiting_callback'),
      measureAdded(),
      attached(),
      noted(),
      dissatisfied({ rehandle: true }),
    ];
    const complaint = await keep(
      ledger,
      {},
      ...way,
      penalized({ deadline: 'rehandle', at: '10-20 09:00' }),
      proposed(),
      accepted(),
    );
    expect(await getComplaint(ledger, complaint.no)).toEqual(complaint);
  });

  test('any text: quotes, line breaks, signs beyond the usual plane, what looks like SQL', async () => {
    const ledger = await newLedger();
    const content = `'; DROP TABLE complaint; -- "引号" \\ %_! 🔥𠮷\n第二行\ttab`;
    const complaint = await keep(ledger, { content, name: "O'Brien" });
    expect(await findComplaint(ledger, complaint.no)).toEqual(complaint);
  });

  test('a later state takes the place of the one before, rows that are gone included', async () => {
    const ledger = await newLedger();
    await keep(ledger, {}, ...wayTo('closed'));
    const undone = await keep(ledger, {}, ...wayTo('solving'));
    expect(await findComplaint(ledger, undone.no)).toEqual(undone);
    expect(await ledger.all('SELECT * FROM callback')).toEqual([]);
  });

  test('whatever was done to it', async () => {
    const ledger = await newLedger();
    await saveDepartment(ledger, '抄表收费部', 'branch');
    await fc.assert(
      fc.asyncProperty(someWalk, async ({ complaint }) => {
        await saveComplaint(ledger, complaint, await findComplaint(ledger, complaint.no));
        expect(await findComplaint(ledger, complaint.no)).toEqual(complaint);
      }),
      { numRuns: 40 },
    );
  });

  test('another case is not touched', async () => {
    const ledger = await newLedger();
    const first = await keep(ledger, { sequence: 1 }, ...wayTo('closed'));
    await keep(ledger, { sequence: 2 }, ...wayTo('executing'));
    expect(await findComplaint(ledger, first.no)).toEqual(first);
  });

  test('none: undefined, or a refusal', async () => {
    const ledger = await newLedger();
    expect(await findComplaint(ledger, '2023100199')).toBeUndefined();
    await expect(getComplaint(ledger, '2023100199')).rejects.toMatchObject({
      problem: { code: 'not_found.complaint' },
    });
  });
});

describe('the cases of a month', () => {
  test('by their acceptance, from its first second to before the next month; voided ones left out', async () => {
    const ledger = await newLedger();
    await keep(ledger, { at: '2023-10-01T00:00:00+08:00', sequence: 1 });
    await keep(ledger, { at: '2023-10-31T23:59:59+08:00', sequence: 1 });
    await keep(ledger, { at: '2023-09-30T23:59:59+08:00', sequence: 1 });
    await keep(ledger, { at: '2023-11-01T00:00:00+08:00', sequence: 1 });
    await keep(ledger, { sequence: 2 }, voided());
    const cases = await listComplaintsAccepted(ledger, monthRange('2023-10'));
    expect(cases.map(({ no }) => no)).toEqual(['2023100101', '2023103101']);
  });

  test('by the amended acceptance; the number keeps its day', async () => {
    const ledger = await newLedger();
    await keep(ledger, {}, amended({ acceptedAt: '2023-09-30T20:00:00+08:00' }));
    const september = await listComplaintsAccepted(ledger, monthRange('2023-09'));
    expect(september.map(({ no }) => no)).toEqual(['2023100102']);
  });

  test('the facts and the tallies of a month give the same counts', async () => {
    const ledger = await newLedger();
    const all = Object.keys(statuses) as readonly Status[];
    for (const [i, status] of all.entries()) {
      await keep(ledger, { sequence: 2 * i + 1 }, ...wayTo(status));
      await keep(ledger, { sequence: 2 * i + 2, at: '10-01 10:00' }, ...wayTo(status));
    }
    const range = monthRange('2023-10');
    const facts = await listFacts(ledger, range);
    const tallies = await listTallies(ledger, '2023-10', '2023-10');
    expect(facts.reduce((cases, fact) => cases + fact.count, 0)).toBe(2 * all.length);
    expect(count(tallies, judgement)).toEqual(count(facts, judgement));
  });
});

test('the handlings of a month: completed and not sent back; in a later round, the round before', async () => {
  const ledger = await newLedger();
  const again = [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true })];
  await keep(ledger, { sequence: 1 }, ...wayTo('completed'));
  await keep(ledger, { sequence: 2 }, ...wayTo('completed'), returned());
  await keep(ledger, { sequence: 3 }, ...again);
  await keep(ledger, { sequence: 4 }, ...again, proposed(), accepted(), completed(), returned());
  await keep(ledger, { sequence: 5 }, ...wayTo('executing'));
  const handlings = await listHandlings(ledger, monthRange('2023-10'));
  expect(handlings.filter(isCompleted)).toHaveLength(2);
});

describe('numbers', () => {
  test('99, 100, 101 stand in the order of date and sequence', async () => {
    const ledger = await newLedger();
    for (const sequence of [101, 99, 100, 2]) await keep(ledger, { sequence });
    await keep(ledger, { at: '10-02 09:00', sequence: 2 });
    const endingWith = async (ending: string) => (await listCasesEnding(ledger, ending)).map(({ no }) => no);
    expect(await endingWith('')).toEqual([
      '2023100102',
      '2023100199',
      '20231001100',
      '20231001101',
      '2023100202',
    ]);
    expect(await endingWith('02')).toEqual(['2023100102', '2023100202']);
  });

  test('of a phone, both days included, voided cases left out', async () => {
    const ledger = await newLedger();
    await keep(ledger, { sequence: 1 });
    await keep(ledger, { sequence: 2 }, voided());
    await keep(ledger, { sequence: 3, phone: '13900000000' });
    const from = (day: string, to: string) => listNumbersByPhone(ledger, '13800001234', [day, to]);
    expect(await from('2023-10-01', '2023-10-01')).toEqual(['2023100101']);
    expect(await from('2023-10-02', '2023-12-01')).toEqual([]);
  });
});

test('the row tells lists and figures what they need without the case', async () => {
  const ledger = await newLedger();
  await saveComplaint(ledger, story({}, ...wayTo('closed')).complaint, undefined);
  expect(
    await ledger.get('SELECT status, next_step, next_due_at, grade, in_time_until FROM complaint'),
  ).toEqual({
    status: 'closed',
    next_step: null,
    next_due_at: null,
    grade: 'satisfied',
    in_time_until: '9999-12-31T23:59:59+08:00',
  });
});
