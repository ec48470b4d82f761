import { type Day, dayOf, type Moment } from '../domain/case/clock.ts';
import { type Problem, problem, Refusal } from '../domain/problems.ts';
import type { When } from '../domain/steps/decide.ts';
import { nearest } from '../domain/words/nearest.ts';
import {
  digitsOfOddMobile,
  isPlainLine,
  LONGEST_NAME,
  LONGEST_TEXT,
  parsePhone,
  toHalfWidth,
} from '../domain/words/text.ts';
import { lineAsMeant, textAsMeant } from '../domain/words/typed.ts';
import { type ClosedList, codesOf } from '../domain/words/vocabulary.ts';

/** What the parsing of a value may ask of the world: the time, and the text of a file or of standard input. */
export interface Reading {
  readonly now: Moment;
  /** The day of what is being recorded: days still to come are counted from there. Without it, from today. */
  readonly happenedOn?: Day;
  /** The text of a file, `-` for standard input. */
  readText(file: string): string;
}

/** A kind of value: how a text becomes one, and what help and questions say of it. */
export interface ValueType<T> {
  /** Stands for the value in help: `<日期>`. */
  readonly placeholder: string;
  /** The possible values, where the list is closed. */
  readonly choices?: ClosedList;
  /** Long text: may hold newlines, come from a file or standard input. */
  readonly long?: boolean;
  /** A place in the file system: shells complete it themselves. */
  readonly isPath?: boolean;
  /** Nothing can follow on such a text: on a terminal it is taken without Enter. */
  isWhole?(text: string): boolean;
  /** What makes one look twice at a text that is a value: asked about on a terminal. */
  doubt?(text: string): string | undefined;
  /** The value of `text`; throws a Refusal that says `name` (its option, or its label) where it is none. */
  parse(text: string, name: string, reading: Reading): T | Promise<T>;
}

const invalid = (message: string, hint: string, details?: readonly string[]): Problem =>
  problem('usage.invalid', { message, hint, ...(details ? { details: { choices: details } } : {}) });

const refuse = (message: string, hint: string): never => {
  throw new Refusal(invalid(message, hint));
};

function measured(text: string, name: string): string {
  if (!text.isWellFormed()) refuse(`${name}：有不成字的半个字符`, '重新输入这个字');
  const length = [...text].length;
  if (length > LONGEST_TEXT)
    refuse(`${name}：有 ${length} 字，最多 ${LONGEST_TEXT} 字`, '长材料用 attach 附上，这里写要点');
  return text;
}

/** One line, without any control character. */
export const line: ValueType<string> = { placeholder: '文字', parse: parseLine };

/** The same, for what is not typed as an option. */
function parseLine(text: string, name: string): string {
  const trimmed = lineAsMeant(text);
  if (!isPlainLine(trimmed)) refuse(`${name}：不能有换行或其他控制字符`, '写成一行');
  return measured(trimmed, name);
}

/** The path of a file, or of a folder: what is typed of it is completed by the shell. */
export const path: ValueType<string> = { ...line, placeholder: '路径', isPath: true };

/** One line that is short: the name of a person, a department, a unit. */
export const name: ValueType<string> = { placeholder: '文字', parse: parseName };

/** The same, for what is not typed as an option. */
export function parseName(text: string, label: string): string {
  const parsed = parseLine(text, label);
  const length = [...parsed].length;
  return length <= LONGEST_NAME
    ? parsed
    : refuse(`${label}：有 ${length} 字，最多 ${LONGEST_NAME} 字`, '这里只写名称，情况写在备注里');
}

/** Text that may hold newlines and tabs; `-` is standard input, `@file` a file, `@@` a literal @. */
export const text: ValueType<string> = {
  placeholder: '文字',
  long: true,
  parse: (given, name, reading) => {
    const read = given === '-' || /^@[^@]/.test(given);
    const content = read ? reading.readText(given === '-' ? '-' : given.slice(1)) : given.replace(/^@@/, '@');
    return legible(measured(textAsMeant(content.replaceAll('\r\n', '\n')), name), name);
  },
};

/** A pipe of PowerShell 5 hands a question mark on for every Chinese character. */
const legible = (text: string, name: string): string =>
  /^[?\s]+$/.test(text)
    ? refuse(
        `${name}：只有问号，汉字在传过来的路上丢了`,
        'PowerShell 里先运行 $OutputEncoding = [Text.Encoding]::UTF8，或写进文件再用 "@文件名"',
      )
    : text;

/** One of a closed list, as its code or its Chinese label; `numbered` lists also by their place, from 1. */
export function choice<C extends string>(
  list: Readonly<Record<C, string>>,
  { numbered } = { numbered: false },
): ValueType<C> {
  return {
    placeholder: Object.keys(list).join('|'),
    choices: list,
    parse: async (given, name) => {
      const [code] = await codesIn(list, given, numbered);
      return (code as C | undefined) ?? refuseChoice(given, name, list);
    },
  };
}

/** As `choice`; a label that belongs to two codes (待归档) means both. */
export function choices<C extends string>(list: Readonly<Record<C, string>>): ValueType<readonly C[]> {
  return {
    placeholder: Object.keys(list).join('|'),
    choices: list,
    parse: async (given, name) => {
      const codes = (await codesIn(list, given)) as readonly C[];
      return codes.length > 0 ? codes : refuseChoice(given, name, list);
    },
  };
}

/** The other words for the values of closed lists are loaded only for a word that is neither code nor label. */
const otherWords = () => import('../domain/words/synonyms.ts');

async function codesIn(list: ClosedList, given: string, numbered = false): Promise<readonly string[]> {
  const word = toHalfWidth(lineAsMeant(given));
  const codes = codesOf(list, word, numbered);
  return codes.length > 0 ? codes : (await otherWords()).codesMeant(list, word);
}

async function refuseChoice(given: string, name: string, list: ClosedList): Promise<never> {
  const { synonyms } = await otherWords();
  const others = Object.values(synonyms.get(list) ?? {}).flatMap((words) => words ?? []);
  const known = [...Object.entries(list).flat(), ...others];
  const near = nearest(given.toLowerCase(), known);
  const possible = Object.entries(list).map(([code, label]) => (code === label ? code : `${code} ${label}`));
  throw new Refusal(
    invalid(
      `${name}：没有“${given}”这个值${near ? `，是不是“${near}”` : ''}`,
      `可用的值：${possible.join('、')}`,
      Object.keys(list),
    ),
  );
}

/** Days and times as people write them: loaded only where there is one. */
const dates = () => import('../domain/words/typed-time.ts');

/** When something happened. */
export const when: ValueType<When> = {
  placeholder: '时间',
  parse: async (given, name, { now }) =>
    (await dates()).readWhen(lineAsMeant(given), now) ??
    (await import('./when.ts')).momentWithOffset(lineAsMeant(given)) ??
    refuse(
      `${name}：“${given}”不是时间`,
      '写成 2023-10-01 09:30、10-01 09:30、09:30、今天 09:30、昨天下午3点、上周五 14:00 或 2023-10-01',
    ),
};

export const isWhen = (value: unknown): value is When =>
  typeof value === 'object' && value !== null && ('moment' in value || 'day' in value);

/** A calendar day. */
export const day: ValueType<Day> = {
  placeholder: '日期',
  parse: async (given, name, { now }) =>
    (await dates()).readDay(lineAsMeant(given), now) ??
    refuse(`${name}：“${given}”不是日期`, '写成 2023-10-01、10-01、10月1日、今天、昨天或上周五'),
};

/** A calendar day that is still to come when the entry is made. */
export const comingDay: ValueType<Day> = {
  placeholder: '日期',
  parse: async (given, name, { now, happenedOn = dayOf(now) }) =>
    (await dates()).readComingDay(lineAsMeant(given), happenedOn) ??
    refuse(`${name}：“${given}”不是日期`, `写成 ${dayOf(now)}、${dayOf(now).slice(5)}、明天、后天或下周五`),
};

/** A calendar month, `2023-10`. */
export const month: ValueType<string> = {
  placeholder: '月份',
  parse: async (given, name, { now }) =>
    (await dates()).readMonth(lineAsMeant(given), now) ??
    refuse(`${name}：“${given}”不是月份`, '写成 2023-10、2023年10月、10月、本月或上月'),
};

/** A whole number from `min` to `max`. */
export const integer = (min: number, max: number): ValueType<number> => ({
  placeholder: '数字',
  parse: (given, name) => {
    const digits = toHalfWidth(lineAsMeant(given));
    const value = Number(digits);
    return /^\d{1,9}$/.test(digits) && value >= min && value <= max
      ? value
      : refuse(`${name}：须是 ${min} 到 ${max} 的整数，不是“${given}”`, `如 ${min}`);
  },
});

/** One of a few whole numbers. */
export const oneOf = (numbers: readonly number[]): ValueType<number> => ({
  placeholder: numbers.join('|'),
  parse: (given, name) => {
    const digits = toHalfWidth(lineAsMeant(given));
    return /^\d+$/.test(digits) && numbers.includes(Number(digits))
      ? Number(digits)
      : refuse(`${name}：只能是 ${numbers.join('、')}，不是“${given}”`, `如 ${numbers[0]}`);
  },
});

/** A phone number: digits with the usual separators, kept as digits, `+` and `-`. */
export const phone: ValueType<string> = {
  placeholder: '电话',
  parse: (given, name) =>
    parsePhone(given) ?? refuse(`${name}：“${given.trim()}”不是电话号码`, '写成 13800001234 或 0391-7170000'),
  isWhole: (given) => /^1[3-9]\d{9}$/.test(toHalfWidth(given)),
  doubt(given) {
    const digits = digitsOfOddMobile(parsePhone(given) ?? '');
    return digits === undefined ? undefined : `手机号码 11 位，这里${digits < 11 ? '只' : ''}有 ${digits} 位`;
  },
};

/** What a case is called: its registration number or the end of that, the complainant's name or the end of his phone. */
export const number: ValueType<string> = {
  placeholder: '编号',
  parse: (given, label) => parseName(toHalfWidth(given), label),
};
