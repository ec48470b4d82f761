import type { OldField, OldMeasure, OldOpinion } from '../../domain/old-ledger/old-case.ts';
import { nearest } from '../../domain/words/nearest.ts';
import { codesMeant } from '../../domain/words/synonyms.ts';
import { hasHidden, LONGEST_TEXT, toHalfWidth, withoutInvisible } from '../../domain/words/text.ts';
import {
  type Channel,
  type ClosedList,
  channels,
  type Grade,
  grades,
  type Source,
  type Status,
  sources,
  statuses,
} from '../../domain/words/vocabulary.ts';
import type { CellValue } from '../sheet/reading/cells.ts';
import { type Dating, dateText } from './serials.ts';

/** Why a cell does not hold what its column asks for, in words. */
export class Unreadable extends Error {}

export const unreadable = (reason: string): never => {
  throw new Unreadable(reason);
};

/** The row that a cell stands in: what is known of its days, and what a cell says beside its own value. */
export interface Around extends Dating {
  /** The year of a date that does not say it; undefined where nothing tells. */
  readonly year: number | undefined;
  /** The sheet was exported by this program: every word in it is meant as it stands. */
  readonly isOwn: boolean;
  /** The value was read, but whoever knows the case should look at it; `becomes` in words. */
  doubt(reason: string, becomes: string): void;
  /** Another field of the same case, where its own column does not say it. Texts are added to what is there. */
  also(field: OldField, value: unknown): void;
}

/** The value of a cell of a column; undefined where it says that there is none; throws Unreadable where it is none. */
export type ParseCell<T> = (value: CellValue, around: Around) => T;

/** Beyond them a number of Excel has lost its last digits. */
const MOST_EXACT = 1e15;

function wordsIn(value: CellValue, dating: Dating): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return value;
  if ('date' in value) return dateText(value.date, dating);
  if ('error' in value) return unreadable(`单元格是错误值 ${value.error}`);
  return unreadable(
    value.unread === 'formula'
      ? '是公式，文件里没有它的结果；在 Excel 或 WPS 中打开、保存后再导入'
      : '是单元格里的图片，不能导入；导入后用 attach 附上',
  );
}

/** As Excel shows it, which keeps fifteen digits. */
function numberText(value: number): string {
  if (Math.abs(value) >= MOST_EXACT)
    return unreadable('数字超过 15 位，Excel 已经丢了后面的数；把这一格设为文本，重新输入');
  return String(Number(value.toPrecision(15)));
}

/** Blanks, and what nobody sees, at the ends of a text. */
const ENDS = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;

const bounded =
  (most: number): ParseCell<string> =>
  (value, around) => {
    const given = wordsIn(value, around).replaceAll(/\r\n?/g, '\n').replaceAll(ENDS, '');
    if (!given.isWellFormed()) return unreadable('有不成字的半个字符，重新输入这个字');
    if (given.length > most) {
      const length = [...given].length;
      if (length > most) return unreadable(`有 ${length} 字，最多 ${most} 字`);
    }
    return hasHidden(given) ? unreadable('里面有控制字符，删去后重新输入') : given;
  };

/** Text as it stands, its ends trimmed. */
export const text: ParseCell<string> = bounded(LONGEST_TEXT);

/** Several texts in one cell, as the export joins them. A cell of Excel has room for three of the longest. */
export const joined: ParseCell<string> = bounded(50 * LONGEST_TEXT);

/** One line: a cell's line breaks become spaces. */
export const line: ParseCell<string> = (value, around) =>
  withoutInvisible(text(value, around).replaceAll(/\s*[\n\t]\s*/g, ' ')).trim();

export const plain: ParseCell<string> = (value, around) => toHalfWidth(line(value, around)).trim();

/** A person or a department: blanks between Chinese signs only space them out. */
export const name: ParseCell<string> = (value, around) =>
  line(value, around).replaceAll(/(?<=[㐀-鿿])[ \u3000]+(?=[㐀-鿿])/g, '');

export const caseNumber: ParseCell<string> = (value, around) => plain(value, around).replaceAll(/\s/g, '');

/** Signs and words that stand for nothing. */
const NOTHING = /^(?:[/\\|—–－\-_、.。…]+|无|暂无|没有|空|n\/?a|null|none|nil)$/i;

const LONGEST_NOTHING = 12;

/** Nothing stands in the cell, or a sign that says so. */
export const saysNothing = (value: CellValue): boolean =>
  typeof value === 'string' &&
  value.length <= LONGEST_NOTHING &&
  NOTHING.test(toHalfWidth(withoutInvisible(value)).trim());

/** 1.2.1 Where nothing was asked for, that stands in the form. */
export const demand: ParseCell<string> = (value, around) =>
  saysNothing(value) && !around.isOwn ? '未提出' : text(value, around);

const UNNUMBERED = { numbered: false };

interface Meant {
  readonly codes: readonly string[];
  /** What stands in brackets behind the word; empty where nothing does. */
  readonly aside: string;
}

/** The codes that are meant; a remark behind the word, 满意（已认可）, makes no difference. */
function meant(list: ClosedList, given: string, { numbered } = UNNUMBERED): Meant {
  const whole = codesMeant(list, given, numbered);
  if (whole.length > 0) return { codes: whole, aside: '' };
  const [all = '', aside = ''] = ASIDE.exec(given) ?? [];
  const codes = codesMeant(list, given.slice(0, given.length - all.length), numbered);
  return { codes, aside };
}

/** Behind the word that matters: 满意（已认可）, 12345转办, 来电投诉. */
const ASIDE = /(?:[（(](.*)[）)]|(?<=..)(?:转办|转来|转交|转|投诉|反映))$/;

/** The one code that is meant. A remark in brackets is kept as a note; one that says another value makes it doubtful. */
function oneMeant<Code extends string>(
  list: Readonly<Record<Code, string>>,
  given: string,
  { title, places = UNNUMBERED }: { readonly title: string; readonly places?: typeof UNNUMBERED },
  around: Around,
): Code | undefined {
  const { codes, aside } = meant(list, given, places);
  const [code] = codes as readonly Code[];
  if (code === undefined || aside === '') return code;
  around.also('notes', `${title}：${given}`);
  const others = (Object.keys(list) as Code[]).filter((each) => list[each] !== list[code]);
  if (others.some((each) => aside.includes(list[each])))
    around.doubt('括号里是另一个值', `${list[code]}，备注“${title}：${given}”`);
  return code;
}

/**
 * One of a closed list, as its label, its code or another word for it; `numbered` lists also by their place. What stands
 * in brackets behind it comes into the notes of the case under the title of its column.
 */
export const choice =
  <Code extends string>(
    list: Readonly<Record<Code, string>>,
    title: string,
    places = UNNUMBERED,
  ): ParseCell<Code> =>
  (value, around) => {
    const given = plain(value, around);
    return oneMeant(list, given, { title, places }, around) ?? unreadable(notInList(given, list));
  };

/** A grade, also by its place in the form; but many an office gives marks, of which the highest is the best. */
export const grade =
  (title: string): ParseCell<Grade> =>
  (value, around) => {
    const code = choice(grades, title, { numbered: true })(value, around);
    const given = plain(value, around);
    if (/^\d+$/.test(given) && !around.isOwn)
      around.doubt('是数字，按登记表里的序号看（1 满意，4 不满意）；是分数的，改成字', grades[code]);
    return code;
  };

/** The same; what is not in the list is `otherwise`, and stands in the notes of the case under the title of its column. */
export const choiceOr =
  <Code extends string>(
    list: Readonly<Record<Code, string>>,
    otherwise: Code,
    title: string,
  ): ParseCell<Code> =>
  (value, around) => {
    const given = plain(value, around);
    const code = oneMeant(list, given, { title }, around);
    if (code !== undefined) return code;
    around.also('notes', `${title}：${given}`);
    around.doubt(
      `没有“${given}”这个值${similar(given, list)}`,
      `${list[otherwise]}，备注“${title}：${given}”`,
    );
    return otherwise;
  };

/** How it came; a word for whom it came from (12345) says that as well. What is in neither list is 其他 with the word. */
export const channel: ParseCell<Channel> = (value, around) => {
  const given = plain(value, around);
  const code = oneMeant(channels, given, { title: '投诉方式' }, around);
  if (code !== undefined) {
    // 电话（12345转）
    const [sender] = meant(sources, meant(channels, given).aside).codes as readonly Source[];
    if (sender !== undefined) around.also('source', sender);
    return code;
  }
  const note = given.replace(/^其[他它][：:]?\s*/, '');
  const [from] = meant(sources, given).codes as readonly Source[];
  if (from !== undefined) around.also('source', from);
  around.also('channelNote', note);
  if (from === undefined && note === given)
    around.doubt(`没有“${given}”这个值${similar(given, channels)}`, `其他：${note}`);
  return 'other';
};

/** Whom it came from; many ledgers have the channel under this title. */
export const source: ParseCell<Source> = (value, around) => {
  const given = plain(value, around);
  const code = oneMeant(sources, given, { title: '来源' }, around);
  if (code !== undefined) return code;
  const way = oneMeant(channels, given, { title: '来源' }, around);
  if (way === undefined) return choiceOr<Source>(sources, 'direct', '来源')(value, around);
  around.also('channel', way);
  return 'direct';
};

function notInList(given: string, list: ClosedList): string {
  return `没有“${given}”这个值${similar(given, list)}；可用的：${[...new Set(Object.values(list))].join('、')}`;
}

function similar(given: string, list: ClosedList): string {
  const near = nearest(given, Object.values(list));
  return near === undefined ? '' : `，是不是“${near}”`;
}

const wordsOf = (...all: readonly string[]): ReadonlySet<string> => new Set(all);

/** Words for a case that is over, and for one that is not, as ledgers have them that do not tell the steps apart. */
const over = wordsOf(
  '是',
  '已办结',
  '办结',
  '已完成',
  '完成',
  '已处理',
  '处理完毕',
  '已处理完毕',
  '已结案',
  '结案',
  '已解决',
  '解决',
  '已关闭',
  '关闭',
  '完结',
  '已完结',
  '已闭环',
  '闭环',
  '已办理',
  '办理完毕',
  '√',
  '✓',
);
const open = wordsOf(
  '否',
  '处理中',
  '办理中',
  '进行中',
  '未办结',
  '未完成',
  '未处理',
  '未解决',
  '待处理',
  '待办',
  '待办理',
  '跟进中',
  '受理中',
  '已受理',
  '已登记',
  '已派单',
  '在办',
  '正在处理',
  '正在办理',
  '×',
  '✗',
);

/** Where the case stands: a status of the program; over (已归档); or no more than that it is open, an empty list. */
export const standing: ParseCell<readonly Status[]> = (value, around) => {
  const given = plain(value, around);
  if (over.has(given)) return ['closed'];
  if (open.has(given)) return [];
  const codes = meant(statuses, given).codes as readonly Status[];
  return codes.length > 0 ? codes : unreadable(notInList(given, statuses));
};

/** Several of a closed list in one cell. */
export const several =
  <Code extends string>(list: Readonly<Record<Code, string>>, title: string): ParseCell<readonly Code[]> =>
  (value, around) =>
    names(value, around).map((each) => choice(list, title)(each, around));

/** Names in one cell: 赵强、孙丽. */
export const names: ParseCell<readonly string[]> = (value, around) =>
  text(value, around)
    .split(/[、，,;；\n]+/)
    .map((each) => name(each, around))
    .filter((each) => each !== '');

export const yesNo: ParseCell<boolean> = (value, around) => {
  const given = plain(value, around);
  if (/^(是|√|✓|通过|有|y|yes|true)$/i.test(given)) return true;
  return /^(否|×|✗|退回|无|n|no|false)$/i.test(given) ? false : unreadable(`“${given}”不是“是”或“否”`);
};

export const integer =
  (min: number, max: number): ParseCell<number> =>
  (value, around) => {
    const number = Number(plain(value, around).replace(/[天日次]$/, ''));
    return Number.isInteger(number) && number >= min && number <= max
      ? number
      : unreadable(`须是 ${min} 到 ${max} 的整数`);
  };

/** A measure a line, as the export writes it: 更换阀门（赵强，2023-10-03 完成）效果：未再漏气; or only what is done. */
export const measures: ParseCell<readonly OldMeasure[]> = (value, around) =>
  linesOf(value, around).map((given) => {
    const [, what, owner, date, state, effect] =
      /^(.+)（([^（）]+)，(\d{4}-\d{2}-\d{2}) (完成|前)）(?:效果：(.+))?$/.exec(given) ?? [];
    if (what === undefined || owner === undefined || date === undefined)
      return { text: given, owner: null, dueOn: null, doneOn: null, effect: null };
    const done = state === '完成';
    return { text: what, owner, dueOn: date, doneOn: done ? date : null, effect: effect ?? null };
  });

/** An opinion a line: 同意：按方案办理（陈国栋）; or the text alone. */
export const opinions: ParseCell<readonly OldOpinion[]> = (value, around) =>
  linesOf(value, around).map((given) => {
    const [, verdict, opinion, by] = /^(同意|不同意)：(.+)（([^（）]+)）$/.exec(given) ?? [];
    return opinion === undefined || by === undefined
      ? { agreed: isAgreement(given, around), opinion: given, by: null }
      : { agreed: verdict === '同意', opinion, by };
  });

const REFUSAL = /^(?:不同意|不予同意|未同意|不通过|退回|驳回)/;
const AGREEMENT = /^(?:同意|已同意|通过|可以|赞成|可$|ok$)/i;

function isAgreement(given: string, { doubt, isOwn }: Around): boolean {
  if (REFUSAL.test(given)) return false;
  if (!AGREEMENT.test(given) && !isOwn) doubt('没有写同意还是不同意', '同意');
  return true;
}

/** A feedback a line: 管理总部：已整改. */
export const feedbacks: ParseCell<readonly { readonly to: string; readonly content: string }[]> = (
  value,
  around,
) =>
  linesOf(value, around).map((given) => {
    const [, to, content] = /^([^：]+)：(.+)$/.exec(given) ?? [];
    if (to !== undefined && content !== undefined) return { to, content };
    if (!around.isOwn) around.doubt('没有写反馈给谁', '反馈给管理总部');
    return { to: '管理总部', content: given };
  });

const linesOf: ParseCell<readonly string[]> = (value, around) =>
  joined(value, around)
    .split('\n')
    .map((given) => given.trim())
    .filter((given) => given !== '');
