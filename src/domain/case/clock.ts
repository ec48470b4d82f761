import { type ClockKind, type ClockState, clockKinds, type Owner } from '../words/vocabulary.ts';

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
  const there = Number(day.slice(8)) + days;
  // Every month has so many days. A replay asks at every step, and the calendar takes twenty times as long.
  if (there >= 1 && there <= 28) return `${day.slice(0, 8)}${String(there).padStart(2, '0')}`;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const shifted = new Date(0);
  shifted.setUTCFullYear(year, month - 1, date + days);
  return shifted.toISOString().slice(0, 10);
}

/** The same day so many months earlier, or the last of that month where it has no such day. */
export function monthsBefore(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 - months;
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  const last = addDays(`${addDays(first, 31).slice(0, 8)}01`, -1);
  const there = `${first.slice(0, 8)}${String(date).padStart(2, '0')}`;
  return there < last ? there : last;
}

/** The text is a day of the calendar; 2023-02-30 is none. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  // Old ledgers ask it a million times: counting is four times as fast as letting the calendar write the day.
  return (
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
  );
}

/**
 * 4.3.7 and Civil Code arts. 201, 203: the day of the event is not counted, the period ends at 24:00 of its last day.
 * Natural days, weekends and holidays included.
 */
export const endOfNaturalDay = (from: Moment, days: number): Moment => endOfDay(addDays(dayOf(from), days));

/** Seconds from `from` to `to`, negative when `to` is earlier. */
export const secondsBetween = (from: Moment, to: Moment): number =>
  (Date.parse(to) - Date.parse(from)) / 1000;

/** Seconds as hours, to one decimal. */
export const inHours = (seconds: number): number => Math.round(seconds / 360) / 10;

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
  /** What met it: only a completion can be sent back, and only what a withdrawal ended late can turn out to be moot. */
  readonly metBy: 'completion' | 'withdrawal' | 'other' | null;
  /** When the step that met it was typed in; null in clocks from before that was kept. */
  readonly metRecordedAt: Moment | null;
  readonly cancelledAt: Moment | null;
  /** What made it moot: only what an invalid verdict cancelled runs again when the verdict goes. */
  readonly cancelledBy: 'verdict' | 'withdrawal' | 'other' | null;
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
  rework: '责任部门',
  approve: '主管领导',
  review: '对接人',
  close: '对接人',
};

/** The office's own clocks: they warn and stand in the worklist, and never touch a figure of Annex 2. */
const internalKinds: ReadonlySet<ClockKind> = new Set(['rework', 'approve', 'review', 'close']);
export const isInternal = (kind: ClockKind): boolean => internalKinds.has(kind);

/** What the clock is called where regulation and office stand beside each other. */
export const clockLabel = (kind: ClockKind): string =>
  isInternal(kind) ? `${clockKinds[kind]}（内部时限）` : clockKinds[kind];

/** Clocks whose debtor is the responsible department, whichever that is at the time. */
const followsDepartment: ReadonlySet<ClockKind> = new Set([
  'resolve',
  'promise',
  'hq_feedback',
  'rehandle',
  'rework',
]);

export type Clocks = readonly Deadline[];

/** 4.3.7(1) The clocks that run and are worked towards: a promise is no more once a further day was agreed. */
export function liveTargets(clocks: Clocks): Clocks {
  const lastPromise = clocks.findLast(({ kind }) => kind === 'promise');
  return clocks.filter((clock) => isOpen(clock) && (clock.kind !== 'promise' || clock === lastPromise));
}

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
    metRecordedAt: null,
    cancelledAt: null,
    cancelledBy: null,
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
export const cancel = (
  clocks: Clocks,
  kinds: readonly ClockKind[],
  at: Moment,
  by: 'verdict' | 'other' = 'other',
): Clocks => change(clocks, openOf(kinds), () => ({ cancelledAt: at, cancelledBy: by }));

type Ending = 'withdrawal' | 'other';

/**
 * The clocks of these kinds that run come to an end unmet: one that is past due ends late at that moment, so that no
 * breach is wiped; the others have become moot.
 */
export const end = (clocks: Clocks, kinds: readonly ClockKind[], at: Moment, by: Ending): Clocks =>
  change(clocks, openOf(kinds), (clock) => ended(clock, at, by));

/** How a clock that nothing has met comes to its end at `at`. */
const ended = ({ dueAt }: Pick<Deadline, 'dueAt'>, at: Moment, by: Ending): Fate =>
  isPastDue(dueAt, at)
    ? { ...running, metAt: at, metBy: by }
    : { ...running, cancelledAt: at, cancelledBy: by };

/** What has become of a clock. */
type Fate = Pick<Deadline, 'metAt' | 'metBy' | 'metRecordedAt' | 'cancelledAt' | 'cancelledBy'>;
const running: Fate = {
  metAt: null,
  metBy: null,
  metRecordedAt: null,
  cancelledAt: null,
  cancelledBy: null,
};

/** Cancels clocks that should never have run, those that were met included. */
export const annul = (clocks: Clocks, kinds: readonly ClockKind[], at: Moment): Clocks =>
  change(
    clocks,
    (clock) => kinds.includes(clock.kind) && clock.cancelledAt === null,
    () => ({ cancelledAt: at, cancelledBy: 'other' }),
  );

/** The clocks of the work itself, which only its completion and the reply meet, and which an invalid verdict cancels. */
export const workKinds: readonly ClockKind[] = ['resolve', 'promise', 'rehandle', 'rework'];

/** Steps 80-90: the work, done and answered, meets the clocks of the work that run; until it is sent back. */
export const meetByCompletion = (clocks: Clocks, at: Moment): Clocks =>
  change(clocks, openOf(workKinds), () => ({ metAt: at, metBy: 'completion' }));

/**
 * A completion that was sent back never stood: the clocks it met in this round run on with their old due times. A
 * rework that it met stays met: the next one has a clock of its own.
 */
export const reopenCompletion = (clocks: Clocks, round: number): Clocks =>
  change(
    clocks,
    (clock) => clock.round === round && clock.metBy === 'completion' && clock.kind !== 'rework',
    () => ({ metAt: null, metBy: null, metRecordedAt: null }),
  );

/**
 * An invalid verdict cancelled the clocks of these kinds; when the verdict goes, they run again with their old due
 * times.
 */
export const revive = (clocks: Clocks, kinds: readonly ClockKind[]): Clocks =>
  change(
    clocks,
    ({ kind, cancelledBy }) => kinds.includes(kind) && cancelledBy === 'verdict',
    () => ({ cancelledAt: null, cancelledBy: null }),
  );

/**
 * 4.3.7(1) A solution with a promised day meets `resolve` when it was agreed by the due time; one agreed too late does
 * not, and with `resolve` happens what happens to the promise. Of several promises of a round the first decides that was
 * agreed while the clock ran: one from before a closed case was judged anew says nothing of `rehandle`. `kinds` says which clocks the agreement can meet: since the second reading `rehandle` likewise.
 */
export function judgePromise(clocks: Clocks, kinds: readonly ClockKind[]): Clocks {
  return clocks.map((clock, place) => {
    const promiseOfIt = clocks.find(
      ({ kind, round }, later) => later > place && kind === 'promise' && round === clock.round,
    );
    // A clock that is moot for another reason than the verdict or a withdrawal was never one to be met.
    const promise = kinds.includes(clock.kind) && clock.cancelledBy !== 'other' ? promiseOfIt : undefined;
    if (promise === undefined) return clock;
    return {
      ...clock,
      ...(promise.startedAt <= clock.dueAt ? agreed(promise) : fateLike(promise, clock)),
    };
  });
}

const agreed = ({ startedAt }: Deadline): Fate => ({ ...running, metAt: startedAt, metBy: 'other' });

/** What happened to the promise, with its debtor; by the clock's own due time where the case was withdrawn. */
function fateLike(promise: Deadline, clock: Deadline): Fate & Pick<Deadline, 'department'> {
  const { metAt, metBy, metRecordedAt, cancelledAt, cancelledBy, department } = promise;
  const withdrawnAt = withdrawnOf(promise);
  return withdrawnAt === null
    ? { metAt, metBy, metRecordedAt, cancelledAt, cancelledBy, department }
    : { ...ended(clock, withdrawnAt, 'withdrawal'), department };
}

/** When the withdrawal came that ended the clock; null where none did. */
const withdrawnOf = ({ metAt, metBy, cancelledAt, cancelledBy }: Deadline): Moment | null =>
  metBy === 'withdrawal' ? metAt : cancelledBy === 'withdrawal' ? cancelledAt : null;

/**
 * Remembers when what met a clock was typed in: at `recordedAt` where it was not met then in `before`; null for an
 * amendment, which judges anew what was typed in long before.
 */
export const stampMet = (clocks: Clocks, before: Clocks, recordedAt: Moment | null): Clocks =>
  clocks.map((clock, i) => {
    const earlier = before[i];
    if (clock.metAt === null) return clock;
    const known = clock.metAt === earlier?.metAt ? earlier.metRecordedAt : recordedAt;
    return { ...clock, metRecordedAt: known ?? clock.metRecordedAt };
  });

/** The clocks the responsible department owes, as far as they run, are owed by the new one (再转办). */
export const handOver = (clocks: Clocks, department: string): Clocks =>
  change(
    clocks,
    (clock) => followsDepartment.has(clock.kind) && isOpen(clock),
    () => ({ department }),
  );

/**
 * Clocks counted from acceptance move with it; those started by the registration start at it, too. What a withdrawal
 * ended is judged by the moved due time.
 */
export const moveAcceptance = (clocks: Clocks, from: Moment, to: Moment): Clocks =>
  change(clocks, isCountedFromAcceptance, (clock) => {
    const moved = {
      dueAt: endOfNaturalDay(to, clock.days ?? 0),
      // `explain` starts with the verdict, even one of the same second.
      startedAt: clock.startedAt === from && clock.kind !== 'explain' ? to : clock.startedAt,
    };
    const withdrawnAt = withdrawnOf(clock);
    return withdrawnAt === null ? moved : { ...moved, ...ended(moved, withdrawnAt, 'withdrawal') };
  });

const countedFromAcceptance: ReadonlySet<ClockKind> = new Set([
  'assign',
  'explain',
  'resolve',
  'hq_feedback',
]);
export const isCountedFromAcceptance = (clock: Deadline): boolean => countedFromAcceptance.has(clock.kind);
