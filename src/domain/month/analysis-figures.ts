import {
  addDays,
  clockLabel,
  type Day,
  isBreach,
  isInternal,
  type Moment,
  secondsBetween,
} from '../case/clock.ts';
import {
  type Complaint,
  isAfterCompletion,
  isJudgedInvalid,
  type Measure,
  responsibleDepartment,
} from '../case/complaint.ts';
import { anonymised } from '../case/privacy.ts';
import { isOpenCase } from '../case/workflow.ts';
import { type ClockKind, clockKinds, codes, type Owner, type Status } from '../words/vocabulary.ts';
import { type Labelled, type MonthFigures, UNASSIGNED } from './figures.ts';

/**
 * 2.1.5 The figures of the analysis that Annex 2 has no room for. Like figures.ts they are counted here and nowhere
 * else; screen and page only show them.
 */

/** A month as it is set beside others. */
export interface MonthView {
  readonly figures: MonthFigures;
  /** Missed clocks of the regulation; the office's own are not among them. */
  readonly breaches: number;
  /** Acceptance → completion in days; null where nothing is completed. */
  readonly medianDays: number | null;
  readonly repeats: number;
}

/** Everything the analysis of a month shows (2.1.5). */
export interface MonthAnalysis extends MonthView {
  readonly before: MonthView;
  readonly yearAgo: MonthView;
  readonly breachTable: BreachTable;
  readonly handling: readonly HandlingRow[];
  readonly repeated: readonly Repeat[];
  readonly problems: readonly DepartmentProblems[];
  /** The cases of the month that stand in the statistics, by number. */
  readonly cases: readonly Complaint[];
}

/** A missed clock, and who answers for it: a department, or else the role. */
export interface MissedClock {
  readonly kind: ClockKind;
  readonly department: string | null;
  readonly owedBy: Owner;
}

export interface BreachTable {
  /** The kinds of clock that were missed, in the order of the closed list. */
  readonly kinds: readonly (Labelled & {
    readonly key: ClockKind;
    readonly internal: boolean;
    readonly total: number;
  })[];
  readonly rows: readonly (Labelled & {
    readonly total: number;
    /** One number for each of `kinds`. */
    readonly byKind: readonly number[];
  })[];
  readonly total: number;
}

/** 2.1.4, 4.3.6 Missed clocks by kind and by who answers for them: departments in their order, then the roles. */
export function breachTable(missed: readonly MissedClock[], departments: readonly string[]): BreachTable {
  const debtor = ({ department, owedBy }: MissedClock): string =>
    department ?? (owedBy === '责任部门' ? UNASSIGNED : owedBy);
  const kinds = codes(clockKinds).flatMap((key) => {
    const total = missed.filter(({ kind }) => kind === key).length;
    return total === 0 ? [] : [{ key, label: clockLabel(key), internal: isInternal(key), total }];
  });
  const by = Map.groupBy(missed, debtor);
  const order = [...departments.filter((name) => by.has(name)), ...by.keys()];
  const rows = [...new Set(order)].map((label) => {
    const theirs = by.get(label) ?? [];
    return {
      key: label,
      label,
      total: theirs.length,
      byKind: kinds.map(({ key }) => theirs.filter(({ kind }) => kind === key).length),
    };
  });
  return { kinds, rows, total: missed.length };
}

/** A handling, from the acceptance to its last completion. */
export interface Handling {
  readonly department: string | null;
  readonly acceptedAt: Moment;
  readonly completedAt: Moment;
  readonly completedInRound: number;
  readonly status: Status;
  readonly round: number;
}

/** The completion stands: it was not sent back. While the case is handled again, that of the round before does. */
export const isCompleted = ({ status, round, completedInRound }: Handling): boolean =>
  completedInRound < round || isAfterCompletion(status);

const DAY_SECONDS = 86_400;

/** The median of acceptance → completion in days to one decimal; null where nothing is completed. */
export function medianDays(
  handlings: readonly Pick<Handling, 'acceptedAt' | 'completedAt'>[],
): number | null {
  const days = handlings
    .map(({ acceptedAt, completedAt }) => secondsBetween(acceptedAt, completedAt) / DAY_SECONDS)
    .sort((a, b) => a - b);
  const middle = days.length / 2;
  const [low, high] = [days[Math.ceil(middle) - 1], days[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : Math.round(((low + high) / 2) * 10) / 10;
}

export type HandlingRow = Labelled & { readonly completed: number; readonly median: number | null };

/** The same by department, in their order, 未转办 left out: nobody completes what nobody was given. */
export function handlingByDepartment(
  handlings: readonly Handling[],
  departments: readonly string[],
): readonly HandlingRow[] {
  const by = Map.groupBy(handlings, (handling) => handling.department);
  return departments.flatMap((name) => {
    const theirs = by.get(name) ?? [];
    return theirs.length === 0
      ? []
      : [{ key: name, label: name, completed: theirs.length, median: medianDays(theirs) }];
  });
}

/** A complainant who came back within this many days is pointed out. */
export const REPEAT_DAYS = 90;

export interface Contact {
  readonly no: string;
  readonly phone: string;
  readonly acceptedOn: Day;
}

/** A case whose complainant had complained before: it, and the earlier ones within the 90 days, oldest first. */
export interface Repeat {
  readonly no: string;
  readonly earlier: readonly string[];
}

/**
 * The cases from `from` on whose phone brought another case not more than 90 days before. `contacts` are in the order
 * of their numbers and reach back those 90 days.
 */
export function repeatsSince(contacts: readonly Contact[], from: Day): readonly Repeat[] {
  const byPhone = Map.groupBy(contacts, (contact) => contact.phone);
  return contacts
    .filter((contact) => contact.acceptedOn >= from)
    .flatMap((contact) => {
      const same = byPhone.get(contact.phone) ?? [];
      const before = same.slice(0, same.indexOf(contact));
      const earliest = addDays(contact.acceptedOn, -REPEAT_DAYS);
      const earlier = before.filter(({ acceptedOn }) => acceptedOn >= earliest).map(({ no }) => no);
      return earlier.length === 0 ? [] : [{ no: contact.no, earlier }];
    });
}

/** A cause or a measure, and how many cases gave it. */
export interface Finding {
  readonly text: string;
  readonly total: number;
}

/** What went wrong in a department's valid cases, and what is done about it; the most frequent first. */
export interface DepartmentProblems extends Labelled {
  readonly valid: number;
  readonly causes: readonly Finding[];
  /** Valid cases whose cause is not on record. */
  readonly withoutCause: number;
  readonly corrective: readonly MeasureFinding[];
  readonly preventive: readonly MeasureFinding[];
}

export interface MeasureFinding extends Finding {
  /** How many of them are done. */
  readonly done: number;
}

/** 2.1.5, 4.1.1 Problems and measures by department, drawn from the valid cases; those with most cases first. */
export function problemsByDepartment(cases: readonly Complaint[]): readonly DepartmentProblems[] {
  const valid = cases.filter((complaint) => !isJudgedInvalid(complaint));
  const by = Map.groupBy(valid, responsibleDepartment);
  return [...by]
    .map(([key, theirs]) => ({
      key,
      label: key ?? UNASSIGNED,
      valid: theirs.length,
      causes: findings(theirs.flatMap((c) => (c.cause === null ? [] : [anonymised(c.cause, c)]))),
      withoutCause: theirs.filter((complaint) => complaint.cause === null).length,
      corrective: measuresOf(theirs, 'corrective'),
      preventive: measuresOf(theirs, 'preventive'),
    }))
    .sort((a, b) => b.valid - a.valid);
}

/** How the cases of a department stand that Annex 2 has only 备注 for: of all of them, valid or not. */
export interface DepartmentStanding extends Labelled {
  readonly undetermined: number;
  readonly open: number;
  readonly rehandled: number;
  readonly waived: number;
  readonly typical: number;
  /** Cases with a clock of the regulation that was missed. */
  readonly breached: number;
}

/** By department, as of `asOf`; the cases are those of the month, without the voided ones. */
export function standingByDepartment(
  cases: readonly Complaint[],
  asOf: Moment,
): readonly DepartmentStanding[] {
  return [...Map.groupBy(cases, responsibleDepartment)].map(([key, theirs]) => {
    const count = (test: (complaint: Complaint) => boolean) => theirs.filter(test).length;
    return {
      key,
      label: key ?? UNASSIGNED,
      undetermined: count((c) => c.verdict === null),
      open: count((c) => isOpenCase(c.status)),
      rehandled: count((c) => c.round > 1),
      waived: count((c) => c.closure?.waiver != null),
      typical: count((c) => c.typical),
      breached: count((c) => c.deadlines.some((clock) => isBreach(clock, asOf) && !isInternal(clock.kind))),
    };
  });
}

const findings = (texts: readonly string[]): readonly Finding[] =>
  [...Map.groupBy(texts, (text) => text)]
    .map(([text, same]) => ({ text, total: same.length }))
    .sort((a, b) => b.total - a.total);

function measuresOf(cases: readonly Complaint[], kind: Measure['kind']): readonly MeasureFinding[] {
  const all = cases.flatMap((complaint) =>
    complaint.measures
      .filter((measure) => measure.kind === kind)
      .map(({ text, doneOn }) => ({ text: anonymised(text, complaint), isDone: doneOn !== null })),
  );
  return [...Map.groupBy(all, ({ text }) => text)]
    .map(([text, same]) => ({ text, total: same.length, done: same.filter(({ isDone }) => isDone).length }))
    .sort((a, b) => b.total - a.total);
}
