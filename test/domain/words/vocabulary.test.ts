import { describe, expect, test } from '@jest/globals';
import * as lists from '../../../src/domain/words/vocabulary.ts';

const labels: Readonly<Record<string, readonly [lists.ClosedList, string]>> = {
  channel: [lists.channels, 'visit 来访 · phone 来电 · website 官网 · online 网络平台 · other 其他'],
  kind: [
    lists.complainantKinds,
    'ordinary 普通客户 · government 政府部门 · authority 权威机构 · media 新闻媒体 · vulnerable 社会弱势群体 · key_account 重点工商业用户',
  ],
  source: [
    lists.sources,
    'direct 直接投诉 · consumer_association 消协 · government_hotline 政府热线 · social_supervision 其他社会监督机构 · headquarters 管理总部',
  ],
  exposure: [lists.exposures, 'none 无 · tv 电视 · newspaper 报纸 · online 网络媒体'],
  category: [
    lists.categories,
    'meter_billing 抄表收费 · repair 维修 · safety_inspection 安检 · installation 工程安装 · supply 供气 · service_attitude 服务态度 · leak_safety 泄漏安全 · other 其他',
  ],
  ground: [
    lists.grounds,
    'force_majeure 不可抗力 · misunderstanding 误解 · customer_fault 客户方过错 · excessive_expectation 期望值过高 · nonstandard_request 非正常业务需求 · contrary_to_law 违反法律法规 · untrue_information 信息失真',
  ],
  verdict: [lists.verdicts, 'valid 有效 · invalid 无效'],
  'investigation method': [
    lists.investigationMethods,
    'interview 人员访谈 · documents 资料查阅 · site_visit 现场勘察 · other 其他',
  ],
  'callback method': [lists.callbackMethods, 'phone 电话 · visit 上门 · sms 短信 · online 网络'],
  'answer method': [
    lists.replyMethods,
    'phone 电话 · visit 上门 · sms 短信 · online 网络 · letter 信函 · notice 公示',
  ],
  grade: [lists.grades, 'satisfied 满意 · fairly_satisfied 较满意 · neutral 一般 · dissatisfied 不满意'],
  role: [lists.roles, 'liaison 对接人 · caller 回访人 · leader 主管领导 · general_manager 总经理'],
  opinion: [lists.opinionRoles, 'department 部门意见 · leader 主管领导意见 · general_manager 总经理意见'],
  'unit and department kind': [lists.unitKinds, 'headquarters 管理总部 · branch 子公司'],
  measure: [lists.measureKinds, 'corrective 整改措施 · preventive 预防措施'],
  attachment: [
    lists.attachmentKinds,
    'evidence 证据材料 · investigation 调查材料 · analysis 分析报告 · rectification 整改方案 · decision 处理决定 · other 其他',
  ],
  'yes/no': [lists.yesNo, 'yes 是 · no 否'],
  status: [
    lists.statuses,
    'registered 待转办 · investigating 调查中 · solving 拟定方案 · proposed 待答复 · executing 执行中 · completed 待审核 · awaiting_callback 待回访 · called_back 待归档 · explaining 待解释 · explained 待归档 · closed 已归档 · voided 已作废',
  ],
  clock: [
    lists.clockKinds,
    'assign 转办 · response 反馈 · explain 解释答复 · resolve 办结 · promise 承诺办结 · hq_feedback 总部反馈 · callback 回访 · rehandle 再次处理 · rework 返工 · approve 审批 · review 审核 · close 归档',
  ],
};

describe('labels of the closed lists, in their order', () => {
  test.each(Object.entries(labels))('%s', (_name, [list, text]) => {
    const written = Object.entries(list).map(([code, label]) => `${code} ${label}`);
    expect(written.join(' · ')).toBe(text);
  });
});

describe('a value is the code or the label', () => {
  test.each([
    ['the code', lists.channels, 'phone', false, ['phone']],
    ['the label', lists.channels, '来电', false, ['phone']],
    ['a grade by its place', lists.grades, '4', true, ['dissatisfied']],
    ['a ground by its place', lists.grounds, '7', true, ['untrue_information']],
    ['a place that the list has not', lists.grades, '5', true, []],
    ['a place of a list without numbers', lists.channels, '1', false, []],
    ['an unknown word', lists.channels, '电话', false, []],
    ['a name that every object has', lists.channels, 'toString', false, []],
    ['待归档 means both where it filters', lists.statuses, '待归档', false, ['called_back', 'explained']],
  ] as const)('%s', (_name, list, text, numbered, codes) => {
    expect(lists.codesOf(list, text, numbered)).toEqual(codes);
  });

  test('1..4 are the grades, 1..7 the grounds, in the order of the regulation', () => {
    const all = (list: lists.ClosedList) =>
      Object.keys(list).flatMap((_, i) => lists.codesOf(list, String(i + 1), true));
    expect(all(lists.grades)).toEqual(Object.keys(lists.grades));
    expect(all(lists.grounds)).toEqual(Object.keys(lists.grounds));
  });
});
