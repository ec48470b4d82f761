import { addDays, type Day, isDay, type Moment } from '../../domain/case/clock.ts';
import type { OldMeasure, OldOpinion } from '../../domain/old-ledger/old-case.ts';
import { momentOf, type When } from '../../domain/steps/decide.ts';
import { nearest } from '../../domain/words/nearest.ts';
import { hasHidden, LONGEST_TEXT, parsePhone, toHalfWidth } from '../../domain/words/text.ts';
import { type ClosedList, codesOf } from '../../domain/words/vocabulary.ts';
import type { CellValue } from './sheet.ts';

/** Why a cell does not hold what its column asks for, in words. */
export class Unreadable extends Error {}

const unreadable = (reason: string): never => {
  throw new Unreadable(reason);
};

/** Where days are counted from in the workbook. */
export interface Dating {
  readonly from1904: boolean;
}

/** The value of a cell of a column; throws Unreadable where it is none. */
export type ParseCell<T> = (value: CellValue, dating: Dating) => T;

/** Text as it stands, its ends trimmed. */
export const text: ParseCell<string> = (value) => {
  if (typeof value === 'object') return unreadable(`单元格是错误值 ${value.error}`);
  const given = (typeof value === 'boolean' ? (value ? '是' : '否') : String(value))
    .replaceAll(/\r\n?/g, '\n')
    .trim();
  if (given.length > LONGEST_TEXT) {
    const length = [...given].length;
    if (length > LONGEST_TEXT) return unreadable(`有 ${length} 字，最多 ${LONGEST_TEXT} 字`);
  }
  return hasHidden(given) ? unreadable('里面有控制字符，删去后重新输入') : given;
};

/** One line: a cell's line breaks become spaces. */
export const line: ParseCell<string> = (value, dating) =>
  text(value, dating).replaceAll(/\s*[\n\t]\s*/g, ' ');

const plain: ParseCell<string> = (value, dating) => toHalfWidth(line(value, dating)).trim();

export const caseNumber: ParseCell<string> = (value, dating) => plain(value, dating).replaceAll(/\s/g, '');

export const phone: ParseCell<string> = (value, dating) => {
  const given = plain(value, dating);
  if (/^\d+\*+\d*$/.test(given)) return unreadable('电话打了码；从台账导出的，导出时加 --reveal');
  return (
    parsePhone(given) ??
    unreadable('不是一个电话号码，如 13800001234、0391-7170000；其余写在“其他联系方式”栏')
  );
};

const UNNUMBERED = { numbered: false };

/** One of a closed list, as its label or its code; `numbered` lists also by their place. */
export const choices =
  <Code extends string>(
    list: Readonly<Record<Code, string>>,
    { numbered } = UNNUMBERED,
  ): ParseCell<readonly Code[]> =>
  (value, dating) => {
    const given = plain(value, dating);
    const codes = codesOf(list, given, numbered) as readonly Code[];
    return codes.length > 0 ? codes : unreadable(notInList(given, list));
  };

export const choice =
  <Code extends string>(list: Readonly<Record<Code, string>>, places = UNNUMBERED): ParseCell<Code> =>
  (value, dating) =>
    choices(list, places)(value, dating)[0] as Code;

function notInList(given: string, list: ClosedList): string {
  const labels = Object.values(list);
  const near = nearest(given, labels);
  return `没有“${given}”这个值${near ? `，是不是“${near}”` : ''}；可用的：${labels.join('、')}`;
}

/** Several of a closed list in one cell. */
export const several =
  <Code extends string>(list: Readonly<Record<Code, string>>): ParseCell<readonly Code[]> =>
  (value, dating) =>
    names(value, dating).map((name) => choice(list)(name, dating));

/** Names in one cell: 赵强、孙丽. */
export const names: ParseCell<readonly string[]> = (value, dating) =>
  text(value, dating)
    .split(/[、，,;；\n]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

export const yesNo: ParseCell<boolean> = (value, dating) => {
  const given = plain(value, dating);
  if (/^(是|√|✓|通过|有|y|yes|true)$/i.test(given)) return true;
  return /^(否|×|✗|退回|无|n|no|false)$/i.test(given) ? false : unreadable(`“${given}”不是“是”或“否”`);
};

export const integer =
  (min: number, max: number): ParseCell<number> =>
  (value, dating) => {
    const number = Number(plain(value, dating));
    return Number.isInteger(number) && number >= min && number <= max
      ? number
      : unreadable(`须是 ${min} 到 ${max} 的整数`);
  };

/** A measure a line, as the export writes it: 更换阀门（赵强，2023-10-03 完成）效果：未再漏气; or only what is done. */
export const measures: ParseCell<readonly OldMeasure[]> = (value, dating) =>
  linesOf(value, dating).map((given) => {
    const [, what, owner, date, state, effect] =
      /^(.+)（([^（）]+)，(\d{4}-\d{2}-\d{2}) (完成|前)）(?:效果：(.+))?$/.exec(given) ?? [];
    if (what === undefined || owner === undefined || date === undefined)
      return { text: given, owner: null, dueOn: null, doneOn: null, effect: null };
    const done = state === '完成';
    return { text: what, owner, dueOn: date, doneOn: done ? date : null, effect: effect ?? null };
  });

/** An opinion a line: 同意：按方案办理（陈国栋）; or the text alone. */
export const opinions: ParseCell<readonly OldOpinion[]> = (value, dating) =>
  linesOf(value, dating).map((given) => {
    const [, verdict, opinion, by] = /^(同意|不同意)：(.+)（([^（）]+)）$/.exec(given) ?? [];
    return opinion === undefined || by === undefined
      ? { agreed: !given.startsWith('不同意'), opinion: given, by: null }
      : { agreed: verdict === '同意', opinion, by };
  });

/** A feedback a line: 管理总部：已整改. */
export const feedbacks: ParseCell<readonly { readonly to: string; readonly content: string }[]> = (
  value,
  dating,
) =>
  linesOf(value, dating).map((given) => {
    const [, to, content] = /^([^：]+)：(.+)$/.exec(given) ?? [];
    return to === undefined || content === undefined ? { to: '管理总部', content: given } : { to, content };
  });

const linesOf: ParseCell<readonly string[]> = (value, dating) =>
  text(value, dating)
    .split('\n')
    .map((given) => given.trim())
    .filter((given) => given !== '');

/** When something happened: an Excel date, or text in the usual forms; a day alone where no time is given. */
export const moment: ParseCell<When> = (value, dating) => {
  const given = typeof value === 'number' ? value : plain(value, dating);
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(String(given));
  const when = compact
    ? dated(compact[1], compact[2], compact[3])
    : typeof given === 'number' || /^\d{5}(\.\d+)?$/.test(given)
      ? fromSerial(Number(given), dating)
      : fromText(given);
  return when ?? unreadable(`“${given}”不是日期，写成 2023-10-01 9:30、2023年10月1日 或 2023/10/1`);
};

/** A moment; of a day alone its beginning. */
export const instant: ParseCell<Moment> = (value, dating) => momentOf(moment(value, dating));

/** A day, whatever time stands with it. */
export const day: ParseCell<Day> = (value, dating) => {
  const when = moment(value, dating);
  return 'day' in when ? when.day : when.moment.slice(0, 10);
};

const DAY_SECONDS = 86_400;
/** Serials of 1990-01-01 and 2100-01-01: other numbers are no date of a complaint. */
const [EARLIEST, LATEST] = [32_874, 73_051];

/** Excel counts days, and their parts, from the end of 1899 (some Macs: from 1904). It knows no zone: it is China time. */
function fromSerial(serial: number, { from1904 }: Dating): When | undefined {
  const since1899 = serial + (from1904 ? 1462 : 0);
  if (since1899 < EARLIEST || since1899 >= LATEST) return undefined;
  const seconds = Math.round(since1899 * DAY_SECONDS);
  const on = addDays('1899-12-30', Math.floor(seconds / DAY_SECONDS));
  const rest = seconds % DAY_SECONDS;
  if (rest === 0) return { day: on };
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return { moment: `${on}T${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}+08:00` };
}

const DATE = String.raw`(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*[日号]?`;
const WEEKDAY = String.raw`(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?`;
const TIME = String.raw`(上午|下午|早上|中午|晚上)?\s*(\d{1,2})\s*[:时点]\s*(\d{1,2})?\s*分?(?:\s*:?\s*(\d{1,2})\s*秒?)?`;
const FORM = new RegExp(`^${DATE}${WEEKDAY}(?:[\\sT]*${TIME}(?:\\.\\d+)?(?:\\+08:00)?)?$`);

function fromText(given: string): When | undefined {
  const match = FORM.exec(given);
  if (match === null) return undefined;
  const [, year, month, date, half, hour, minute = '0', second = '0'] = match;
  const on = dated(year, month, date);
  if (on === undefined || hour === undefined) return on;
  const afternoon = /下午|晚上/.test(half ?? '') || (half === '中午' && Number(hour) < 11);
  const hours = afternoon && Number(hour) < 12 ? Number(hour) + 12 : Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const clock = [hours, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  return { moment: `${on.day}T${clock}+08:00` };
}

/** A day that exists: 2023-02-30 does not. */
function dated(year = '', month = '', date = ''): { readonly day: Day } | undefined {
  const on = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return isDay(on) ? { day: on } : undefined;
}
