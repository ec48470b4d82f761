import { type Complaint, isJudgedInvalid, type Measure } from '../../../domain/case/complaint.ts';
import {
  categories,
  grounds,
  investigationMethods,
  type MeasureKind,
  sources,
} from '../../../domain/words/vocabulary.ts';
import { dayInWords, timeInWords, together } from '../../texts.ts';
import { caseOf, design, type Sheet } from '../sheet.ts';
import { beforeInWords, channelOf, counted, lines, NONE, sentence, withoutNames } from '../wording.ts';

/** 4.3.7(1) What headquarters is told within two days: findings, cause, result, measures, under its own number. */
export const headquarters = design({
  tags: {
    字号: '发文字号',
    日期: '成文日期',
    登记编号: '投诉的登记编号',
    主送: '管理总部',
    来文编号: '总部或转来单位的编号；没有的写“无”',
    反馈时限: '应在何时前反馈；不是总部转办的写“无”',
    段落: { 段: '正文的一段' },
  },
  values(sheet) {
    const c = caseOf(sheet);
    return {
      字号: sheet.number,
      日期: dayInWords(sheet.asOf),
      登记编号: c.no,
      主送: sheet.to ?? '',
      来文编号: c.externalNo ?? NONE,
      反馈时限: dueOf(c),
      段落: [introductionOf(c), ...counted(sectionsOf(c))].map((段) => ({ 段 })),
    };
  },
  text(sheet) {
    const c = caseOf(sheet);
    return lines(
      `【调查处理情况报告】${sheet.number}`,
      `${sheet.to}：`,
      introductionOf(c),
      ...counted(sectionsOf(c).slice(1)).map((section) => withoutNames(c, section)),
      `${sheet.unit.name}　${dayInWords(sheet.asOf)}`,
    );
  },
});

const introductionOf = (c: Complaint): string =>
  `${c.source === 'direct' ? '' : `${sources[c.source]}转办的`}投诉${c.no}${c.externalNo ? `（来文编号${c.externalNo}）` : ''}，我公司已于${timeInWords(c.acceptedAt)}受理并组织调查，现将调查处理情况报告如下：`;

const sectionsOf = (c: Complaint): readonly string[] => [
  `投诉基本情况：投诉人${c.name}${contactIn(c)}以${channelOf(c)}方式反映（${categories[c.category]}）：${sentence(c.content)}要求：${sentence(c.demand)}`,
  `调查情况：${sentence(findingsOf(c))}`,
  `原因分析：${sentence(c.cause ?? '正在查明')}`,
  `处理情况：${handlingOf(c)}`,
  `整改措施：${measuresOf(c, 'corrective')}`,
  `预防改进措施：${measuresOf(c, 'preventive')}`,
];

const contactIn = ({ phone, contact }: Complaint): string => {
  const ways = [phone, contact].filter(Boolean).join('，');
  return ways === '' ? '' : `（${ways}）`;
};

const findingsOf = ({ investigations }: Complaint): string =>
  investigations
    .map(
      ({ at, by, methods, findings }) =>
        `${dayInWords(at)}，${by}（${methods.map((method) => investigationMethods[method]).join('、')}）：${findings}`,
    )
    .join('；');

function handlingOf(c: Complaint): string {
  if (isJudgedInvalid(c)) {
    const ground = c.verdict?.ground ? grounds[c.verdict.ground] : '';
    return sentence(`经判定为无效投诉（${ground}）：${c.verdict?.reason ?? ''}`);
  }
  if (c.completion !== null)
    return `${sentence(c.completion.result)}${c.accountability ? `责任人处理：${sentence(c.accountability)}` : ''}`;
  const plan = c.proposals.at(-1)?.plan;
  return plan === undefined
    ? '处理方案正在拟定，结果另行报告。'
    : `处理方案：${sentence(plan)}结果另行报告。`;
}

function measuresOf({ measures }: Complaint, kind: MeasureKind): string {
  const said = measures.filter((measure) => measure.kind === kind).map(measureInWords);
  return said.length === 0 ? '正在制定，另行报告。' : sentence(said.join('；'));
}

const measureInWords = ({ text, owner, dueOn, doneOn }: Measure): string =>
  doneOn ? `${text}（${dayInWords(doneOn)}完成）` : `${text}（${owner}，${dayInWords(dueOn)}前完成）`;

function dueOf({ deadlines }: Sheet['cases'][number]): string {
  const clock = deadlines.find(({ kind }) => kind === 'hq_feedback');
  return clock === undefined
    ? NONE
    : together('，', [beforeInWords(clock.dueAt, ''), clock.metAt && `${timeInWords(clock.metAt)}已反馈`]);
}
