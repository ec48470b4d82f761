import type { Size } from '../../../cli/screen/full-screen.ts';
import { wrap } from '../../../cli/screen/width.ts';
import { minute } from '../../../domain/case/clock.ts';
import { caseView } from './case-view.ts';
import { helpView } from './help-view.ts';
import { listView } from './list-view.ts';
import { CURSOR, column, type Look, NO_CURSOR } from './look.ts';
import { monthView } from './month-view.ts';
import type { Dialog, State } from './state.ts';

/** The whole screen, line by line: exactly as many as it has, none wider than it is. */
export function view(state: State, look: Look): readonly string[] {
  const { size, desk, dialog } = state;
  const who = desk.mayRecord ? desk.operator : `${desk.operator}（只能看）`;
  const title = column(`${desk.unit}投诉台账  ${minute(desk.now)}  ${who}`, size.columns, look);
  const foot = [...messageLines(state, look), ...dialogLines(dialog, size, look), keysLine(state, look)];
  const room = Math.max(1, size.lines - 1 - foot.length);
  const body = bodyOf(state, room, look).slice(0, room);
  const blank = Array.from({ length: Math.max(0, room - body.length) }, () => '');
  return [title, ...body, ...blank, ...foot].slice(0, size.lines);
}

function bodyOf(state: State, room: number, look: Look): readonly string[] {
  const { page } = state;
  switch (page.name) {
    case 'list':
      return listView(state, room, look);
    case 'case':
      return caseView(state, page, room, look);
    case 'month':
      return monthView(state, page, room, look);
    case 'help':
      return helpView(state, look);
  }
}

const MOST_TOLD = 6;

function messageLines({ size, message, desk, leaving }: State, { measure, theme }: Look): readonly string[] {
  const told = leaving ? ['再按一次 Esc 退出'] : message.length > 0 ? message : [desk.notice ?? ''];
  const lines = told.flatMap((text) => wrap(text, size.columns, measure).split('\n')).filter(Boolean);
  return lines.slice(0, MOST_TOLD).map((line) => theme('soon', line));
}

function dialogLines(dialog: Dialog | null, { columns }: Size, look: Look): readonly string[] {
  if (dialog === null) return [];
  return [
    ...wrap(dialog.question, columns, look.measure).split('\n'),
    ...dialog.choices.map(({ label }, i) =>
      column(`${i === dialog.index ? CURSOR : NO_CURSOR}${i + 1} ${label}`, columns, look),
    ),
  ];
}

/**
 * The keys that matter here, the most wanted first; on a narrow screen as many as there is room for. The one that tells
 * of the others, or leads back, stays.
 */
function keysLine(state: State, look: Look): string {
  const keys = [...keysFor(state)];
  const stays = keys.find((key) => key.startsWith('?')) ?? keys.at(-1);
  const isTooLong = () => look.measure(keys.join('  ')) > state.size.columns;
  while (keys.length > 1 && isTooLong())
    keys.splice(
      keys.findLastIndex((key) => key !== stays),
      1,
    );
  return look.theme('quiet', isTooLong() ? '' : keys.join('  '));
}

function keysFor({ page, dialog, found, tab, desk }: State): readonly string[] {
  if (dialog !== null) return ['数字或回车选定', 'Esc 算了'];
  if (page.name === 'case' && !desk.mayRecord)
    return ['回车或数字 选', 'PgDn 看下面', '←→ 上一件下一件', 'Esc 返回'];
  if (page.name === 'case')
    return ['回车或数字 办', '空格 下一步', 'PgDn 看下面', '←→ 上一件下一件', 'Esc 返回'];
  if (page.name === 'month') return ['回车或数字 办', '←→ 换月', 'Esc 返回'];
  if (page.name === 'help') return ['按任意键返回'];
  if (found?.typing) return ['回车 到结果', 'Esc 算了'];
  if (!desk.mayRecord) return ['回车 打开', '/ 查找', 'm 月末', '? 按键', 'q 退出'];
  if (found === null && tab === 'drafts') return ['回车 接着填', 'x 丢掉', 'n 受理', '? 按键', 'q 退出'];
  return ['回车 打开', '空格 办下一步', 'n 受理', '/ 查找', 'm 月末', '? 按键', 'q 退出'];
}
