import type { Deadline, Moment } from './clock.ts';
import { type Complaint, isJudgedInvalid } from './complaint.ts';

/** In time for good. */
export const FOREVER: Moment = '9999-12-31T23:59:59+08:00';

const metInTime = (clock: Deadline): boolean => clock.metAt !== null && clock.metAt <= clock.dueAt;
const stands = (clock: Deadline): boolean => clock.cancelledAt === null;

/**
 * Annex 2, note 2: until when the case counts as handled in time. FOREVER when the deciding clocks are met in time,
 * the promised day while only that still runs, null when the case is not, or not yet, handled in time.
 * An invalid case is decided by `explain`, a valid one by `resolve`, by a promise of the first handling, and, for
 * headquarters' cases, by `hq_feedback`.
 */
export function inTimeUntil(complaint: Pick<Complaint, 'verdict' | 'source' | 'deadlines'>): Moment | null {
  const clocks = complaint.deadlines.filter(stands);
  if (isJudgedInvalid(complaint)) {
    return clocks.some((clock) => clock.kind === 'explain' && metInTime(clock)) ? FOREVER : null;
  }
  const deciding = clocks.filter(
    ({ kind }) => kind === 'resolve' || (kind === 'hq_feedback' && complaint.source === 'headquarters'),
  );
  if (!deciding.some((clock) => clock.kind === 'resolve') || !deciding.every(metInTime)) return null;
  const promises = clocks.filter((clock) => clock.kind === 'promise' && clock.round === 1);
  const unmet = promises.filter((promise) => !metInTime(promise));
  if (unmet.some((promise) => promise.metAt !== null)) return null;
  return unmet.map((promise) => promise.dueAt).sort()[0] ?? FOREVER;
}

/** Annex 2, note 2, as of `asOf`: `until` is what `inTimeUntil` said. */
export const isInTime = (until: Moment | null, asOf: Moment): boolean => until !== null && asOf <= until;
