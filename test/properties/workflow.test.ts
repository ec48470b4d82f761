import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, type Json } from '../../src/domain/canonical.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import { miscounted } from '../../src/domain/case/deadline-check.ts';
import { type CaseEvent, type Entry, standing } from '../../src/domain/case/events.ts';
import { replay } from '../../src/domain/case/evolve.ts';
import { recordOf } from '../../src/domain/case/step-table.ts';
import { isAllowed, nextStep } from '../../src/domain/case/workflow.ts';
import { undo } from '../../src/domain/steps/correct.ts';
import { on } from '../support/build-case.ts';
import { leader } from '../support/build-people.ts';
import { type Attempt, someWalk } from '../support/build-random.ts';

// Every event of a walk is frozen before the next step is decided: whatever changed a state in place would throw.

const numRuns = 150;
const everyAttempt = (check: (attempt: Attempt) => void): void =>
  fc.assert(
    fc.property(someWalk, ({ attempts }) => {
      for (const attempt of attempts) check(attempt);
    }),
    { numRuns },
  );

test('section 3: what is recorded was named for the state; what is not named is refused, with nothing changed', () => {
  everyAttempt(({ before, step, event, after }) => {
    if (event) {
      expect(isAllowed(before, step)).toBe(true);
      expect(Object.keys(recordOf(step).events)).toContain(event.type);
    } else expect(after).toBe(before);
  });
});

test('the walks reach far: every state but 已作废, and a third round', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(someWalk, ({ attempts }) => {
      for (const { after } of attempts) seen.add(after.status).add(`round ${after.round}`);
    }),
    { numRuns: 400, seed: 20231001 },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'investigating',
      'solving',
      'proposed',
      'executing',
      'completed',
      'awaiting_callback',
      'called_back',
      'explaining',
      'explained',
      'closed',
      'round 3',
    ]),
  );
});

test('the next step is one that the state allows', () => {
  everyAttempt(({ after }) => {
    const next = nextStep(after);
    if (next) expect(isAllowed(after, next.command)).toBe(true);
    else expect(['closed', 'voided']).toContain(after.status);
  });
});

test('no due time moves but by an amended acceptance, and no clock disappears', () => {
  everyAttempt(({ before, event, after }) => {
    const limits = ({ deadlines }: Complaint) =>
      deadlines
        .slice(0, before.deadlines.length)
        .map(({ kind, round, dueAt, days }) => [kind, round, dueAt, days]);
    const accepted = event?.type === 'amended' && event.data.to.acceptedAt !== undefined;
    if (!accepted) expect(limits(after)).toEqual(limits(before));
  });
});

test('a correction of another field than acceptance and source touches no clock', () => {
  everyAttempt(({ before, event, after }) => {
    if (event?.type !== 'amended') return;
    const { acceptedAt, source } = event.data.to;
    if (acceptedAt === undefined && source === undefined) expect(after.deadlines).toEqual(before.deadlines);
  });
});

test('every due time is what its days make of the moment it is counted from', () => {
  fc.assert(
    fc.property(someWalk, ({ complaint }) => {
      expect(miscounted(complaint)).toEqual([]);
    }),
    { numRuns },
  );
});

test('facts are never taken back by a step: what was written in a list stays in it', () => {
  const lists = [
    ...(['assignments', 'investigations', 'rejudgements', 'attempts', 'movedPromises', 'opinions'] as const),
    ...(['reviews', 'reminders', 'callbacks', 'feedbacks', 'penalties', 'movedDays'] as const),
    ...(['assisting', 'recused'] as const),
  ];
  everyAttempt(({ before, after }) => {
    // `evolve` copies no item that it leaves alone, so the same object is the same fact.
    const kept = lists.every((list) => before[list].every((item, i) => item === after[list][i]));
    expect(kept && after.round >= before.round).toBe(true);
  });
});

test('the case is what its events make, from the journal as well', () => {
  fc.assert(
    fc.property(someWalk, ({ events, complaint }) => {
      expect(replay(events)).toEqual(complaint);
      const journal = events.map((event) => canonical(event as unknown as Json));
      expect(replay(journal.map((text) => JSON.parse(text) as CaseEvent))).toEqual(complaint);
    }),
    { numRuns },
  );
});

test('undo is the replay without the last entry', () => {
  fc.assert(
    fc.property(someWalk, ({ events, complaint }) => {
      const entries = events.map((event, i) => ({ ...event, seq: i + 1 }) as Entry<CaseEvent>);
      const now = on('12-20 10:00');
      const said = { reason: '点错了', by: '孙丽', now, operator: '孙丽' };
      const approver = entries.at(-1)?.type === 'called_back' ? leader : null;
      const request = { ...said, no: complaint.no, entries, approver };
      const outcome = undo(request, complaint);
      expect(outcome.ok).toBe(events.length > 1);
      if (!outcome.ok) return;
      const left = standing([...entries, { ...outcome.event, seq: entries.length + 1 }]);
      expect(left).toEqual(entries.slice(0, -1));
      expect(replay(left)).toEqual(replay(events.slice(0, -1)));
    }),
    { numRuns },
  );
});
