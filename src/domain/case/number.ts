import { type Day, isDay } from './clock.ts';

/**
 * The registration number of Annex 1: acceptance date + sequence of that day, at least two digits:
 * (2023-10-01, 2) → 2023100102, the 100th → 20231001100.
 */
export const formatNumber = (day: Day, sequence: number): string =>
  `${day.replaceAll('-', '')}${String(sequence).padStart(2, '0')}`;

/** From the 100th case of a day on the number is longer than the regulation's example. */
export const needsThreeDigits = (sequence: number): boolean => sequence >= 100;

/** By day and place in it: as text, 20231001100 would come after 2023100201. */
export const byNumber = (a: string, b: string): number =>
  compare(a.slice(0, 8), b.slice(0, 8)) || a.length - b.length || compare(a, b);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The day and sequence a number is made of, or undefined when it is none: no such day, no such place in it. */
export function parseNumber(no: string): { readonly day: Day; readonly sequence: number } | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2,})$/.exec(no);
  if (!match) return undefined;
  const parsed = { day: `${match[1]}-${match[2]}-${match[3]}`, sequence: Number(match[4]) };
  const exists = parsed.sequence > 0 && isDay(parsed.day);
  return exists && formatNumber(parsed.day, parsed.sequence) === no ? parsed : undefined;
}
