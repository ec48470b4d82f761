import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { clockState, endOfNaturalDay, type Moment, momentAt } from '../../src/domain/case/clock.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import type { CaseEvent, Correction, Limit } from '../../src/domain/case/events.ts';
import { evolve, replay } from '../../src/domain/case/evolve.ts';
import { FOREVER } from '../../src/domain/case/timeliness.ts';
import { clocksOfAcceptance } from '../../src/domain/steps/register.ts';
import type { Source } from '../../src/domain/words/vocabulary.ts';
import { ACCEPTED, amended, anOccasion } from '../support/build-case.ts';
import { someWalk } from '../support/build-random.ts';

// What was registered wrong and amended is as if it had been registered right, whatever else happened to the case.

const numRuns = 500;

/** The case after this correction; undefined where it is refused or changes nothing. */
function corrected(complaint: Complaint, to: Correction): Complaint | undefined {
  const outcome = amended(to)(complaint);
  return outcome.ok ? evolve(complaint, outcome.event) : undefined;
}

/** A moment of the six days before the usual acceptance: what a walk did in time may be late by it, and the reverse. */
const someAcceptance = fc
  .integer({ min: 0, max: 6 * 86_400 })
  .map((seconds) => momentAt(Date.parse(ACCEPTED) - seconds * 1000));

/** The event as it would be had the case been accepted at `at`: every limit counted from there. */
function acceptedAt(at: Moment, event: CaseEvent): CaseEvent {
  const again = <L extends Limit>(limit: L): L => ({ ...limit, dueAt: endOfNaturalDay(at, limit.days) });
  switch (event.type) {
    case 'registered':
      return {
        ...event,
        occurredAt: at,
        data: { ...event.data, deadlines: event.data.deadlines.map(again) },
      };
    case 'investigated': {
      const { verdict } = event.data;
      const explain = verdict?.explain ? again(verdict.explain) : null;
      return { ...event, data: { ...event.data, verdict: verdict && { ...verdict, explain } } };
    }
    case 'amended': {
      const { acceptedAt: _, ...to } = event.data.to;
      const { hqFeedback } = event.data;
      return { ...event, data: { ...event.data, to, hqFeedback: hqFeedback && again(hqFeedback) } };
    }
    default:
      return event;
  }
}

/**
 * What hangs on the acceptance; the figure of a withdrawn case, while it stands as it was withdrawn. Who owed what was
 * met in time is of no more consequence, and when it was typed in what an amendment turned out to be met by is not known.
 */
const following = (complaint: Complaint, events: readonly CaseEvent[]) => ({
  deadlines: complaint.deadlines.map(({ metRecordedAt: _, ...clock }) =>
    clockState(clock, FOREVER) === 'met' ? { ...clock, department: null } : clock,
  ),
  holdings: complaint.holdings,
  lastStepAt: complaint.lastStepAt,
  withdrawal: complaint.closure?.withdrawn && withdrawalsIn(events) === 1 ? complaint.withdrawal : null,
});

const withdrawalsIn = (events: readonly CaseEvent[]): number =>
  events.filter((event) => event.type === 'closed' && event.data.withdrawn).length;

test('an acceptance amended to T gives the clocks of a case accepted at T', () => {
  fc.assert(
    fc.property(someWalk, someAcceptance, ({ complaint, events }, at) => {
      const after = corrected(complaint, { acceptedAt: at });
      if (after === undefined) return;
      const then = events.map((event) => acceptedAt(at, event));
      expect(following(after, events)).toEqual(following(replay(then), then));
    }),
    { numRuns },
  );
});

/** The event as it would be had the case been registered with this source. */
function from(source: Source, event: CaseEvent): CaseEvent {
  if (event.type === 'registered') {
    const { acceptedByHeadquarters = false } = event.data;
    const owing = { source, acceptedByHeadquarters };
    const deadlines = clocksOfAcceptance(owing, event.occurredAt, anOccasion.policy);
    return { ...event, data: { ...event.data, source, deadlines } };
  }
  if (event.type !== 'amended') return event;
  const { source: _, ...to } = event.data.to;
  return { ...event, data: { ...event.data, to, hqFeedback: null } };
}

test('a source amended is the source the case might have been registered with: the report is owed, met or neither', () => {
  const owed = ({ deadlines }: Complaint) =>
    deadlines
      .filter(({ kind, cancelledAt }) => kind === 'hq_feedback' && cancelledAt === null)
      .map(({ dueAt, days, metAt }) => ({ dueAt, days, metAt }));
  fc.assert(
    fc.property(someWalk, fc.constantFrom('headquarters', 'direct'), ({ complaint, events }, source) => {
      const after = corrected(complaint, { source });
      if (after === undefined) return;
      expect(owed(after)).toEqual(owed(replay(events.map((event) => from(source, event)))));
    }),
    { numRuns },
  );
});
