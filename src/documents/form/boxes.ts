import type * as words from '../../domain/words/vocabulary.ts';

/**
 * The boxes to tick on Annex 1, by the code each of them stands for. A code that the printed form has no box for goes
 * into the one its list has for the rest.
 */
export const boxes = {
  channels: { visit: '来访', phone: '来电', website: '官网', online: '网络平台', other: '其他方式' },
  assignedTo: { headquarters: '转办总部', branch: '转办子公司' },
  feedbackTo: { headquarters: '反馈总部', branch: '反馈子公司' },
  verdicts: { valid: '有效投诉', invalid: '无效投诉' },
  handled: { yes: '已处理', no: '未处理' },
  timeliness: {
    satisfied: '时效满意',
    fairly_satisfied: '时效较满意',
    neutral: '时效一般',
    dissatisfied: '时效不满意',
  },
  satisfaction: {
    satisfied: '客户满意',
    fairly_satisfied: '客户较满意',
    neutral: '客户一般',
    dissatisfied: '客户不满意',
  },
} as const satisfies {
  readonly channels: BoxOf<typeof words.channels>;
  readonly assignedTo: BoxOf<typeof words.unitKinds>;
  readonly feedbackTo: BoxOf<typeof words.unitKinds>;
  readonly verdicts: BoxOf<typeof words.verdicts>;
  readonly handled: BoxOf<typeof words.yesNo>;
  readonly timeliness: BoxOf<typeof words.grades>;
  readonly satisfaction: BoxOf<typeof words.grades>;
};

type BoxOf<List> = Readonly<Record<keyof List, string>>;

/** The days that the form has a box for; an assignment that asks for others ticks none. */
export const dayBoxes = { 0: '当日', 2: '两日内', 3: '三日内' } as const;

const TICKED = '☑';
const EMPTY = '□';

/** The boxes of one list with that of `code` ticked; with none, for a null or for a code without a box. */
export function ticks<Code extends PropertyKey, Name extends string>(
  list: Readonly<Record<Code, Name>>,
  code: Code | null,
): Readonly<Record<Name, string>> {
  const ticked = code === null ? null : list[code];
  const names = Object.values<Name>(list);
  return Object.fromEntries(names.map((name) => [name, name === ticked ? TICKED : EMPTY])) as Record<
    Name,
    string
  >;
}
