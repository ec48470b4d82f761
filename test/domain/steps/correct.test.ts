import { describe, expect, test } from '@jest/globals';
import { clockState } from '../../../src/domain/case/clock.ts';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import { type CaseEvent, type Entry, type JournalEvent, standing } from '../../../src/domain/case/events.ts';
import { replay } from '../../../src/domain/case/evolve.ts';
import { type UndoRequest, undo } from '../../../src/domain/steps/correct.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import {
  ACCEPTED,
  aCase,
  amended,
  anOccasion,
  assigned,
  completed,
  eventOf,
  fedBack,
  investigated,
  type Move,
  measureAdded,
  noted,
  on,
  opined,
  passed,
  penalized,
  refusal,
  refusalCode,
  reopened,
  type Story,
  story,
  voided,
  withdrawn,
} from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

describe('amend: what was typed in is corrected', () => {
  test('old and new stand in the journal, only what changes; the number stays', () => {
    const to = { name: '李强', phone: '13900000000', acceptedAt: on('09-30 20:00') };
    expect(eventOf(amended(to)(aCase()))).toMatchObject({
      type: 'amended',
      no: '2023100102',
      occurredAt: anOccasion.now,
      data: {
        reason: '录入有误',
        from: { phone: '13800001234', acceptedAt: ACCEPTED },
        to: { phone: '13900000000', acceptedAt: on('09-30 20:00') },
      },
    });
    expect(aCase(amended(to))).toMatchObject({
      no: '2023100102',
      numberedOn: '2023-10-01',
      sequence: 2,
      ...to,
    });
  });

  test.each([
    ['nothing changes: refused', { name: '李强' }, 'usage.invalid'],
    ['1.2.2 an acceptance to come: refused', { acceptedAt: on('12-20 10:00:01') }, 'time.future'],
    ['1.2.2 this very moment: not to come', { acceptedAt: on('12-20 10:00') }, 'usage.invalid'],
    [
      '1.2.2 a leak handed over in time to come: refused',
      { emergencyAt: on('12-20 10:00:01') },
      'time.future',
    ],
    ['4.1.2 a leak handed over now: taken', { emergencyAt: on('12-20 10:00') }, undefined],
    ['4.1.2 never handed over: taken back', { emergencyAt: null, demand: '赔偿' }, undefined],
    ['an acceptance after the assignment: refused', { acceptedAt: on('10-01 10:00:01') }, 'usage.invalid'],
    ['an acceptance at the assignment: taken', { acceptedAt: on('10-01 10:00') }, undefined],
    ['4.2.2 the only contact taken away: refused', { phone: null }, 'usage.missing'],
    ['4.2.2 another contact in its place: taken', { phone: null, contact: '微信 liqiang' }, undefined],
    ['4.2.2 the channel 其他 without its note: refused', { channel: 'other' }, 'usage.missing'],
    ['Annex 1 a note of 其他 for another channel: refused', { channelNote: '微信' }, 'usage.invalid'],
    ['Annex 1 其他 with its note: taken', { channel: 'other', channelNote: '微信' }, undefined],
    ['4.1.1 a cause before the completion: refused', { cause: '锈蚀' }, 'state.not_allowed'],
    ['4.1.1 an accountability before it: refused', { accountability: '通报' }, 'state.not_allowed'],
  ] as const)('%s', (_name, to, code) => {
    expect(refusalCode(amended(to), aCase(assigned({ at: '10-01 10:00' })))).toBe(code);
  });

  test('Annex 1 another channel takes the note of 其他 with it', () => {
    const other = amended({ channel: 'other', channelNote: '微信' });
    expect(aCase(other, amended({ channel: 'visit' }))).toMatchObject({
      channel: 'visit',
      channelNote: null,
    });
    expect(aCase(other, amended({ demand: '赔偿' }))).toMatchObject({ channelNote: '微信' });
  });

  test('an imported case is accepted before anything it is known to have had', () => {
    const closed = aCaseThatIs('called_back');
    const imported = {
      ...closed,
      imported: true,
      assignments: closed.assignments.map((assignment) => ({ ...assignment, at: on('10-09 08:00') })),
    };
    const first = imported.investigations[0]?.at ?? '';
    expect(refusalCode(amended({ acceptedAt: on('10-05 08:00') }), imported)).toBe('usage.invalid');
    expect(refusalCode(amended({ acceptedAt: first }), imported)).toBeUndefined();
  });

  test('4.1.1 无责任人 alone is refused here too', () => {
    expect(refusalCode(amended({ accountability: '无责任人' }), aCaseThatIs('completed'))).toBe(
      'rule.reason_required',
    );
  });

  test('the missing option is named as it is typed', () => {
    expect(refusal(amended({ channel: 'other' }), aCase())?.details).toEqual({ names: ['--channel-note'] });
  });

  test('4.3.2 a conflict that turns out later is added at any time, each name once', () => {
    const recuse = (...names: readonly string[]) => amended({}, { recuse: names });
    expect(aCase(assigned({ recuse: ['赵强'] }), recuse('孙丽', ' 赵 强')).recused).toEqual(['赵强', '孙丽']);
    expect(aCase(...wayTo('closed'), recuse('孙丽')).recused).toEqual(['孙丽']);
    expect(refusalCode(recuse('赵　强'), aCase(assigned({ recuse: ['赵强'] })))).toBe('usage.invalid');
    expect(eventOf(recuse('孙丽')(aCase()))).toMatchObject({ data: { recuse: ['孙丽'], to: {} } });
  });

  test('1.3 the acceptance moved to another day is on record with who signed; within its day it is not', () => {
    const moved = amended({ acceptedAt: on('09-30 23:59:59') });
    expect(aCase(moved).movedDays).toEqual([
      {
        at: anOccasion.now,
        by: '刘敏',
        fromDay: '2023-10-01',
        toDay: '2023-09-30',
        approvedBy: '陈国栋',
        reason: '录入有误',
      },
    ]);
    expect(aCase(amended({ acceptedAt: on('10-01 00:00') })).movedDays).toEqual([]);
  });

  test('4.3.8(1) a contact is on record for good, amended away or amended in', () => {
    const away = amended({ anonymous: true, name: ANONYMOUS, phone: null });
    expect(aCase(away)).toMatchObject({ phone: null, contactOnRecord: true });
    const { complaint } = story({ anonymous: true, name: ANONYMOUS, phone: null });
    expect(complaint.contactOnRecord).toBe(false);
    expect(
      story({ anonymous: true, name: ANONYMOUS, phone: null }, amended({ phone: '13800001234' })).complaint,
    ).toMatchObject({ contactOnRecord: true });
  });

  test('a registered case that was withdrawn and reopened is accepted before the withdrawal', () => {
    const back = aCase(withdrawn({ at: '10-02 09:00' }), reopened({ at: '10-05 09:00' }));
    expect(back.status).toBe('registered');
    expect(refusalCode(amended({ acceptedAt: on('10-02 09:00:01') }), back)).toBe('usage.invalid');
    expect(
      aCase(withdrawn(), reopened({ at: '10-05 09:00' }), amended({ acceptedAt: on('09-30 08:00') })),
    ).toMatchObject({ lastStepAt: on('10-05 09:00'), acceptedAt: on('09-30 08:00') });
  });

  test('a registered case amended to an earlier time may be assigned from then on', () => {
    const earlier = amended({ acceptedAt: on('09-30 08:00') });
    expect(aCase(earlier).lastStepAt).toBe(on('09-30 08:00'));
    expect(refusalCode(assigned({ at: '09-30 09:00' }), aCase(earlier))).toBeUndefined();
    expect(aCase(assigned({ at: '10-01 10:00' }), earlier).lastStepAt).toBe(on('10-01 10:00'));
  });
});

describe('amend of the source starts or cancels hq_feedback', () => {
  const toHeadquarters = amended({ source: 'headquarters' });
  const toDirect = amended({ source: 'direct' });
  const clocks = (complaint: Complaint) => complaint.deadlines.filter(({ kind }) => kind === 'hq_feedback');

  test('to headquarters: starts, counted from acceptance, owed by the responsible department', () => {
    expect(clocks(aCase(assigned(), toHeadquarters))).toMatchObject([
      { dueAt: on('10-03 23:59:59'), days: 2, department: '工程部', startedAt: anOccasion.now },
    ]);
  });
  test('with the acceptance: counted from the amended one', () => {
    const both = amended({ source: 'headquarters', acceptedAt: on('09-28 08:00') });
    expect(clocks(aCase(both))).toMatchObject([{ dueAt: on('09-30 23:59:59') }]);
  });
  test('away from headquarters: cancelled; back again: a new one', () => {
    const away = story({ source: 'headquarters' }, toDirect).complaint;
    expect(clocks(away)).toMatchObject([{ cancelledAt: anOccasion.now }]);
    const back = story({ source: 'headquarters' }, toDirect, toHeadquarters).complaint;
    expect(clocks(back).map(({ cancelledAt }) => cancelledAt === null)).toEqual([false, true]);
  });
  test('away from headquarters after a late report: no breach of a case that never was theirs', () => {
    const way = [assigned(), fedBack({ at: '10-09 10:00' }), toDirect];
    const [clock] = clocks(story({ source: 'headquarters' }, ...way).complaint);
    expect(clock && clockState(clock, anOccasion.now)).toBe('cancelled');
  });
  test('back again: met by the first report, as if it had never been away', () => {
    const reported = [fedBack({ at: '10-02 10:00' }), fedBack({ at: '10-09 10:00' })];
    const way = [assigned(), investigated(), ...reported, toDirect];
    const back = clocks(story({ source: 'headquarters' }, ...way, toHeadquarters).complaint);
    expect(back.map(({ metAt, cancelledAt }) => [metAt, cancelledAt === null])).toEqual([
      [on('10-02 10:00'), false],
      [on('10-02 10:00'), true],
    ]);
  });
  test('to headquarters after the report: met by the first one, owed by who was responsible then', () => {
    const way = [
      assigned(),
      fedBack({ at: '10-01 12:00' }),
      investigated(),
      fedBack({ at: '10-02 10:00' }),
      assigned({ department: '安检部' }),
      fedBack(),
    ];
    expect(clocks(aCase(...way, toHeadquarters))).toMatchObject([
      { metAt: on('10-02 10:00'), cancelledAt: null, department: '工程部' },
    ]);
  });
  test('another correction of such a case starts none', () => {
    const { complaint } = story({ source: 'headquarters' }, amended({ demand: '赔偿' }));
    expect(clocks(complaint)).toHaveLength(1);
  });
});

const entriesOf = ({ events }: Pick<Story, 'events'>): readonly Entry<JournalEvent>[] =>
  events.map((event, i) => ({ ...event, seq: i + 1 }));

const ask = (entries: readonly Entry<JournalEvent>[]): UndoRequest => ({
  no: '2023100102',
  entries,
  reason: '点错了',
  approver: null,
  by: '孙丽',
  now: on('12-20 10:00'),
  operator: '孙丽',
});

/** Withdraws the last entry that stands, `times` times; the types that were struck and the case that is left. */
function withdraw(given: Story, times: number): { struck: string[]; complaint: Complaint } {
  let entries = entriesOf(given);
  const struck: string[] = [];
  for (let i = 0; i < times; i++) {
    const outcome = undo(ask(entries), given.complaint);
    if (!outcome.ok) throw new Error(outcome.problem.code);
    struck.push(outcome.struck.type);
    entries = [...entries, { ...outcome.event, seq: entries.length + 1 }];
  }
  return { struck, complaint: replay(standing(entries)) };
}

describe('undo: the last entry of the case that still stands', () => {
  test.each<[string, readonly Move[], CaseEvent['type']]>([
    ['a step', [...wayTo('completed')], 'completed'],
    ['a note', [assigned(), noted()], 'noted'],
    ['a measure', [...wayTo('completed'), measureAdded()], 'measure_added'],
    ['a penalty', [assigned({ at: '10-02 09:00' }), penalized({ deadline: 'assign' })], 'penalty_decided'],
    ['an amendment', [assigned(), amended({ demand: '赔偿' })], 'amended'],
    ['a voiding', [assigned(), voided()], 'voided'],
  ])('%s', (_name, way, type) => {
    const before = story({}, ...way.slice(0, -1));
    const { struck, complaint } = withdraw(story({}, ...way), 1);
    expect(struck).toEqual([type]);
    expect(complaint).toEqual(before.complaint);
  });

  test('again: the one before; an undo cannot be withdrawn', () => {
    const { struck, complaint } = withdraw(story({}, ...wayTo('completed'), opined(), passed()), 3);
    expect(struck).toEqual(['review_passed', 'opinion_given', 'completed']);
    expect(complaint).toEqual(aCaseThatIs('executing'));
  });

  test('what is done after an undo is what the next one withdraws', () => {
    const first = story({}, assigned(), noted());
    const event = undo(ask(entriesOf(first)), first.complaint);
    if (!event.ok) throw new Error(event.problem.code);
    const again = [...entriesOf(first), { ...event.event, seq: 4 }];
    const next = eventOf(assigned({ department: '安检部' })(aCase(assigned())));
    const outcome = undo(ask([...again, { ...next, seq: 5 }]), first.complaint);
    expect(outcome).toMatchObject({
      ok: true,
      event: { by: '孙丽', operator: '孙丽', occurredAt: anOccasion.now, data: { seq: 5, reason: '点错了' } },
    });
  });

  test('the one that was shown, or none: another came meanwhile', () => {
    const given = story({}, assigned(), noted(), assigned({ department: '安检部' }));
    const entries = entriesOf(given);
    const outcome = undo({ ...ask(entries), shown: 3 }, given.complaint);
    expect(outcome).toMatchObject({
      ok: false,
      problem: {
        code: 'state.not_allowed',
        message: expect.stringMatching(/撤回“备注”（.*现在最后一步是“转办”/),
        asks: [],
      },
    });
    expect(undo({ ...ask(entries), shown: 4 }, given.complaint)).toMatchObject({
      ok: true,
      struck: { seq: 4 },
    });
  });

  test.each([
    ['is not withdrawn but voided', aCase(), 'void'],
    ['of a closed case, out of an old ledger: is amended', aCaseThatIs('closed'), 'amend'],
  ])('the registration %s', (_name, complaint, step) => {
    const outcome = undo(ask(entriesOf(story({}))), complaint);
    expect(outcome).toMatchObject({
      ok: false,
      problem: { code: 'state.not_allowed', hint: `tousu ${step} 2023100102 --reason 原因` },
    });
  });

  test('clocks that the withdrawn step met run again', () => {
    const { complaint } = withdraw(story({}, ...wayTo('executing'), completed()), 1);
    expect(complaint.deadlines.find(({ kind }) => kind === 'resolve')?.metAt).toBeNull();
  });

  test('an amended acceptance that is withdrawn gives the clocks their old due times', () => {
    const { complaint } = withdraw(story({}, amended({ acceptedAt: on('09-20 08:00') })), 1);
    expect(complaint).toEqual(aCase());
  });
});
