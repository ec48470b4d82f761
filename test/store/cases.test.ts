import { beforeAll, describe, expect, test } from '@jest/globals';
import { everyCase } from '../../src/services/day/worklist.ts';
import { type CaseFilter, listCases } from '../../src/store/cases.ts';
import { listOpenClocks, listUnmetAndLateClocks } from '../../src/store/clocks.ts';
import type { Ledger } from '../../src/store/db.ts';
import { listOpenMeasures } from '../../src/store/measures.ts';
import {
  assigned,
  closed,
  fedBack,
  judgedInvalid,
  measureAdded,
  measureDone,
  on,
  opined,
  returned,
  voided,
} from '../support/build-case.ts';
import { keep, temporaryLedgers } from '../support/build-ledger.ts';
import { wayTo } from '../support/build-states.ts';

const newLedger = temporaryLedgers();

const everything: CaseFilter = { ...everyCase, sort: 'no' };

const numbers = async (ledger: Ledger, changed: Partial<CaseFilter>): Promise<readonly string[]> =>
  (await listCases(ledger, { ...everything, ...changed })).items.map(({ no }) => no.slice(8));

describe('the cases a filter lets through', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await newLedger();
    await keep(ledger, { sequence: 1, at: '10-01 08:00' }, ...wayTo('closed'));
    await keep(ledger, { sequence: 2, typical: true }, assigned());
    await keep(ledger, { sequence: 3, kind: 'media' }, assigned({ department: '安检部' }));
    await keep(ledger, { sequence: 4 }, voided());
    await keep(ledger, { sequence: 99 });
    await keep(ledger, { sequence: 100, at: '10-01 23:00' }, ...wayTo('proposed'));
    await keep(ledger, { sequence: 1, at: '10-03 08:00' });
    await keep(ledger, { sequence: 2, at: '10-03 08:00', category: 'leak_safety' });
  });

  test.each<[string, Partial<CaseFilter>, readonly string[]]>([
    ['all, by date and sequence', {}, ['01', '02', '03', '04', '99', '100', '01', '02']],
    ['open', { statuses: 'open' }, ['02', '03', '99', '100', '01', '02']],
    ['a status', { statuses: ['investigating'] }, ['02', '03']],
    ['several statuses', { statuses: ['closed', 'voided'] }, ['01', '04']],
    ['a department', { departments: ['安检部'] }, ['03']],
    ['several departments', { departments: ['安检部', '工程部'] }, ['01', '02', '03', '100']],
    ['a day, half-open', { accepted: ['2023-10-01', '2023-10-03'] }, ['01', '02', '03', '04', '99', '100']],
    ['priority', { priority: true }, ['03']],
    ['typical', { typical: true }, ['02']],
    ['overdue: not in the last second', { overdueAt: on('10-01 23:59:59') }, []],
    ['overdue: from the next second', { overdueAt: on('10-02 00:00') }, ['99']],
    ['several at once', { statuses: 'open', departments: ['工程部'], typical: true }, ['02']],
    ['the first two', { limit: 2 }, ['01', '02']],
  ])('%s', async (_name, changed, expected) => {
    expect(await numbers(ledger, changed)).toEqual(expected);
  });

  test('4.1.2 by urgency: leaks, then priority, then the earliest due, then what has no due time, then by number', async () => {
    expect(await numbers(ledger, { sort: 'due', statuses: 'open' })).toEqual([
      '02',
      '03',
      '99',
      '01',
      '02',
      '100',
    ]);
    expect((await numbers(ledger, { sort: 'due' })).slice(-2)).toEqual(['01', '04']);
  });

  test('the total is of all of them, whatever the limit', async () => {
    expect(await listCases(ledger, { ...everything, limit: 1 })).toMatchObject({ total: 8, items: [{}] });
  });

  test('a row says what a list shows', async () => {
    const { items } = await listCases(ledger, { ...everything, priority: true });
    expect(items).toEqual([
      expect.objectContaining({
        no: '2023100103',
        status: 'investigating',
        complainant: '李强',
        department: '安检部',
        urgent: false,
        priority: true,
        round: 1,
        nextStep: 'investigate',
        owedBy: '责任部门',
        dueAt: on('10-04 23:59:59'),
        internal: false,
      }),
    ]);
  });
});

describe('whose time it is that a next step has', () => {
  test.each([
    ['a clock of the regulation', ['executing', 'awaiting_callback', 'explaining'], false],
    ['the office’s own clock', ['completed', 'called_back', 'explained'], true],
  ] as const)('4.3.6 %s', async (_name, statuses, internal) => {
    const ledger = await newLedger();
    for (const [i, status] of statuses.entries()) await keep(ledger, { sequence: i + 1 }, ...wayTo(status));
    const { items } = await listCases(ledger, everything);
    expect(items.map((item) => [item.status, item.internal])).toEqual(
      statuses.map((status) => [status, internal]),
    );
    expect(items.every(({ dueAt }) => dueAt !== null)).toBe(true);
  });

  test('nobody’s, where nothing comes next; work that was sent back keeps the time of the regulation', async () => {
    const ledger = await newLedger();
    await keep(ledger, { sequence: 1 }, ...wayTo('closed'));
    await keep(ledger, { sequence: 2 }, ...wayTo('completed'), returned());
    const { items } = await listCases(ledger, everything);
    expect(items.map(({ status, internal }) => [status, internal])).toEqual([
      ['closed', false],
      ['executing', false],
    ]);
  });
});

describe('search: a part of number, name, phone, content, demand, respondent or external number', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await newLedger();
    await keep(ledger, { sequence: 1, content: '气表重新检定后读数仍偏高' });
    await keep(ledger, { sequence: 2, content: '收费多出 100%' });
    await keep(ledger, { sequence: 3, content: '收费多出 1000 元', demand: '退还 user_name 账户' });
    await keep(ledger, { sequence: 4, content: '漏气！快来!', respondent: '周涛' });
    await keep(ledger, {
      sequence: 5,
      name: 'McDonald',
      externalNo: 'HX-2023-0087',
      phone: '13900005678',
      contact: '微信号',
    });
    await keep(ledger, {
      sequence: 6,
      phone: '0391-7170001',
      content: 'Ａ座 ÉCOLE 门口',
      demand: 'C:\\备份',
    });
  });

  test.each([
    ['two Chinese signs in the middle', '检定', ['01']],
    ['a percent sign is itself', '100%', ['02']],
    ['and no wildcard', '1%0', []],
    ['an underscore is itself', 'r_n', ['03']],
    ['and no wildcard', 'u_er', []],
    ['an exclamation mark is itself', '来!', ['04']],
    ['a backslash is itself', 'C:\\', ['06']],
    ['the respondent', '周涛', ['04']],
    ['a part of the number', '100103', ['03']],
    ['a part of the phone', '5678', ['05']],
    ['a phone without its -', '03917170001', ['06']],
    ['the external number, in whatever case', 'hx-2023', ['05']],
    ['the name, in whatever case', 'MCDONALD', ['05']],
    ['full-width letters as they are written', 'Ａ座', ['06']],
    ['full-width letters in whatever case', 'ａ座', ['06']],
    ['accented capitals as they are written', 'ÉCOLE', ['06']],
    ['accented letters in whatever case', 'école', ['06']],
    ['a full-width number means the usual one', '５６７８', ['05']],
    ['full-width letters of the usual code', 'ＨＸ－２０２３', ['05']],
    ['another contact', '微信', []],
    ['a quote', "'", []],
    ['nothing like it', '停气', []],
  ])('%s: %s', async (_name, search, expected) => {
    expect(await numbers(ledger, { search })).toEqual(expected);
  });
});

describe('open clocks', () => {
  test('of the filed cases too, leaks first, then priority, then the earliest; none that was met or cancelled', async () => {
    const ledger = await newLedger();
    await keep(ledger, { sequence: 1 }, assigned(), fedBack());
    const filed = [...wayTo('explained'), opined(), closed()];
    await keep(ledger, { sequence: 2, source: 'headquarters' }, ...filed);
    await keep(ledger, { sequence: 3 }, assigned(), judgedInvalid());
    await keep(ledger, { sequence: 4 }, voided());
    await keep(ledger, { sequence: 5, category: 'leak_safety' }, assigned({ respondWithin: 2 }));
    const clocks = await listOpenClocks(ledger, on('10-03 23:59:59'));
    expect(clocks.map(({ no, kind }) => [no.slice(8), kind])).toEqual([
      ['05', 'response'],
      ['02', 'hq_feedback'],
      ['03', 'explain'],
    ]);
    expect(await listOpenClocks(ledger, on('10-02 23:59:58'))).toEqual([]);
  });
});

describe('2.1.4 clocks that may be breaches', () => {
  test('unmet or met late, of the cases accepted in these days; voided cases have none', async () => {
    const ledger = await newLedger();
    await keep(ledger, { sequence: 1 }, assigned({ at: '10-02 00:00' }));
    await keep(ledger, { sequence: 2 }, assigned({ at: '10-01 23:59:59' }));
    await keep(ledger, { sequence: 3 }, voided());
    const clocks = await listUnmetAndLateClocks(ledger, ['2023-10-01', '2023-10-02']);
    expect(clocks.map(({ no, kind }) => [no.slice(8), kind])).toEqual([
      ['01', 'assign'],
      ['01', 'resolve'],
      ['01', 'response'],
      ['02', 'resolve'],
      ['02', 'response'],
    ]);
    expect(await listUnmetAndLateClocks(ledger, ['2023-10-02', '2023-11-01'])).toEqual([]);
  });
});

describe('4.1.1, 2.1.6 measures to follow', () => {
  const planned = measureAdded({ dueOn: '2023-10-20' });
  test('those still to be done, and of typical cases those without their effect', async () => {
    const ledger = await newLedger();
    const done = [...wayTo('closed'), planned, measureDone({ n: 3 })];
    await keep(ledger, { sequence: 1 }, ...wayTo('closed'), planned);
    await keep(ledger, { sequence: 2 }, ...done);
    await keep(ledger, { sequence: 3, typical: true }, ...done, measureDone({ n: 1, effect: '未再发生' }));
    await keep(ledger, { sequence: 4 }, ...wayTo('called_back'), planned, voided());
    const measures = await listOpenMeasures(ledger);
    expect(measures.map(({ no, n, doneOn }) => [no.slice(8), n, doneOn !== null])).toEqual([
      ['03', 2, true],
      ['01', 3, false],
      ['03', 3, true],
    ]);
  });
});
