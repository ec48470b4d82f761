// Cells with one fault or one doubt: the first in full, the others by their places, on every sheet that has some.

import { expect, test } from '@jest/globals';
import { importPage } from '../../src/commands/pages/import-page.ts';
import { rejected } from '../../src/services/old-ledger/import.ts';

const cell = (sheet: string, row: number, value = `3月${row}日`) => ({
  sheet,
  row,
  cell: `B${row}`,
  column: '受理时间',
  value,
  reason: `“${value}”没有写年份`,
});
const cells = ['1月', '2月', '3月'].flatMap((sheet) => [2, 3, 4, 5, 6, 7].map((row) => cell(sheet, row)));

test('what keeps a file out names every sheet and its cells', () => {
  expect(rejected('旧台账.xlsx', cells).problem.message).toBe(
    [
      '旧台账.xlsx 有 18 行不能导入，什么也没有导入：',
      ...[2, 3, 4].map((row) => `  1月 第 ${row} 行 B${row} 受理时间“3月${row}日”：“3月${row}日”没有写年份`),
      '  同样的还有 15 处：1月 B5、B6、B7，2月 B2、B3、B4、B5……，3月 B2、B3、B4、B5……',
    ].join('\n'),
  );
});

test('what is doubtful names every sheet and its cells, however many the first one has', () => {
  const page = importPage(
    {
      imported: 18,
      rejected: 0,
      skipped: 0,
      sheets: [],
      unreadSheets: [],
      skippedRows: [],
      hiddenRows: [],
      months: {},
      departments: [],
      ignored: [],
      unrecorded: {},
      undated: 0,
      doubtful: cells.map((each) => ({ ...each, becomes: '2023 年' })),
      numbers: [],
      warnings: [],
    },
    { done: false },
  );
  expect(page.split('\n').slice(1)).toEqual([
    '请核对 18 处，箭头后面是导入的样子，-o 写出的文件里标黄：',
    ...[2, 3, 4].map(
      (row) => `  1月 第 ${row} 行 B${row} 受理时间“3月${row}日”：“3月${row}日”没有写年份 → 2023 年`,
    ),
    '  同样的还有 15 处：1月 B5、B6、B7，2月 B2、B3、B4、B5……，3月 B2、B3、B4、B5……',
  ]);
});
