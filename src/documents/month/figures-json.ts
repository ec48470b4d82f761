import type { MonthFigures } from '../../domain/month/figures.ts';

/** The figures of the month as `--json` has them: what the contract names, and of a disclosed item too. */
export const figuresJson = ({ began: _began, ...figures }: MonthFigures): object => ({
  ...figures,
  notes: figures.notes.map(({ kind, total, items }) => ({
    kind,
    total,
    items: items.map(({ detail: _detail, ...item }) => item),
  })),
});
