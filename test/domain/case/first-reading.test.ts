// An entry that the first reading of the regulation decided means for ever what it meant then. The rows are where the
// second reading differs; test/ledgers replays whole journals.

import { describe, expect, test } from '@jest/globals';
import type { Deadline } from '../../../src/domain/case/clock.ts';
import { type Complaint, firstSurvey } from '../../../src/domain/case/complaint.ts';
import type { CaseEvent } from '../../../src/domain/case/events.ts';
import { evolve, replay } from '../../../src/domain/case/evolve.ts';
import type { ClockKind } from '../../../src/domain/words/vocabulary.ts';
import {
  accepted,
  assigned,
  byFirstReading,
  completed,
  dissatisfied,
  eventOf,
  explained,
  fedBack,
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
import { aClosedInvalidCase, wayTo, wayToClosedInvalid } from '../../support/build-states.ts';
import { clocksOf } from '../../support/case-clocks.ts';

/** The case that these moves made when the first reading decided them. */
const then = (...moves: readonly Move[]): Complaint => replay(story({}, ...moves).events.map(byFirstReading));
const clock = (kind: ClockKind, ...moves: readonly Move[]): Deadline | undefined =>
  clocksOf(kind, then(...moves)).at(-1);
const at = '10-02 10:00';

describe('clocks', () => {
  test('response was not met by the verdict', () => {
    expect(clock('response', assigned(), judgedValid())?.metAt).toBeNull();
    expect(clock('response', assigned(), judgedInvalid())?.metAt).toBeNull();
  });
  test('response was met by resolve explain, and not by the completion', () => {
    expect(clock('response', assigned(), judgedInvalid(), explained({ at }))?.metAt).toBe(on(at));
  });
  test('response past due was wiped by assigning again', () => {
    const way = [assigned({ respondWithin: 0 }), assigned({ department: '安检部', at: '10-05 09:00' })];
    expect(clocksOf('response', then(...way))[0]).toMatchObject({
      metAt: null,
      cancelledAt: on('10-05 09:00'),
    });
  });
  test('any feedback met hq_feedback', () => {
    const { events } = story({ source: 'headquarters' }, assigned(), fedBack({ at, toHeadquarters: false }));
    const old = events.map(byFirstReading).map((event): CaseEvent => {
      if (event.type !== 'feedback_given') return event;
      const { reportsResult: _, ...data } = event.data;
      return { ...event, data };
    });
    expect(clocksOf('hq_feedback', replay(old))).toMatchObject([{ metAt: on(at) }]);
  });
  test('a completion counted as answered, however it is told today', () => {
    const old = story({}, ...wayTo('executing'), completed({ at })).events.map(withoutReply);
    const complaint = replay(old);
    expect(clocksOf('resolve', complaint)).toMatchObject([{ metAt: on(at) }]);
    expect(complaint).toMatchObject({
      completion: { owesReply: false, onTheSpot: false, concluded: false },
      reply: { at: on(at), by: '赵强', method: null, text: null },
    });
  });
  test('a date agreed in a later round did not meet rehandle', () => {
    const way = [
      ...wayTo('awaiting_callback'),
      dissatisfied({ rehandle: true }),
      proposed(),
      promised('10-20'),
    ];
    expect(clock('rehandle', ...way)?.metAt).toBeNull();
    expect(clock('promise', ...way)?.round).toBe(2);
  });
  test('a closed invalid case that was judged valid had no new clock', () => {
    const events = story({}, ...wayToClosedInvalid, judgedValid({ reason: '新证据' })).events.map(
      withoutAgain,
    );
    expect(clocksOf('rehandle', replay(events))).toEqual([]);
  });
  test('the office had no clocks of its own', () => {
    const way = [...wayTo('completed'), returned(), completed(), opined(), passed()];
    expect(then(...way).deadlines.map(({ kind }) => kind)).toEqual([
      'assign',
      'resolve',
      'response',
      'callback',
    ]);
  });
});

describe('who held it', () => {
  test('nobody knows', () => {
    expect(then(...wayTo('closed')).holdings).toEqual([]);
  });
  test('from the first entry of the second reading on it is known', () => {
    const old = then(...wayTo('solving'));
    const now = evolve(old, eventOf(proposed({ at })(old)));
    expect(now.holdings).toEqual([{ role: '受理人', department: null, person: '王芳', since: on(at) }]);
  });
});

describe('a case of then goes on by the rules of now', () => {
  const goneOn = (old: Complaint, ...moves: readonly Move[]): Complaint =>
    moves.reduce((complaint, move) => evolve(complaint, eventOf(move(complaint))), old);
  test('what an invalid verdict had cancelled then runs again when it is changed now', () => {
    const now = goneOn(then(...wayToClosedInvalid), judgedValid({ reason: '新证据', at: '10-10 09:00' }));
    expect(clocksOf('resolve', now)).toMatchObject([{ metAt: null, cancelledAt: null }]);
    expect(clocksOf('rehandle', now)).toMatchObject([{ dueAt: on('10-13 23:59:59') }]);
  });
  test('and to its end', () => {
    const now = goneOn(then(...wayTo('proposed')), accepted(), completed(), opined(), passed());
    expect(now.status).toBe('awaiting_callback');
    expect(firstSurvey(now)).toBeUndefined();
    expect(clocksOf('approve', now)).toMatchObject([{ metAt: expect.any(String) }]);
  });
});

describe('out of an old ledger, entered before it was kept why a clock is moot', () => {
  const imported = (filed: Complaint, deadlines: Complaint['deadlines']): Complaint => {
    const { no, acceptedAt, recordedAt, acceptor, operator, imported: _, ...rest } = filed;
    const { emergencyAt, acceptedByHeadquarters, contactOnRecord, ...state } = rest;
    const old = deadlines.map(({ cancelledBy, metRecordedAt, ...clock }) => clock as Deadline);
    const said = { no, occurredAt: acceptedAt, recordedAt, by: acceptor, operator };
    return evolve(undefined, { ...said, type: 'imported', data: { ...state, deadlines: old } });
  };
  const judgedAgain = (complaint: Complaint): Complaint =>
    evolve(complaint, eventOf(judgedValid({ reason: '新证据' })(complaint)));
  const filed = aClosedInvalidCase();

  test('resolve runs again with its verdict, what nobody knew of stays moot', () => {
    const unknown = filed.deadlines.map((each) =>
      each.kind === 'response' ? { ...each, metAt: null, metBy: null, cancelledAt: filed.acceptedAt } : each,
    );
    const { deadlines } = judgedAgain(imported(filed, unknown));
    const open = deadlines.filter(({ metAt, cancelledAt }) => metAt === null && cancelledAt === null);
    expect(open.map(({ kind }) => kind)).toEqual(['resolve', 'rehandle']);
  });
  test('resolve of which nobody knew stays moot too', () => {
    const unknown = filed.deadlines.map((each) =>
      each.kind === 'resolve' ? { ...each, cancelledAt: filed.acceptedAt } : each,
    );
    expect(clocksOf('resolve', judgedAgain(imported(filed, unknown)))).toMatchObject([
      { cancelledAt: filed.acceptedAt, cancelledBy: 'other' },
    ]);
  });
});

function withoutReply(given: CaseEvent): CaseEvent {
  const event = byFirstReading(given);
  if (event.type !== 'completed') return event;
  const { replied: _, onTheSpot: __, ...data } = event.data;
  return { ...event, data };
}

function withoutAgain(given: CaseEvent): CaseEvent {
  const event = byFirstReading(given);
  if (event.type !== 'investigated' || event.data.verdict === null) return event;
  const { again: _, ...verdict } = event.data.verdict;
  return { ...event, data: { ...event.data, verdict } };
}
