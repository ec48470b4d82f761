import { nameKey } from './text.ts';
import {
  attachmentKinds,
  type CallbackMethod,
  type ClosedList,
  callbackMethods,
  categories,
  channels,
  codesOf,
  complainantKinds,
  exposures,
  grades,
  grounds,
  investigationMethods,
  measureKinds,
  opinionRoles,
  paperKinds,
  relays,
  repliedMethods,
  replyMethods,
  roles,
  sources,
  statuses,
  unitKinds,
  verdicts,
  yesNo,
} from './vocabulary.ts';

/**
 * Other words for the values of the closed lists, as offices write them in old ledgers and say them on the telephone.
 * Only what can mean one value alone: 来信, 12315 and 属实 do not say which.
 */
type Words<Code extends string> = Readonly<Partial<Record<Code, readonly string[]>>>;

const words = <Code extends string>(
  list: Readonly<Record<Code, string>>,
  others: Words<Code>,
): readonly [ClosedList, Words<string>] => [list, others];

const ways: Words<CallbackMethod> = {
  phone: ['来电', '打电话', '致电', '通话', '手机', '电话回访', '电话告知'],
  visit: ['来访', '当面', '面谈', '入户', '上门回访', '上门告知'],
  sms: ['信息', '短消息', '手机短信'],
  online: ['网上', '网络平台', '微信', 'QQ', '公众号', '小程序'],
};

const replyWays = {
  ...ways,
  letter: ['信', '信件', '书信', '书面', '函', '来函', '发函'],
  notice: ['公告', '张贴'],
} as const;

/** By the list they belong to. */
export const synonyms: ReadonlyMap<ClosedList, Words<string>> = new Map([
  words(channels, {
    visit: ['上门', '到访', '走访', '当面', '面谈', '现场', '窗口', '营业厅'],
    phone: ['电话', '打电话', '致电', '热线', '客服热线', '客服电话', '电话投诉', '手机'],
    website: ['网站', '官方网站', '公司网站', '公司官网'],
    online: [
      '网络',
      '网上',
      '微信',
      '微信公众号',
      '公众号',
      '小程序',
      '微信小程序',
      '微博',
      '抖音',
      'QQ',
      'APP',
    ],
    other: ['其它', '其他方式'],
  }),
  words(complainantKinds, {
    ordinary: ['普通', '普通用户', '一般客户', '一般用户', '居民', '居民用户', '居民客户'],
    government: ['政府', '政府机关'],
    authority: ['权威'],
    media: ['媒体', '记者'],
    vulnerable: ['弱势群体', '弱势'],
    key_account: ['重点用户', '重点客户', '重点工商户'],
  }),
  words(sources, {
    direct: ['直接', '客户直接投诉', '用户直接投诉', '本人', '本人投诉'],
    consumer_association: ['消费者协会', '消协转办', '消协转来'],
    government_hotline: [
      '12345',
      '12345热线',
      '12345政府热线',
      '12345政务服务热线',
      '12345政务服务便民热线',
      '市长热线',
      '政务热线',
      '政府服务热线',
      '政府热线转办',
    ],
    social_supervision: ['社会监督机构', '社会监督', '其它社会监督机构'],
    headquarters: ['总部', '总部转办', '集团', '集团公司', '集团总部'],
  }),
  words(exposures, {
    none: ['没有', '否', '未曝光', '没有曝光', '无曝光'],
    tv: ['电视台', '电视新闻'],
    newspaper: ['报刊', '报社'],
    online: ['网络', '网上', '网媒', '网络曝光'],
  }),
  words(categories, {
    meter_billing: ['抄表', '收费', '计费', '计量', '气费', '燃气费', '抄收', '抄表及收费'],
    repair: ['报修', '修理', '维修服务'],
    safety_inspection: ['安全检查', '入户安检'],
    installation: ['工程', '安装', '施工', '报装', '新装', '开户'],
    supply: ['停气', '供应', '气压', '供气压力'],
    service_attitude: ['态度', '服务'],
    leak_safety: ['漏气', '泄漏', '泄露', '燃气泄漏', '燃气泄露', '漏气安全'],
    other: ['其它', '其他类'],
  }),
  words(relays, { sms: ['信息', '手机短信'], email: ['邮箱', '电邮', '电子邮件', 'mail', 'e-mail'] }),
  words(grounds, {
    misunderstanding: ['误会', '客户误解', '用户误解'],
    customer_fault: ['客户过错', '客户责任', '客户原因', '用户过错', '用户责任', '用户原因'],
    excessive_expectation: ['期望过高', '要求过高', '期望太高', '期望值太高'],
    nonstandard_request: ['非正常需求', '非正常业务'],
    contrary_to_law: ['违法', '违法违规', '违反法律', '违反法规'],
    untrue_information: ['不实', '信息不实', '内容不实', '虚假信息'],
  }),
  words(verdicts, { valid: ['有效投诉'], invalid: ['无效投诉'] }),
  words(investigationMethods, {
    interview: ['访谈', '询问', '谈话', '问询'],
    documents: ['资料', '查资料', '查阅资料', '查阅', '调阅资料', '查档'],
    site_visit: ['现场', '现场勘查', '现场查看', '现场调查', '勘察', '勘查', '实地', '上门'],
    other: ['其它', '其他方式'],
  }),
  words(callbackMethods, ways),
  words(replyMethods, replyWays),
  words(repliedMethods, { ...replyWays, later: ['以后', '还没有回复', '尚未回复'] }),
  words(grades, {
    satisfied: ['很满意', '非常满意', '十分满意'],
    fairly_satisfied: ['比较满意', '基本满意'],
    neutral: ['中等', '一般般', '还行', '还可以'],
    dissatisfied: ['不太满意', '很不满意', '非常不满意', '十分不满意'],
  }),
  words(roles, {
    liaison: ['投诉管理对接人', '投诉对接人', '联络人'],
    caller: ['回访员', '回访专员'],
    leader: ['领导', '分管领导'],
    general_manager: ['总经理室'],
  }),
  words(opinionRoles, {
    department: ['部门', '责任部门', '责任部门意见', '部门负责人'],
    leader: ['主管领导', '领导', '分管领导', '领导意见', '分管领导意见'],
    general_manager: ['总经理'],
  }),
  words(unitKinds, { headquarters: ['总部', '集团', '集团总部'], branch: ['分公司', '子分公司'] }),
  words(measureKinds, { corrective: ['整改', '纠正', '纠正措施'], preventive: ['预防'] }),
  words(attachmentKinds, {
    evidence: ['证据', '证明', '证明材料'],
    investigation: ['调查', '调查报告'],
    analysis: ['分析'],
    rectification: ['整改'],
    decision: ['决定', '处罚决定', '处理决定书'],
    other: ['其它', '其他材料'],
  }),
  words(paperKinds, {
    transfer: ['投诉转办单'],
    reminder: ['督办单'],
    signing: ['签批单'],
    explanation: ['告知书'],
    callback: ['回访表', '投诉回访单'],
    headquarters: ['情况报告'],
    rectification: ['整改通知'],
    penalty: ['处罚决定'],
    poster: ['公示', '渠道公示'],
  }),
  words(yesNo, {
    yes: ['是的', '对', '有', '要', '需要', 'y', 'true', '√', '✓', '✔', '☑'],
    no: ['不是', '不', '没有', '无', '不要', '不需要', 'n', 'false', '×', '✗', '✘', 'x'],
  }),
  words(statuses, {
    registered: ['已登记', '已受理', '未转办'],
    investigating: ['待调查', '正在调查'],
    proposed: ['等答复'],
    executing: ['正在执行'],
    closed: ['归档', '已办结归档'],
    voided: ['作废'],
  }),
]);

/**
 * The codes that may be meant by `text`: as `codesOf`, and by the other words for them; capitals, blanks and full width
 * make no difference. None where the text is not in the list.
 */
export function codesMeant(list: ClosedList, text: string, numbered = false): readonly string[] {
  const exact = codesOf(list, text, numbered);
  if (exact.length > 0) return exact;
  const key = nameKey(text);
  const others = synonyms.get(list) ?? {};
  return Object.entries(list).flatMap(([code, label]) =>
    [code, label, ...(others[code] ?? [])].some((word) => nameKey(word) === key) ? [code] : [],
  );
}
