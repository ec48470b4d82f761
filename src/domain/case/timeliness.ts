import { type Deadline, isPastDue, type Moment } from './clock.ts';
import { type Complaint, isJudgedInvalid, type Verdict, type Withdrawal } from './complaint.ts';

/** In time for good. */
export const FOREVER: Moment = '9999-12-31T23:59:59+08:00';

const metInTime = (clock: Deadline): boolean => clock.metAt !== null && clock.metAt <= clock.dueAt;
const stands = (clock: Pick<Deadline, 'cancelledAt'>): boolean => clock.cancelledAt === null;

/** What of a case says which of its clocks decide. */
interface Judged {
  readonly verdict: Pick<Verdict, 'valid'> | null;
}
type Deciding = Pick<Deadline, 'kind' | 'round' | 'cancelledAt'>;

/** The clocks that decide whether a case was handled in time, beside a promise of the first handling. */
const decides = (complaint: Judged, { kind }: Pick<Deadline, 'kind'>): boolean =>
  isJudgedInvalid(complaint) ? kind === 'explain' : kind === 'resolve' || kind === 'hq_feedback';

/** The promise that decides the figure: the first of the first handling, whatever was promised later. */
const firstPromise = <Clock extends Deciding>(clocks: readonly Clock[]): Clock | undefined =>
  clocks.find((clock) => clock.kind === 'promise' && clock.round === 1);

/** The clocks of the case that an in-time figure hangs on (Annex 2, note 2). */
export function decidingClocks<Clock extends Deciding>(
  complaint: Judged & { readonly deadlines: readonly Clock[] },
): readonly Clock[] {
  const clocks = complaint.deadlines.filter(stands);
  const first = isJudgedInvalid(complaint) ? undefined : firstPromise(clocks);
  return [...clocks.filter((clock) => decides(complaint, clock)), ...(first ? [first] : [])];
}

/** Annex 2, note 2: a withdrawal at `at` is in time when neither `resolve` (or `explain`) nor the first promise was past due. */
export function withdrawalAt(complaint: Pick<Complaint, 'verdict' | 'deadlines'>, at: Moment): Withdrawal {
  const asked = decidingClocks(complaint).filter(({ kind }) => kind !== 'hq_feedback');
  return { at, inTime: asked.every(({ metAt, dueAt }) => !isPastDue(dueAt, metAt ?? at)) };
}

/**
 * Annex 2, note 2: until when the case counts as handled in time. FOREVER when the deciding clocks are met in time,
 * the promised day while only that still runs, null when the case is not, or not yet, handled in time.
 * An invalid case is decided by `explain`, a valid one by `resolve`, by a promise of the first handling, and, for
 * headquarters' cases, by `hq_feedback`; one that was withdrawn by how it stood then.
 */
export function inTimeUntil(
  complaint: Pick<Complaint, 'verdict' | 'withdrawal' | 'deadlines'>,
): Moment | null {
  if (complaint.withdrawal) return complaint.withdrawal.inTime ? FOREVER : null;
  const deciding = decidingClocks(complaint);
  if (isJudgedInvalid(complaint)) return deciding.some(metInTime) ? FOREVER : null;
  const promise = deciding.find(({ kind }) => kind === 'promise');
  const others = deciding.filter((clock) => clock !== promise);
  if (!others.some(({ kind }) => kind === 'resolve') || !others.every(metInTime)) return null;
  if (promise === undefined || metInTime(promise)) return FOREVER;
  return promise.metAt === null ? promise.dueAt : null;
}

/** Annex 2, note 2, as of `asOf`: `until` is what `inTimeUntil` said. */
export const isInTime = (until: Moment | null, asOf: Moment): boolean => until !== null && asOf <= until;
