// 2.1.4 What the check list says of a case, clause by clause: what the ledger knows, in words, and of whom it is known.

import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/documents/inspection/checks.ts';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import * as build from '../../support/build-case.ts';
import { aCaseThatIs, aClosedInvalidCase, wayTo } from '../../support/build-states.ts';

const recordOf = (clause: string, complaint: Complaint, at = '12-20 10:00'): string =>
  checks.find((check) => check.clause === clause)?.record(complaint, build.on(at)) ?? '';

const registered = aCaseThatIs('registered');
const filed = aCaseThatIs('closed');

test.each([
  ['4.2.2', '来电，受理人 王芳；有联系方式，没有证据；迟报'],
  ['4.3.1', '2023-10-01 09:31 刘敏 转 工程部，按时'],
  ['4.3.2', '投诉对象没有写明；调查 赵强，方案 赵强，办结 赵强，审批 陈国栋，审核 刘敏，回访 李娜'],
  ['4.3.3', '2023-10-01 09:32 赵强，现场勘察'],
  ['4.3.4', '2023-10-01 09:32 赵强，有效'],
  ['4.3.5', '2023-10-01 09:36 陈国栋，主管领导意见，同意'],
  ['4.3.7', '2023-10-01 09:35 赵强 办结；2023-10-01 09:35 赵强 回复，电话；按时'],
  ['4.3.8', '2023-10-01 09:38 李娜，电话，已处理，满意'],
  ['4.1.1', '原因、责任人处理、措施齐全；整改措施 1 条，预防措施 1 条'],
  ['4.4.1', '2023-10-01 09:39 刘敏 归档；缺：处理过程中获取的证据材料、投诉分析报告'],
])('%s of a case that went its way', (clause, said) => {
  expect(recordOf(clause, filed)).toBe(said);
});

test.each([
  ['4.3.1', '没有转办，计时中'],
  ['4.3.2', '投诉对象没有写明'],
  ['4.3.3', '没有调查记录'],
  ['4.3.4', '没有判定'],
  ['4.3.5', '没有领导意见'],
  ['4.3.7', '没有办完，还没有到期'],
  ['4.3.8', '没有回访'],
  ['4.1.1', '缺：投诉原因、责任人处理、整改措施、预防措施'],
])('%s of a case of which nothing is known yet', (clause, said) => {
  expect(recordOf(clause, registered, '10-01 10:00')).toBe(said);
});

test.each([
  ['4.3.4', '2023-10-01 09:32 赵强，无效，误解；理由：对阶梯气价有误解'],
  ['4.3.7', '2023-10-01 09:33 王芳 解释，电话；按时'],
  ['4.3.8', '无效投诉，不回访'],
  ['4.1.1', '无效投诉，不要求'],
])('%s of an invalid case', (clause, said) => {
  expect(recordOf(clause, aClosedInvalidCase())).toBe(said);
});

const executing = wayTo('executing');
const { aCase } = build;

describe('what went another way', () => {
  test.each<[string, string, Complaint, string]>([
    [
      '4.2.2',
      'nobody to reach',
      build.story({ name: '匿名', anonymous: true, phone: null }).complaint,
      '没有联系方式，匿名',
    ],
    ['4.2.2', 'another day', aCase(build.amended({ acceptedAt: build.on('09-30 09:00') })), '受理日期更正过'],
    ['4.3.1', 'late', aCase(build.assigned({ at: '10-02 00:00' })), '超期完成'],
    [
      '4.3.1',
      'handed on',
      aCase(build.assigned(), build.assigned({ department: '安检部' })),
      '09:32 刘敏 再转 安检部',
    ],
    ['4.3.2', 'recused', aCase(build.assigned({ recuse: ['孙丽'] })), '须回避：孙丽'],
    [
      '4.3.4',
      'judged again',
      aCase(build.assigned(), build.judgedInvalid(), build.judgedValid({ reason: '新证据' })),
      '改判 1 次',
    ],
    [
      '4.3.5',
      'done again',
      aCase(...wayTo('completed'), build.opined(), build.returned(), build.completed()),
      '现在的处理没有领导同意',
    ],
    [
      '4.3.7',
      'a promise',
      aCase(...wayTo('proposed'), build.promised('12-24'), build.promiseMoved()),
      '商定 2023-12-24 办结；改期到 2023-12-25',
    ],
    ['4.3.7', 'at once', aCase(...wayTo('solving'), build.onTheSpot()), '当场办结'],
    ['4.3.7', 'not told yet', aCase(...executing, build.unanswered()), '没有回复投诉人'],
    ['4.3.7', 'late', aCase(...executing, build.completed({ at: '10-05 00:00' })), '未按时'],
    ['4.3.7', 'not done by now', aCase(...executing), '未按时'],
    ['4.3.7', 'withdrawn', aCase(build.assigned(), build.withdrawn()), '投诉人撤诉，李娜 核实；按时'],
    [
      '4.3.8',
      'not reached',
      aCase(...wayTo('awaiting_callback'), build.notReached()),
      '没有接通 1 次；没有回访',
    ],
    ['4.3.8', 'withdrawn', aCase(build.withdrawn()), '撤诉，不要求回访'],
    ['4.1.1', 'planned', aCase(...wayTo('closed'), build.measureAdded()), '没有完成的 1 条，其中超期 1 条'],
    ['4.4.1', 'with a file', aCase(...wayTo('closed'), build.attached()), '缺：投诉分析报告；附件 1 份'],
  ])('%s %s', (clause, _name, complaint, said) => {
    expect(recordOf(clause, complaint)).toContain(said);
  });
});

test('who complained is named nowhere', () => {
  for (const complaint of [filed, registered, aClosedInvalidCase()])
    for (const { record } of checks)
      expect(record(complaint, build.on('12-20 10:00'))).not.toMatch(/李强|13800001234/);
});
