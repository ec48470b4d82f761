import * as sheetjs from '@e965/xlsx';
import { describe, expect, jest, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import type { OldCase } from '../../src/domain/old-ledger/old-case.ts';
import { readBytes } from './read-file.ts';

// What comes in wrong without a word where a cell is read alone: its row, its neighbours and its merges say what it means.

const titles = ['序号', '日期', '投诉人', '联系电话', '投诉内容', '责任部门', '处理结果', '备注'];
type Cells = readonly (string | number | null)[];
const aCase = (changed: Readonly<Record<string, string | number | null>> = {}): Cells =>
  titles.map((title, at) =>
    title in changed
      ? (changed[title] ?? null)
      : ([1, '2023-09-30', '李强', '13800001234', '漏气', '工程部', '已修好', null][at] ?? null),
  );

async function sheetOf(
  rows: readonly Cells[],
  arrange: (sheet: ExcelJS.Worksheet) => void = () => {},
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('台账');
  for (const row of rows) sheet.addRow([...row]);
  arrange(sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const read = async (rows: readonly Cells[], arrange?: (sheet: ExcelJS.Worksheet) => void) =>
  readBytes(await sheetOf(rows, arrange), '旧台账.xlsx');
const csv = (text: string) => readBytes(Buffer.from(text), '旧台账.csv');

describe('同上', () => {
  test.each(['同上', '〃', '″', '”', '""'])('%s is what stands above, and told', async (sign) => {
    const { rows } = await read([
      titles,
      aCase(),
      aCase({ 序号: 2, 日期: sign, 投诉人: sign, 投诉内容: sign, 责任部门: sign }),
      aCase({ 序号: 3, 责任部门: sign }),
    ]);
    expect(rows.map(({ old }) => [old.name, old.content, old.department])).toEqual(
      Array(3).fill(['李强', '漏气', '工程部']),
    );
    expect(rows.flatMap(({ doubtful }) => doubtful.map(({ cell, value }) => [cell, value]))).toEqual([
      ['B3', sign],
      ['C3', sign],
      ['E3', sign],
      ['F3', sign],
      ['F4', sign],
    ]);
  });

  test('below a blank cell, and in the first row, it says nothing and is refused', async () => {
    const { rows } = await read([titles, aCase({ 责任部门: '同上' }), aCase({ 序号: 2, 备注: '同上' })]);
    expect(rows.map(({ bad }) => bad.map(({ cell, value }) => [cell, value]))).toEqual([
      [['F2', '同上']],
      [['H3', '同上']],
    ]);
  });
});

describe('one case in several rows', () => {
  test('is refused where its number is a merged cell', async () => {
    const { rows } = await read([titles, aCase(), aCase({ 处理结果: '第二次上门' })], (sheet) => {
      for (const column of 'ABCDE') sheet.mergeCells(`${column}2:${column}3`);
    });
    expect(rows.map(({ bad }) => bad.map(({ cell, reason }) => [cell, reason]))).toEqual([
      [],
      [['A3', expect.stringContaining('同一个合并的格')]],
    ]);
  });

  test('where there is no number, by who complains of what', async () => {
    const without = (row: Cells) => row.slice(1);
    const merging = (columns: string) => (sheet: ExcelJS.Worksheet) => {
      for (const column of columns) sheet.mergeCells(`${column}2:${column}3`);
    };
    const rowsOf = [titles, aCase(), aCase({ 处理结果: '第二次上门' })].map(without);
    const bad = async (columns: string) =>
      (await read(rowsOf, merging(columns))).rows.flatMap((row) => row.bad.map(({ cell }) => cell));
    expect(await bad('BCD')).toEqual(['D3']);
    // Several cases of a day, of a person, or of one matter.
    for (const columns of ['A', 'AB', 'D']) expect([columns, await bad(columns)]).toEqual([columns, []]);
  });
});

describe('columns', () => {
  const grouped = (rows: readonly Cells[]) =>
    read(
      [
        ['序号', '接诉', '投诉人', '投诉方式', null, '投诉内容', '满意度', null, null],
        [null, '日期', null, '来电', '来访', null, '满意', '一般', '不满意'],
        ...rows,
      ],
      (sheet) => {
        sheet.mergeCells('D1:E1');
        sheet.mergeCells('G1:I1');
        for (const column of 'ACF') sheet.mergeCells(`${column}1:${column}2`);
      },
    );
  const said = ({ channel, satisfaction }: OldCase) => [channel, satisfaction];

  test('a tick below a group says which value it is', async () => {
    const { rows, book } = await grouped([
      [1, '2023-09-30', '李强', '√', null, '漏气', null, null, '√'],
      [2, '2023-09-30', '王五', null, '√', '漏气', '✓', null, null],
      [3, '2023-09-30', '赵六', '√', null, '漏气', null, null, null],
    ]);
    expect(rows.map(({ old }) => said(old))).toEqual([
      ['phone', 'dissatisfied'],
      ['visit', 'satisfied'],
      ['phone', null],
    ]);
    expect(book.tables[0]?.unread).toEqual([]);
  });

  test('two ticks, and what is no tick, are refused', async () => {
    const { rows } = await grouped([
      [1, '2023-09-30', '李强', '√', null, '漏气', '√', null, '√'],
      [2, '2023-09-30', '王五', '王芳接', null, '漏气', null, null, null],
    ]);
    expect(rows.map(({ bad }) => bad.map(({ cell }) => cell))).toEqual([['I3'], ['D4']]);
  });

  test('a first case whose words are values is no second row of headings', async () => {
    const short = ['编号', '日期', '投诉人', '投诉方式', '投诉内容'];
    const { rows } = await read([short, [1, '2023-09-30', '李强', '来电', '漏气']]);
    expect(rows).toHaveLength(1);
  });

  test('one without a title that holds something is named', async () => {
    const { rows } = await csv(
      '编号,日期,投诉人,电话,投诉内容,\n1,2023-09-30,李强,13800001234,漏气,客户很急\n',
    );
    expect(rows.map(({ untitled }) => untitled)).toEqual([[5]]);
  });

  test('some that the export has too make no ledger of this program, whose every word is meant', async () => {
    const office = ['序号', '日期', '投诉人', '电话', '投诉内容', '录入人', '录入时间', '办结时限'];
    const { book, rows } = await read([office, [1, '2023-09-30', '李强', '/', '漏气', '王芳', null, null]]);
    expect(rows[0]?.old.contact).toBeNull();
    expect(book.tables[0]?.unread.map(({ title }) => title)).toEqual(['录入人', '录入时间', '办结时限']);
  });
});

describe('rows', () => {
  test('hidden ones are read, and told', async () => {
    const bytes = await sheetOf([titles, aCase(), aCase({ 序号: 2 }), aCase({ 序号: 3 })], (sheet) => {
      sheet.getRow(3).hidden = true;
    });
    const { rows } = await readBytes(bytes, '旧台账.xlsx');
    expect(rows.map(({ isHidden }) => isHidden)).toEqual([false, true, false]);
  });

  test('a year alone in a row is that of the days below it', async () => {
    const day = (日期: string) => aCase({ 日期 });
    const alone = (text: string) => [text, null, null];
    const rows = [alone('2023年台账'), titles, day('12.30'), alone('2024年'), day('1.5')];
    const { rows: found } = await read(rows);
    expect(found.map(({ old }) => old.acceptedAt)).toEqual([{ day: '2023-12-30' }, { day: '2024-01-05' }]);
    const signed = [alone('2023年台账'), titles, day('12.30'), alone('制表：2024年1月2日'), day('12.31')];
    expect((await read(signed)).rows.map(({ old }) => old.acceptedAt)).toEqual([
      { day: '2023-12-30' },
      { day: '2023-12-31' },
    ]);
  });
});

test('what the library says of a format is not told to the clerk', async () => {
  const book = sheetjs.utils.book_new();
  const sheet = sheetjs.utils.aoa_to_sheet([
    ['编号', '日期', '投诉人', '投诉内容'],
    ['1', '2023-09-30', '李强', '漏气'],
  ]);
  sheetjs.utils.book_append_sheet(book, sheet, '台账');
  const zip = await JSZip.loadAsync(sheetjs.write(book, { bookType: 'ods', type: 'buffer' }) as Buffer);
  const content = (await zip.file('content.xml')?.async('string')) ?? '';
  const style = `<number:number-style style:name="N1"><style:map style:condition="value()&gt;0"/></number:number-style>`;
  zip.file('content.xml', content.replace('<office:automatic-styles>', `$&${style}`));
  const bytes = await zip.generateAsync({ type: 'uint8array' });
  const said = jest.spyOn(console, 'error').mockImplementation(() => {});
  const { rows } = await readBytes(bytes, '旧台账.ods');
  expect(rows.map(({ old }) => old.content)).toEqual(['漏气']);
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});

describe('csv', () => {
  const head = '编号,日期,投诉人,电话,投诉内容,备注\n';

  test('numbers that another program, or a hand, keeps as text', async () => {
    const { rows } = await csv(
      `${head}="001","=""2023/9/30""",李强,="03917170000",漏气,\n'002,2023-09-30,王五,'03917170000,漏气,\n`,
    );
    expect(rows.map(({ old, bad }) => [old.no, old.phone, old.contact, bad])).toEqual([
      ['001', '03917170000', null, []],
      ['002', '03917170000', null, []],
    ]);
  });

  test('a quote that nothing closes does not swallow the cases up to the next one', async () => {
    const open = `${head}1,2023-09-30,李强,13800001234,"漏气,\n2,2023-09-30,王五,13800001235,漏气,\n3,2023-09-30,赵六,13800001236,"漏气",\n`;
    await expect(csv(open)).rejects.toThrow('没有成对');
  });
});
