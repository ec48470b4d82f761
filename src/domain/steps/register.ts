import { dayOf, endOfNaturalDay, type Moment } from '../case/clock.ts';
import type { Complaint, Registration } from '../case/complaint.ts';
import type { CaseEvent, StartedClock } from '../case/events.ts';
import { formatNumber } from '../case/number.ts';
import type { Policy } from '../policy.ts';
import { problem } from '../problems.ts';
import { momentOf, type Occasion, type Outcome, read } from './decide.ts';

type Registered = Extract<CaseEvent, { type: 'registered' }>;

/** 4.2.2 The name of a complainant who gives none. */
export const ANONYMOUS = '匿名';

type Identity = Pick<Registration, 'anonymous' | 'name'>;

/**
 * 4.2.2 Who complains, as far as it was said: 匿名 for a name is no name, a name makes the complainant known. Empty
 * where neither was said.
 */
export function whoComplains(
  anonymous: boolean | null | undefined,
  name: string | null | undefined,
): Partial<Identity> {
  if (anonymous === true || name === ANONYMOUS) return { anonymous: true, name: ANONYMOUS };
  return name == null ? {} : { anonymous: false, name };
}

/** What stands in a registration when nothing else was said (1.2.1: 未提出 is for the clerk to say). */
export const registrationDefaults = {
  channelNote: null,
  anonymous: false,
  phone: null,
  contact: null,
  kind: 'ordinary',
  source: 'direct',
  exposure: 'none',
  externalNo: null,
  category: 'other',
  typical: false,
  respondent: null,
  evidence: null,
  relayedBy: null,
  emergencyAt: null,
} as const satisfies Partial<Registration>;

/** What can be missing: the acceptance time never is, it is now where nothing was said. */
type RegistrationField = Exclude<keyof Registration, 'acceptedAt'>;

/**
 * 1.2.1, 4.2.2 What a registration still lacks. A named complainant leaves a phone or another contact,
 * an anonymous one need not; the channel 其他 says which.
 */
export function missingFields(given: Partial<Registration>): readonly RegistrationField[] {
  const named = given.anonymous !== true;
  const lacks: readonly (RegistrationField | false)[] = [
    !given.channel && 'channel',
    given.channel === 'other' && !given.channelNote && 'channelNote',
    named && !given.name && 'name',
    named && !given.phone && !given.contact && 'phone',
    !given.content && 'content',
    !given.demand && 'demand',
  ];
  return lacks.filter((field) => field !== false);
}

export interface RegisterRequest extends Occasion {
  readonly unit: string;
  readonly sequence: number;
  readonly registration: Omit<Registration, 'acceptedAt'>;
  /** The acceptor belongs to a department of headquarters, and this is a branch's ledger. */
  readonly acceptedByHeadquarters: boolean;
}

/** 4.2 Takes a complaint: number and clocks are set from the acceptance time. Refuses a time to come (1.2.2). */
export function register(request: RegisterRequest): Outcome<Registered> {
  const { at: when, by, now, operator, policy, registration, unit, sequence } = request;
  const { acceptedByHeadquarters } = request;
  const at = momentOf(when);
  if (at > now) return { ok: false, problem: problem('time.future', { at, now, option: 'at' }) };
  const { emergencyAt } = registration;
  if (emergencyAt !== null && emergencyAt > now)
    return { ok: false, problem: problem('time.future', { at: emergencyAt, now, option: 'emergencyAt' }) };
  const event: Registered = {
    type: 'registered',
    no: formatNumber(dayOf(at), sequence),
    occurredAt: at,
    by,
    recordedAt: now,
    operator,
    data: {
      ...registration,
      acceptedByHeadquarters,
      unit,
      numberedOn: dayOf(at),
      sequence,
      deadlines: clocksOfAcceptance({ ...registration, acceptedByHeadquarters }, at, policy),
    },
  };
  return { ok: true, event: read(undefined, event, policy) };
}

/** 4.3.1 `assign`, 4.3.7(1) `resolve` and, for headquarters' cases, `hq_feedback`: all counted from acceptance. */
export function clocksOfAcceptance(
  { source, acceptedByHeadquarters }: Pick<Complaint, 'source' | 'acceptedByHeadquarters'>,
  at: Moment,
  policy: Policy,
): StartedClock[] {
  const clock = (kind: StartedClock['kind'], days: number): StartedClock => ({
    kind,
    days,
    dueAt: endOfNaturalDay(at, days),
  });
  return [
    clock('assign', 0),
    clock('resolve', policy.resolveDays),
    ...(source === 'headquarters' || acceptedByHeadquarters
      ? [clock('hq_feedback', policy.hqFeedbackDays)]
      : []),
  ];
}
