import { isPastDue } from '../../../domain/case/clock.ts';
import type { OwedItem } from '../../../domain/case/papers.ts';
import { dayInWords } from '../../texts.ts';
import { design, type Sheet } from '../sheet.ts';
import { dayInTable, daysOver, inShort, lines, matterOf, untilInWords } from '../wording.ts';

/** Step 100, 4.3.6: what somebody still has to do, since when, by when; 督办单 where any of it is overdue. */
export const reminder = design({
  tags: {
    标题: '投诉催办单；有超期的是投诉督办单',
    字号: '发文字号',
    日期: '出具日期',
    主送: '案件在谁手里：部门或人员',
    件数: '几项',
    超期数: '其中几项已超期',
    要求: '一句话：超期的和没有超期的说法不同',
    事项: {
      序号: '1、2、3……',
      登记编号: '投诉的登记编号',
      投诉事项: '类别和内容摘要',
      待办: '要做什么',
      从何时起: '从何时起在其手里',
      时限: '何时到期',
      超期: '超期几天；没有超期的空着',
    },
  },
  values(sheet) {
    const late = lateIn(sheet);
    return {
      标题: titleOf(sheet),
      字号: sheet.number,
      日期: dayInWords(sheet.asOf),
      主送: sheet.to ?? '',
      件数: String(sheet.items.length),
      超期数: String(late.length),
      要求: demandOf(sheet),
      事项: sheet.items.map((item, i) => ({
        序号: String(i + 1),
        登记编号: item.no,
        投诉事项: matterIn(sheet, item, 40),
        待办: inShort(item.what, 30),
        从何时起: dayInTable(item.since),
        时限: dayInTable(item.dueAt),
        超期: overOf(sheet, item),
      })),
    };
  },
  text: (sheet) =>
    lines(
      `【${titleOf(sheet)}】${sheet.number}`,
      `${sheet.to}：`,
      ...sheet.items.map((item, i) => {
        const due = item.dueAt === null ? '' : `，${untilInWords(item.dueAt)}到期`;
        const over = overOf(sheet, item);
        return `${i + 1}. ${item.no} ${matterIn(sheet, item, 24)}：待${inShort(item.what, 20)}${due}${over === '' ? '' : `，已超期${over}`}。`;
      }),
      demandOf(sheet),
    ),
});

const lateIn = ({ items, asOf }: Sheet): readonly OwedItem[] =>
  items.filter(({ dueAt }) => isPastDue(dueAt, asOf));

const titleOf = (sheet: Sheet): string => (lateIn(sheet).length > 0 ? '投诉督办单' : '投诉催办单');

const demandOf = (sheet: Sheet): string =>
  lateIn(sheet).length > 0
    ? '请立即办理，并于收到之日书面说明超期原因。延误信息传递、未按承诺时间处理，导致投诉处理延误或造成不良影响的，按投诉管理办法4.3.6给予责任人处罚。'
    : '请抓紧办理，务必在期限内完成；有困难的，请提前告知投诉管理对接人。';

function matterIn({ cases }: Sheet, { no }: OwedItem, most: number): string {
  const complaint = cases.find((each) => each.no === no);
  return complaint === undefined ? '' : matterOf(complaint, most);
}

const overOf = ({ asOf }: Sheet, { dueAt }: OwedItem): string =>
  dueAt !== null && isPastDue(dueAt, asOf) ? `${daysOver(dueAt, asOf)}天` : '';
