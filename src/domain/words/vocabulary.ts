/**
 * The closed lists of the regulation and of the contract: code ↔ Chinese label.
 * The order of a list is the order in which figures and choices are shown.
 */
export const channels = {
  visit: '来访',
  phone: '来电',
  website: '官网',
  online: '网络平台',
  other: '其他',
} as const;

export const complainantKinds = {
  ordinary: '普通客户',
  government: '政府部门',
  authority: '权威机构',
  media: '新闻媒体',
  vulnerable: '社会弱势群体',
  key_account: '重点工商业用户',
} as const;

export const sources = {
  direct: '直接投诉',
  consumer_association: '消协',
  government_hotline: '政府热线',
  social_supervision: '其他社会监督机构',
  headquarters: '管理总部',
} as const;

export const exposures = { none: '无', tv: '电视', newspaper: '报纸', online: '网络媒体' } as const;

export const categories = {
  meter_billing: '抄表收费',
  repair: '维修',
  safety_inspection: '安检',
  installation: '工程安装',
  supply: '供气',
  service_attitude: '服务态度',
  leak_safety: '泄漏安全',
  other: '其他',
} as const;

export const relays = { sms: '短信', email: '邮件' } as const;

/** 1.2.4 The seven grounds of an invalid complaint, in the clause's order. */
export const grounds = {
  force_majeure: '不可抗力',
  misunderstanding: '误解',
  customer_fault: '客户方过错',
  excessive_expectation: '期望值过高',
  nonstandard_request: '非正常业务需求',
  contrary_to_law: '违反法律法规',
  untrue_information: '信息失真',
} as const;

export const verdicts = { valid: '有效', invalid: '无效' } as const;

export const investigationMethods = {
  interview: '人员访谈',
  documents: '资料查阅',
  site_visit: '现场勘察',
  other: '其他',
} as const;

export const callbackMethods = { phone: '电话', visit: '上门', sms: '短信', online: '网络' } as const;

/** How the complainant is told: 公示 only where no contact is on record. */
export const replyMethods = { ...callbackMethods, letter: '信函', notice: '公示' } as const;

/** 4.3.7(1) How the complainant was told, or that he will be told later. */
export const repliedMethods = { ...replyMethods, later: '以后回复' } as const;

export const grades = {
  satisfied: '满意',
  fairly_satisfied: '较满意',
  neutral: '一般',
  dissatisfied: '不满意',
} as const;

export const roles = {
  liaison: '对接人',
  caller: '回访人',
  leader: '主管领导',
  general_manager: '总经理',
} as const;

/** 4.3.5 The three opinions on the form of Annex 1. */
export const opinionRoles = {
  department: '部门意见',
  leader: '主管领导意见',
  general_manager: '总经理意见',
} as const;

export const unitKinds = { headquarters: '管理总部', branch: '子公司' } as const;

export const measureKinds = { corrective: '整改措施', preventive: '预防措施' } as const;

export const attachmentKinds = {
  evidence: '证据材料',
  investigation: '调查材料',
  analysis: '分析报告',
  rectification: '整改方案',
  decision: '处理决定',
  other: '其他',
} as const;

/** What goes out on paper or as a message, beside Annex 1 and Annex 2. */
export const paperKinds = {
  transfer: '转办单',
  reminder: '催办单',
  signing: '签批清单',
  answer: '答复函',
  explanation: '解释告知书',
  callback: '回访单',
  headquarters: '调查处理情况报告',
  rectification: '整改通知书',
  penalty: '处罚决定书',
  poster: '投诉渠道公示',
} as const;

export const paperFormats = { docx: 'Word 文件', pdf: 'PDF', text: '消息文字' } as const;

export const yesNo = { yes: '是', no: '否' } as const;

export const statuses = {
  registered: '待转办',
  investigating: '调查中',
  solving: '拟定方案',
  proposed: '待答复',
  executing: '执行中',
  completed: '待审核',
  awaiting_callback: '待回访',
  called_back: '待归档',
  explaining: '待解释',
  explained: '待归档',
  closed: '已归档',
  voided: '已作废',
} as const;

export const clockKinds = {
  assign: '转办',
  response: '反馈',
  explain: '解释答复',
  resolve: '办结',
  promise: '承诺办结',
  hq_feedback: '总部反馈',
  callback: '回访',
  rehandle: '再次处理',
  rework: '返工',
  approve: '审批',
  review: '审核',
  close: '归档',
} as const;

/** What can be overdue: a clock, or a measure that was to be done by a day (4.1.1). */
export const dueKinds = { ...clockKinds, measure: '措施' } as const;

export const clockStates = {
  running: '计时中',
  overdue: '已超期',
  met: '按时',
  late: '超期完成',
  cancelled: '已取消',
} as const;

export type Channel = keyof typeof channels;
export type ComplainantKind = keyof typeof complainantKinds;
export type Source = keyof typeof sources;
export type Exposure = keyof typeof exposures;
export type Category = keyof typeof categories;
export type Relay = keyof typeof relays;
export type Ground = keyof typeof grounds;
export type InvestigationMethod = keyof typeof investigationMethods;
export type CallbackMethod = keyof typeof callbackMethods;
export type ReplyMethod = keyof typeof replyMethods;
export type Grade = keyof typeof grades;
export type Role = keyof typeof roles;
export type OpinionRole = keyof typeof opinionRoles;
export type UnitKind = keyof typeof unitKinds;
export type MeasureKind = keyof typeof measureKinds;
export type AttachmentKind = keyof typeof attachmentKinds;
export type PaperKind = keyof typeof paperKinds;
export type PaperFormat = keyof typeof paperFormats;
export type Status = keyof typeof statuses;
export type ClockKind = keyof typeof clockKinds;
export type DueKind = keyof typeof dueKinds;
export type ClockState = keyof typeof clockStates;
/** Who owes a step, in the words of the regulation. */
export const owners = ['对接人', '责任部门', '受理人', '回访人', '主管领导'] as const;
export type Owner = (typeof owners)[number];

/** A closed list: code → label. */
export type ClosedList = Readonly<Record<string, string>>;

/** The codes of a closed list, in its order. */
export const codes = <Code extends string>(list: Readonly<Record<Code, string>>): readonly Code[] =>
  Object.keys(list) as Code[];

/**
 * The codes a clerk may mean by `text`: the code itself, its label, or its place in the list (grades, grounds).
 * More than one where a label belongs to two codes (待归档); none where the text is not in the list.
 */
export function codesOf(list: ClosedList, text: string, numbered = false): readonly string[] {
  if (Object.hasOwn(list, text)) return [text];
  if (numbered && /^[1-9]$/.test(text)) return codes(list).slice(Number(text) - 1, Number(text));
  return codes(list).filter((code) => list[code] === text);
}
