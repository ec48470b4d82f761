import { plainWidth, wrap } from '../../cli/screen/width.ts';

/** Pages of `tousu help` that are about no command: by the word that asks for them. */

interface Stage {
  readonly step: string;
  readonly who: string;
  readonly what: string;
  readonly command: string;
}

/** Section 3: the steps of the regulation, who does each, and what to type. */
const stages: readonly Stage[] = [
  { step: '10-30', who: '受理人', what: '受理投诉，登记编号', command: 'tousu register' },
  { step: '40', who: '对接人', what: '受理当日转办责任部门', command: 'tousu assign 编号' },
  { step: '50', who: '责任部门', what: '调查，最后一条写判定', command: 'tousu investigate 编号' },
  { step: '50', who: '受理人', what: '判为无效：1 日内向投诉人解释', command: 'tousu resolve explain 编号' },
  { step: '60', who: '责任部门', what: '判为有效：拟定处理方案', command: 'tousu resolve propose 编号' },
  { step: '70', who: '受理人', what: '把方案告诉投诉人，登记答复', command: 'tousu resolve answer 编号' },
  {
    step: '80-90',
    who: '责任部门',
    what: '3 日内办结：结果、原因、措施',
    command: 'tousu resolve complete 编号',
  },
  { step: '4.3.5', who: '主管领导', what: '签署意见', command: 'tousu approve 编号' },
  { step: '100', who: '对接人', what: '审核，下达回访指令', command: 'tousu review 编号' },
  { step: '110', who: '回访人', what: '2 日内回访；不满意的再次处理', command: 'tousu callback 编号' },
  { step: '120', who: '对接人', what: '登记台账并归档', command: 'tousu close 编号' },
];

/** What the program's exit means to whoever started it. */
const exits: readonly (readonly [code: string, meaning: string])[] = [
  ['0', '办好了'],
  ['1', '程序内部出错，什么也没有登记'],
  ['2', '命令写得不对：选项、值、缺少内容，或文件已存在'],
  ['3', '按制度不能办：条款、办理状态或时间不允许'],
  ['4', '找不到：投诉、部门、人员、文件或台账'],
  ['5', '台账用不了或信不过：被占用、损坏、只读、磁盘满、核对不通过'],
  ['10', '只有 overdue --exit-code：有超期'],
  ['130', '按 Ctrl-C 中断，什么也没有登记'],
];

function workflowPage(width: number): string {
  const lines = stages.flatMap(({ step, who, what, command }) => [
    ...wrap(`步骤 ${step}  ${who}  ${what}`, width, plainWidth).split('\n'),
    `    ${command}`,
  ]);
  return [
    '办理流程（管理办法第 3 节），每一步的命令：',
    '',
    ...lines,
    '',
    '每天先看：tousu todo；在终端只打 tousu，选着办。',
  ].join('\n');
}

const exitPage = (width: number): string =>
  ['退出码（给定时任务和脚本用）：', '']
    .concat(exits.map(([code, meaning]) => wrap(`  ${code.padEnd(5)}${meaning}`, width, plainWidth)))
    .join('\n');

export const helpPages: Readonly<Record<string, { readonly summary: string; page(width: number): string }>> =
  {
    流程: { summary: '制度的每一步和它的命令', page: workflowPage },
    退出码: { summary: '程序结束时的代码', page: exitPage },
  };
