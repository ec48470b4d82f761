import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import { addDays, type Day, dayOf, type Moment, momentAt, monthOf } from '../domain/case/clock.ts';
import { monthsUntil } from '../domain/month/figures.ts';
import type { When } from '../domain/steps/decide.ts';

dayjs.extend(customParseFormat);

/** A calendar day that exists; 2023-02-30 does not. */
const exists = (day: string): boolean => dayjs(day, 'YYYY-MM-DD', true).isValid();

const relativeDays: ReadonlyMap<string, number> = new Map([
  ['前天', -2],
  ['昨天', -1],
  ['今天', 0],
  ['明天', 1],
  ['后天', 2],
]);

/** `2023-10-01`, `10-01` (the latest such day not to come), 今天, 昨天; undefined for anything else. */
export const parseDay = (text: string, now: Moment): Day | undefined =>
  dayIn(text, dayOf(now), -1, (day) => day <= dayOf(now));

/** The same for what is still to be done: `10-01` is the next such day from `today` on. */
export const parseComingDay = (text: string, today: Day): Day | undefined =>
  dayIn(text, today, 1, (day) => day >= today);

/** Without a year it is the first `MM-DD`, going by years back (-1) or ahead (1), that exists and fits. */
function dayIn(text: string, today: Day, years: 1 | -1, fits: (day: Day) => boolean): Day | undefined {
  const given = text.trim();
  const relative = relativeDays.get(given);
  if (relative !== undefined) return addDays(today, relative);
  if (/^\d{4}-\d{2}-\d{2}$/.test(given)) return exists(given) ? given : undefined;
  if (!/^\d{2}-\d{2}$/.test(given)) return undefined;
  for (let away = 0; away <= LEAP_DAYS_APART; away++) {
    const day = `${Number(today.slice(0, 4)) + years * away}-${given}`;
    if (exists(day) && fits(day)) return day;
  }
  return undefined;
}

/** The years that may lie between two 29 February: around 1900 and 2100 there is none. */
const LEAP_DAYS_APART = 8;

const TIME = /^([01]\d|2[0-3]|\d):([0-5]\d)(?::([0-5]\d))?$/;

/** `09:30`, `9:30:15` as `09:30:15`; undefined for no time of day. */
function parseTime(text: string): string | undefined {
  const match = TIME.exec(text);
  return match ? `${match[1]?.padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}` : undefined;
}

const OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/;

/** Every form of a moment or a day that `--at` takes; undefined for anything else. China time without an offset. */
export function parseWhen(text: string, now: Moment): When | undefined {
  const given = text.trim().replace(/\s+/g, ' ');
  if (given === '现在') return { moment: now };
  if (OFFSET.test(given) && given.includes('T')) return parseOffset(given);
  const [first = '', second, ...rest] = given.split(/[ T]/);
  if (rest.length > 0) return undefined;
  if (second === undefined) return parseTime(first) ? at(dayOf(now), first) : dayAlone(first, now);
  const day = parseDay(first, now);
  return day === undefined || parseTime(second) === undefined ? undefined : at(day, second);
}

const dayAlone = (text: string, now: Moment): When | undefined => {
  const day = parseDay(text, now);
  return day === undefined ? undefined : { day };
};

const at = (day: Day, time: string): When => ({ moment: `${day}T${parseTime(time)}+08:00` });

function parseOffset(text: string): When | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T([^Z+-]+)(Z|[+-]([01]\d):([0-5]\d))$/.exec(text);
  const time = parseTime(match?.[2] ?? '');
  if (!match?.[1] || !exists(match[1]) || time === undefined) return undefined;
  return { moment: momentAt(Date.parse(`${match[1]}T${time}${match[3]}`)) };
}

/** `2023-10`, 本月, 上月; undefined for anything else. */
export function parseMonth(text: string, now: Moment): string | undefined {
  const given = text.trim();
  if (given === '本月') return monthOf(now);
  if (given === '上月') return monthsUntil(monthOf(now), 2)[0];
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : undefined;
}
