import type { Owner, Status } from '../words/vocabulary.ts';
import { type Complaint, hasRunningPromise, isJudgedInvalid } from './complaint.ts';
import type { CaseEvent, Undone } from './events.ts';

type EventType = (CaseEvent | Undone)['type'];

/** What the regulation makes somebody do. */
interface Duty {
  /** The number of section 3, or the clause where it has none. */
  readonly number: string;
  readonly owedBy: Owner;
  readonly task: string;
}

interface Begun {
  /** null where nobody owes it: it is done when there is something to say. */
  readonly duty: Duty | null;
  /** What it may record, and what each such entry is called on screen. */
  readonly events: Readonly<Partial<Record<EventType, string>>>;
}

interface StepRecord extends Begun {
  readonly label: string;
  /** What its second word alone is called beside the others of its group, where that is not the label. */
  readonly shortLabel?: string;
  /** Where some case allows it; in every other state it is refused. */
  readonly states: readonly Status[];
  /** Those of `states` in which it is named before all other steps. */
  readonly leads?: readonly Status[];
  /** What else a case in such a state must be; null for nothing. */
  readonly onlyIf: ((complaint: Complaint) => boolean) | null;
  /** What a command must say beside the case, as a hint puts it. */
  readonly asks: string;
}

const inWork = [
  'investigating',
  'solving',
  'proposed',
  'executing',
  'completed',
  'awaiting_callback',
  'called_back',
  'explaining',
  'explained',
] as const satisfies readonly Status[];
const notVoided = ['registered', ...inWork, 'closed'] as const;
const every = [...notVoided, 'voided'] as const;

/** How a case begins: no registered case allows it. */
export const beginnings = {
  register: {
    duty: { number: '10-30', owedBy: '受理人', task: '受理投诉，登记编号' },
    events: { registered: '受理登记' },
  },
  import: {
    duty: null,
    events: { imported: '从旧台账导入' },
  },
} satisfies Readonly<Record<string, Begun>>;

/**
 * Section 3: everything that can be done to a registered case, by the words to type after `tousu`; the steps of the
 * regulation first, in its order. Workflow, hints, labels of steps and entries, and the help page are read from it.
 */
export const steps = {
  assign: {
    label: '转办',
    duty: { number: '40', owedBy: '对接人', task: '受理当日转办责任部门' },
    states: ['registered', 'investigating', 'solving'],
    leads: ['registered', 'investigating'],
    onlyIf: null,
    asks: '--dept 责任部门',
    events: { assigned: '转办' },
  },
  investigate: {
    label: '调查',
    duty: { number: '50', owedBy: '责任部门', task: '调查，最后一条写判定' },
    states: ['investigating', 'solving', 'proposed', 'executing', 'explaining', 'explained', 'closed'],
    leads: ['investigating'],
    // 改判: a filed case that was judged invalid is judged again, any other is handled again.
    onlyIf: (complaint) => complaint.status !== 'closed' || isJudgedInvalid(complaint),
    asks: '--by 调查人 --method site_visit --findings 调查情况',
    events: { investigated: '调查' },
  },
  'resolve explain': {
    label: '解释答复',
    shortLabel: '解释',
    duty: { number: '50', owedBy: '受理人', task: '判为无效：1 日内向投诉人解释' },
    states: ['explaining'],
    leads: ['explaining'],
    onlyIf: null,
    asks: '--method phone --reply 解释内容',
    events: { explained: '解释答复' },
  },
  'resolve propose': {
    label: '拟定方案',
    duty: { number: '60', owedBy: '责任部门', task: '判为有效：拟定处理方案' },
    states: ['solving'],
    onlyIf: null,
    asks: '--by 姓名 --plan 解决方案',
    events: { solution_proposed: '拟定方案' },
  },
  'resolve answer': {
    label: '答复投诉人',
    shortLabel: '登记答复',
    duty: { number: '70', owedBy: '受理人', task: '把方案告诉投诉人，登记答复' },
    states: ['proposed'],
    onlyIf: null,
    asks: '--accept',
    events: { solution_answered: '投诉人答复', answer_attempted: '答复未联系上' },
  },
  'resolve promise': {
    label: '改期',
    duty: null,
    states: ['executing'],
    onlyIf: hasRunningPromise,
    asks: '--promised 日期 --external-factor 外界因素',
    events: { promise_moved: '承诺改期' },
  },
  'resolve conclude': {
    label: '终结',
    duty: null,
    states: ['solving'],
    onlyIf: null,
    asks: '--by 姓名 --reason 终结原因 --reply 告知内容 --method phone --approved-by 主管领导',
    events: { concluded: '终结' },
  },
  'resolve complete': {
    label: '办结',
    duty: { number: '80-90', owedBy: '责任部门', task: '3 日内办结：结果、原因、措施' },
    states: ['solving', 'proposed', 'executing'],
    leads: ['executing'],
    onlyIf: null,
    asks: '--by 姓名 --result 处理结果 --replied phone',
    events: { completed: '办结' },
  },
  'resolve reply': {
    label: '回复客户',
    duty: { number: '4.3.7', owedBy: '责任部门', task: '把处理结果回复投诉人' },
    states: ['completed'],
    onlyIf: ({ completion }) => completion?.owesReply === true,
    asks: '--method phone --reply 回复内容',
    events: { replied: '回复客户' },
  },
  approve: {
    label: '领导意见',
    duty: { number: '4.3.5', owedBy: '主管领导', task: '签署意见' },
    states: inWork,
    onlyIf: null,
    asks: '--as leader --by 姓名 --opinion 同意',
    events: { opinion_given: '意见' },
  },
  review: {
    label: '审核',
    duty: { number: '100', owedBy: '对接人', task: '审核，下达回访指令' },
    states: ['completed'],
    onlyIf: null,
    asks: '--pass',
    events: {
      review_passed: '审核通过',
      review_returned: '审核退回',
      review_supplemented: '补齐登记表',
    },
  },
  remind: {
    label: '催办',
    duty: null,
    states: [...inWork, 'closed'],
    onlyIf: null,
    asks: '--to 姓名 --text 催办内容',
    events: { reminded: '催办' },
  },
  callback: {
    label: '回访',
    duty: { number: '110', owedBy: '回访人', task: '2 日内回访；不满意的再次处理' },
    states: ['awaiting_callback'],
    leads: ['awaiting_callback'],
    onlyIf: null,
    asks: '--by 回访人 --method phone --handled yes --timeliness 满意 --satisfaction 满意',
    events: { callback_failed: '回访未接通', called_back: '回访' },
  },
  feedback: {
    label: '反馈',
    duty: null,
    states: [...inWork, 'closed'],
    leads: ['closed'],
    onlyIf: null,
    asks: '--to 管理总部 --content 反馈内容',
    events: { feedback_given: '反馈' },
  },
  close: {
    label: '归档',
    duty: { number: '120', owedBy: '对接人', task: '登记台账并归档' },
    // 撤诉 is possible in any open state.
    states: ['registered', ...inWork],
    leads: ['called_back', 'explained'],
    onlyIf: null,
    asks: '',
    events: { closed: '归档' },
  },
  reopen: {
    label: '重新处理',
    duty: null,
    states: ['closed'],
    onlyIf: (complaint) => !isJudgedInvalid(complaint),
    asks: '--reason 原因',
    events: { reopened: '重新处理' },
  },
  void: {
    label: '作废',
    duty: null,
    states: ['registered', ...inWork],
    onlyIf: null,
    asks: '--reason 原因',
    events: { voided: '作废' },
  },
  amend: {
    label: '更正',
    duty: null,
    states: notVoided,
    onlyIf: null,
    asks: '--reason 原因',
    events: { amended: '更正' },
  },
  undo: {
    label: '撤回',
    duty: null,
    states: every,
    onlyIf: null,
    asks: '--reason 原因',
    events: { undone: '撤回' },
  },
  note: {
    label: '备注',
    duty: null,
    states: every,
    onlyIf: null,
    asks: '备注',
    events: { noted: '备注' },
  },
  attach: {
    label: '附件',
    duty: null,
    states: notVoided,
    onlyIf: null,
    asks: '文件 --kind evidence',
    events: { file_attached: '附件' },
  },
  'measure add': {
    label: '登记措施',
    duty: null,
    states: notVoided,
    onlyIf: ({ assignments }) => assignments.length > 0,
    asks: '--kind corrective --text 措施 --owner 姓名 --due 日期',
    events: { measure_added: '登记措施' },
  },
  'measure done': {
    label: '措施完成',
    duty: null,
    states: notVoided,
    onlyIf: ({ measures }) => measures.length > 0,
    asks: '序号',
    events: { measure_done: '措施完成' },
  },
  penalty: {
    label: '处罚',
    duty: null,
    states: notVoided,
    onlyIf: null,
    asks: '--deadline 时限 --person 姓名 --decision 处罚决定',
    events: { penalty_decided: '处罚决定' },
  },
} satisfies Readonly<Record<string, StepRecord>>;

/** What can be done to a registered case: the words to type after `tousu`. */
export type Step = keyof typeof steps;

/** The steps that somebody owes. */
export type OwedStep = { [S in Step]: (typeof steps)[S]['duty'] extends Duty ? S : never }[Step];

/** All steps in the order of the table. */
export const allSteps = Object.keys(steps) as readonly Step[];

/** What the table says of a step, whichever it is. */
export const recordOf = (step: Step): StepRecord => steps[step];

type EventsOf<Begins extends Begun> = Begins extends Begun ? keyof Begins['events'] : never;
type Told = EventsOf<(typeof steps)[Step]> | EventsOf<(typeof beginnings)[keyof typeof beginnings]>;

const told = Object.assign(
  {},
  ...[beginnings, steps].flatMap((table) => Object.values(table).map(({ events }) => events)),
) as Readonly<Record<Told, string>>;

/** What an entry of a case is called on screen. An event that no step records does not compile here. */
export const eventLabels: Readonly<Record<EventType, string>> = told;
