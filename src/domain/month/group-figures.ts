import type { Moment } from '../case/clock.ts';
import { type MonthFigure, monthColumns } from './annex2-columns.ts';
import { rate } from './figures.ts';
import type { FinalReport } from './sent-figures.ts';

// 2.1.5 The figures of several units beside one another: what one of them counted, their sum, and what changed since.

/** Every figure of a month as a whole, of one unit or of several. */
export type UnitFigures = Readonly<Record<MonthFigure, number | null>>;

/** What a unit counted of a month, and where its journal stood then. */
export interface UnitMonth extends FinalReport {
  /** The code of the unit, by which the group tells it from others. */
  readonly unit: string;
  readonly name: string;
  readonly asOf: Moment;
  /** The hash of the first entry of its journal, which every copy of its ledger shares and no other ledger has. */
  readonly origin: string;
  readonly figures: UnitFigures;
}

export const monthFigureKeys = Object.keys(monthColumns) as readonly MonthFigure[];

/** The figures of a month as a whole, without its tables. */
export const unitFiguresOf = (figures: UnitFigures): UnitFigures => figuresBy((figure) => figures[figure]);

const figuresBy = (counted: (figure: MonthFigure) => number | null): UnitFigures =>
  Object.fromEntries(monthFigureKeys.map((figure) => [figure, counted(figure)])) as UnitFigures;

/**
 * The sum of the units. Rates are those of the sums, not means of rates; customers are known only where every unit said
 * how many it has. Of no units all counts are 0 and all rates null.
 */
export function sumOf(units: readonly UnitFigures[]): UnitFigures {
  const counted = figuresBy((figure) => units.reduce((sum, unit) => sum + (unit[figure] ?? 0), 0));
  const customers = units.some((unit) => unit.customers === null) ? null : counted.customers;
  return withRates({ ...counted, customers: units.length === 0 ? null : customers });
}

/** The figures with the rates that their counts give. */
function withRates(figures: UnitFigures): UnitFigures {
  const { total, inTime, satisfied, calledBack, customers } = figures;
  const share = (part: number | null, whole: number | null) => rate(part ?? 0, whole ?? 0);
  return {
    ...figures,
    timelinessRate: share(inTime, total),
    satisfactionRate: share(satisfied, total),
    satisfiedOfCalledBack: share(satisfied, calledBack),
    per10000: customers === null ? null : share((total ?? 0) * 10_000, customers),
  };
}

/** Some of its cases are not filed yet: its figures are still to change (暂定). */
export const isProvisional = ({ figures }: Pick<UnitMonth, 'figures'>): boolean => (figures.open ?? 0) > 0;

/** Counts are whole, rates are those of the counts, and every case is valid or invalid: a month can have such figures. */
export function arePossible(figures: UnitFigures): boolean {
  const { total, valid, invalid, inTime, satisfied, calledBack } = figures;
  const rated = withRates(figures);
  return (
    monthFigureKeys.every((figure) =>
      monthColumns[figure].kind === 'count'
        ? Number.isSafeInteger(figures[figure]) && Number(figures[figure]) >= 0
        : figures[figure] === rated[figure],
    ) &&
    (figures.customers === null || (Number.isSafeInteger(figures.customers) && figures.customers > 0)) &&
    total === Number(valid) + Number(invalid) &&
    Number(inTime) <= Number(total) &&
    Number(satisfied) <= Number(calledBack) &&
    Number(calledBack) <= Number(total)
  );
}

/** A figure that is another one than it was. */
export interface FigureChange {
  readonly figure: MonthFigure;
  readonly was: number | null;
  readonly is: number | null;
}

/** Which figures differ, in the order of the columns; one that was not counted then cannot have changed. */
export const figureChanges = (
  was: Readonly<Partial<Record<string, number | null>>>,
  is: UnitFigures,
): readonly FigureChange[] =>
  monthFigureKeys.flatMap((figure) => {
    const before = was[figure];
    return before === undefined || before === is[figure] ? [] : [{ figure, was: before, is: is[figure] }];
  });
