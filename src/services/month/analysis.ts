import type { DayRange } from '../../domain/case/clock.ts';
import {
  breachTable,
  type Handling,
  handlingByDepartment,
  isCompleted,
  type MonthAnalysis,
  type MonthView,
  medianDays,
  problemsByDepartment,
  REPEAT_DAYS,
  type Repeat,
  repeatsSince,
} from '../../domain/month/analysis-figures.ts';
import { type MonthFigures, monthRange, monthsUntil } from '../../domain/month/figures.ts';
import { listContacts, listHandlings } from '../../store/analysis.ts';
import { listComplaintsAccepted } from '../../store/complaints.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { departmentNames, listBreaches, reportMonth } from './statistics.ts';

/** The month, the one before and the same one a year ago, all judged as of the moment of `figures`. */
export async function analyseMonth(ctx: LedgerContext, figures: MonthFigures): Promise<MonthAnalysis> {
  const { month, asOf } = figures;
  const range = monthRange(month);
  const departments = await departmentNames(ctx);
  const cases = await listComplaintsAccepted(ctx.ledger, range);
  const [yearAgo = month] = monthsUntil(month, 13);
  const [before = month] = monthsUntil(month, 2);
  return {
    ...(await view(ctx, figures)),
    before: await view(ctx, await reportMonth(ctx, before, asOf)),
    yearAgo: await view(ctx, await reportMonth(ctx, yearAgo, asOf)),
    breachTable: breachTable(await listBreaches(ctx, range, asOf), departments),
    handling: handlingByDepartment(await listCompleted(ctx, range), departments),
    repeated: await listRepeats(ctx, month),
    problems: problemsByDepartment(cases),
    cases,
  };
}

async function view(ctx: LedgerContext, figures: MonthFigures): Promise<MonthView> {
  const range = monthRange(figures.month);
  return {
    figures,
    breaches: figures.breaches.reduce((sum, { internal, total }) => sum + (internal ? 0 : total), 0),
    medianDays: medianDays(await listCompleted(ctx, range)),
    repeats: (await listRepeats(ctx, figures.month)).length,
  };
}

const listCompleted = async (ctx: LedgerContext, range: DayRange): Promise<readonly Handling[]> =>
  (await listHandlings(ctx.ledger, range)).filter(isCompleted);

async function listRepeats(ctx: LedgerContext, month: string): Promise<readonly Repeat[]> {
  const range = monthRange(month);
  return repeatsSince(await listContacts(ctx.ledger, range, REPEAT_DAYS), range[0]);
}
