// The table of the clocks, entry by entry: what an entry may start, meet, end or set running again. Whatever is not
// named does not happen, and no due time moves but by an amended acceptance.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Deadline, isCountedFromAcceptance, isOpen } from '../../src/domain/case/clock.ts';
import type { CaseEvent } from '../../src/domain/case/events.ts';
import { type ClockKind, clockKinds, codes } from '../../src/domain/words/vocabulary.ts';
import { type Attempt, someWalk } from '../support/build-random.ts';

interface Effects {
  readonly starts?: readonly ClockKind[];
  readonly meets?: readonly ClockKind[];
  readonly cancels?: readonly ClockKind[];
  readonly resumes?: readonly ClockKind[];
}

const work = ['resolve', 'promise', 'rehandle', 'rework'] as const;
/** A withdrawal leaves the report to headquarters alone. */
const allButReport = codes(clockKinds).filter((kind) => kind !== 'hq_feedback');

const table: Readonly<Record<CaseEvent['type'], Effects>> = {
  registered: {},
  imported: {},
  // A response that was past due is met late by the handing on.
  assigned: { starts: ['response'], meets: ['assign', 'response'], cancels: ['response'] },
  investigated: {
    starts: ['explain', 'rehandle'],
    meets: ['response'],
    cancels: ['explain', 'approve', 'close', ...work],
    resumes: work,
  },
  solution_proposed: { meets: ['response'] },
  solution_answered: { starts: ['promise'], meets: ['resolve', 'rehandle'] },
  answer_attempted: {},
  promise_moved: { starts: ['promise'] },
  completed: { starts: ['approve'], meets: ['response', ...work] },
  concluded: { starts: ['approve'], meets: ['response', ...work] },
  replied: { starts: ['review'], meets: work },
  explained: { starts: ['approve', 'close'], meets: ['explain'] },
  opinion_given: {
    starts: ['review', 'close', 'rework'],
    // A rework that was past due is met late by the next one.
    meets: ['approve', 'rework'],
    cancels: ['explain', 'review', 'close', 'rework'],
    resumes: work,
  },
  review_passed: { starts: ['callback'], meets: ['review'] },
  review_returned: {
    starts: ['rework'],
    meets: ['review', 'rework'],
    cancels: ['approve', 'rework'],
    resumes: ['resolve', 'promise', 'rehandle'],
  },
  review_supplemented: { starts: ['review'], meets: ['review'] },
  reminded: {},
  callback_failed: {},
  called_back: { starts: ['rehandle', 'close'], meets: ['callback'] },
  feedback_given: { meets: ['response', 'hq_feedback'] },
  closed: { meets: allButReport, cancels: allButReport },
  reopened: { starts: ['rehandle'] },
  voided: { cancels: codes(clockKinds) },
  // What a withdrawal ended, and whether a solution was agreed in time, is judged by the moved due times.
  amended: {
    starts: ['hq_feedback'],
    meets: ['assign', 'explain', 'resolve', 'hq_feedback'],
    cancels: ['assign', 'explain', 'resolve', 'hq_feedback'],
    resumes: ['resolve'],
  },
  noted: {},
  file_attached: {},
  measure_added: {},
  measure_done: {},
  penalty_decided: {},
};

const numRuns = 200;
const everyEntry = (check: (entry: Required<Attempt> & { readonly event: CaseEvent }) => void): void =>
  fc.assert(
    fc.property(someWalk, ({ attempts }) => {
      for (const attempt of attempts)
        if (attempt.event !== undefined) check({ ...attempt, event: attempt.event });
    }),
    { numRuns },
  );

/** The kinds of the clocks of which `happened` says that it happened to them. */
const kindsOf = (
  before: readonly Deadline[],
  after: readonly Deadline[],
  happened: (earlier: Deadline | undefined, now: Deadline) => boolean,
): readonly ClockKind[] => after.filter((now, i) => happened(before[i], now)).map(({ kind }) => kind);

test('an entry starts, meets, cancels and sets running again what the table says, and nothing else', () => {
  everyEntry(({ before, event, after }) => {
    const { starts = [], meets = [], cancels = [], resumes = [] } = table[event.type];
    const kinds = (happened: Parameters<typeof kindsOf>[2]) =>
      kindsOf(before.deadlines, after.deadlines, happened);
    const started = kinds((earlier) => earlier === undefined);
    const met = kinds(
      (earlier, now) => earlier !== undefined && now.metAt !== null && earlier.metAt !== now.metAt,
    );
    const cancelled = kinds(
      (earlier, now) => earlier !== undefined && now.cancelledAt !== null && earlier.cancelledAt === null,
    );
    const resumed = kinds((earlier, now) => earlier !== undefined && !isOpen(earlier) && isOpen(now));
    expect({ type: event.type, started: started.filter((kind) => !starts.includes(kind)) }).toEqual({
      type: event.type,
      started: [],
    });
    expect({ type: event.type, met: met.filter((kind) => !meets.includes(kind)) }).toEqual({
      type: event.type,
      met: [],
    });
    expect({ type: event.type, cancelled: cancelled.filter((kind) => !cancels.includes(kind)) }).toEqual({
      type: event.type,
      cancelled: [],
    });
    expect({ type: event.type, resumed: resumed.filter((kind) => !resumes.includes(kind)) }).toEqual({
      type: event.type,
      resumed: [],
    });
  });
});

test('no due time moves but those counted from acceptance, by an amended one; no clock disappears', () => {
  everyEntry(({ before, event, after }) => {
    const isAccepted = event.type === 'amended' && event.data.to.acceptedAt !== undefined;
    before.deadlines.forEach((earlier, i) => {
      const now = after.deadlines[i];
      expect([now?.kind, now?.round, now?.days]).toEqual([earlier.kind, earlier.round, earlier.days]);
      if (!(isAccepted && isCountedFromAcceptance(earlier))) expect(now?.dueAt).toBe(earlier.dueAt);
    });
  });
});

test('a clock is met, moot or runs: never two of them, and what ended it is known', () => {
  everyEntry(({ after }) => {
    for (const { metAt, metBy, cancelledAt, cancelledBy, metRecordedAt } of after.deadlines) {
      expect((metAt === null) === (metBy === null)).toBe(true);
      expect((cancelledAt === null) === (cancelledBy === null)).toBe(true);
      expect(metAt !== null || metRecordedAt === null).toBe(true);
    }
  });
});

test('what met a clock happened while it ran, but for a report to headquarters given before it was known to be theirs', () => {
  everyEntry(({ after }) => {
    for (const { kind, startedAt, metAt } of after.deadlines)
      if (kind !== 'hq_feedback' && metAt !== null) expect([kind, metAt >= startedAt]).toEqual([kind, true]);
  });
});

test('when it was typed in what met a clock is known, and no amendment makes another time of it', () => {
  everyEntry(({ before, event, after }) => {
    after.deadlines.forEach(({ metAt, metRecordedAt }, i) => {
      const earlier = before.deadlines[i];
      if (metAt === null) return;
      if (metAt === earlier?.metAt) expect(metRecordedAt).toBe(earlier.metRecordedAt);
      else if (event.type !== 'amended') expect(metRecordedAt).toBe(event.recordedAt);
    });
  });
});

test('of the office’s own clocks one of a kind runs at most, and only in a case that waits for it', () => {
  everyEntry(({ after }) => {
    const running = after.deadlines.filter(isOpen).map(({ kind }) => kind);
    for (const kind of ['approve', 'review', 'close', 'rework'] as const)
      expect(running.filter((each) => each === kind).length).toBeLessThanOrEqual(1);
    if (after.status === 'closed' || after.status === 'voided')
      expect(running.filter((kind) => kind !== 'hq_feedback' && kind !== 'response')).toEqual([]);
  });
});
