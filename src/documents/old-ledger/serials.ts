import { addDays, type Day } from '../../domain/case/clock.ts';
import type { When } from '../../domain/steps/decide.ts';

/** Where days are counted from in the workbook. */
export interface Dating {
  readonly from1904: boolean;
}

/** The day, and the time where there is one, as the cell shows it. */
export function dateText(serial: number, dating: Dating): string {
  const when = fromSerial(serial, dating);
  if (when === undefined) return String(serial);
  return 'day' in when ? when.day : when.moment.slice(0, 16).replace('T', ' ');
}

const DAY_SECONDS = 86_400;
/** Serials of 1990-01-01 and 2100-01-01: other numbers are no date of a complaint. */
const [EARLIEST, LATEST] = [32_874, 73_051];

/** Excel counts days, and their parts, from the end of 1899 (some Macs: from 1904). It knows no zone: it is China time. */
export function fromSerial(serial: number, { from1904 }: Dating): When | undefined {
  const since1899 = serial + (from1904 ? 1462 : 0);
  if (since1899 < EARLIEST || since1899 >= LATEST) return undefined;
  const seconds = Math.round(since1899 * DAY_SECONDS);
  const on = dayAt(Math.floor(seconds / DAY_SECONDS));
  const rest = seconds % DAY_SECONDS;
  if (rest === 0) return { day: on };
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return { moment: `${on}T${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}+08:00` };
}

/** A ledger names the same few thousand days again and again. */
const days = new Map<number, Day>();

function dayAt(serial: number): Day {
  const known = days.get(serial);
  if (known !== undefined) return known;
  const day = addDays('1899-12-30', serial);
  days.set(serial, day);
  return day;
}
