import { dayOf } from '../../domain/case/clock.ts';
import {
  type Complaint,
  isJudgedInvalid,
  isReportedLate,
  lastSurvey,
  type Opinion,
} from '../../domain/case/complaint.ts';
import { isUrgent, priorityLabels, priorityReasons } from '../../domain/case/priority.ts';
import type { Rounds } from '../../domain/case/rounds.ts';
import { standingOpinion } from '../../domain/steps/approve.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { dayInWords, named, opinionText, timeInWords, together } from '../texts.ts';
import { boxes, dayBoxes, ticks } from './boxes.ts';
import { type Continuation, continuation } from './continuation.ts';
import { handlingText } from './handling.ts';

/** What the form says beside the case: whose it is, and the public hotlines (4.1.4). */
export interface FormUnit {
  readonly name: string;
  readonly hotline: string;
  readonly groupHotline: string;
  /** Which departments are of headquarters; the others are of the branch. */
  readonly headquarters: ReadonlySet<string>;
}

/** The boxes of Annex 1 by the tag that stands for each in the template. */
type Boxes = ReturnType<typeof blankBoxes>;

/** The same, with what stands on the page behind. */
export type FormValues = Boxes & { readonly 续页: readonly Continuation[] };

/** Room to write by hand where nothing is known. */
const ROOM = '＿＿＿＿＿＿';
const ROOM_TO_SIGN = '　　　　　　';
const ROOM_FOR_DATE = '　　年　　月　　日';

const blankBoxes = ({ name, hotline, groupHotline }: FormUnit) => ({
  单位: name,
  客服电话: hotline,
  集团监督电话: groupHotline,
  登记编号: ROOM_TO_SIGN,
  ...ticks(boxes.channels, null),
  其他方式说明: ROOM,
  受理时间: '',
  登记人: '',
  投诉人信息: '',
  投诉对象: '',
  投诉内容: '',
  投诉人要求: '',
  证据: '',
  ...ticks(boxes.assignedTo, null),
  转办总部名称: ROOM,
  转办子公司名称: ROOM,
  ...ticks(dayBoxes, null),
  ...ticks(boxes.feedbackTo, null),
  反馈总部名称: ROOM,
  反馈子公司名称: ROOM,
  ...ticks(boxes.verdicts, null),
  处理结果: '',
  部门意见: '',
  部门签名: ROOM_TO_SIGN,
  部门日期: ROOM_FOR_DATE,
  领导意见: '',
  领导签名: ROOM_TO_SIGN,
  领导日期: ROOM_FOR_DATE,
  总经理意见: '',
  总经理签名: ROOM_TO_SIGN,
  总经理日期: ROOM_FOR_DATE,
  回访方式: '',
  回访时间: '',
  回访人员: '',
  ...ticks(boxes.handled, null),
  未处理原因: ROOM,
  ...ticks(boxes.timeliness, null),
  ...ticks(boxes.satisfaction, null),
  客户意见: '',
  备注: '',
});

/** Annex 1 with nothing in it, for the counter. */
export const blankForm = (unit: FormUnit): FormValues => ({ ...blankBoxes(unit), 续页: [] });

/**
 * Annex 1 as far as the case has come, in its present round: what is still to happen stays blank, to be filled in by hand.
 * Earlier rounds stand on the page behind.
 */
export const filledForm = ({ present, earlier }: Rounds, unit: FormUnit): FormValues => ({
  ...blankBoxes(unit),
  ...acceptance(present),
  ...transfer(present, unit.headquarters),
  ...handling(present),
  ...opinion('部门', present, 'department'),
  ...opinion('领导', present, 'leader'),
  ...opinion('总经理', present, 'general_manager'),
  ...survey(present),
  备注: remarks(present),
  续页: continuation(earlier),
});

function acceptance(c: Complaint): Partial<Boxes> {
  return {
    登记编号: c.no,
    ...ticks(boxes.channels, c.channel),
    其他方式说明: otherWay(c) ?? ROOM,
    受理时间: timeInWords(c.acceptedAt),
    登记人: c.acceptor,
    投诉人信息: together('　　', [
      named('姓名', c.name),
      named('电话', c.phone),
      named('其他联系方式', c.contact),
      c.kind === 'ordinary' ? null : words.complainantKinds[c.kind],
    ]),
    投诉对象: c.respondent ?? '',
    投诉内容: c.content,
    投诉人要求: c.demand,
    证据: together('；', [c.evidence, files(c)]),
  };
}

/** How it came, where that is one of the ways the form has no box for. */
const otherWay = ({ channel, channelNote }: Complaint): string | null =>
  boxes.channels[channel] === boxes.channels.other ? (channelNote ?? words.channels[channel]) : null;

/** The evidence that lies with the case. */
function files({ attachments }: Complaint): string | null {
  const evidence = attachments.filter((file) => file.kind === 'evidence').map((file) => file.name);
  return evidence.length === 0 ? null : `附件 ${evidence.length} 份：${evidence.join('、')}`;
}

function transfer(c: Complaint, headquarters: ReadonlySet<string>): Partial<Boxes> {
  const assigned = c.assignments.at(-1);
  if (assigned === undefined) return {};
  const { department, respondWithin: days } = assigned;
  const ofHeadquarters = headquarters.has(department);
  const waiting = assigned.feedbackTo ?? (c.source === 'headquarters' ? words.unitKinds.headquarters : null);
  const toHeadquarters =
    waiting !== null && (headquarters.has(waiting) || /总部/.test(waiting) || c.source === 'headquarters');
  return {
    ...ticks(boxes.assignedTo, ofHeadquarters ? 'headquarters' : 'branch'),
    转办总部名称: ofHeadquarters ? department : ROOM,
    转办子公司名称: ofHeadquarters ? ROOM : department,
    ...ticks<number, string>(dayBoxes, days),
    ...ticks(boxes.feedbackTo, waiting === null ? null : toHeadquarters ? 'headquarters' : 'branch'),
    反馈总部名称: (toHeadquarters && waiting) || ROOM,
    反馈子公司名称: (!toHeadquarters && waiting) || ROOM,
  };
}

const handling = (c: Complaint): Partial<Boxes> => ({
  ...ticks(boxes.verdicts, c.verdict && (c.verdict.valid ? 'valid' : 'invalid')),
  处理结果: handlingText(c),
});

type Signed = '部门' | '领导' | '总经理';

function opinion(box: Signed, c: Complaint, role: Opinion['as']): Partial<Boxes> {
  const last = standingOpinion(c, role);
  if (last === undefined) return {};
  return {
    [`${box}意见`]: opinionText(last),
    [`${box}签名`]: last.by,
    [`${box}日期`]: dayInWords(last.at),
  };
}

/** 4.3.8 The last callback that reached the complainant. */
function survey(c: Complaint): Partial<Boxes> {
  const last = lastSurvey(c);
  if (last === undefined || c.closure?.waiver) return {};
  const { handled, timeliness, satisfaction, rehandle } = last;
  return {
    回访方式: words.callbackMethods[last.method],
    回访时间: timeInWords(last.at),
    回访人员: last.by,
    ...ticks(boxes.handled, handled === null ? null : handled ? 'yes' : 'no'),
    未处理原因: last.unhandledReason ?? ROOM,
    ...ticks(boxes.timeliness, timeliness),
    ...ticks(boxes.satisfaction, satisfaction),
    客户意见: together('\n', [
      last.comment,
      named('不满意原因', last.reason),
      rehandle === null ? null : `需要再次联系解决：${rehandle ? words.yesNo.yes : words.yesNo.no}`,
    ]),
  };
}

/** What the form has no box for and its reader should know. */
function remarks(c: Complaint): string {
  const priority = priorityReasons(c).map((reason) => priorityLabels[reason]);
  const missed = c.callbacks.filter((callback) => !callback.reached);
  const waiver = c.closure?.waiver;
  return together('；', [
    voidingText(c),
    isUrgent(c) ? '紧急' : null,
    named('转告抢险', c.emergencyAt && timeInWords(c.emergencyAt)),
    priority.length > 0 ? `优先处理：${priority.join('、')}` : null,
    named('来源编号', c.externalNo),
    c.typical ? '典型投诉' : null,
    isReportedLate(c) ? '迟报（4.2.1）' : null,
    numberDayText(c),
    named('协办', c.assisting.join('、')),
    named('回避', c.recused.join('、')),
    ...c.rejudgements.map(
      ({ at, valid, reason }) =>
        `${dayInWords(at)}改判为${words.verdicts[valid ? 'valid' : 'invalid']}：${reason ?? ''}`,
    ),
    c.round > 1 ? `第 ${c.round} 轮处理` : null,
    missed.length > 0
      ? `回访未接通 ${missed.length} 次（${missed.map(({ at }) => dayInWords(at)).join('、')}）`
      : null,
    waiver ? `免回访：${waiver.reason}（${waiver.approvedBy} 批准）` : null,
    c.closure?.withdrawn ? '投诉人撤诉，不回访' : isJudgedInvalid(c) ? '无效投诉，不回访' : null,
  ]);
}

function voidingText({ voiding }: Complaint): string | null {
  if (voiding === null) return null;
  const signed = voiding.approvedBy === null ? '' : `（${voiding.approvedBy} 批准）`;
  return `本件已作废：${voiding.reason}${signed}`;
}

/** The number keeps its day when the acceptance was amended to another. */
const numberDayText = ({ numberedOn, acceptedAt, imported }: Complaint): string | null =>
  numberedOn === dayOf(acceptedAt) || imported
    ? null
    : `编号的日期是 ${dayInWords(numberedOn)}，受理时间后来更正，编号不变`;
