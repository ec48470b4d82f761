import type { Step } from '../case/workflow.ts';

// What a refusal or a warning says to type: commands that can be copied, with words where only the clerk knows.

/** What each step asks for beside the case. */
const asked: Readonly<Record<Step, string>> = {
  assign: '--dept 责任部门',
  investigate: '--by 调查人 --method site_visit --findings 调查情况',
  'resolve propose': '--by 姓名 --plan 解决方案',
  'resolve answer': '--accept',
  'resolve complete': '--by 姓名 --result 处理结果',
  'resolve explain': '--method phone --reply 解释内容',
  approve: '--as leader --by 姓名 --opinion 同意',
  review: '--pass',
  callback: '--by 回访人 --method phone --handled yes --timeliness 满意 --satisfaction 满意',
  feedback: '--to 管理总部 --content 反馈内容',
  close: '',
  reopen: '--reason 原因',
  void: '--reason 原因',
  amend: '--reason 原因',
  undo: '--reason 原因',
  note: '备注',
  attach: '文件 --kind evidence',
  'measure add': '--kind corrective --text 措施 --owner 姓名 --due 日期',
  'measure done': '序号',
  penalty: '--deadline 时限 --person 姓名 --decision 处罚决定',
};

/** The command that does this step to the case, with `options` in the place of what the step usually asks for. */
export const toType = (step: Step, no: string, options = asked[step]): string =>
  ['tousu', step, no, options].filter((part) => part !== '').join(' ');

/** 3 改判: an invalid verdict is changed to valid. */
export const toRejudge = (no: string): string =>
  toType(
    'investigate',
    no,
    '--by 调查人 --method documents --findings 新情况 --verdict valid --reason 改判原因',
  );

/** 4.3.8(1) A complainant who left no contact is not called back. */
export const toWaiveCallback = (no: string): string =>
  toType('close', no, '--waive-callback 匿名投诉，无联系方式 --approved-by 主管领导');

/** A name as one word of a command line. */
export const word = (name: string): string =>
  /^[\p{L}\p{N}][\p{L}\p{N}._·-]*$/u.test(name) ? name : `"${name.replaceAll(/["\\$`]/g, '\\$&')}"`;
