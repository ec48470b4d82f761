import type { MonthFigures } from '../../domain/month/figures.ts';
import { codes, grades } from '../../domain/words/vocabulary.ts';

/** Cases called back with a grade: how many gave it last, and how many gave it first. */
export interface GradeTotal {
  readonly label: string;
  readonly total: number;
  readonly first: number;
}

/** Of every grade, from the best on. */
export const gradeTotals = (figures: MonthFigures): readonly GradeTotal[] =>
  codes(grades).map((grade) => ({
    label: grades[grade],
    total: figures.grades[grade],
    first: figures.firstGrades[grade],
  }));
