import { isOpen } from '../../../domain/case/clock.ts';
import { type Complaint, responsibleDepartment } from '../../../domain/case/complaint.ts';
import { isUrgent, priorityLabels, priorityReasons } from '../../../domain/case/priority.ts';
import { type ClockKind, categories } from '../../../domain/words/vocabulary.ts';
import { dayInWords, timeInWords } from '../../texts.ts';
import { caseOf, design } from '../sheet.ts';
import { beforeInWords, channelOf, lines, NONE, sentence, withoutNames } from '../wording.ts';

/** Step 40, 4.3.1: what the responsible department is to look into, by when, without whom. */
export const transfer = design({
  tags: {
    字号: '发文字号',
    日期: '出具日期',
    责任部门: '主送：责任部门',
    协办部门: '抄送：协办部门',
    登记编号: '投诉的登记编号',
    急缓: '优先处理的原因，泄漏安全写“急”；没有写“普通”',
    受理时间: '受理时间',
    投诉方式: '来电、来访……',
    投诉类别: '抄表收费、维修……',
    投诉人: '投诉人姓名',
    联系方式: '电话和其他联系方式',
    投诉对象: '投诉对象',
    投诉内容: '投诉内容',
    投诉人要求: '投诉人要求',
    证据: '证据说明',
    反馈时限: '责任部门反馈的时限',
    办结时限: '办结并回复客户的时限',
    反馈给: '需反馈部门',
    回避: '须回避的人',
    转办人: '转办人',
    转办时间: '转办时间',
  },
  values(sheet) {
    const c = caseOf(sheet);
    const last = c.assignments.at(-1);
    return {
      字号: sheet.number,
      日期: dayInWords(sheet.asOf),
      责任部门: responsibleDepartment(c) ?? '',
      协办部门: c.assisting.join('、') || NONE,
      登记编号: c.no,
      急缓: urgencyOf(c),
      受理时间: timeInWords(c.acceptedAt),
      投诉方式: channelOf(c),
      投诉类别: categories[c.category],
      投诉人: c.name,
      联系方式: [c.phone, c.contact].filter(Boolean).join('　') || '未留',
      投诉对象: c.respondent ?? NONE,
      投诉内容: c.content,
      投诉人要求: c.demand,
      证据: c.evidence ?? NONE,
      反馈时限: responseDue(c),
      办结时限: resolveDue(c),
      反馈给: last?.feedbackTo ?? '客户服务部',
      回避: c.recused.join('、') || NONE,
      转办人: last?.by ?? '',
      转办时间: last ? timeInWords(last.at) : '',
    };
  },
  text(sheet) {
    const c = caseOf(sheet);
    return lines(
      `【${sheet.number}】${isUrgent(c) ? '急件！' : ''}`,
      `${responsibleDepartment(c)}：`,
      `投诉${c.no}（${categories[c.category]}），${timeInWords(c.acceptedAt)}受理。`,
      `反映：${sentence(withoutNames(c, c.content))}`,
      `要求：${sentence(withoutNames(c, c.demand))}`,
      `请于${responseDue(c)}反馈调查情况，${resolveDue(c)}办结并回复客户。`,
      c.assisting.length > 0 ? `协办：${c.assisting.join('、')}。` : null,
      c.recused.length > 0 ? `须回避：${c.recused.join('、')}。` : null,
      '收到请回复。投诉人的联系方式见转办单。',
    );
  },
});

function urgencyOf(c: Complaint): string {
  const reasons = priorityReasons(c).map((reason) => priorityLabels[reason]);
  const marks = [
    ...(isUrgent(c) ? ['急件（泄漏安全）'] : []),
    ...(reasons.length > 0 ? [`优先（${reasons.join('、')}）`] : []),
  ];
  return marks.join('，') || '普通';
}

/** By when something of these kinds is to be done: what still runs, else what ran last. */
function dueOf({ deadlines }: Complaint, kinds: readonly ClockKind[]): string {
  const clocks = deadlines.filter(({ kind }) => kinds.includes(kind));
  const clock = clocks.findLast(isOpen) ?? clocks.at(-1);
  return beforeInWords(clock?.dueAt ?? null, '尽快');
}

const responseDue = (c: Complaint): string => dueOf(c, ['response']);
const resolveDue = (c: Complaint): string => dueOf(c, ['resolve', 'promise', 'rehandle']);
