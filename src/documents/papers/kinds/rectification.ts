import type { Complaint, Measure } from '../../../domain/case/complaint.ts';
import { measureKinds } from '../../../domain/words/vocabulary.ts';
import { dayInWords } from '../../texts.ts';
import { design, type Sheet } from '../sheet.ts';
import { lines, matterOf, sentence, withoutNames } from '../wording.ts';

/** 2.1.5, 4.1.1: the measures a department has still to carry out, with a slip to return. */
export const rectification = design({
  tags: {
    字号: '发文字号',
    日期: '成文日期',
    主送: '责任部门',
    件数: '涉及几件投诉',
    措施: {
      序号: '1、2、3……',
      登记编号: '投诉的登记编号',
      投诉事项: '类别和内容摘要',
      种类: '整改措施、预防措施',
      内容: '措施',
      负责人: '负责人',
      期限: '计划完成日期',
    },
  },
  values: (sheet) => ({
    字号: sheet.number,
    日期: dayInWords(sheet.asOf),
    主送: sheet.to ?? '',
    件数: String(sheet.cases.length),
    措施: openMeasures(sheet).map(({ complaint, measure }, i) => ({
      序号: String(i + 1),
      登记编号: complaint.no,
      投诉事项: matterOf(complaint, 30),
      种类: measureKinds[measure.kind],
      内容: withoutNames(complaint, measure.text),
      负责人: measure.owner,
      期限: measure.dueOn,
    })),
  }),
  text: (sheet) =>
    lines(
      `【整改通知】${sheet.number}`,
      `${sheet.to}：请按期完成下列措施，完成后回复编号、完成日期和效果。`,
      ...openMeasures(sheet).map(
        ({ complaint, measure }, i) =>
          `${i + 1}. ${complaint.no} ${measureKinds[measure.kind]}：${sentence(withoutNames(complaint, measure.text))}负责人${measure.owner}，${dayInWords(measure.dueOn)}前完成。`,
      ),
    ),
});

const openMeasures = ({
  cases,
}: Sheet): readonly { readonly complaint: Complaint; readonly measure: Measure }[] =>
  cases.flatMap((complaint) =>
    complaint.measures.filter(({ doneOn }) => doneOn === null).map((measure) => ({ complaint, measure })),
  );
