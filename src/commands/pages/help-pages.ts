import { plainWidth, wrap } from '../../cli/screen/width.ts';
import { allSteps, beginnings, recordOf } from '../../domain/case/step-table.ts';

/** Pages of `tousu help` that are about no command: by the word that asks for them. */

/** Section 3: the steps of the regulation, who does each, and what to type. */
const stages = [
  { command: 'register', duty: beginnings.register.duty },
  ...allSteps.map((step) => ({ command: `${step} 编号`, duty: recordOf(step).duty })),
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
  const lines = stages.flatMap(({ command, duty }) =>
    duty === null
      ? []
      : [
          ...wrap(`步骤 ${duty.number}  ${duty.owedBy}  ${duty.task}`, width, plainWidth).split('\n'),
          `    tousu ${command}`,
        ],
  );
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
