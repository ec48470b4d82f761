import {
  type DayRange,
  inHours,
  isBreach,
  isInternal,
  type Moment,
  secondsBetween,
} from '../../domain/case/clock.ts';
import { answering } from '../../domain/case/held.ts';
import {
  byAcceptor,
  byCategory,
  byChannel,
  byDepartment,
  byGrade,
  byGround,
  byMonth,
  bySource,
  type Fact,
  type Judgement,
  type MonthFigures,
  monthFigures,
  monthRange,
  monthsUntil,
  type Row,
  type WholeMonth,
  wholeMonth,
} from '../../domain/month/figures.ts';
import { type HeldRow, heldByHolder } from '../../domain/month/held-figures.ts';
import { changedSince } from '../../domain/month/sent-figures.ts';
import type { ClockKind } from '../../domain/words/vocabulary.ts';
import { type CaseClock, listUnmetAndLateClocks } from '../../store/clocks.ts';
import { listDepartments, listEmployees } from '../../store/directory.ts';
import { getDisclosureFacts, listOpenPromises } from '../../store/disclosures.ts';
import { listHoldings } from '../../store/holdings.ts';
import { getSharedHead } from '../../store/journal.ts';
import { getBeginning, listAcceptorTallies, listFacts, listTallies } from '../../store/months.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { findFinalReport } from './finalise.ts';

/** Every figure of the month report, judged as of `asOf`. */
export async function reportMonth(ctx: LedgerContext, month: string, asOf: Moment): Promise<MonthFigures> {
  const range = monthRange(month);
  const [first = month] = monthsUntil(month, 12);
  const { seq, hash } = await getSharedHead(ctx.ledger);
  const figures = monthFigures({
    month,
    began: (await getBeginning(ctx.ledger)) ?? month,
    unit: setting(ctx, 'unit.name'),
    asOf,
    satisfiedGrades: ctx.policy.satisfiedGrades,
    facts: await listFacts(ctx.ledger, range),
    trend: await listTallies(ctx.ledger, first, month),
    departments: await departmentNames(ctx),
    breaches: countByKind(await listBreaches(ctx, range, asOf)),
    disclosed: await getDisclosureFacts(ctx.ledger, range),
    customers: customersOf(ctx),
    changedSinceFinal: [],
    journalHead: { seq, hash },
  });
  const sent = await findFinalReport(ctx, month);
  return sent ? { ...figures, changedSinceFinal: changedSince(sent.figures, figures) } : figures;
}

/** The figures of the month as a whole, the same as in its report: nothing is read of what that says besides. */
export async function countMonth(ctx: LedgerContext, month: string, asOf: Moment): Promise<WholeMonth> {
  const range = monthRange(month);
  return wholeMonth({
    asOf,
    satisfiedGrades: ctx.policy.satisfiedGrades,
    facts: await listFacts(ctx.ledger, range),
    promises: await listOpenPromises(ctx.ledger, range),
    customers: customersOf(ctx),
  });
}

/** How many customers the unit has, where it said so. */
function customersOf({ settings }: LedgerContext): number | null {
  const customers = settings.get('unit.customers');
  return customers === undefined ? null : Number(customers);
}

/** All departments in the order they were created. */
export const departmentNames = async (ctx: LedgerContext): Promise<readonly string[]> =>
  (await listDepartments(ctx.ledger)).map((department) => department.name);

const countByKind = (breaches: readonly CaseClock[]): ReadonlyMap<ClockKind, number> =>
  new Map([...Map.groupBy(breaches, (breach) => breach.kind)].map(([kind, missed]) => [kind, missed.length]));

/** The clocks missed as of `asOf` by the cases accepted in these days, each with who answers for it (4.3.6). */
export async function listBreaches(
  ctx: LedgerContext,
  range: DayRange,
  asOf: Moment,
): Promise<readonly CaseClock[]> {
  const clocks = (await listUnmetAndLateClocks(ctx.ledger, range)).map((clock) => ({
    ...clock,
    cancelledAt: null,
  }));
  return clocks
    .filter((clock) => isBreach(clock, asOf))
    .map((clock) => ({ ...clock, ...answering(clock, clock.holder, asOf) }));
}

const groupings = {
  channel: byChannel,
  source: bySource,
  category: byCategory,
  ground: byGround,
  grade: byGrade,
  month: byMonth,
} as const;

export type Grouping = keyof typeof groupings | 'dept' | 'person';

/** Annex 2 of the cases accepted in these days (the second excluded), by one property. */
export async function countBy(
  ctx: LedgerContext,
  range: DayRange,
  by: Grouping,
  asOf: Moment,
): Promise<readonly Row[]> {
  const judgement: Judgement = { asOf, satisfiedGrades: ctx.policy.satisfiedGrades };
  if (by === 'person') return countByAcceptor(ctx, range, judgement);
  const facts: readonly Fact[] = await listFacts(ctx.ledger, range);
  return by === 'dept'
    ? byDepartment(facts, await departmentNames(ctx), judgement)
    : groupings[by](facts, judgement);
}

/** The same by who accepted them; whoever was renamed is one person, under his present name. */
async function countByAcceptor(
  ctx: LedgerContext,
  range: DayRange,
  judgement: Judgement,
): Promise<readonly Row[]> {
  const employees = await listEmployees(ctx.ledger);
  const present = new Map(
    employees.flatMap(({ name, formerNames }) => formerNames.map((former) => [former, name])),
  );
  const tallies = (await listAcceptorTallies(ctx.ledger, range)).map((tally) => ({
    ...tally,
    acceptor: present.get(tally.acceptor) ?? tally.acceptor,
  }));
  return byAcceptor(
    tallies,
    employees.map(({ name }) => name),
    judgement,
  );
}

/** 4.3.6 Who had the cases accepted in these days how long, until `asOf`. */
export const heldBy = async (
  ctx: LedgerContext,
  range: DayRange,
  asOf: Moment,
): Promise<readonly HeldRow[]> =>
  heldByHolder(await listHoldings(ctx.ledger, range), await departmentNames(ctx), asOf);

/** 2.1.4, 4.3.6 A missed clock: whose, how late. */
export interface Breach {
  readonly no: string;
  readonly kind: ClockKind;
  /** A clock of the office itself. */
  readonly internal: boolean;
  readonly dueAt: Moment;
  readonly metAt: Moment | null;
  /** Who held the case when its time ran out. */
  readonly owedBy: string;
  readonly person: string | null;
  readonly department: string | null;
  /** Hours from the due time to the completion, or to `asOf` while it is missing; one decimal. */
  readonly delayHours: number;
}

/** The missed clocks of the cases accepted in these days, by case. */
export async function breachesOf(
  ctx: LedgerContext,
  range: DayRange,
  asOf: Moment,
): Promise<readonly Breach[]> {
  const clocks = await listBreaches(ctx, range, asOf);
  return clocks.map(({ no, kind, dueAt, metAt, owedBy, person, department }) => ({
    no,
    kind,
    internal: isInternal(kind),
    dueAt,
    metAt,
    owedBy,
    person,
    department,
    delayHours: inHours(secondsBetween(dueAt, metAt ?? asOf)),
  }));
}
