import { type Day, isDay, type Moment, momentAt } from '../../domain/case/clock.ts';
import { momentOf, type When } from '../../domain/steps/decide.ts';
import { readWhen } from '../../domain/words/typed-time.ts';
import { type Around, type ParseCell, plain, unreadable } from './cells.ts';
import { fromSerial } from './serials.ts';

/** When something happened: an Excel date, or text as people write days; a day alone where no time is given. */
export const moment: ParseCell<When> = (value, around) => {
  const serial = typeof value === 'object' && 'date' in value ? value.date : value;
  if (typeof serial === 'number') {
    const when = fromSerial(serial, around) ?? fromDigits(String(serial));
    return when ?? unreadable(Number.isInteger(serial) ? notADate(String(serial)) : UNCLEAR);
  }
  const given = plain(value, around);
  const when = /^\d{5}(\.\d+)?$/.test(given) ? fromSerial(Number(given), around) : fromText(given, around);
  return when ?? unreadable(notADate(given));
};

/** A moment; of a day alone its beginning. */
export const instant: ParseCell<Moment> = (value, around) => momentOf(moment(value, around));

/** A day, whatever time stands with it. */
export const day: ParseCell<Day> = (value, around) => {
  const when = moment(value, around);
  return 'day' in when ? when.day : when.moment.slice(0, 10);
};

/** Why a date is refused whose year nothing tells. */
export const WITHOUT_YEAR = '没有写年份';

const notADate = (given: string): string =>
  `“${given}”不是日期，写成 2023-10-01 9:30、2023年10月1日 或 2023/10/1`;
/** A number 10.1 may be 10.10 without its last sign. */
const UNCLEAR = '是数字，分不清是哪一天（10.1 还是 10.10）；写成 2023-10-01';

/** 20231001, 20231001 0930, 202310010930. */
function fromDigits(given: string): When | undefined {
  const [, year, month, date, hour, minute] =
    /^(\d{4})(\d{2})(\d{2})(?: ?(\d{2})(\d{2}))?$/.exec(given) ?? [];
  const on = `${year}-${month}-${date}`;
  if (year === undefined || !isDay(on)) return undefined;
  if (hour === undefined) return { day: on };
  return Number(hour) < 24 && Number(minute) < 60
    ? { moment: `${on}T${hour}:${minute}:00+08:00` }
    : undefined;
}

const WITH_OFFSET = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const MONTH_FIRST = /^(?:\d{1,2}[-/.月]\d|[一二三四五六七八九十]+月)/;
const WITH_YEAR = /^(?:\d{4}|[〇零一二三四五六七八九]{4}年)/;

/** 23.9.30, 23年9月30日: where the first number can be no month. */
const SHORT_YEAR = /^(\d{2})([-/.年])\d{1,2}[-/.月]\d{1,2}(?!\d)/;
/** A part of the day without its hour is no moment; the day before it is known. */
const PART_ALONE = /^(.*[\d日号])\s*(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|夜里|早|晚|夜)$/;

/** A word that is counted from today (昨天, 周五, 9:30) says nothing in an old ledger. */
function fromText(text: string, around: Around): When | undefined {
  const { year, doubt } = around;
  const offset = WITH_OFFSET.exec(text);
  if (offset !== null) {
    const instantly = Date.parse(`${offset[1]}${offset[2]}`);
    return Number.isNaN(instantly) ? undefined : { moment: momentAt(instantly) };
  }
  const given = asTyped(text);
  const digits = fromDigits(given);
  if (digits !== undefined) return digits;
  const part = PART_ALONE.exec(given);
  if (part !== null) {
    const day = fromText(part[1] ?? '', around);
    if (day !== undefined && 'day' in day) doubt(`“${text}”没有写几点`, day.day);
    return day;
  }
  const short = SHORT_YEAR.exec(given);
  if (short !== null && (short[2] === '年' || Number(short[1]) > 12)) {
    const when = readWhen(`20${given}`, FAR);
    if (when !== undefined) doubt(`“${text}”的年份只写了两位`, `20${short[1]} 年`);
    return when;
  }
  if (WITH_YEAR.test(given)) return readWhen(given, FAR);
  if (!MONTH_FIRST.test(given)) return undefined;
  if (readWhen(given, FAR) === undefined) return undefined;
  if (year === undefined)
    return unreadable(`“${text}”${WITHOUT_YEAR}；写成 2023-10-01，或把年份写在表名、表题里`);
  const when = readWhen(given, `${year}-12-31T23:59:59+08:00`);
  if (when !== undefined) doubt(`“${text}”${WITHOUT_YEAR}`, `${year} 年`);
  return when;
}

const FAR: Moment = '2100-01-01T00:00:00+08:00';

/** What hands put around a date: 左右 behind it, other signs between its parts, the hour in another way. */
const asTyped = (given: string): string =>
  given
    .replace(/\s*(?:左右|前后|许)?[.。,;；]?$/, '')
    .replace(/^(?:大约|约)\s*/, '')
    .replaceAll(/(?<=\d)\s*[、,\\]\s*(?=\d)/g, '-')
    .replace(
      /(\d{1,2}):(\d{2})(:\d{2})?\s*([AP])\.?M\.?$/i,
      (_all, hour, minute, second = '', half) =>
        `${(Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)}:${minute}${second}`,
    )
    .replace(/^(\d{4}\D\d{1,2}\D\d{1,2}[日号]?)\s+(\d{2})[.．]?(\d{2})$/, '$1 $2:$3');
