import { starred } from '../../../cli/screen/text.ts';
import { pad, wrap } from '../../../cli/screen/width.ts';
import { hidden, seen } from '../../../cli/screen/window.ts';
import type { Moment } from '../../../domain/case/clock.ts';
import { maskPhone } from '../../../domain/case/privacy.ts';
import { steps } from '../../../domain/case/step-table.ts';
import { statuses } from '../../../domain/words/vocabulary.ts';
import type { WorkCase } from '../../../services/day/today.ts';
import { CURSOR, column, type Look, NO_CURSOR, shortDue } from './look.ts';
import {
  countIn,
  type DraftRow,
  indexIn,
  listedCases,
  listedKeys,
  placeOf,
  type State,
  selectedCase,
  selectedDraft,
  tabOrder,
  tabs,
  typedText,
} from './state.ts';

/** The tabs, the rows that there is room for, and what the one the cursor is on is about. */
export function listView(state: State, room: number, look: Look): readonly string[] {
  const { size, found, tab } = state;
  const keys = listedKeys(state);
  const index = indexIn(keys, placeOf(state));
  const about = aboutSelected(state, look);
  const rows = Math.max(1, room - about.length - 3);
  const window = seen(index, keys.length, rows);
  const listed =
    found === null && tab === 'drafts'
      ? state.desk.drafts.slice(...window).map((row) => draftLine(row, size.columns - 2, look))
      : caseLines(listedCases(state).slice(...window), state.desk.now, size.columns - 2, look);
  const lines = listed.map((line, i) => `${window[0] + i === index ? CURSOR : NO_CURSOR}${line}`);
  return [
    tabLine(state, look),
    ...(keys.length === 0 ? ['', column(`  ${emptyWords(state)}`, size.columns, look)] : lines),
    ...Array.from(
      { length: Math.max(0, rows - Math.max(lines.length, keys.length === 0 ? 2 : 0)) },
      () => '',
    ),
    look.theme('quiet', column(countLine(state, index, window), size.columns, look)),
    ...about,
  ];
}

/** `1 我的 10  [2 超期 32]  3 今天 1`, narrower where the screen is; or what is looked for. */
function tabLine({ tab, desk, found, size }: State, look: Look): string {
  if (found !== null)
    return column(
      found.typing ? `查找：${typedText(found)}_` : `${found.title}  （Esc 回到列表）`,
      size.columns,
      look,
    );
  const names = tabOrder.map((each, i) => `${i + 1} ${tabs[each]} ${countIn(desk, each)}`);
  const wide = names.map((name, i) => (tabOrder[i] === tab ? `[${name}]` : ` ${name} `)).join(' ');
  if (look.measure(wide) <= size.columns) return wide;
  const narrow = names.map((name) => name.replaceAll(' ', ''));
  return column(
    narrow.map((name, i) => (tabOrder[i] === tab ? `[${name}]` : name)).join(' '),
    size.columns,
    look,
  );
}

function emptyWords({ tab, found, desk }: State): string {
  if (found !== null) {
    if (!found.typing) return '没有';
    return typedText(found) ? '没有找到' : '编号、姓名、电话、内容里的词';
  }
  switch (tab) {
    case 'mine':
      return `没有等 ${desk.operator} 办的；按 4 看全部`;
    case 'overdue':
      return '没有超期';
    case 'today':
      return '今天没有到期的';
    case 'all':
      return desk.mayRecord ? '还没有投诉：按 n 或回车受理一件' : '还没有投诉';
    case 'drafts':
      return '没有没登记完的';
  }
}

/** `第 3 件，共 43 件，下面还有 25 项`. */
function countLine({ found, tab, desk }: State, index: number, window: readonly [number, number]): string {
  const rows = found?.cases.length ?? (tab === 'drafts' ? desk.drafts.length : undefined);
  const total = rows ?? listedTotal(tab, desk);
  if (total === 0) return '';
  const unlisted = found === null && tab === 'all' ? desk.filedInAll - desk.filed.length : 0;
  return [
    `第 ${index + 1} 件，共 ${total} 件`,
    hidden(window, total),
    unlisted > 0 ? `更早归档的 ${unlisted} 件用 / 查找` : '',
  ]
    .filter(Boolean)
    .join('，');
}

const listedTotal = (tab: State['tab'], desk: State['desk']): number =>
  tab === 'all' ? desk.open.length + desk.filed.length : countIn(desk, tab);

type Widths = Readonly<Partial<Record<keyof Cells, number>>>;

/** What tells most first: a column that there is no room for is left out, and those behind it. */
const importance = ['no', 'due', 'name', 'step', 'gist', 'department', 'phone'] as const;
const widestOf = { no: 99, due: 10, name: 12, step: 16, gist: 0, department: 12, phone: 15 } as const;
/** What a case is about has at least so much room, or is left out; beside that, further columns have theirs. */
const GIST = { least: 6, enough: 34 } as const;
const BETWEEN = 2;

/** How wide the columns are; a number is never broken, and what it is about takes what the others leave. */
function widthsFor(cells: readonly Cells[], columns: number, { measure }: Look): Widths {
  const widths: Partial<Record<keyof Cells, number>> = {};
  let left = columns;
  for (const key of importance) {
    const widest = Math.min(widestOf[key], Math.max(0, ...cells.map((cell) => measure(cell[key]))));
    const least = key === 'gist' ? GIST.least : widest;
    const reserved = 'gist' in widths ? GIST.enough - GIST.least : 0;
    const gap = key === 'no' ? 0 : BETWEEN;
    if (least === 0) continue;
    if (least + gap + reserved > left) break;
    widths[key] = least;
    left -= least + gap;
  }
  return 'gist' in widths ? { ...widths, gist: (widths.gist ?? 0) + left } : widths;
}

interface Cells {
  readonly no: string;
  readonly name: string;
  readonly phone: string;
  readonly gist: string;
  readonly department: string;
  readonly step: string;
  readonly due: string;
}

const order = ['no', 'name', 'phone', 'gist', 'department', 'step', 'due'] as const;

function caseLines(cases: readonly WorkCase[], now: Moment, columns: number, look: Look): readonly string[] {
  const cells = cases.map((each) => cellsOf(each, now));
  const widths = widthsFor(cells, columns, look);
  return cells.map((cell, i) => {
    const parts = order.flatMap((key) => {
      const width = widths[key];
      return width === undefined ? [] : [painted(key, column(cell[key], width, look), cases[i], look)];
    });
    return parts.join(' '.repeat(BETWEEN));
  });
}

/** Colour says how late it is, and what goes first; the rest of the row is as it is. */
function painted(key: keyof Cells, text: string, shown: WorkCase | undefined, { theme }: Look): string {
  if (shown === undefined) return text;
  if (key === 'due' && shown.overdue) return theme('overdue', text);
  if (key === 'due' && shown.dueToday) return theme('soon', text);
  if (key === 'no' && (shown.urgent || shown.priority)) return theme('priority', text);
  return text;
}

function cellsOf(each: WorkCase, now: Moment): Cells {
  const [task, ...more] = each.tasks;
  const others = more.length > 0 ? `等${more.length + 1}项` : '';
  return {
    no: starred(each),
    name: each.complainant,
    phone: maskPhone(each.phone),
    gist: each.gist.replaceAll(/\s+/g, ' '),
    department: each.department ?? '',
    step: task === undefined ? statuses[each.status] : `${steps[task.step].label}${others}`,
    due: shortDue(task?.dueAt ?? null, now),
  };
}

const draftLine = ({ label, about, inUse }: DraftRow, columns: number, look: Look): string =>
  column(`${label}  ${about}${inUse ? '（另一个窗口正在填）' : ''}`, columns, look);

/** On a screen with room, what the selected row is about, in more words than fit on it. */
function aboutSelected(state: State, { measure }: Look): readonly string[] {
  const { size } = state;
  const most = size.lines >= 36 ? 4 : size.lines >= 24 ? 2 : 0;
  if (most === 0) return [];
  const selected = selectedCase(state);
  const text = selected?.gist ?? selectedDraft(state)?.about ?? '';
  const lines = wrap(text.replaceAll(/\s+/g, ' '), size.columns - 2, measure)
    .split('\n')
    .slice(0, most);
  return [...lines.map((line) => `  ${line}`), ...Array.from({ length: most - lines.length }, () => '')].map(
    (line) => pad(line, size.columns, measure),
  );
}
