import { isOpen } from '../../../domain/case/clock.ts';
import { type Complaint, promises } from '../../../domain/case/complaint.ts';
import { categories, replyMethods } from '../../../domain/words/vocabulary.ts';
import { dayInWords, timeInWords, together } from '../../texts.ts';
import { caseOf, design } from '../sheet.ts';
import { beforeInWords, lines, NONE, sentence } from '../wording.ts';

/** Step 110, 4.3.8: whom to call, what was done and promised, and room for what he says. */
export const callback = design({
  tags: {
    字号: '发文字号',
    日期: '出具日期',
    登记编号: '投诉的登记编号',
    轮次: '第几轮处理',
    回访人: '审核时指定的回访人；没有指定的空着',
    回访时限: '完成回访的时限',
    投诉人: '投诉人姓名',
    联系方式: '电话和其他联系方式',
    受理时间: '受理时间',
    投诉类别: '抄表收费、维修……',
    投诉内容: '投诉内容',
    投诉人要求: '投诉人要求',
    处理结果: '做了什么',
    承诺: '承诺过的日期；没有的写“无”',
    回复情况: '何时怎样回复了客户',
    责任部门: '责任部门和协办部门：其人员不得回访',
    此前回访: '已有的未接通记录；没有的写“无”',
  },
  values(sheet) {
    const c = caseOf(sheet);
    return {
      字号: sheet.number,
      日期: dayInWords(sheet.asOf),
      登记编号: c.no,
      轮次: `第${c.round}轮`,
      回访人: clockOf(c)?.person ?? '',
      回访时限: beforeInWords(clockOf(c)?.dueAt ?? null, '尽快'),
      投诉人: c.name,
      联系方式: contactOf(c),
      受理时间: timeInWords(c.acceptedAt),
      投诉类别: categories[c.category],
      投诉内容: c.content,
      投诉人要求: c.demand,
      处理结果: c.completion?.result ?? '',
      承诺: promiseOf(c),
      回复情况: replyOf(c),
      责任部门: departmentsOf(c),
      此前回访: triedBefore(c),
    };
  },
  text(sheet) {
    const c = caseOf(sheet);
    const promised = promiseOf(c);
    return lines(
      `【投诉回访】${sheet.number}　${c.no}`,
      `${c.name}　${contactOf(c)}`,
      `反映：${sentence(c.content)}`,
      `处理结果：${sentence(c.completion?.result ?? '')}`,
      promised === NONE ? null : `承诺：${promised}。`,
      `请于${beforeInWords(clockOf(c)?.dueAt ?? null, '近日')}回访，问：处理了没有（未处理的问原因）；处理时效性、是否满意（满意、较满意、一般、不满意）；不满意的问原因，并问是否需要再次联系解决。`,
    );
  },
});

const clockOf = ({ deadlines }: Complaint) =>
  deadlines.find((clock) => clock.kind === 'callback' && isOpen(clock));

const contactOf = ({ phone, contact }: Complaint): string =>
  [phone, contact].filter(Boolean).join('　') || '已删去';

const promiseOf = (c: Complaint): string =>
  promises(c)
    .map(({ promisedOn }) => `${dayInWords(promisedOn)}前办结`)
    .join('，后改为') || NONE;

function replyOf({ reply }: Complaint): string {
  if (reply === null) return NONE;
  return together('，', [
    timeInWords(reply.at),
    reply.method && replyMethods[reply.method],
    reply.by,
    reply.text,
  ]);
}

const departmentsOf = ({ assignments, assisting }: Complaint): string =>
  [...new Set([...assignments.map(({ department }) => department), ...assisting])].join('、');

const triedBefore = ({ callbacks, round }: Complaint): string =>
  callbacks
    .filter((call) => !call.reached && call.round === round)
    .map(({ at, by, reason }) => together('，', [timeInWords(at), by, reason]))
    .join('；') || NONE;
