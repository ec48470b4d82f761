import { wrap } from '../../../cli/screen/width.ts';
import type { Look } from './look.ts';
import type { State } from './state.ts';

const keys = [
  ['↑ ↓ Home End PgUp PgDn', '移动；到头再按就转到另一头'],
  ['1 2 3 4 5，Tab ← →', '我的、超期、今天、全部、草稿'],
  ['回车', '打开这一件：下一步在最前，只列出能办的'],
  ['空格', '直接办这一件的下一步'],
  ['n', '受理一件：姓名，或一行写完 姓名 电话 什么事'],
  ['/', '查找编号、姓名、电话、内容，直接打汉字、粘贴也行；已归档的也找'],
  ['m', '月末：追办、核对、月报、分析、台账、上报'],
  ['x', '丢掉一份草稿'],
  ['r', '重新读一遍（不按也每 15 秒看一次有没有新的）'],
  ['Esc', '回到上一页；在列表上按两次退出'],
  ['q', '退出'],
] as const;

/** All keys of the screen. */
export const helpView = ({ size }: State, { measure }: Look): readonly string[] => [
  '按键（按任意键返回）',
  '',
  ...keys.flatMap(([key, meaning]) => wrap(`${key}  ${meaning}`, size.columns - 2, measure).split('\n')),
  '',
  ...wrap(
    '投诉页里：数字或字母选一项，← → 看上一件、下一件。命令怎么用：tousu help',
    size.columns - 2,
    measure,
  ).split('\n'),
];
