import type { Penalty } from '../case/complaint.ts';
import { clockKinds } from './vocabulary.ts';

/** How figures are put into words, wherever they are shown. */

/** Stands where there is no figure: the rate of nothing is neither 0 % nor 100 %. */
export const NOTHING = '—';

/** `73.91%`; a rate of nothing is "—". */
export const percent = (rate: number | null): string =>
  rate === null ? NOTHING : `${(rate * 100).toFixed(2)}%`;

/** 4.3.6 What a decision on somebody responsible is for: `转办超期`, or the bad effect in its own words. */
export const penalizedFor = ({
  deadline,
  effect,
}: Pick<Penalty, 'deadline'> & Partial<Pick<Penalty, 'effect'>>): string =>
  deadline === null ? (effect ?? '') : `${clockKinds[deadline]}超期`;

/** `2023年10月`. */
export function monthInWords(month: string): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}
