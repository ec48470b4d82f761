import { shown } from '../../cli/screen/text.ts';
import { alikeLines } from '../../services/old-ledger/alike.ts';
import type { ImportResult } from '../../services/old-ledger/import.ts';

/** What a page of a terminal has room for; the rest stands in the file of `-o` and in the JSON. */
const MOST_SKIPPED = 5;
const MOST_NUMBERS = 5;

interface Shape {
  /** It is recorded; else it would be. */
  readonly done: boolean;
  /** The clerk has just seen the page: only what was done. */
  readonly brief?: boolean;
}

/** What an import does, or did: a line for each thing that somebody should know, nothing where there is nothing. */
export function importPage(result: ImportResult, { done, brief = false }: Shape): string {
  const first = headline(result, done);
  if (brief) return first;
  return [
    first,
    ...sheetLines(result),
    ...list(done ? '新增了部门' : '将新增部门', result.departments),
    ...list('没有读取的栏', result.ignored),
    ...unrecordedLines(result),
    ...numberLines(result),
    ...doubtfulLines(result),
    ...result.warnings.map(({ message }) => `注意: ${message}`),
  ].join('\n');
}

function headline({ imported, skipped, months, rejected }: ImportResult, done: boolean): string {
  const known = skipped > 0 ? `，另有 ${skipped} 件以前已经导入，没有变化` : '';
  const byMonth = Object.entries(months).map(([month, count]) => `${month} ${count} 件`);
  const begin = done
    ? '已导入'
    : rejected > 0
      ? `有 ${rejected} 件不能导入，没有问题的`
      : '核对通过，可以导入';
  return `${begin} ${imported} 件${known}${byMonth.length > 1 ? `\n按受理月份：${byMonth.join('、')}` : ''}`;
}

const reasons = {
  hidden: '隐藏的',
  'no headings': '没有台账的表头',
  'not asked': '没有要求读',
  'for print': '打印用的，数据在另一张表',
} as const;

function sheetLines({ sheets, unreadSheets, skippedRows, hiddenRows }: ImportResult): readonly string[] {
  const real = skippedRows.filter(({ why }) => why === 'no case');
  const repeated = skippedRows.filter(({ why }) => why === 'heading').length;
  const named = real
    .slice(0, MOST_SKIPPED)
    .map(({ sheet, row, text }) => `${placeOf(sheet, row)}“${shown(text)}”`);
  const more = real.length > MOST_SKIPPED ? '……' : '';
  return [
    ...(sheets.length > 1
      ? [`读了这些表：${sheets.map(({ sheet, cases }) => `${shown(sheet)} ${cases} 件`).join('、')}`]
      : []),
    ...(unreadSheets.length > 0
      ? [
          `没有读的表：${unreadSheets.map(({ sheet, why }) => `${shown(sheet)}（${reasons[why]}）`).join('、')}`,
        ]
      : []),
    ...(real.length > 0 ? [`跳过 ${real.length} 行，不是投诉：${named.join('、')}${more}`] : []),
    ...(hiddenRows.length > 0
      ? [
          `隐藏或筛掉的 ${hiddenRows.length} 行也读了：${hiddenRows
            .slice(0, MOST_SKIPPED)
            .map(({ sheet, row }) => placeOf(sheet, row))
            .join('、')}${hiddenRows.length > MOST_SKIPPED ? '……' : ''}`,
        ]
      : []),
    ...(repeated > 0 ? [`跳过重复的表头 ${repeated} 行`] : []),
  ];
}

const placeOf = (sheet: string, row: number): string =>
  `${sheet === '' ? '' : `${shown(sheet)} `}第 ${row} 行`;

const list = (label: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${label}：${names.map(shown).join('、')}`];

function unrecordedLines({ unrecorded, undated }: ImportResult): readonly string[] {
  const counts = Object.entries(unrecorded).map(([title, count]) => `${title} ${count} 件`);
  return [
    ...(counts.length > 0 ? [`旧台账没有、按“未记载”导入：${counts.join('、')}`] : []),
    ...(undated > 0 ? [`没有办结日期的 ${undated} 件，不能算按时办结`] : []),
  ];
}

function numberLines({ numbers }: ImportResult): readonly string[] {
  const pairs = numbers
    .slice(0, MOST_NUMBERS)
    .map(({ was, no }) => `${was === null ? '（无）' : shown(was)} → ${no}`);
  return numbers.length === 0
    ? []
    : [`编号 ${numbers.length} 件：${pairs.join('、')}${numbers.length > MOST_NUMBERS ? '……' : ''}`];
}

function doubtfulLines({ doubtful }: ImportResult): readonly string[] {
  if (doubtful.length === 0) return [];
  return [
    `请核对 ${doubtful.length} 处，箭头后面是导入的样子，-o 写出的文件里标黄：`,
    ...alikeLines(
      doubtful,
      ({ sheet = '', row, cell, column, value, reason, becomes }) =>
        `  ${placeOf(sheet, row)} ${cell ?? ''} ${column}${value === null ? '' : `“${value}”`}：${reason} → ${becomes}`,
    ).map(shown),
  ];
}
