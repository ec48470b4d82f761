import { type Deadline, endOfDay, endOfNaturalDay, isCountedFromAcceptance, type Moment } from './clock.ts';
import type { Complaint } from './complaint.ts';

/** A clock whose due time is not what its days, or the promised day, make of it. */
export interface Miscounted {
  readonly clock: Deadline;
  /** Null where no solution with a promised day accounts for the clock. */
  readonly expected: Moment | null;
}

/** 4.3.7, 4.3.8 Counts the due times of a case again from the days in force when each clock started. */
export const miscounted = (complaint: Complaint): readonly Miscounted[] =>
  complaint.deadlines
    .map((clock) => ({ clock, expected: countAgain(complaint, clock) }))
    .filter(({ clock, expected }) => clock.dueAt !== expected);

function countAgain({ acceptedAt, proposals, movedPromises }: Complaint, clock: Deadline): Moment | null {
  if (clock.days !== null)
    return endOfNaturalDay(isCountedFromAcceptance(clock) ? acceptedAt : clock.startedAt, clock.days);
  const promises = [...proposals.flatMap(({ answer }) => answer ?? []), ...movedPromises].filter(
    ({ at, promisedOn }) => at === clock.startedAt && promisedOn !== null,
  );
  // Two dates agreed within one second: either accounts for the clock.
  const due = promises.flatMap(({ promisedOn }) => (promisedOn === null ? [] : [endOfDay(promisedOn)]));
  return due.find((moment) => moment === clock.dueAt) ?? due[0] ?? null;
}
