import { rowColumns } from '../../domain/month/annex2-columns.ts';
import type { Chart, Series } from '../sheet/chart.ts';
import { CHART_ROWS, type TrendChart } from './analysis-sheet.ts';
import { breakdownColumns, columnOf } from './breakdowns.ts';

/** The months of the trend drawn from their cells: how many came as columns, the two rates as lines. */
export function trendChart({ first, months, top }: TrendChart): Chart {
  const series = (figure: 'total' | 'timelinessRate' | 'satisfactionRate', color: string): Series => ({
    name: rowColumns[figure].title,
    column: columnOf(figure),
    values: months.map((month) => month[figure]),
    color,
  });
  return {
    title: '投诉走势',
    rows: { first, last: first + months.length - 1 },
    categories: { column: 1, values: months.map(({ month }) => month) },
    columns: series('total', '9DC3E6'),
    lines: [series('timelinessRate', 'C55A11'), series('satisfactionRate', '548235')],
    anchor: { top, bottom: top + CHART_ROWS - 1, right: breakdownColumns.length },
  };
}
