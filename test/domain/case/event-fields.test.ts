// An event carries every value it sets. A field that changes nothing in the case is lost on the way: it stands in the
// journal and nowhere else, and nobody notices. So every field of every event changes some case, or is named here.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import type { CaseEvent } from '../../../src/domain/case/events.ts';
import { evolve } from '../../../src/domain/case/evolve.ts';
import { someWalk } from '../../support/build-random.ts';

/** What the journal alone keeps: what a correction replaced, and why something was done that the case shows otherwise. */
const journalOnly: readonly string[] = ['amended.from', 'reopened.reason'];

type Data = Readonly<Record<string, unknown>>;

/** Another value of the same kind. */
function another(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.length > 0 ? [] : ['别的'];
  if (typeof value === 'object' && value !== null) return null;
  return `${value ?? ''}别的`;
}

const evolved = (before: Complaint | undefined, event: CaseEvent): string => {
  try {
    return JSON.stringify(evolve(before, event));
  } catch {
    return 'cannot be';
  }
};

/** Of each field of the events of some thousand steps, whether another value would have made another case. */
function fieldsSeen(): ReadonlyMap<string, boolean> {
  const seen = new Map<string, boolean>();
  for (const { events } of fc.sample(someWalk, { numRuns: 400, seed: 20231001 })) {
    let before: Complaint | undefined;
    for (const event of events) {
      const after = evolved(before, event);
      const { reading: _, ...data } = event.data as Data;
      for (const [field, value] of Object.entries(data)) {
        const name = `${event.type}.${field}`;
        if (seen.get(name)) continue;
        const changed = { ...event, data: { ...event.data, [field]: another(value) } } as CaseEvent;
        seen.set(name, evolved(before, changed) !== after);
      }
      before = evolve(before, event);
    }
  }
  return seen;
}

test('every field of every event changes some case, or is the journal’s alone', () => {
  const seen = fieldsSeen();
  expect(seen.size).toBeGreaterThan(60);
  const lost = [...seen].flatMap(([name, changes]) => (changes ? [] : [name]));
  expect(lost.sort()).toEqual(journalOnly);
});
