import type { CaseEvent, Undone } from '../../domain/case/events.ts';

/** What an entry of a case is called on screen. */
export const eventLabels: Readonly<Record<(CaseEvent | Undone)['type'], string>> = {
  registered: '受理登记',
  imported: '从旧台账导入',
  assigned: '转办',
  investigated: '调查',
  solution_proposed: '拟定方案',
  solution_answered: '投诉人答复',
  completed: '办结',
  explained: '解释答复',
  opinion_given: '意见',
  review_passed: '审核通过',
  review_returned: '审核退回',
  callback_failed: '回访未接通',
  called_back: '回访',
  feedback_given: '反馈',
  closed: '归档',
  reopened: '重新处理',
  voided: '作废',
  amended: '更正',
  noted: '备注',
  file_attached: '附件',
  measure_added: '登记措施',
  measure_done: '措施完成',
  penalty_decided: '处罚决定',
  undone: '撤回',
};
