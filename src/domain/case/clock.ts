import type { ClockKind, ClockState, Owner } from '../words/vocabulary.ts';

/**
 * A moment is text in China time, `2023-10-01T09:30:00+08:00`; a day is `2023-10-01`.
 * Both sort as text, so they are compared with < and never converted to the machine's zone.
 */
export type Moment = string;
export type Day = string;
/** The days from the first to before the second. */
export type DayRange = readonly [from: Day, to: Day];

const DAY_MS = 86_400_000;

export const dayOf = (moment: Moment): Day => moment.slice(0, 10);
/** `2023-10` of a moment or a day in it. */
export const monthOf = (moment: Moment | Day): string => moment.slice(0, 7);
export const startOfDay = (day: Day): Moment => `${day}T00:00:00+08:00`;
export const endOfDay = (day: Day): Moment => `${day}T23:59:59+08:00`;

/** The day `days` natural days after `day` (before it when negative). */
export function addDays(day: Day, days: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const shifted = new Date(0);
  shifted.setUTCFullYear(year, month - 1, date + days);
  return shifted.toISOString().slice(0, 10);
}

/** The text is a day of the calendar; 2023-02-30 is none. */
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;

/**
 * 4.3.7 and Civil Code arts. 201, 203: the day of the event is not counted, the period ends at 24:00 of its last day.
 * Natural days, weekends and holidays included.
 */
export const endOfNaturalDay = (from: Moment, days: number): Moment => endOfDay(addDays(dayOf(from), days));

/** Seconds from `from` to `to`, negative when `to` is earlier. */
export const secondsBetween = (from: Moment, to: Moment): number =>
  (Date.parse(to) - Date.parse(from)) / 1000;

/** A moment as people read it: `2023-10-01 09:30`. */
export const minute = (moment: Moment): string => moment.slice(0, 16).replace('T', ' ');

/** The instant `epochMs` as a moment in China time, whatever the machine's zone. */
export const momentAt = (epochMs: number): Moment =>
  `${new Date(Math.floor(epochMs / 1000) * 1000 + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

/** More than a day between what happened and its recording: 补录. */
export const isLateEntry = (occurredAt: Moment, recordedAt: Moment): boolean =>
  secondsBetween(occurredAt, recordedAt) * 1000 > DAY_MS;

/** One time limit of a case. What met or cancelled it is kept for ever; whether it is overdue is judged on reading. */
export interface Deadline {
  readonly kind: ClockKind;
  readonly round: number;
  readonly startedAt: Moment;
  readonly dueAt: Moment;
  /** The limit in force when the clock started, in natural days; null for a promised day. */
  readonly days: number | null;
  readonly metAt: Moment | null;
  /** What met it: only a completion can be sent back, an accepted promise stands. */
  readonly metBy: 'completion' | 'other' | null;
  readonly cancelledAt: Moment | null;
  readonly owedBy: Owner;
  readonly department: string | null;
  readonly person: string | null;
}

/** The due time has passed at `asOf`; up to its second, and where there is none, it has not. */
export const isPastDue = (dueAt: Moment | null, asOf: Moment): boolean => dueAt !== null && dueAt < asOf;

type Judged = Pick<Deadline, 'dueAt' | 'metAt' | 'cancelledAt'>;

/** The state of a clock as of `asOf`. Met exactly at the due second is in time. */
export function clockState(clock: Judged, asOf: Moment): ClockState {
  if (clock.cancelledAt !== null) return 'cancelled';
  if (clock.metAt !== null) return clock.metAt <= clock.dueAt ? 'met' : 'late';
  return isPastDue(clock.dueAt, asOf) ? 'overdue' : 'running';
}

/** 2.1.4, 4.3.6 A breach is a clock that is overdue or was met late. */
export function isBreach(clock: Judged, asOf: Moment): boolean {
  const state = clockState(clock, asOf);
  return state === 'overdue' || state === 'late';
}

/** Nothing has met or cancelled it. */
export const isOpen = (clock: Deadline): boolean => clock.metAt === null && clock.cancelledAt === null;

const owners: Readonly<Record<ClockKind, Owner>> = {
  assign: '对接人',
  response: '责任部门',
  explain: '受理人',
  resolve: '责任部门',
  promise: '责任部门',
  hq_feedback: '责任部门',
  callback: '回访人',
  rehandle: '责任部门',
};

/** Clocks whose debtor is the responsible department, whichever that is at the time. */
const followsDepartment: ReadonlySet<ClockKind> = new Set(['resolve', 'promise', 'hq_feedback', 'rehandle']);

export type Clocks = readonly Deadline[];
type Start = Pick<Deadline, 'kind' | 'round' | 'startedAt' | 'dueAt'> &
  Partial<Pick<Deadline, 'days' | 'department' | 'person'>>;

/** A clock begins to run, owed by whom its kind says. */
export const start = (clocks: Clocks, clock: Start): Clocks => [
  ...clocks,
  {
    days: null,
    department: null,
    person: null,
    ...clock,
    metAt: null,
    metBy: null,
    cancelledAt: null,
    owedBy: owners[clock.kind],
  },
];

type Change = (clock: Deadline) => Partial<Deadline>;

const change = (clocks: Clocks, applies: (clock: Deadline) => boolean, to: Change): Clocks =>
  clocks.map((clock) => (applies(clock) ? { ...clock, ...to(clock) } : clock));

const openOf = (kinds: readonly ClockKind[]) => (clock: Deadline) =>
  kinds.includes(clock.kind) && isOpen(clock);

/** Meets the clocks of these kinds that run, whichever round they are of; a met one is met for good. */
export const meet = (clocks: Clocks, kinds: readonly ClockKind[], at: Moment): Clocks =>
  change(clocks, openOf(kinds), () => ({ metAt: at, metBy: 'other' }));

/** The clocks of these kinds that run have become moot: no breach, whether past due or not. */
export const cancel = (clocks: Clocks, kinds: readonly ClockKind[], at: Moment): Clocks =>
  change(clocks, openOf(kinds), () => ({ cancelledAt: at }));

/** Cancels clocks that should never have run, those that were met included. */
export const annul = (clocks: Clocks, kinds: readonly ClockKind[], at: Moment): Clocks =>
  change(
    clocks,
    (clock) => kinds.includes(clock.kind) && clock.cancelledAt === null,
    () => ({ cancelledAt: at }),
  );

const completionKinds: readonly ClockKind[] = ['resolve', 'promise', 'rehandle'];

/** Steps 80-90: the completion meets `resolve`, `promise` and `rehandle`, as far as they run; until it is sent back. */
export const meetByCompletion = (clocks: Clocks, at: Moment): Clocks =>
  change(clocks, openOf(completionKinds), () => ({ metAt: at, metBy: 'completion' }));

/** A completion that was sent back never stood: the clocks it met in this round run on with their old due times. */
export const reopenCompletion = (clocks: Clocks, round: number): Clocks =>
  change(
    clocks,
    (clock) => clock.round === round && clock.metBy === 'completion',
    () => ({ metAt: null, metBy: null }),
  );

/** An invalid verdict cancelled the clock; when the verdict goes, it runs again with its old due time. */
export const revive = (clocks: Clocks, kind: ClockKind): Clocks =>
  change(
    clocks,
    (clock) => clock.kind === kind && clock.cancelledAt !== null,
    () => ({ cancelledAt: null }),
  );

/**
 * 4.3.7(1) A solution with a promised day meets `resolve` when it was agreed by the due time; one agreed too late does
 * not, and `resolve` is met, as the promise is, by the completion.
 */
export function judgePromise(clocks: Clocks): Clocks {
  const promiseOf = (resolve: Deadline) =>
    clocks.find(({ kind, round }) => kind === 'promise' && round === resolve.round);
  return clocks.map((clock) => {
    const promise = clock.kind === 'resolve' && clock.cancelledAt === null ? promiseOf(clock) : undefined;
    if (promise === undefined) return clock;
    return promise.startedAt <= clock.dueAt
      ? { ...clock, metAt: promise.startedAt, metBy: 'other' }
      : { ...clock, metAt: promise.metAt, metBy: promise.metBy };
  });
}

/** The clocks the responsible department owes, as far as they run, are owed by the new one (再转办). */
export const handOver = (clocks: Clocks, department: string): Clocks =>
  change(
    clocks,
    (clock) => followsDepartment.has(clock.kind) && isOpen(clock),
    () => ({ department }),
  );

/** Clocks counted from acceptance move with it; those started by the registration start at it, too. */
export const moveAcceptance = (clocks: Clocks, from: Moment, to: Moment): Clocks =>
  change(clocks, isCountedFromAcceptance, (clock) => ({
    dueAt: endOfNaturalDay(to, clock.days ?? 0),
    // `explain` starts with the verdict, even one of the same second.
    startedAt: clock.startedAt === from && clock.kind !== 'explain' ? to : clock.startedAt,
  }));

const countedFromAcceptance: ReadonlySet<ClockKind> = new Set([
  'assign',
  'explain',
  'resolve',
  'hq_feedback',
]);
export const isCountedFromAcceptance = (clock: Deadline): boolean => countedFromAcceptance.has(clock.kind);
