/** How figures are put into words, wherever they are shown. */

/** Stands where there is no figure: the rate of nothing is neither 0 % nor 100 %. */
export const NOTHING = '—';

/** `73.91%`; a rate of nothing is "—". */
export const percent = (rate: number | null): string =>
  rate === null ? NOTHING : `${(rate * 100).toFixed(2)}%`;

/** `2023年10月`. */
export function monthInWords(month: string): string {
  const [year, number] = month.split('-');
  return `${year}年${Number(number)}月`;
}
