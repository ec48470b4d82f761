import { plainWidth, wrap } from '../../cli/screen/width.ts';
import { allSteps, beginnings, recordOf } from '../../domain/case/step-table.ts';
import { manualFile } from './manual.ts';

/** Pages of `tousu help` that are about no command: by the word that asks for them. */

/** Section 3: the steps of the regulation, who does each, and what to type. */
const stages = [
  { command: 'register', duty: beginnings.register.duty },
  ...allSteps.map((step) => ({ command: `${step} 编号`, duty: recordOf(step).duty })),
];

/** Where the way does not go on: by which step or clause and when, and what to type. */
const waysOut: readonly (readonly [when: string, command: string])[] = [
  ['步骤 40  判定后发现该由别的部门办', 'assign 编号 --dept 部门 --reason 原因'],
  ['步骤 50  判错了：改判，归档的无效投诉也行', 'investigate 编号 --verdict 有效 --reason 原因'],
  ['步骤 60  当场办好，没有另拟方案', 'resolve complete 编号 --on-the-spot'],
  ['步骤 70  联系不上投诉人：每次登记一笔', 'resolve answer 编号 --no-contact 情况'],
  [
    '步骤 70  三天都联系不上，或没有联系方式：领导批准先执行',
    'resolve answer 编号 --proceed 原因 --approved-by 领导',
  ],
  ['步骤 70  两个方案都不接受：领导批准终结', 'resolve conclude 编号'],
  ['条款 4.3.7  承诺的日期又守不住：另行商定', 'resolve promise 编号 --promised 日期'],
  ['步骤 100  只缺登记表上的东西：补齐，办结不变', 'review 编号 --supplement 缺什么'],
  [
    '条款 4.3.8  三天都联系不上，或没有联系方式：领导批准免回访',
    'close 编号 --waive-callback 原因 --approved-by 领导',
  ],
  ['步骤 120  投诉人撤诉，什么时候都行', 'close 编号 --withdrawn 原话 --confirmed-by 回访人'],
];

/** What the program's exit means to whoever started it. */
const exits: readonly (readonly [code: string, meaning: string])[] = [
  ['0', '办好了'],
  ['1', '程序内部出错：是否已登记，要看一遍'],
  ['2', '命令写得不对：选项、值、缺少内容，或文件已存在'],
  ['3', '按制度不能办：条款、办理状态或时间不允许'],
  ['4', '找不到：投诉、部门、人员、文件或台账'],
  ['5', '台账用不了或信不过：被占用、损坏、只读、磁盘满、核对不通过'],
  ['10', '只有 overdue --exit-code：有超期'],
  ['130', '按 Ctrl-C 中断，什么也没有登记'],
];

function workflowPage(width: number): string {
  const told = (text: string, command: string): readonly string[] => [
    ...wrap(text, width, plainWidth).split('\n'),
    `    tousu ${command}`,
  ];
  const lines = stages.flatMap(({ command, duty }) =>
    duty === null ? [] : told(`步骤 ${duty.number}  ${duty.owedBy}  ${duty.task}`, command),
  );
  return [
    '办理流程（管理办法第 3 节），每一步的命令：',
    '',
    ...lines,
    '',
    '走不通的时候：',
    '',
    ...waysOut.flatMap(([when, command]) => told(when, command)),
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
    手册: {
      summary: '用浏览器打开使用手册',
      page: () => `使用手册：${manualFile()}\n在终端里会用浏览器打开；也可以双击它。`,
    },
    流程: { summary: '制度的每一步和它的命令', page: workflowPage },
    退出码: { summary: '程序结束时的代码', page: exitPage },
  };
