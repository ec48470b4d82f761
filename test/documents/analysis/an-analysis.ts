import {
  breachTable,
  type MonthAnalysis,
  type MonthView,
} from '../../../src/domain/month/analysis-figures.ts';
import type { MonthFigures, Row } from '../../../src/domain/month/figures.ts';
import { aRow, figuresOf } from '../../support/month-report.ts';

/** A month as others are set beside it; without rows it had no complaint. */
export const aView = (month: string, rows: readonly Row[] = []): MonthView => ({
  figures: figuresOf(rows, { month }),
  breaches: rows.length,
  medianDays: rows.length > 0 ? 2.3 : null,
  repeats: 0,
});

/** The analysis of a month whose departments are these; nothing in it that the rows do not say, but for what is changed. */
export function anAnalysis(
  rows: readonly Row[],
  changed: Partial<MonthAnalysis> = {},
  figures: Partial<MonthFigures> = {},
): MonthAnalysis {
  return {
    ...aView('2023-10', rows),
    figures: figuresOf(rows, figures),
    before: aView('2023-09', [aRow('工程部')]),
    yearAgo: aView('2022-10'),
    breachTable: breachTable([], []),
    handling: rows.map(({ label }) => ({ key: label, label, completed: 3, median: 2.25 })),
    repeated: [],
    problems: [],
    cases: [],
    ...changed,
  };
}
