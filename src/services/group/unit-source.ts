import type { UnitMonth } from '../../domain/month/group-figures.ts';
import type { PrintedDifference } from '../../domain/problems.ts';

/** What one file says of a unit's month. */
export interface UnitSource {
  readonly file: string;
  readonly kind: 'ledger' | 'workbook';
  /** Of a workbook; a ledger is known by its head. */
  readonly sha256: string | null;
  readonly said: UnitMonth;
  /** Where it does not agree with itself, with its journal, or with what else is known of that. */
  readonly differences: readonly PrintedDifference[];
}

/** A file whose figures do not agree with something. */
export interface UnitDifference {
  readonly unit: string;
  readonly name: string;
  readonly source: string;
  readonly differences: readonly PrintedDifference[];
}

/** A file that cannot be counted: in words why, as its sentence goes on. */
export class Uncountable extends Error {}
