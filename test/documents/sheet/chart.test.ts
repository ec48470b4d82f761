import { expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { type Chart, graftChart } from '../../../src/documents/sheet/chart.ts';
import { workbookBytes } from '../../../src/documents/sheet/workbook.ts';

const chart: Chart = {
  title: '走势',
  rows: { first: 2, last: 3 },
  categories: { column: 1, values: ['2023-09', '2023-10'] },
  columns: { name: '总次数', column: 2, values: [4, 6], color: '9DC3E6' },
  lines: [{ name: '及时率', column: 3, values: [null, 0.5], color: 'C55A11' }],
  anchor: { top: 6, bottom: 20, right: 3 },
};

async function grafted(): Promise<{ readonly bytes: Uint8Array; part(path: string): Promise<string> }> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('第一张');
  const sheet = workbook.addWorksheet('分析', { pageSetup: { paperSize: 9 } });
  sheet.addRows([
    ['月份', '总次数', '及时率'],
    ['2023-09', 4, null],
    ['2023-10', 6, 0.5],
  ]);
  sheet.addConditionalFormatting({
    ref: 'B2:B3',
    rules: [{ type: 'dataBar', priority: 1, cfvo: [{ type: 'min' }, { type: 'max' }] }],
  } as never);
  const bytes = await graftChart(await workbookBytes(workbook, new Date(0)), '分析', chart);
  const zip = await JSZip.loadAsync(bytes);
  return { bytes, part: async (path) => (await zip.file(path)?.async('string')) ?? '' };
}

test('the chart draws the cells, and says their values for who only shows it', async () => {
  const { part } = await grafted();
  const xml = await part('xl/charts/chart900.xml');
  expect(xml).toContain("<c:f>'分析'!$B$2:$B$3</c:f>");
  expect(xml).toContain('<c:pt idx="1"><c:v>6</c:v></c:pt>');
  expect(xml).toContain('<c:ptCount val="2"/><c:pt idx="1"><c:v>0.5</c:v></c:pt>');
});

test('the drawing stands behind the page setup and outside of the formats, in the sheet that was named', async () => {
  const { part } = await grafted();
  expect(await part('xl/worksheets/sheet1.xml')).not.toContain('<drawing');
  const sheet = await part('xl/worksheets/sheet2.xml');
  expect(sheet.indexOf('<drawing')).toBeGreaterThan(sheet.indexOf('<pageSetup'));
  expect(sheet.indexOf('<drawing')).toBeGreaterThan(sheet.lastIndexOf('</conditionalFormatting>'));
  expect(await part('[Content_Types].xml')).toContain('/xl/charts/chart900.xml');
});

test('no cell is lost', async () => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await grafted()).bytes.buffer as ArrayBuffer);
  expect(workbook.getWorksheet('分析')?.getCell('C3').value).toBe(0.5);
});

test('a sheet that is not there is a mistake of the program', async () => {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('第一张');
  await expect(graftChart(await workbookBytes(workbook, new Date(0)), '分析', chart)).rejects.toThrow('分析');
});
