import { dayInWords } from '../../texts.ts';
import { design, type Sheet } from '../sheet.ts';
import { lines } from '../wording.ts';

/** 2.1.2, 4.1.4: for the counter: whom to call, and what will happen in which time. */
export const poster = design({
  tags: {
    字号: '发文字号',
    日期: '公示日期',
    抢险: { 抢险电话: '抢险电话；没有设置 unit.emergency 的，这一段不出现' },
    承诺: { 条: '一条处理时限' },
  },
  values: (sheet) => ({
    字号: sheet.number,
    日期: dayInWords(sheet.asOf),
    抢险: sheet.unit.emergency === null ? [] : [{ 抢险电话: sheet.unit.emergency }],
    承诺: promisesOf(sheet).map((条) => ({ 条 })),
  }),
  text: (sheet) =>
    lines(
      `${sheet.unit.name}投诉渠道`,
      `客户服务电话：${sheet.unit.hotline}`,
      `集团服务监督电话：${sheet.unit.groupHotline}`,
      sheet.unit.emergency === null ? null : `抢险电话：${sheet.unit.emergency}`,
      ...promisesOf(sheet),
    ),
});

const promisesOf = ({ policy }: Sheet): readonly string[] => [
  '您的投诉当日转到责任部门调查。',
  `属实的，自受理次日起${policy.resolveDays}日内办结并答复您；受外界因素影响不能按期办结的，在${policy.resolveDays}日内与您商定办结日期。`,
  `经查不属有效投诉的，自受理次日起${policy.explainDays}日内向您解释。`,
  `处理完毕后${policy.callbackDays}日内对您回访；您不满意的，再次处理。`,
  '任何人不得阻挠、妨碍投诉。',
];
