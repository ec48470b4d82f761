import type { MonthFigures } from '../../domain/month/figures.ts';
import { type Grade, grades } from '../../domain/words/vocabulary.ts';

/** How many cases were last called back with each grade, from the best on. */
export const gradeTotals = (
  figures: MonthFigures,
): readonly { readonly label: string; readonly total: number }[] =>
  (Object.keys(grades) as Grade[]).map((grade) => ({ label: grades[grade], total: figures.grades[grade] }));
