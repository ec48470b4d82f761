import type { Theme } from '../../../cli/screen/theme.ts';
import { cutTo, type Measure, pad } from '../../../cli/screen/width.ts';
import { dayOf, type Moment } from '../../../domain/case/clock.ts';

/** How text is measured on this screen, and its colours. */
export interface Look {
  readonly measure: Measure;
  readonly theme: Theme;
}

/** The text in exactly `width` columns: cut off, or filled up. */
export const column = (text: string, width: number, { measure }: Look): string =>
  pad(cutTo(text.replaceAll(/[\n\t]+/g, ' '), width, measure), width, measure);

/** Stands before the row the cursor is on; without colour it is all that tells it. */
export const CURSOR = '> ';
export const NO_CURSOR = '  ';

/** A due time as short as it can be read: 超13天, 超5小时, 今天18:00, 10-07, and a year where it is another. */
export function shortDue(dueAt: Moment | null, now: Moment): string {
  if (dueAt === null) return '';
  if (dueAt < now) {
    const hours = Math.floor((Date.parse(now) - Date.parse(dueAt)) / 3_600_000);
    return hours >= 24 ? `超${Math.floor(hours / 24)}天` : hours > 0 ? `超${hours}小时` : '刚超期';
  }
  if (dayOf(dueAt) === dayOf(now)) return `今天${dueAt.slice(11, 16)}`;
  return dueAt.slice(0, 4) === now.slice(0, 4) ? dueAt.slice(5, 10) : dayOf(dueAt);
}
