import { type Day, dayOf, type Moment } from '../domain/case/clock.ts';
import type { Opinion } from '../domain/case/complaint.ts';

// How documents put things: dates in one style, parts that may be missing joined.

/** 2023年10月1日 */
export function dayInWords(moment: Moment | Day): string {
  const [year, month, day] = dayOf(moment).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** 2023年10月1日 09:30 */
export const timeInWords = (moment: Moment): string => `${dayInWords(moment)} ${moment.slice(11, 16)}`;

/** 同意，尽快排查: agreement and opinion, without saying the first twice. */
export function opinionText({ agreed, opinion }: Pick<Opinion, 'agreed' | 'opinion'>): string {
  const said = agreed ? '同意' : '不同意';
  return opinion.startsWith(said) ? opinion : `${said}。${opinion}`;
}

/** `label：text`; null where there is no text. */
export const named = (label: string, text: string | null): string | null =>
  text ? `${label}：${text}` : null;

/** What there is of the texts, with `between` between them. */
export const together = (between: string, texts: readonly (string | null)[]): string =>
  texts.filter((text) => text !== null && text !== '').join(between);

/** 3天5小时; under two days in hours alone, under an hour in minutes. */
export function spanInWords(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  if (hours < 1) return `${Math.max(1, Math.floor(seconds / 60))}分钟`;
  if (hours < 48) return `${hours}小时`;
  return `${Math.floor(hours / 24)}天${hours % 24 === 0 ? '' : `${hours % 24}小时`}`;
}
