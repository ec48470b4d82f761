import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { findTables, openOldBook } from '../../../src/documents/old-ledger/find-tables.ts';
import type { OldRow } from '../../../src/documents/old-ledger/rows.ts';
import { readRows } from '../../../src/services/old-ledger/read.ts';
import { temporaryFolder } from '../../support/libreoffice.ts';
import { anOpenRow, aRow, workbookOf, workbookOfXml } from './a-workbook.ts';

const asked = { sheets: [], mapping: new Map() };
const opening = async (bytes: Uint8Array) =>
  findTables(await openOldBook(bytes, '旧台账.xlsx'), '旧台账.xlsx', asked);
const rowsOf = async (file: string): Promise<readonly OldRow[]> =>
  (await readRows(await opening(readFileSync(file)), '旧台账.xlsx', () => {})).rows;

describe('what is in the file comes out of it', () => {
  test.each([
    ['in the cells', false],
    ['shared by the cells', true],
  ])('60,000 Chinese texts %s, character by character', async (_name, useSharedStrings) => {
    const file = join(temporaryFolder(), '大.xlsx');
    const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings });
    const sheet = writer.addWorksheet('台账');
    sheet.addRow(['登记编号', '受理时间', '投诉方式', '投诉人', '投诉内容', '投诉人要求']).commit();
    const content = (i: number): string =>
      `第${i}件：${'灶具打不着火😀𠮷，报修两天'.repeat(1 + (i % 5))}${'a'.repeat(i % 3)}`;
    const count = 20_000;
    for (let i = 0; i < count; i++)
      sheet
        .addRow([`${20231001}${i}`, 45200, '来电', `客户${i}`, content(i), `要求${content(i + 1)}`])
        .commit();
    await writer.commit();
    const read = await rowsOf(file);
    expect(read).toHaveLength(count);
    const wrong = read.filter(
      ({ old }, i) =>
        old.name !== `客户${i}` || old.content !== content(i) || old.demand !== `要求${content(i + 1)}`,
    );
    expect(wrong).toEqual([]);
  });

  test('texts in runs of different fonts, formulas with their result, Excel’s own escapes', async () => {
    const file = await workbookOf([aRow()], (sheet) => {
      sheet.getCell('G2').value = {
        richText: [{ text: '灶具' }, { text: '打不着火', font: { bold: true } }],
      };
      sheet.getCell('E2').value = { formula: '"李"&"强"', result: '李强' };
      sheet.getCell('H2').value = '字面的_x005F_x0041_';
    });
    const [row] = await rowsOf(file);
    expect(row?.old).toMatchObject({ content: '灶具打不着火', name: '李强', demand: '字面的_x0041_' });
  });

  test('rows and cells without addresses, prefixed elements, an error value', async () => {
    const titles = ['登记编号', '受理时间', '投诉方式', '投诉人', '电话', '投诉内容', '投诉人要求'];
    const inline = (text: string) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`;
    const file = await workbookOfXml(
      `<x:row xmlns:x="x">${titles.map(inline).join('')}</x:row>
       <x:row xmlns:x="x"><x:c><x:v>2023100101</x:v></x:c><x:c><x:v>45200.5</x:v></x:c>${inline('来电')}${inline('李&amp;强')}<x:c t="e"><x:v>#N/A</x:v></x:c>${inline('a')}${inline('b')}</x:row>`,
    );
    const [row] = await rowsOf(file);
    expect(row?.old).toMatchObject({ no: '2023100101', name: '李&强', phone: null });
    expect(row?.bad).toMatchObject([{ row: 2, cell: 'E2', column: '电话', value: '#N/A' }]);
  });
});

describe('the shape of the sheet', () => {
  test('a title above the header, blank lines, merged cells filled downwards', async () => {
    const rows = [
      aRow(),
      anOpenRow({ 登记编号: '2023100102', 受理人: null }),
      aRow({ 登记编号: '2023100103' }),
    ];
    const file = await workbookOf(rows, (sheet) => {
      sheet.mergeCells('D2:D3');
      sheet.spliceRows(4, 0, [], []);
      sheet.spliceRows(1, 0, ['修武燃气公司投诉台账'], []);
    });
    const read = await rowsOf(file);
    expect(read.map(({ row, old }) => [row, old.no, old.acceptor])).toEqual([
      [4, '2023100101', '王芳'],
      [5, '2023100102', '王芳'],
      [8, '2023100103', '王芳'],
    ]);
  });

  test('a header of two rows: the titles of the single columns stand in the second', async () => {
    const file = await workbookOf([aRow()], (sheet) => {
      sheet.spliceRows(1, 0, ['登记编号', '受理', null, null, '投诉人信息']);
      sheet.mergeCells('A1:A2');
      sheet.getCell('A1').value = '登记编号';
    });
    expect((await rowsOf(file))[0]?.old).toMatchObject({ no: '2023100101', name: '李强' });
  });

  test('titles under other usual names, with marks and notes', async () => {
    const { 登记编号: no, 受理时间: time, ...rest } = aRow();
    const file = await workbookOf([
      { '编号 *': no ?? '', '受理日期（必填）': time ?? '', ...rest, 附件: '照片' },
    ]);
    const bytes = readFileSync(file);
    const [table] = (await opening(bytes)).tables;
    expect(table?.unread.map(({ title }) => title)).toEqual(['附件']);
    expect((await rowsOf(file))[0]?.old.no).toBe('2023100101');
  });

  test('the sheet with the ledger need not be the first', async () => {
    const file = await workbookOf([aRow()]);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    workbook.addWorksheet('目录').addRow(['说明']);
    type Ordered = ExcelJS.Worksheet & { orderNo: number };
    const [ledger, contents] = workbook.worksheets as [Ordered, Ordered];
    [ledger.orderNo, contents.orderNo] = [contents.orderNo, ledger.orderNo];
    await workbook.xlsx.writeFile(file);
    expect(await rowsOf(file)).toHaveLength(1);
  });
});

describe('a file that is none is refused, with what it is and what to do', () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

  test.each<[string, Uint8Array, string]>([
    ['empty', new Uint8Array(), '是空文件'],
    ['the beginning of an xls', ole, '文件不完整'],
    ['text', Buffer.from('编号,内容\n'), '找不到有“登记编号'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), '不是 Excel 工作簿'],
    ['a web page', Buffer.from('<html><table></table></html>'), '是网页'],
    ['a zip that is cut off at once', Buffer.from('PK\x03\x04abc'), '文件不完整'],
  ])('%s', async (_name, bytes, reason) => {
    await expect(opening(bytes)).rejects.toThrow(reason);
  });

  test('cut off at any place', async () => {
    const bytes = readFileSync(await workbookOf([aRow()]));
    for (let end = 100; end < bytes.length; end += 700)
      await expect(opening(bytes.subarray(0, end))).rejects.toThrow('文件不完整');
  });

  test('changed on the way: one byte anywhere in what is packed', async () => {
    const bytes = readFileSync(await workbookOf([aRow()]));
    const changed = Buffer.from(bytes);
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 200;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(opening(changed)).rejects.toThrow('文件不完整');
  });

  test('without a header', async () => {
    await expect(rowsOf(await workbookOf([{ 甲: '1', 乙: '2' }]))).rejects.toThrow('找不到有“登记编号');
  });

  test('a document of Word', async () => {
    const file = join(temporaryFolder(), 'a.docx');
    const JSZip = (await import('jszip')).default;
    writeFileSync(
      file,
      await new JSZip().file('word/document.xml', '<a/>').generateAsync({ type: 'uint8array' }),
    );
    await expect(opening(readFileSync(file))).rejects.toThrow('不是 Excel 工作簿');
  });
});
