import type { OldCase, OldField } from '../../domain/old-ledger/old-case.ts';
import * as words from '../../domain/words/vocabulary.ts';
import * as cells from './cells.ts';

/** A column of an old ledger: the names it goes by, the first that of the export; and what its cells hold. */
export interface ImportColumn {
  readonly titles: readonly [string, ...string[]];
  readonly field: OldField;
  readonly parse: cells.ParseCell<unknown>;
  /** The values of a closed list, for the template. */
  readonly choices?: words.ClosedList;
}

const column = <Field extends OldField>(
  titles: ImportColumn['titles'],
  field: Field,
  parse: cells.ParseCell<NonNullable<OldCase[Field]>>,
): ImportColumn => ({ titles, field, parse });

const chosen = <Field extends OldField, Code extends NonNullable<OldCase[Field]> & string>(
  titles: ImportColumn['titles'],
  field: Field,
  choices: Readonly<Record<Code, string>>,
  places = { numbered: false },
): ImportColumn => ({ titles, field, parse: cells.choice(choices, places), choices });

const yesOrNo = (titles: ImportColumn['titles'], field: OldField): ImportColumn => ({
  titles,
  field,
  parse: cells.yesNo,
  choices: words.yesNo,
});

/** Every column that is read, in the order of the export (ledger/columns.ts). */
export const importColumns: readonly ImportColumn[] = [
  column(['登记编号', '编号', '投诉编号'], 'no', cells.caseNumber),
  column(['受理时间', '受理日期', '投诉时间', '投诉日期', '登记时间'], 'acceptedAt', cells.moment),
  chosen(['投诉方式', '投诉渠道', '受理方式'], 'channel', words.channels),
  column(['其他方式'], 'channelNote', cells.line),
  column(['受理人', '投诉受理人', '第一受理人'], 'acceptor', cells.line),
  column(['投诉人', '投诉人姓名', '客户姓名', '姓名'], 'name', cells.line),
  yesOrNo(['匿名'], 'anonymous'),
  column(['电话', '联系电话', '投诉人电话', '联系方式'], 'phone', cells.phone),
  column(['其他联系方式'], 'contact', cells.line),
  chosen(['投诉人类别'], 'kind', words.complainantKinds),
  chosen(['来源', '投诉来源'], 'source', words.sources),
  column(['来源编号', '工单编号', '原编号'], 'externalNo', cells.line),
  chosen(['媒体曝光', '曝光'], 'exposure', words.exposures),
  chosen(['类别', '投诉类别'], 'category', words.categories),
  yesOrNo(['典型', '典型投诉'], 'typical'),
  column(['投诉对象'], 'respondent', cells.line),
  column(['投诉内容'], 'content', cells.text),
  column(['投诉人要求', '投诉要求', '客户要求'], 'demand', cells.text),
  column(['证据'], 'evidence', cells.text),
  chosen(['当日流转'], 'relayedBy', words.relays),
  column(['转告抢险时间'], 'emergencyAt', cells.instant),
  column(['责任部门', '承办部门', '处理部门'], 'department', cells.line),
  column(['转办时间', '转办日期'], 'assignedAt', cells.moment),
  column(['转办人'], 'assignedBy', cells.line),
  column(['要求反馈天数'], 'respondWithin', cells.integer(0, 3)),
  column(['需反馈部门'], 'feedbackTo', cells.line),
  column(['此前转办'], 'earlierDepartments', cells.names),
  column(['协办部门'], 'assisting', cells.names),
  column(['回避人员'], 'recused', cells.names),
  column(['调查时间', '调查日期'], 'investigatedAt', cells.moment),
  column(['调查人'], 'investigator', cells.line),
  column(['调查方式'], 'methods', cells.several(words.investigationMethods)),
  column(['调查情况'], 'findings', cells.text),
  column(['投诉原因', '原因'], 'cause', cells.text),
  chosen(['判定', '是否有效'], 'verdict', words.verdicts),
  chosen(['无效情形'], 'ground', words.grounds, { numbered: true }),
  column(['判定理由', '无效原因'], 'verdictReason', cells.text),
  column(['判定时间', '判定日期'], 'verdictAt', cells.moment),
  column(['判定人'], 'verdictBy', cells.line),
  column(['方案时间'], 'proposedAt', cells.moment),
  column(['方案拟定人'], 'proposedBy', cells.line),
  column(['解决方案', '处理方案'], 'plan', cells.text),
  column(['答复时间'], 'answeredAt', cells.moment),
  column(['答复人'], 'answeredBy', cells.line),
  yesOrNo(['投诉人认可'], 'accepted'),
  column(['不认可原因'], 'rejection', cells.text),
  column(['先执行批准人'], 'proceededBy', cells.line),
  column(['外界因素'], 'externalFactor', cells.text),
  column(['承诺办结日期'], 'promisedOn', cells.day),
  column(['办结时间', '办结日期', '完成时间', '处理完成时间'], 'completedAt', cells.moment),
  column(['办结人', '处理人'], 'completedBy', cells.line),
  yesOrNo(['当场办结'], 'onTheSpot'),
  column(['终结批准人'], 'concludedBy', cells.line),
  column(['处理结果'], 'result', cells.text),
  yesOrNo(['已回复客户'], 'isReplied'),
  column(['回复时间', '回复日期'], 'repliedAt', cells.moment),
  column(['回复人'], 'repliedBy', cells.line),
  chosen(['回复方式'], 'replyMethod', words.replyMethods),
  column(['回复内容'], 'replyText', cells.text),
  column(['责任人处理'], 'accountability', cells.text),
  column(['整改措施'], 'corrective', cells.measures),
  column(['预防措施'], 'preventive', cells.measures),
  column(['解释时间', '解释日期'], 'explainedAt', cells.moment),
  column(['解释人'], 'explainedBy', cells.line),
  chosen(['解释方式'], 'explanationMethod', words.replyMethods),
  column(['解释内容'], 'reply', cells.text),
  column(['部门意见'], 'departmentOpinion', cells.opinions),
  column(['主管领导意见'], 'leaderOpinion', cells.opinions),
  column(['总经理意见'], 'managerOpinion', cells.opinions),
  column(['审核时间'], 'reviewedAt', cells.moment),
  column(['审核人'], 'reviewer', cells.line),
  column(['审核结果'], 'passed', cells.yesNo),
  column(['退回原因'], 'returnReason', cells.text),
  column(['回访时间', '回访日期'], 'calledBackAt', cells.moment),
  column(['回访人'], 'caller', cells.line),
  chosen(['回访方式'], 'callbackMethod', words.callbackMethods),
  yesOrNo(['已处理'], 'handled'),
  column(['未处理原因'], 'unhandledReason', cells.text),
  chosen(['处理时效性'], 'timeliness', words.grades, { numbered: true }),
  chosen(['客户是否满意', '满意程度', '满意度', '回访结果'], 'satisfaction', words.grades, {
    numbered: true,
  }),
  column(['不满意原因'], 'dissatisfaction', cells.text),
  column(['客户意见及建议'], 'comment', cells.text),
  column(['回访未接通次数'], 'unreached', cells.integer(0, 99)),
  column(['免回访原因'], 'waiverReason', cells.text),
  column(['免回访批准人'], 'waiverApprover', cells.line),
  column(['撤诉'], 'withdrawn', cells.line),
  column(['撤诉核实人'], 'withdrawalConfirmedBy', cells.line),
  column(['反馈'], 'feedback', cells.feedbacks),
  { titles: ['状态'], field: 'status', parse: cells.choices(words.statuses), choices: words.statuses },
  column(['处理轮次'], 'round', cells.integer(1, 99)),
  yesOrNo(['按时办结'], 'inTime'),
  column(['超期环节'], 'missed', cells.several(words.clockKinds)),
  column(['归档时间', '归档日期', '结案时间', '结案日期'], 'closedAt', cells.moment),
  column(['归档人'], 'closedBy', cells.line),
  column(['作废时间'], 'voidedAt', cells.moment),
  column(['作废原因'], 'voidReason', cells.text),
  column(['作废批准人'], 'voidApprover', cells.line),
  column(['与哪件重复'], 'duplicateOf', cells.caseNumber),
  column(['备注'], 'notes', cells.text),
];

/** Columns of the export that follow from the others, so that nothing is read from them. */
export const derivedTitles: readonly string[] = [
  '序号',
  '优先',
  '紧急',
  '迟报',
  '录入时间',
  '录入人',
  '下一步由谁',
  '下一步时限',
  '办结时限',
];
