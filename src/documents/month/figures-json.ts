import type { MonthFigures } from '../../domain/month/figures.ts';

/** The figures of the month as `--json` has them: of a disclosed item what the contract names. */
export const figuresJson = (figures: MonthFigures): object => ({
  ...figures,
  notes: figures.notes.map(({ kind, total, items }) => ({
    kind,
    total,
    items: items.map(({ detail: _detail, ...item }) => item),
  })),
});
