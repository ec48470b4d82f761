import { describe, expect, test } from '@jest/globals';
import { clockState, type Deadline } from '../../../src/domain/case/clock.ts';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import type { Correction } from '../../../src/domain/case/events.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import {
  aCase,
  accepted,
  amended,
  assigned,
  completed,
  dissatisfied,
  eventOf,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  opined,
  passed,
  promised,
  proposed,
  returned,
  story,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

describe('amend moves the clocks counted from acceptance, and nothing else moves one', () => {
  const moved = amended({ acceptedAt: on('09-29 08:00') });
  const due = (complaint: { deadlines: readonly Deadline[] }) =>
    Object.fromEntries(complaint.deadlines.map((each) => [each.kind, each.dueAt]));

  test('assign, explain, resolve and hq_feedback move; response does not', () => {
    const way = [assigned(), judgedInvalid({ at: '10-02 10:00' }), moved];
    expect(due(story({ source: 'headquarters' }, ...way).complaint)).toEqual({
      assign: on('09-29 23:59:59'),
      explain: on('09-30 23:59:59'),
      hq_feedback: '2023-10-01T23:59:59+08:00',
      resolve: on('10-02 23:59:59'),
      response: on('10-04 23:59:59'),
    });
  });
  test('callback, rehandle and promise do not', () => {
    const way = [
      ...wayTo('awaiting_callback'),
      dissatisfied({ rehandle: true }),
      proposed(),
      promised('10-20'),
    ];
    const [before, after] = [aCase(...way), aCase(...way, moved)];
    for (const kind of ['callback', 'rehandle', 'promise', 'response'])
      expect(due(after)[kind]).toBe(due(before)[kind]);
  });
  test('a met clock is judged by the moved due time', () => {
    const late = aCase(...wayTo('completed'), amended({ acceptedAt: on('09-20 08:00') }));
    const met = late.deadlines.find(({ kind }) => kind === 'resolve');
    expect(met && clockState(met, on('11-01 00:00'))).toBe('late');
  });
  test('it keeps the limit that was in force when it started', () => {
    const policy = { ...defaultPolicy, resolveDays: 5 };
    expect(due(story({ policy }, moved).complaint).resolve).toBe(on('10-04 23:59:59'));
  });
});

describe('4.3.7(1) the clock of headquarters starts with the source, and with nothing else', () => {
  const hqFeedback = (complaint: Complaint, to: Correction) => {
    const event = eventOf(amended(to)(complaint));
    return event.type === 'amended' ? event.data.hqFeedback : undefined;
  };

  test('a source that turns out to be headquarters', () => {
    expect(hqFeedback(aCase(), { source: 'headquarters' })).toMatchObject({ dueAt: on('10-03 23:59:59') });
  });

  test('not what else is amended, where an old ledger did not know whether it was met', () => {
    const { complaint } = story({ source: 'headquarters' });
    const unknown = complaint.deadlines.map((clock) =>
      clock.kind === 'hq_feedback' ? { ...clock, cancelledAt: on('10-02 09:00') } : clock,
    );
    const imported = { ...complaint, imported: true, deadlines: unknown };
    expect(hqFeedback(imported, { category: 'repair', source: 'headquarters' })).toBeNull();
  });
});

describe('4.3.7(1) an amended acceptance decides anew whether a solution was agreed in time', () => {
  const agreed = (at: string) => [assigned(), judgedValid(), proposed(), promised('10-20', { at })];
  const done = completed({ at: '10-19 10:00' });
  const earlier = amended({ acceptedAt: on('09-30 08:00') });
  const resolve = (acceptedAt: string, ...moves: readonly Move[]) => {
    const { complaint } = story({ at: acceptedAt }, ...moves);
    const clock = complaint.deadlines.find(({ kind }) => kind === 'resolve');
    return clock && [clock.metAt, clock.metBy, clockState(clock, on('12-01 00:00'))];
  };

  test('to a later one: an answer that was too late is in time', () => {
    const later = amended({ acceptedAt: on('10-01 09:00') });
    const way = [
      assigned({ at: '10-02 09:00' }),
      judgedValid(),
      proposed(),
      promised('10-20', { at: '10-04 10:00' }),
    ];
    expect(resolve('09-29 09:00', ...way)).toEqual([null, null, 'overdue']);
    expect(resolve('09-29 09:00', ...way, later)).toEqual([on('10-04 10:00'), 'other', 'met']);
    expect(resolve('09-29 09:00', ...way, later, done)).toEqual([on('10-04 10:00'), 'other', 'met']);
    expect(resolve('09-29 09:00', ...way, done, later)).toEqual([on('10-04 10:00'), 'other', 'met']);
    expect(resolve('09-29 09:00', ...way, done, later, returned())).toEqual([
      on('10-04 10:00'),
      'other',
      'met',
    ]);
  });
  test('to an earlier one: an answer that was in time is too late, and the work has to be completed', () => {
    const way = agreed('10-04 10:00');
    expect(resolve('10-01 09:30', ...way)).toEqual([on('10-04 10:00'), 'other', 'met']);
    expect(resolve('10-01 09:30', ...way, earlier)).toEqual([null, null, 'overdue']);
    expect(resolve('10-01 09:30', ...way, earlier, done)).toEqual([on('10-19 10:00'), 'completion', 'late']);
    expect(resolve('10-01 09:30', ...way, done, earlier)).toEqual([on('10-19 10:00'), 'completion', 'late']);
    expect(resolve('10-01 09:30', ...way, done, earlier, returned())).toEqual([null, null, 'overdue']);
  });
  test('when the answer was typed in stays known, so that it is disclosed', () => {
    const typedIn = [
      ...agreed('10-04 10:00').slice(0, 3),
      promised('10-20', { at: '10-04 10:00', now: on('10-20 09:00') }),
    ];
    const known = aCase(...typedIn, amended({ acceptedAt: on('10-01 08:00') })).deadlines;
    expect(known.find(({ kind }) => kind === 'resolve')).toMatchObject({
      metAt: on('10-04 10:00'),
      metRecordedAt: on('10-20 09:00'),
    });
  });
  test('in a later round too: the first handling decides', () => {
    const next = [opined(), passed(), dissatisfied({ rehandle: true }), proposed(), accepted(), completed()];
    expect(resolve('10-01 09:30', ...agreed('10-04 10:00'), done, ...next, earlier)).toEqual([
      on('10-19 10:00'),
      'completion',
      'late',
    ]);
  });
  test('an answer without a promised day meets nothing, whenever it came', () => {
    expect(resolve('10-01 09:30', ...wayTo('executing'), earlier)).toEqual([null, null, 'overdue']);
  });
});
