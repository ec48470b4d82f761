import { dayOf, inHours, isBreach, isInternal, type Moment } from '../../domain/case/clock.ts';
import {
  type Complaint,
  firstSurvey,
  isReportedLate,
  lastSurvey,
  type Opinion,
  promises,
  type Review,
  responsibleDepartment,
} from '../../domain/case/complaint.ts';
import { held } from '../../domain/case/held.ts';
import { isPriority, isUrgent } from '../../domain/case/priority.ts';
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
  yesNo('紧急', isUrgent),
  moment('转告抢险时间', (c) => c.emergencyAt),
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
  text('判定后改转原因', 20, (c) => lines(c.assignments.map(({ reason }) => reason))),
  text('协办部门', 14, (c) => names(c.assisting)),
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
  text('改判', 24, (c) =>
    lines(
      c.rejudgements.map(
        ({ at, valid, reason }) =>
          `${dayOf(at)} 改为${words.verdicts[valid ? 'valid' : 'invalid']}：${reason ?? ''}`,
      ),
    ),
  ),
  text('催办', 24, (c) => lines(c.reminders.map(({ at, to, text: what }) => `${dayOf(at)} ${to}：${what}`))),
];

const result: readonly LedgerColumn[] = [
  moment('方案时间', (c) => c.proposals.at(-1)?.at ?? null),
  text('方案拟定人', 10, (c) => c.proposals.at(-1)?.by ?? null),
  text('解决方案', 30, (c) => lines(c.proposals.map((proposal) => proposal.plan))),
  moment('答复时间', (c) => c.proposals.at(-1)?.answer?.at ?? null),
  text('答复人', 10, (c) => c.proposals.at(-1)?.answer?.by ?? null),
  yesNo('投诉人认可', (c) => c.proposals.at(-1)?.answer?.accepted),
  text('不认可原因', 20, (c) => lines(c.proposals.map((proposal) => proposal.answer?.reason ?? null))),
  number('答复未联系上次数', 8, (c) => c.attempts.length),
  text('先执行批准人', 10, (c) => c.proposals.at(-1)?.answer?.approvedBy ?? null),
  text('外界因素', 16, (c) => c.proposals.at(-1)?.answer?.externalFactor ?? null),
  day('承诺办结日期', (c) => c.proposals.at(-1)?.answer?.promisedOn ?? null),
  text('承诺改期', 24, (c) =>
    lines(
      promises(c)
        .slice(1)
        .map(({ promisedOn, externalFactor }) => `${promisedOn}：${externalFactor}`),
    ),
  ),
  moment('办结时间', (c) => c.completion?.at ?? null),
  text('办结人', 10, (c) => c.completion?.by ?? null),
  yesNo('当场办结', (c) => c.completion?.onTheSpot),
  text('终结批准人', 10, (c) => c.completion?.approvedBy ?? null),
  text('处理结果', 30, (c) => c.completion?.result ?? null),
  yesNo('已回复客户', (c) => c.completion && !c.completion.owesReply),
  moment('回复时间', (c) => c.reply?.at ?? null),
  text('回复人', 10, (c) => c.reply?.by ?? null),
  text('回复方式', 10, (c) => labelled(words.replyMethods, c.reply?.method)),
  text('回复内容', 24, (c) => c.reply?.text ?? null),
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

/** Step 100: a form that was to be completed is no decision on the work. */
const decisions = ({ reviews }: Complaint): readonly Review[] =>
  reviews.filter(({ supplement }) => !supplement);

const review: readonly LedgerColumn[] = [
  opinions('部门意见', 'department'),
  opinions('主管领导意见', 'leader'),
  opinions('总经理意见', 'general_manager'),
  moment('审核时间', (c) => decisions(c).at(-1)?.at ?? null),
  text('审核人', 10, (c) => decisions(c).at(-1)?.by ?? null),
  text('审核结果', 10, (c) => {
    const last = decisions(c).at(-1);
    return last ? (last.passed ? '通过' : '退回') : null;
  }),
  text('退回原因', 20, (c) => lines(decisions(c).map(({ reason }) => reason))),
  text('补齐登记表', 20, (c) =>
    lines(c.reviews.filter(({ supplement }) => supplement).map(({ reason }) => reason)),
  ),
  moment('回访时间', (c) => lastSurvey(c)?.at ?? null),
  text('回访人', 10, (c) => lastSurvey(c)?.by ?? null),
  text('回访方式', 10, (c) => labelled(words.callbackMethods, lastSurvey(c)?.method)),
  yesNo('已处理', (c) => lastSurvey(c)?.handled),
  text('未处理原因', 16, (c) => lastSurvey(c)?.unhandledReason ?? null),
  text('处理时效性', 10, (c) => labelled(words.grades, lastSurvey(c)?.timeliness)),
  text('客户是否满意', 12, (c) => labelled(words.grades, lastSurvey(c)?.satisfaction)),
  text('不满意原因', 20, (c) => lastSurvey(c)?.reason ?? null),
  text('客户意见及建议', 20, (c) => lastSurvey(c)?.comment ?? null),
  text('首次回访是否满意', 12, (c) => labelled(words.grades, firstSurvey(c)?.satisfaction)),
  number('回访未接通次数', 8, (c) => c.callbacks.filter((callback) => !callback.reached).length),
  text('免回访原因', 20, (c) => c.closure?.waiver?.reason ?? null),
  text('免回访批准人', 10, (c) => c.closure?.waiver?.approvedBy ?? null),
  text('撤诉', 20, (c) => c.closure?.withdrawn?.text ?? null),
  text('撤诉核实人', 10, (c) => c.closure?.withdrawn?.confirmedBy ?? null),
];

const filing = (asOf: Moment): readonly LedgerColumn[] => [
  text('反馈', 24, (c) => lines(c.feedbacks.map(({ to, content }) => `${to}：${content}`))),
  text('状态', 10, (c) => words.statuses[c.status]),
  number('处理轮次', 8, (c) => c.round),
  text('下一步由谁', 10, (c) => nextStep(c)?.owedBy ?? null),
  moment('下一步时限', (c) => nextStep(c)?.dueAt ?? null),
  moment('办结时限', (c) => c.deadlines.find((clock) => clock.kind === 'resolve')?.dueAt ?? null),
  yesNo('按时办结', (c) => (c.status === 'voided' ? null : isInTime(inTimeUntil(c), asOf))),
  text('超期环节', 16, (c) => missed(c, asOf, { internal: false })),
  text('内部超期环节', 16, (c) => missed(c, asOf, { internal: true })),
  text('处罚', 20, (c) => lines(c.penalties.map(({ person, decision }) => `${person}：${decision}`))),
  ...words.owners.map((role) => number(`${role}经手小时`, 10, (c) => hoursHeld(c, role, asOf))),
  text('受理日期更正', 24, (c) =>
    lines(
      c.movedDays.map(
        ({ fromDay, toDay, approvedBy }) =>
          `${fromDay} → ${toDay}${approvedBy === null ? '' : `（${approvedBy} 批准）`}`,
      ),
    ),
  ),
  moment('归档时间', (c) => c.closure?.at ?? null),
  text('归档人', 10, (c) => c.closure?.by ?? null),
  moment('作废时间', (c) => c.voiding?.at ?? null),
  text('作废原因', 20, (c) => c.voiding?.reason ?? null),
  text('作废批准人', 10, (c) => c.voiding?.approvedBy ?? null),
  text('与哪件重复', 14, (c) => c.voiding?.duplicateOf ?? null),
  text('附件', 24, (c) => lines(c.attachments.map((file) => file.name))),
  text('备注', 24, (c) => lines(c.notes.map((note) => note.text))),
];

/** 2.1.4 The limits that were missed: those of the regulation, or the office's own. */
const missed = (c: Complaint, asOf: Moment, { internal }: { readonly internal: boolean }): string | null =>
  names(
    c.deadlines
      .filter((clock) => isInternal(clock.kind) === internal && isBreach(clock, asOf))
      .map(({ kind }) => words.clockKinds[kind]),
  );

/** 4.3.6 How long the role has had the case; null where it never had, or nobody kept it. */
function hoursHeld(c: Complaint, role: words.Owner, asOf: Moment): number | null {
  const spans = held(c, asOf).filter((span) => span.role === role);
  return spans.length === 0 ? null : inHours(spans.reduce((sum, { seconds }) => sum + seconds, 0));
}

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
