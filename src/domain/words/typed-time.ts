import { addDays, type Day, dayOf, isDay, type Moment, monthOf } from '../case/clock.ts';
import type { When } from '../steps/decide.ts';
import { toHalfWidth, withoutInvisible } from './text.ts';

/** Days, times and months as people write and say them: the same for the command line and for old ledgers. */

/**
 * When something happened, in China time: a moment (`2023-10-01 9:30`, `11月28日 9点半`, 昨天下午3点, `9:30` of today) or a
 * day alone; without a year or a month the latest such day not to come. Undefined for anything else, for a day that does not
 * exist, and for a part of a day without its hour (昨天下午).
 */
export function readWhen(text: string, now: Moment): When | undefined {
  const given = plain(text);
  if (given === '现在') return { moment: now };
  const time = timeOf(given);
  if (time !== undefined) return { moment: `${dayOf(now)}T${time}` };
  const read = dayAhead(given, { today: dayOf(now), towards: -1 });
  if (read === undefined) return undefined;
  const rest = read.rest.replace(/^[\s,T]+/, '');
  if (rest === '') return read.partOfDay ? undefined : { day: read.day };
  const ofThatDay = timeOf(rest);
  return ofThatDay === undefined ? undefined : { moment: `${read.day}T${ofThatDay}` };
}

/** A day; without a year or a month the latest such day not to come. Undefined for anything else. */
export const readDay = (text: string, now: Moment): Day | undefined =>
  dayAlone(text, { today: dayOf(now), towards: -1 });

/** The same for what is still to be done: without a year or a month the next such day from `today` on. */
export const readComingDay = (text: string, today: Day): Day | undefined =>
  dayAlone(text, { today, towards: 1 });

/** `2023-10` of `2023-10`, `202310`, `2023年10月`, 本月, 上月, 去年10月, or 10月: the latest not to come. Else undefined. */
export function readMonth(text: string, now: Moment): string | undefined {
  const given = plain(text);
  const current = monthOf(now);
  if (/^(本|当|这个?)月(份)?$/.test(given)) return current;
  if (/^上个?月(份)?$/.test(given)) return monthBefore(current);
  const [, year, month] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:月份?)?$/.exec(given) ?? /^(\d{4})(\d{2})$/.exec(given) ?? [];
  if (month !== undefined) return monthNamed(Number(year), Number(month));
  const [, which, alone] = /^(今年|去年|前年)?\s*(\d{1,2})\s*(?:月份?)?$/.exec(given) ?? [];
  if (alone === undefined) return undefined;
  const thisYear = Number(current.slice(0, 4));
  if (which !== undefined) return monthNamed(thisYear - (yearsBack[which] ?? 0), Number(alone));
  const found = monthNamed(thisYear, Number(alone));
  return found !== undefined && found > current ? monthNamed(thisYear - 1, Number(alone)) : found;
}

/** In half width, without what nobody sees, Chinese numbers before a unit as digits: 十一月二十八日 is 11月28日. */
const plain = (text: string): string =>
  toHalfWidth(withoutInvisible(text))
    .replaceAll(DASH, '-')
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(CHINESE_NUMBER, digitsOf);

const CHINESE_NUMBER =
  /(?<![周期拜])[〇零一二两三四五六七八九十廿]+(?=[年月日号点时分刻秒])|(?<=[点时])[零一二三四五六七八九十]+/g;
const DASH = /[\u2010-\u2015\u2212]/g;

const DIGITS = '〇一二三四五六七八九';
const digitOf = (sign: string): number => (sign === '零' ? 0 : sign === '两' ? 2 : DIGITS.indexOf(sign));

/** 二十八 and 廿八 are 28, 二〇二六 is 2026, 零五 is 05. */
function digitsOf(number: string): string {
  const [tens, ones] = number.replace('廿', '二十').split('十');
  if (tens === undefined || ones === undefined) return [...number].map(digitOf).join('');
  return String((tens === '' ? 1 : digitOf(tens)) * 10 + (ones === '' ? 0 : digitOf(ones)));
}

/** From where a day that is not said in full is looked for, and in which direction. */
interface Standpoint {
  readonly today: Day;
  readonly towards: -1 | 1;
}

/** The day that a text begins with, and what stands behind it. */
interface Beginning {
  readonly day: Day;
  readonly rest: string;
  /** A part of that day is meant, as in 昨晚. */
  readonly partOfDay: boolean;
}

function dayAlone(text: string, standpoint: Standpoint): Day | undefined {
  const read = dayAhead(plain(text), standpoint);
  return read?.rest === '' ? read.day : undefined;
}

/** Each way to say a day: how a text begins that does, and which day it is. */
const sayings: readonly (readonly [
  RegExp,
  (found: readonly string[], standpoint: Standpoint) => Day | undefined,
])[] = [
  [
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?/,
    ([year, month, date]) => existing(year, month, date),
  ],
  [/^(\d{4})(\d{2})(\d{2})(?!\d)/, ([year, month, date]) => existing(year, month, date)],
  [
    /^(今年|去年|前年)\s*(\d{1,2})月(\d{1,2})(?!\d)[日号]?/,
    ([which = '', month, date], { today }) =>
      existing(String(Number(today.slice(0, 4)) - (yearsBack[which] ?? 0)), month, date),
  ],
  [
    /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?/,
    ([month, date], standpoint) =>
      nearestOf(standpoint, LEAP_DAYS_APART, (away) =>
        existing(String(Number(standpoint.today.slice(0, 4)) + away), month, date),
      ),
  ],
  [
    /^(本|这个?|上个?)月(\d{1,2})[日号]/,
    ([which = '', date], { today }) => {
      const month = which.startsWith('上') ? monthBefore(monthOf(today)) : monthOf(today);
      return existing(month.slice(0, 4), month.slice(5), date);
    },
  ],
  [
    /^(\d{1,2})[日号]/,
    ([date], standpoint) =>
      nearestOf(standpoint, MONTHS_APART, (away) => {
        const month = monthAway(monthOf(standpoint.today), away);
        return existing(month.slice(0, 4), month.slice(5), date);
      }),
  ],
  [
    /^(大前|前|昨|今|明|后|大后)(?:[天日]|(?=[早晨晚夜]))/,
    ([which = ''], { today }) => addDays(today, daysAway[which] ?? 0),
  ],
  [
    /^(上+|本|这|下+)?个?(?:周|星期|礼拜)([一二三四五六日天])/,
    ([week = '', weekday = ''], standpoint) => dayOfWeek(week, weekday, standpoint),
  ],
];

const yearsBack: Readonly<Record<string, number>> = { 今年: 0, 去年: 1, 前年: 2 };
const daysAway: Readonly<Record<string, number>> = { 大前: -3, 前: -2, 昨: -1, 今: 0, 明: 1, 后: 2, 大后: 3 };

/** The years that may lie between two 29 February: around 1900 and 2100 there is none. */
const LEAP_DAYS_APART = 8;
/** The months that may lie between two that have a 31st. */
const MONTHS_APART = 2;

const WEEKDAY_BEHIND = /^\s*\(?(?:周|星期|礼拜)([一二三四五六日天])\)?/;

function dayAhead(given: string, standpoint: Standpoint): Beginning | undefined {
  for (const [form, dayFrom] of sayings) {
    const match = form.exec(given);
    if (match === null) continue;
    const day = dayFrom(match.slice(1), standpoint);
    if (day === undefined) return undefined;
    const behind = given.slice(match[0].length);
    const named = WEEKDAY_BEHIND.exec(behind);
    // A day that is called by another day of the week is a slip in one of the two.
    if (named !== null && weekdayOf(day) !== weekdayNumber(named[1] ?? '')) return undefined;
    const rest = behind.slice(named?.[0].length ?? 0);
    return { day, rest, partOfDay: /^[早晨晚夜]/.test(rest) };
  }
  return undefined;
}

/** A day that exists: 2023-02-30 does not. */
function existing(year = '', month = '', date = ''): Day | undefined {
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** The first of the days that is not beyond today, going `towards` by at most so many steps. */
function nearestOf(
  { today, towards }: Standpoint,
  steps: number,
  dayAway: (away: number) => Day | undefined,
): Day | undefined {
  for (let away = 0; away <= steps; away++) {
    const day = dayAway(away * towards);
    if (day !== undefined && (towards < 0 ? day <= today : day >= today)) return day;
  }
  return undefined;
}

/** Monday is 1, Sunday 7. */
const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
const weekdayNumber = (sign: string): number => '一二三四五六日'.indexOf(sign) + 1 || 7;

/** 上周五: of the week before, which begins on Monday. 周五: the nearest one in the direction that is looked. */
function dayOfWeek(week: string, weekday: string, { today, towards }: Standpoint): Day {
  const inThisWeek = addDays(today, weekdayNumber(weekday) - weekdayOf(today));
  if (week === '') {
    const beyond = towards < 0 ? inThisWeek > today : inThisWeek < today;
    return beyond ? addDays(inThisWeek, 7 * towards) : inThisWeek;
  }
  const weeks = week.startsWith('上') ? -week.length : week.startsWith('下') ? week.length : 0;
  return addDays(inThisWeek, 7 * weeks);
}

const monthBefore = (month: string): string => monthOf(addDays(`${month}-01`, -1));

/** The month so many months away. */
function monthAway(month: string, away: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + away;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

const monthNamed = (year: number, month: number): string | undefined =>
  month >= 1 && month <= 12
    ? `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`
    : undefined;

const PART = /^(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|早|晨|晚|夜)\s*/;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\+08:00)?$/;
const SPOKEN = /^(\d{1,2})\s*(?:点钟?|时)\s*(?:整|(半)|([13])刻|(\d{1,2})分?(?:(\d{1,2})秒)?)?$/;

/** `09:30:00+08:00` of `9:30`, 9点半, 下午3点一刻; undefined for no time of day. */
function timeOf(text: string): string | undefined {
  const part = PART.exec(text);
  const given = text.slice(part?.[0].length ?? 0);
  const [, hour, minute = '0', second = '0'] = CLOCK.exec(given) ?? spoken(given);
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const hours = part ? hourIn(part[1] ?? '', Number(hour)) : Number(hour);
  if (hours === undefined) return undefined;
  return `${[hours, minute, second].map((figure) => String(figure).padStart(2, '0')).join(':')}+08:00`;
}

function spoken(given: string): readonly (string | undefined)[] {
  const [all, hour, half, quarters, minute, second] = SPOKEN.exec(given) ?? [];
  const minutes = half ? '30' : quarters ? String(Number(quarters) * 15) : minute;
  return all === undefined ? [] : [all, hour, minutes, second];
}

/** The hour of the day; undefined where hour and part contradict each other, or do not say which day (晚上12点). */
function hourIn(part: string, hour: number): number | undefined {
  const between = (first: number, last: number): boolean => hour >= first && hour <= last;
  switch (part) {
    case '凌晨':
      return hour === 12 ? 0 : between(0, 6) ? hour : undefined;
    case '中午':
      return between(11, 14) ? hour : between(1, 2) ? hour + 12 : undefined;
    case '下午':
    case '傍晚':
      return between(12, 19) ? hour : between(1, 11) ? hour + 12 : undefined;
    case '晚上':
    case '夜里':
    case '晚':
    case '夜':
      return between(17, 23) ? hour : between(5, 11) ? hour + 12 : undefined;
    default:
      return between(0, 12) ? hour : undefined;
  }
}
