import { addDays, type Day, type DayRange, isInternal, type Moment } from '../case/clock.ts';
import { isInTime } from '../case/timeliness.ts';
import { isOpenCase } from '../case/workflow.ts';
import {
  type Category,
  type Channel,
  type ClockKind,
  type ClosedList,
  categories,
  channels,
  clockKinds,
  type Grade,
  type Ground,
  grades,
  grounds,
  type Source,
  type Status,
  sources,
} from '../words/vocabulary.ts';
import { type Disclosure, type DisclosureFacts, disclosuresOf, runningPromises } from './disclosures.ts';

/** What Annex 2 counts by: `count` cases that do not differ in it. */
export interface Tally {
  readonly count: number;
  /** The month of acceptance, `2023-10`. */
  readonly month: string;
  readonly status: Status;
  readonly verdict: 'valid' | 'invalid' | null;
  /** The answer of the last completed callback; null when there was none. */
  readonly grade: Grade | null;
  /** What the same callback says of the matter: handled or not; null when there was none. */
  readonly handled: boolean | null;
  readonly waived: boolean;
  /** See timeliness.ts. */
  readonly inTimeUntil: Moment | null;
}

/** What the statistics know of a case: the only input of every figure on screen, in JSON and in the workbook. */
export interface Fact extends Tally {
  readonly department: string | null;
  readonly channel: Channel;
  readonly source: Source;
  readonly category: Category;
  readonly ground: Ground | null;
  /** The answer of the first completed callback, which later rounds do not hide; null when there was none. */
  readonly firstGrade: Grade | null;
  readonly priority: boolean;
  readonly urgent: boolean;
  readonly typical: boolean;
  readonly rehandled: boolean;
  /** Filed because the complainant withdrew it (撤诉). */
  readonly withdrawn: boolean;
  /** Ended by a leader after refused plans (终结). */
  readonly concluded: boolean;
  /** The verdict was changed (改判). */
  readonly rejudged: boolean;
}

/** How figures are to be judged: as of when, and which grades count as satisfied. */
export interface Judgement {
  readonly asOf: Moment;
  readonly satisfiedGrades: readonly Grade[];
}

/** Annex 2 of a group of cases. Rates are fractions of 1 with 4 places, null for 0/0. */
export interface Counts {
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  readonly undetermined: number;
  readonly inTime: number;
  readonly timelinessRate: number | null;
  readonly calledBack: number;
  readonly satisfied: number;
  readonly satisfactionRate: number | null;
}

export interface Labelled {
  readonly key: string | null;
  readonly label: string;
}
export type Row = Labelled & Counts;
export type Total = Labelled & { readonly total: number };
export interface BreachTotal {
  readonly kind: ClockKind;
  readonly label: string;
  /** A clock of the office itself, which no figure of Annex 2 knows. */
  readonly internal: boolean;
  readonly total: number;
}
export interface TrendRow {
  readonly month: string;
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  readonly timelinessRate: number | null;
  readonly satisfactionRate: number | null;
}

/** The month as a whole, without its tables. */
export interface WholeMonth extends Counts {
  readonly open: number;
  readonly satisfiedOfCalledBack: number | null;
  readonly waived: number;
  readonly voided: number;
  readonly priority: number;
  readonly urgent: number;
  readonly typical: number;
  readonly rehandled: number;
  /** Cases whose last completed callback said that the matter was not handled (未处理). */
  readonly unhandled: number;
  readonly withdrawn: number;
  readonly concluded: number;
  readonly rejudged: number;
  /** Cases with a promised day that is still to come, and is neither kept nor missed. */
  readonly promiseRunning: number;
  /** How many customers the unit has; null where it did not say. */
  readonly customers: number | null;
  /** Complaints for every 10,000 customers, with 4 places. */
  readonly per10000: number | null;
}

export interface MonthFigures extends WholeMonth {
  readonly month: string;
  /** The month in which the ledger began: of earlier ones it knows nothing, which is not the same as none. */
  readonly began: string;
  readonly unit: string;
  readonly asOf: Moment;
  readonly provisional: boolean;
  readonly firstGrades: Readonly<Record<Grade, number>>;
  /** 统计说明: only of what happened. */
  readonly notes: readonly Disclosure[];
  readonly grades: Readonly<Record<Grade, number>>;
  readonly byDepartment: readonly Row[];
  readonly byChannel: readonly Row[];
  readonly bySource: readonly Row[];
  readonly byCategory: readonly Row[];
  readonly byGround: readonly Total[];
  readonly breaches: readonly BreachTotal[];
  readonly trend: readonly TrendRow[];
  readonly changedSinceFinal: readonly {
    readonly figure: string;
    readonly was: unknown;
    readonly is: unknown;
  }[];
  readonly journalHead: { readonly seq: number; readonly hash: string };
}

/** 0/0 is no rate: null, shown as "—". */
export const rate = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;

function sum<T extends Tally>(facts: readonly T[], test: (fact: T) => boolean): number {
  let total = 0;
  for (const fact of facts) if (test(fact)) total += fact.count;
  return total;
}

/** 1.3 A voided case keeps its number and leaves the statistics. */
const counted = (fact: Tally): boolean => fact.status !== 'voided';
const isInvalid = (fact: Tally): boolean => fact.verdict === 'invalid';
/** Annex 2, note 3: a waived case was not called back, whatever an earlier round's callback said. */
const wasCalledBack = (fact: Tally): boolean => fact.grade !== null && !fact.waived;
/** Annex 1 未处理: whoever is called back to say so is not satisfied, whatever grade he gives. */
const wasHandled = (fact: Tally): boolean => fact.handled !== false;

/** Annex 2 with its notes: total = valid + invalid (1.2.5: no verdict yet is valid), both rates over all complaints. */
export function count(facts: readonly Tally[], { asOf, satisfiedGrades }: Judgement): Counts {
  let [total, invalid, undetermined, inTime, calledBack, satisfied] = [0, 0, 0, 0, 0, 0];
  for (const fact of facts) {
    if (!counted(fact)) continue;
    total += fact.count;
    if (isInvalid(fact)) invalid += fact.count;
    if (fact.verdict === null) undetermined += fact.count;
    if (isInTime(fact.inTimeUntil, asOf)) inTime += fact.count;
    if (!wasCalledBack(fact)) continue;
    calledBack += fact.count;
    if (wasHandled(fact) && satisfiedGrades.includes(fact.grade as Grade)) satisfied += fact.count;
  }
  return {
    total,
    valid: total - invalid,
    invalid,
    undetermined,
    inTime,
    timelinessRate: rate(inTime, total),
    calledBack,
    satisfied,
    satisfactionRate: rate(satisfied, total),
  };
}

export const UNASSIGNED = '未转办';
export const TOTAL = '合计';

/** Annex 2 has a row of this name, whatever departments there are. */
export const isFixedRow = (name: string): boolean => name === UNASSIGNED || name === TOTAL;

/** Code and label, in the order of the rows: pairs, since an object would put a department called 20 first. */
type Order = readonly (readonly [code: string, label: string])[];

const orderOf = (list: ClosedList): Order => Object.entries(list);

/** Annex 2 by one property: only rows with a case, in the given order, cases without the property last. */
function breakdown<F extends Tally>(
  facts: readonly F[],
  key: (fact: F) => string | null,
  order: Order,
  judgement: Judgement,
): readonly Row[] {
  const groups = Map.groupBy(facts.filter(counted), key);
  const row = (of: string | null, label: string): readonly Row[] => {
    const group = groups.get(of);
    return group ? [{ key: of, label, ...count(group, judgement) }] : [];
  };
  return [...order.flatMap(([code, label]) => row(code, label)), ...row(null, UNASSIGNED)];
}

/** 2.1.5 Annex 2 by how the complaint came. */
export const byChannel = (facts: readonly Fact[], judgement: Judgement) =>
  breakdown(facts, (fact) => fact.channel, orderOf(channels), judgement);
/** 4.1.2 By who passed it on. */
export const bySource = (facts: readonly Fact[], judgement: Judgement) =>
  breakdown(facts, (fact) => fact.source, orderOf(sources), judgement);
/** By what it is about. */
export const byCategory = (facts: readonly Fact[], judgement: Judgement) =>
  breakdown(facts, (fact) => fact.category, orderOf(categories), judgement);
/** 1.2.4 The invalid ones by ground. */
export const byGround = (facts: readonly Fact[], judgement: Judgement) =>
  breakdown(facts.filter(isInvalid), (fact) => fact.ground, orderOf(grounds), judgement);
/** 4.3.8 Those called back by their grade. */
export const byGrade = (facts: readonly Fact[], judgement: Judgement) =>
  breakdown(facts.filter(wasCalledBack), (fact) => fact.grade, orderOf(grades), judgement);

/** Departments in the order they were created, 未转办 last. */
export const byDepartment = (facts: readonly Fact[], departments: readonly string[], judgement: Judgement) =>
  breakdown(
    facts,
    (fact) => fact.department,
    departments.map((name) => [name, name]),
    judgement,
  );

/** What Annex 2 counts by, of the cases that one person accepted. */
export interface AcceptorTally extends Tally {
  readonly acceptor: string;
}

/** By the first acceptor, the one employee whom every case has: the people given in their order, others by name. */
export const byAcceptor = (
  tallies: readonly AcceptorTally[],
  people: readonly string[],
  judgement: Judgement,
): readonly Row[] => {
  const others = [...new Set(tallies.map(({ acceptor }) => acceptor))].sort();
  return breakdown(
    tallies,
    ({ acceptor }) => acceptor,
    [...new Set([...people, ...others])].map((name) => [name, name]),
    judgement,
  );
};

/** By month of acceptance, the earliest first. */
export const byMonth = (facts: readonly Fact[], judgement: Judgement): readonly Row[] => {
  const months = [...new Set(facts.map((fact) => fact.month))].sort();
  return breakdown(
    facts,
    (fact) => fact.month,
    months.map((month) => [month, month]),
    judgement,
  );
};

/** The `count` months that end with `month`, oldest first. */
export function monthsUntil(month: string, count: number): readonly string[] {
  const [year, m] = month.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, i) => {
    const index = year * 12 + (m - 1) - (count - 1 - i);
    return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

/** The last day of the month. */
export const lastDayOf = (month: string): Day => addDays(monthRange(month)[1], -1);

/** The days of the month. */
export function monthRange(month: string): DayRange {
  const [year, m] = month.split('-').map(Number) as [number, number];
  const next =
    m === 12
      ? `${String(year + 1).padStart(4, '0')}-01`
      : `${year.toString().padStart(4, '0')}-${String(m + 1).padStart(2, '0')}`;
  return [`${month}-01`, `${next}-01`];
}

export interface WholeMonthInput extends Judgement {
  /** The cases of the month. */
  readonly facts: readonly Fact[];
  readonly promises: DisclosureFacts['promises'];
  readonly customers: number | null;
}

/** The figures of the month as a whole: the row 合计 of Annex 2, and what else is counted of all its cases. */
export function wholeMonth(input: WholeMonthInput): WholeMonth {
  const { asOf, customers } = input;
  const facts = input.facts.filter(counted);
  const counts = count(facts, input);
  return {
    open: sum(facts, (fact) => isOpenCase(fact.status)),
    ...counts,
    satisfiedOfCalledBack: rate(counts.satisfied, counts.calledBack),
    waived: sum(facts, (fact) => fact.waived),
    voided: sum(input.facts, (fact) => !counted(fact)),
    priority: sum(facts, (fact) => fact.priority),
    urgent: sum(facts, (fact) => fact.urgent),
    typical: sum(facts, (fact) => fact.typical),
    rehandled: sum(facts, (fact) => fact.rehandled),
    unhandled: sum(facts, (fact) => wasCalledBack(fact) && !wasHandled(fact)),
    withdrawn: sum(facts, (fact) => fact.withdrawn),
    concluded: sum(facts, (fact) => fact.concluded),
    rejudged: sum(facts, (fact) => fact.rejudged),
    promiseRunning: new Set(runningPromises(input, asOf).map(({ no }) => no)).size,
    customers,
    per10000: customers === null ? null : rate(counts.total * 10_000, customers),
  };
}

export interface MonthInput extends Omit<WholeMonthInput, 'promises'> {
  readonly month: string;
  readonly began: string;
  readonly unit: string;
  /** The cases of the 12 months ending with `month`. */
  readonly trend: readonly Tally[];
  readonly departments: readonly string[];
  /** Breaches of this month's cases by kind of clock. */
  readonly breaches: ReadonlyMap<ClockKind, number>;
  /** How the figures of this month's cases arose. */
  readonly disclosed: DisclosureFacts;
  readonly changedSinceFinal: MonthFigures['changedSinceFinal'];
  readonly journalHead: MonthFigures['journalHead'];
}

/** Every figure of the month report: the table of Annex 2 and the analysis beside it. */
export function monthFigures(input: MonthInput): MonthFigures {
  const { month, unit, asOf, departments, breaches, disclosed } = input;
  const judgement = { asOf, satisfiedGrades: input.satisfiedGrades };
  const facts = input.facts.filter(counted);
  const whole = wholeMonth({ ...input, promises: disclosed.promises });
  return {
    month,
    began: input.began,
    unit,
    asOf,
    provisional: whole.open > 0,
    ...whole,
    firstGrades: gradeTotals(facts, (fact) => fact.firstGrade),
    notes: disclosuresOf(disclosed, monthRange(month)[0], asOf),
    grades: gradeTotals(facts, (fact) => fact.grade),
    byDepartment: byDepartment(facts, departments, judgement),
    byChannel: byChannel(facts, judgement),
    bySource: bySource(facts, judgement),
    byCategory: byCategory(facts, judgement),
    byGround: byGround(facts, judgement).map(({ key, label, total }) => ({ key, label, total })),
    breaches: Object.entries(clockKinds).flatMap(([kind, label]) => {
      const total = breaches.get(kind as ClockKind) ?? 0;
      return total > 0
        ? [{ kind: kind as ClockKind, label, internal: isInternal(kind as ClockKind), total }]
        : [];
    }),
    trend: monthsUntil(month, 12).map((m) => trendRow(m, input.trend, judgement)),
    changedSinceFinal: input.changedSinceFinal,
    journalHead: input.journalHead,
  };
}

/** The months of the trend that the ledger knows of, oldest first. */
export const knownTrend = ({ trend, began }: Pick<MonthFigures, 'trend' | 'began'>): readonly TrendRow[] =>
  trend.filter(({ month }) => month >= began);

/** Of the cases called back, how many have each grade; a waived one is none of them. */
const gradeTotals = (
  facts: readonly Fact[],
  gradeOf: (fact: Fact) => Grade | null,
): Readonly<Record<Grade, number>> => {
  const of = (grade: Grade) => sum(facts, (fact) => wasCalledBack(fact) && gradeOf(fact) === grade);
  return {
    satisfied: of('satisfied'),
    fairly_satisfied: of('fairly_satisfied'),
    neutral: of('neutral'),
    dissatisfied: of('dissatisfied'),
  };
};

function trendRow(month: string, facts: readonly Tally[], judgement: Judgement): TrendRow {
  const { total, valid, invalid, timelinessRate, satisfactionRate } = count(
    facts.filter((fact) => fact.month === month),
    judgement,
  );
  return { month, total, valid, invalid, timelinessRate, satisfactionRate };
}
