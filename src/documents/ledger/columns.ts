import { isBreach, type Moment } from '../../domain/case/clock.ts';
import {
  type Complaint,
  isReportedLate,
  lastSurvey,
  type Opinion,
  responsibleDepartment,
} from '../../domain/case/complaint.ts';
import { isPriority } from '../../domain/case/priority.ts';
import { maskPhone } from '../../domain/case/privacy.ts';
import { inTimeUntil, isInTime } from '../../domain/case/timeliness.ts';
import { nextStep } from '../../domain/case/workflow.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { type Column, column } from '../sheet/column.ts';

/** What a cell of the ledger holds: a moment and a day become real dates in a workbook. */
export interface LedgerColumn extends Column<Complaint> {
  readonly kind: 'text' | 'number' | 'moment' | 'day';
}

type Value = LedgerColumn['value'];
type Make = (title: string, width: number, value: Value) => LedgerColumn;

const ofKind =
  (kind: LedgerColumn['kind']): Make =>
  (title, width, value) => ({ ...column(title, width, value), kind });
const text = ofKind('text');
const number = ofKind('number');
const moment = (title: string, value: Value): LedgerColumn => ofKind('moment')(title, 17, value);
const day = (title: string, value: Value): LedgerColumn => ofKind('day')(title, 12, value);
const yesNo = (title: string, value: (complaint: Complaint) => boolean | null | undefined): LedgerColumn =>
  text(title, 6, (c) => {
    const said = value(c);
    return said == null ? null : said ? words.yesNo.yes : words.yesNo.no;
  });

/** 4.4.2 Every column of the ledger (台账), in the order in which a case meets them. Phones masked unless `reveal`. */
export const ledgerColumns = (
  asOf: Moment,
  { reveal }: { readonly reveal: boolean },
): readonly LedgerColumn[] => [...acceptance(reveal), ...handling, ...result, ...review, ...filing(asOf)];

const acceptance = (reveal: boolean): readonly LedgerColumn[] => [
  text('登记编号', 14, (c) => c.no),
  moment('受理时间', (c) => c.acceptedAt),
  text('投诉方式', 10, (c) => words.channels[c.channel]),
  text('其他方式', 16, (c) => c.channelNote),
  text('受理人', 10, (c) => c.acceptor),
  text('投诉人', 16, (c) => c.name),
  yesNo('匿名', (c) => c.anonymous),
  text('电话', 14, (c) => (reveal || c.phone === null ? c.phone : maskPhone(c.phone))),
  text('其他联系方式', 20, (c) => c.contact),
  text('投诉人类别', 15, (c) => words.complainantKinds[c.kind]),
  text('来源', 12, (c) => words.sources[c.source]),
  text('来源编号', 18, (c) => c.externalNo),
  text('媒体曝光', 10, (c) => words.exposures[c.exposure]),
  yesNo('优先', isPriority),
  text('类别', 10, (c) => words.categories[c.category]),
  yesNo('典型', (c) => c.typical),
  text('投诉对象', 12, (c) => c.respondent),
  text('投诉内容', 40, (c) => c.content),
  text('投诉人要求', 24, (c) => c.demand),
  text('证据', 16, (c) => c.evidence),
  text('当日流转', 10, (c) => labelled(words.relays, c.relayedBy)),
  yesNo('迟报', isReportedLate),
  moment('录入时间', (c) => c.recordedAt),
  text('录入人', 10, (c) => c.operator),
];

const handling: readonly LedgerColumn[] = [
  text('责任部门', 12, (c) => responsibleDepartment(c)),
  moment('转办时间', (c) => c.assignments.at(-1)?.at ?? null),
  text('转办人', 10, (c) => c.assignments.at(-1)?.by ?? null),
  number('要求反馈天数', 12, (c) => c.assignments.at(-1)?.respondWithin ?? null),
  text('需反馈部门', 12, (c) => c.assignments.at(-1)?.feedbackTo ?? null),
  text('此前转办', 16, (c) => lines(c.assignments.slice(0, -1).map((assignment) => assignment.department))),
  text('回避人员', 12, (c) => names(c.recused)),
  moment('调查时间', (c) => c.investigations.at(-1)?.at ?? null),
  text('调查人', 12, (c) => names(c.investigations.map((investigation) => investigation.by))),
  text('调查方式', 16, (c) =>
    names(
      c.investigations.flatMap(({ methods }) => methods.map((method) => words.investigationMethods[method])),
    ),
  ),
  text('调查情况', 30, (c) => lines(c.investigations.map((investigation) => investigation.findings))),
  text('投诉原因', 20, (c) => c.cause),
  text('判定', 8, (c) => c.verdict && words.verdicts[c.verdict.valid ? 'valid' : 'invalid']),
  text('无效情形', 14, (c) => labelled(words.grounds, c.verdict?.ground)),
  text('判定理由', 20, (c) => c.verdict?.reason ?? null),
  moment('判定时间', (c) => c.verdict?.at ?? null),
  text('判定人', 10, (c) => c.verdict?.by ?? null),
];

const result: readonly LedgerColumn[] = [
  moment('方案时间', (c) => c.proposals.at(-1)?.at ?? null),
  text('方案拟定人', 10, (c) => c.proposals.at(-1)?.by ?? null),
  text('解决方案', 30, (c) => lines(c.proposals.map((proposal) => proposal.plan))),
  moment('答复时间', (c) => c.proposals.at(-1)?.answer?.at ?? null),
  text('答复人', 10, (c) => c.proposals.at(-1)?.answer?.by ?? null),
  yesNo('投诉人认可', (c) => c.proposals.at(-1)?.answer?.accepted),
  text('不认可原因', 20, (c) => lines(c.proposals.map((proposal) => proposal.answer?.reason ?? null))),
  text('外界因素', 16, (c) => c.proposals.at(-1)?.answer?.externalFactor ?? null),
  day('承诺办结日期', (c) => c.proposals.at(-1)?.answer?.promisedOn ?? null),
  moment('办结时间', (c) => c.completion?.at ?? null),
  text('办结人', 10, (c) => c.completion?.by ?? null),
  text('处理结果', 30, (c) => c.completion?.result ?? null),
  text('责任人处理', 20, (c) => c.accountability),
  text('整改措施', 30, (c) => measures(c, 'corrective')),
  text('预防措施', 30, (c) => measures(c, 'preventive')),
  moment('解释时间', (c) => c.explanation?.at ?? null),
  text('解释人', 10, (c) => c.explanation?.by ?? null),
  text('解释方式', 10, (c) => labelled(words.replyMethods, c.explanation?.method)),
  text('解释内容', 24, (c) => c.explanation?.reply ?? null),
];

const opinions = (title: string, role: Opinion['as']): LedgerColumn =>
  text(title, 20, (c) =>
    lines(
      c.opinions
        .filter((opinion) => opinion.as === role)
        .map(({ agreed, opinion, by }) => `${agreed ? '同意' : '不同意'}：${opinion}（${by}）`),
    ),
  );

const review: readonly LedgerColumn[] = [
  opinions('部门意见', 'department'),
  opinions('主管领导意见', 'leader'),
  opinions('总经理意见', 'general_manager'),
  moment('审核时间', (c) => c.reviews.at(-1)?.at ?? null),
  text('审核人', 10, (c) => c.reviews.at(-1)?.by ?? null),
  text('审核结果', 10, (c) => {
    const last = c.reviews.at(-1);
    return last ? (last.passed ? '通过' : '退回') : null;
  }),
  text('退回原因', 20, (c) => lines(c.reviews.map(({ reason }) => reason))),
  moment('回访时间', (c) => lastSurvey(c)?.at ?? null),
  text('回访人', 10, (c) => lastSurvey(c)?.by ?? null),
  text('回访方式', 10, (c) => labelled(words.callbackMethods, lastSurvey(c)?.method)),
  yesNo('已处理', (c) => lastSurvey(c)?.handled),
  text('未处理原因', 16, (c) => lastSurvey(c)?.unhandledReason ?? null),
  text('处理时效性', 10, (c) => labelled(words.grades, lastSurvey(c)?.timeliness)),
  text('客户是否满意', 12, (c) => labelled(words.grades, lastSurvey(c)?.satisfaction)),
  text('不满意原因', 20, (c) => lastSurvey(c)?.reason ?? null),
  text('客户意见及建议', 20, (c) => lastSurvey(c)?.comment ?? null),
  number('回访未接通次数', 8, (c) => c.callbacks.filter((callback) => !callback.reached).length),
  text('免回访原因', 20, (c) => c.closure?.waiver?.reason ?? null),
  text('免回访批准人', 10, (c) => c.closure?.waiver?.approvedBy ?? null),
];

const filing = (asOf: Moment): readonly LedgerColumn[] => [
  text('反馈', 24, (c) => lines(c.feedbacks.map(({ to, content }) => `${to}：${content}`))),
  text('状态', 10, (c) => words.statuses[c.status]),
  number('处理轮次', 8, (c) => c.round),
  text('下一步由谁', 10, (c) => nextStep(c)?.owedBy ?? null),
  moment('下一步时限', (c) => nextStep(c)?.dueAt ?? null),
  moment('办结时限', (c) => c.deadlines.find((clock) => clock.kind === 'resolve')?.dueAt ?? null),
  yesNo('按时办结', (c) => (c.status === 'voided' ? null : isInTime(inTimeUntil(c), asOf))),
  text('超期环节', 16, (c) =>
    names(c.deadlines.filter((clock) => isBreach(clock, asOf)).map(({ kind }) => words.clockKinds[kind])),
  ),
  text('超期处罚', 20, (c) => lines(c.penalties.map(({ person, decision }) => `${person}：${decision}`))),
  moment('归档时间', (c) => c.closure?.at ?? null),
  text('归档人', 10, (c) => c.closure?.by ?? null),
  moment('作废时间', (c) => c.voiding?.at ?? null),
  text('作废原因', 20, (c) => c.voiding?.reason ?? null),
  text('与哪件重复', 14, (c) => c.voiding?.duplicateOf ?? null),
  text('附件', 24, (c) => lines(c.attachments.map((file) => file.name))),
  text('备注', 24, (c) => lines(c.notes.map((note) => note.text))),
];

const measures = (c: Complaint, kind: words.MeasureKind): string | null =>
  lines(
    c.measures
      .filter((measure) => measure.kind === kind)
      .map(
        ({ text: what, owner, dueOn, doneOn, effect }) =>
          `${what}（${owner}，${doneOn ? `${doneOn} 完成` : `${dueOn} 前`}）${effect ? `效果：${effect}` : ''}`,
      ),
  );

/** Several texts below one another; nothing where there are none. */
function lines(texts: readonly (string | null)[]): string | null {
  const all = texts.filter((each) => each !== null);
  return all.length === 0 ? null : all.join('\n');
}

const names = (all: readonly string[]): string | null =>
  all.length === 0 ? null : [...new Set(all)].join('、');

const labelled = (list: words.ClosedList, code: string | null | undefined): string | null =>
  code ? (list[code] ?? null) : null;
