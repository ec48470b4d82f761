import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DayRange } from '../../src/domain/case/clock.ts';
import type { JournalEvent } from '../../src/domain/case/events.ts';
import { replay } from '../../src/domain/case/evolve.ts';
import { disclosuresOf } from '../../src/domain/month/disclosures.ts';
import { saveComplaint } from '../../src/store/complaints.ts';
import type { Ledger } from '../../src/store/db.ts';
import { getDisclosureFacts } from '../../src/store/disclosures.ts';
import { appendEvent } from '../../src/store/journal.ts';
import { listFacts } from '../../src/store/months.ts';
import * as build from '../support/build-case.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';
import { leader } from '../support/build-people.ts';
import { wayTo } from '../support/build-states.ts';

const { on } = build;
const newLedger = temporaryLedgers();
const AS_OF = on('12-20 12:00');

/** Puts the complaint and its journal into the ledger as if each step had been typed in when it happened. */
async function recorded(
  ledger: Ledger,
  given: Parameters<typeof build.story>[0],
  ...moves: readonly build.Move[]
) {
  const { events } = build.story(given, ...moves);
  const typed = events.map((event) => ({ ...event, recordedAt: event.occurredAt }));
  await typedIn(ledger, typed);
  return typed;
}

async function typedIn(ledger: Ledger, events: ReturnType<typeof build.story>['events']): Promise<void> {
  await saveComplaint(ledger, replay(events), undefined);
  for (const event of events) await appendEvent(ledger, event);
}

/** What is disclosed of a month: kind, numbers, details. */
async function disclosed(ledger: Ledger, range: DayRange = ['2023-10-01', '2023-11-01'], asOf = AS_OF) {
  const found = disclosuresOf(await getDisclosureFacts(ledger, range), range[0], asOf);
  return Object.fromEntries(found.map(({ kind, items }) => [kind, items]));
}

describe('how the figures of a month arose', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = await newLedger();
    await recorded(ledger, { sequence: 1 }, ...wayTo('closed'));
    await recorded(ledger, { sequence: 2 }, build.assigned({ at: '10-01 10:00' }), build.voided());
    await recorded(
      ledger,
      { sequence: 3 },
      build.assigned(),
      build.judgedValid(),
      build.judgedInvalid({ reason: '现场查明系自改' }),
    );
    await recorded(
      ledger,
      { sequence: 4 },
      ...wayTo('proposed'),
      build.promised('12-24'),
      build.promiseMoved({ at: '12-19 09:00', promisedOn: '2023-12-31' }),
    );
    await recorded(ledger, { sequence: 5 }, ...wayTo('proposed'), build.promised('12-25'));
    await recorded(ledger, { sequence: 6 }, build.assigned(), build.withdrawn());
    await recorded(
      ledger,
      { sequence: 7, at: '09-30 08:00' },
      build.amended({ acceptedAt: on('10-02 08:00') }),
    );
    await recorded(ledger, { sequence: 8 }, build.amended({ acceptedAt: on('11-02 08:00') }));
    await recorded(
      ledger,
      { sequence: 9, phone: null, contact: null, anonymous: true, name: '匿名' },
      ...wayTo('solving'),
      build.onTheSpot({ method: null }),
      build.opined(),
      build.passed(),
      build.waived({ waiver: { reason: '没有留联系方式', approver: leader } }),
    );
    await recorded(
      ledger,
      { sequence: 10 },
      ...wayTo('proposed'),
      build.rejected(),
      build.proposed(),
      build.rejected(),
      build.concluded(),
    );
  });

  test('each of its kind, with the numbers of the cases', async () => {
    const numbers = Object.entries(await disclosed(ledger)).map(([kind, items]) => [
      kind,
      items.map(({ no }) => no?.slice(4)),
    ]);
    expect(numbers).toEqual([
      ['amended_day', ['093007', '100108']],
      ['voided', ['100102']],
      ['waived', ['100109']],
      ['withdrawn', ['100106']],
      ['concluded', ['100110']],
      ['rejudged', ['100103']],
      ['promise', ['100104', '100104', '100105']],
    ]);
  });

  test('who did it, who signed, why', async () => {
    const { voided, waived, withdrawn, concluded, rejudged, promise, amended_day } = await disclosed(ledger);
    expect(voided).toMatchObject([{ approvedBy: '陈国栋', reason: '重复登记' }]);
    expect(waived).toMatchObject([{ by: '刘敏', approvedBy: '陈国栋', reason: '没有留联系方式' }]);
    expect(withdrawn).toMatchObject([{ by: '刘敏', reason: '不再投诉', detail: '李娜核实' }]);
    expect(concluded).toMatchObject([{ by: '赵强', approvedBy: '陈国栋', reason: '两次方案均不接受' }]);
    expect(rejudged).toMatchObject([{ by: '赵强', reason: '现场查明系自改', detail: '改为无效' }]);
    expect(promise?.map(({ detail, reason }) => [detail, reason])).toEqual([
      ['改到 2023-12-31', '审批再次延期'],
      ['承诺 2023-12-24', '道路开挖须市政审批'],
      ['承诺 2023-12-25', '道路开挖须市政审批'],
    ]);
    expect(amended_day?.map(({ detail, approvedBy }) => [detail, approvedBy])).toEqual([
      ['2023-09-30→2023-10-02', '陈国栋'],
      ['2023-10-01→2023-11-02', '陈国栋'],
    ]);
  });

  test('a case amended out of a month is disclosed in the month it left and in the one that counts it', async () => {
    const no = async (from: string, to: string) =>
      (await disclosed(ledger, [from, to])).amended_day?.map((item) => item.no);
    expect(await no('2023-09-01', '2023-10-01')).toEqual(['2023093007']);
    expect(await no('2023-11-01', '2023-12-01')).toEqual(['2023100108']);
    expect(await no('2023-12-01', '2024-01-01')).toBeUndefined();
  });

  test('a promise that is past due runs no more', async () => {
    const { promise } = await disclosed(ledger, undefined, on('12-25 00:00'));
    expect(promise?.map(({ detail }) => detail)).toEqual(['改到 2023-12-31', '承诺 2023-12-25']);
  });

  test('the statistics know the same cases', async () => {
    const facts = await listFacts(ledger, ['2023-10-01', '2023-11-01']);
    const sum = (test: (fact: (typeof facts)[number]) => boolean) =>
      facts.filter(test).reduce((total, { count }) => total + count, 0);
    expect({
      withdrawn: sum(({ withdrawn }) => withdrawn),
      concluded: sum(({ concluded }) => concluded),
      rejudged: sum(({ rejudged }) => rejudged),
      waived: sum(({ waived }) => waived),
      firstGrade: sum(({ firstGrade }) => firstGrade === 'satisfied'),
      handled: sum(({ handled }) => handled === true),
    }).toEqual({ withdrawn: 1, concluded: 1, rejudged: 1, waived: 1, firstGrade: 1, handled: 1 });
  });
});

describe('补录', () => {
  test('the clock, when it was typed in, and by whom', async () => {
    const ledger = await newLedger();
    const { events } = build.story({ sequence: 1 }, ...wayTo('completed'));
    await typedIn(
      ledger,
      events.map((event) => ({
        ...event,
        recordedAt: event.type === 'completed' ? on('11-28 09:12') : event.occurredAt,
        operator: event.type === 'completed' ? '孙丽' : event.operator,
      })),
    );
    expect(await disclosed(ledger)).toMatchObject({
      late_entry: [{ no: '2023100101', at: on('11-28 09:12'), by: '孙丽' }],
    });
  });

  test('a withdrawal that was typed in when the work was long overdue', async () => {
    const ledger = await newLedger();
    const { events } = build.story({ sequence: 1 }, build.assigned(), build.withdrawn());
    await typedIn(
      ledger,
      events.map((event) => ({
        ...event,
        recordedAt: event.type === 'closed' ? on('11-28 09:12') : event.occurredAt,
      })),
    );
    const { late_entry, withdrawn } = await disclosed(ledger);
    expect(late_entry).toMatchObject([{ no: '2023100101', at: on('11-28 09:12'), by: '王芳' }]);
    expect(withdrawn).toHaveLength(1);
  });
});

describe('withdrawn entries', () => {
  test('only a completed callback or a completion, with the leader who let it go', async () => {
    const ledger = await newLedger();
    const events = await recorded(ledger, { sequence: 1 }, ...wayTo('called_back'), build.noted());
    const seqOf = (type: string) => events.findIndex((event) => event.type === type) + 1;
    const undo = (seq: number, approvedBy: string | null): JournalEvent => ({
      type: 'undone',
      no: '2023100101',
      occurredAt: on('12-19 09:00'),
      recordedAt: on('12-19 09:00'),
      by: '刘敏',
      operator: '刘敏',
      data: { seq, reason: '录错', approvedBy },
    });
    await appendEvent(ledger, undo(seqOf('noted'), null));
    await appendEvent(ledger, undo(seqOf('called_back'), '陈国栋'));
    await appendEvent(ledger, undo(seqOf('completed'), null));
    expect((await disclosed(ledger)).withdrawn_entry).toMatchObject([
      { by: '刘敏', approvedBy: '陈国栋', reason: '录错', detail: '2023-10-01 的回访' },
      { approvedBy: null, detail: '2023-10-01 的办结' },
    ]);
  });
});

describe('limits', () => {
  test('the last change of each limit, with its reason; those of other settings are none', async () => {
    const ledger = await newLedger();
    const changed = (key: string, to: string, reason?: string): JournalEvent => ({
      type: 'setting_changed',
      no: `setting:${key}`,
      occurredAt: on('10-05 09:00'),
      recordedAt: on('10-05 09:00'),
      by: '刘敏',
      operator: '刘敏',
      data: { key, from: null, to, ...(reason && { reason }) },
    });
    await appendEvent(ledger, changed('user.name', '刘敏'));
    await appendEvent(ledger, changed('policy.resolveDays', '30', '配件短缺'));
    await appendEvent(ledger, changed('policy.closeDays', '0', '不计'));
    await appendEvent(ledger, changed('policy.callbackDays', '5'));
    expect((await disclosed(ledger)).limit_changed).toMatchObject([
      { no: null, by: '刘敏', reason: '配件短缺', detail: '有效投诉办结的自然日数 3→30' },
      { reason: null, detail: '回访的自然日数 2→5' },
    ]);
  });
});
