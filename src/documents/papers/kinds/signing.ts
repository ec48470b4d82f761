import { type Complaint, isJudgedInvalid, responsibleDepartment } from '../../../domain/case/complaint.ts';
import { isPriority, isUrgent, precedenceMark } from '../../../domain/case/priority.ts';
import { nextStep } from '../../../domain/case/workflow.ts';
import { grounds } from '../../../domain/words/vocabulary.ts';
import { dayInWords } from '../../texts.ts';
import { design } from '../sheet.ts';
import { dayInTable, inShort, lines, matterOf, withoutNames } from '../wording.ts';

/** 4.3.5 Every case that waits for a leader, a line each, with room to sign. */
export const signing = design({
  tags: {
    字号: '发文字号',
    日期: '出具日期',
    件数: '几件',
    投诉: {
      序号: '1、2、3……',
      登记编号: '登记编号；急件写“急”，优先的写★',
      责任部门: '责任部门',
      投诉事项: '类别和内容摘要',
      处理情况: '处理结果；无效投诉写判定理由和解释',
      责任人处理: '责任人处理；没有的空着',
      时限: '内部时限：请在哪天前签批',
    },
  },
  values: ({ number, asOf, cases }) => ({
    字号: number,
    日期: dayInWords(asOf),
    件数: String(cases.length),
    投诉: cases.map((c, i) => ({
      序号: String(i + 1),
      登记编号: `${precedenceMark({ urgent: isUrgent(c), priority: isPriority(c) })}${c.no}`,
      责任部门: responsibleDepartment(c) ?? '',
      投诉事项: matterOf(c, 60),
      处理情况: inShort(outcomeOf(c), 90),
      责任人处理: inShort(c.accountability ?? '', 30),
      时限: dayInTable(nextStep(c)?.dueAt ?? null),
    })),
  }),
  text: ({ number, cases }) =>
    lines(
      `【投诉签批】${number}`,
      `请领导签批下列${cases.length}件投诉的处理结果：`,
      ...cases.map(
        (c, i) =>
          `${i + 1}. ${c.no} ${responsibleDepartment(c)}，${matterOf(c, 24)}。${inShort(outcomeOf(c), 60)}`,
      ),
      '请逐件回复“编号 同意”，或“编号 不同意”并写明意见。',
    ),
});

function outcomeOf(c: Complaint): string {
  if (isJudgedInvalid(c)) {
    const ground = c.verdict?.ground ? grounds[c.verdict.ground] : '';
    return withoutNames(c, `无效投诉（${ground}）：${c.verdict?.reason ?? ''}`);
  }
  return withoutNames(c, `${c.completion?.concluded ? '终结：' : ''}${c.completion?.result ?? ''}`);
}
