import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ExcelJS, { type Worksheet } from 'exceljs';
import { writeMonthWorkbook } from '../../../src/documents/month/workbook.ts';
import { TemplateProblem } from '../../../src/documents/template/problem.ts';
import {
  type Filling,
  type FillRow,
  fillTemplate,
  readTemplate,
} from '../../../src/documents/template/template.ts';
import { temporaryFolder } from '../../support/libreoffice.ts';
import { aMonthReport, aRow, figuresOf } from '../../support/month-report.ts';

const office = fileURLToPath(new URL('../../../templates/annex2-monthly.xlsx', import.meta.url));

/** Title, a header of two rows, the row to repeat (5), a total, a note over all columns, and a bordered sidebar. */
function drawTemplate(sheet: Worksheet): void {
  const thin = { style: 'thin' } as const;
  for (const [i, width] of [20, 10, 10, 10].entries()) sheet.getColumn(i + 1).width = width;
  sheet.mergeCells('A1:D1');
  sheet.getCell('A1').value = '{{单位}}月报（{{月份}}）';
  sheet.mergeCells('A3:A4');
  sheet.getCell('A3').value = '部门';
  sheet.mergeCells('C5:D5');
  for (const [address, value] of Object.entries({
    A5: '{{行.部门}}',
    B5: '{{行.件数}}',
    C5: '{{行.备注}}',
    A6: '合计',
    B6: '{{合计}}',
    A7: '{{说明}}',
  })) {
    sheet.getCell(address).value = value;
    sheet.getCell(address).border = { top: thin, bottom: thin, left: thin, right: thin };
  }
  sheet.getCell('C5').alignment = { wrapText: true };
  sheet.mergeCells('A7:D8');
  sheet.getRow(5).height = 20;
  sheet.getRow(6).height = 44;
  sheet.getCell('B9').value = { formula: 'B6/SUM($B$5:$B$5)', result: 0 };
}

const rowsOf = (count: number): FillRow[] =>
  Array.from({ length: count }, (_, i) => ({ 部门: `部门${i + 1}`, 件数: i + 1, 备注: '' }));

const filling = (rows: readonly FillRow[]): Filling => ({
  fields: ['部门', '件数', '备注'],
  rows,
  values: {
    单位: '修武燃气公司',
    月份: '2023年10月',
    合计: { formula: 'SUM({{行.件数}})', result: rows.length, text: `${rows.length}` },
    说明: '本表由系统生成',
  },
});

async function saved(draw: (sheet: Worksheet, workbook: ExcelJS.Workbook) => void): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  draw(workbook.addWorksheet('月表'), workbook);
  const file = join(temporaryFolder(), 'template.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
}

/** The sheet as it comes out of the file that was filled and saved. */
async function filled(template: string, what: Filling): Promise<Worksheet> {
  const { workbook, sheet } = await readTemplate(template, '月表');
  fillTemplate(sheet, what);
  const file = join(temporaryFolder(), 'filled.xlsx');
  await workbook.xlsx.writeFile(file);
  const reread = new ExcelJS.Workbook();
  await reread.xlsx.readFile(file);
  return reread.getWorksheet('月表') ?? sheet;
}

describe('what is wrong with a template is said at once', () => {
  const problemOf = async (draw: Parameters<typeof saved>[0]): Promise<TemplateProblem> => {
    const problem = await filled(await saved(draw), filling([])).catch((error) => error);
    expect(problem).toBeInstanceOf(TemplateProblem);
    return problem;
  };

  test('every missing and every unknown placeholder', async () => {
    const { missing, unknown } = await problemOf((sheet) => {
      drawTemplate(sheet);
      sheet.getCell('A1').value = '{{单位名称}}月报';
      sheet.getCell('B5').value = '{{行.数量}}';
    });
    expect(missing).toEqual(['{{单位}}', '{{月份}}', '{{行.件数}}']);
    expect(unknown).toEqual(['{{单位名称}}（A1）', '{{行.数量}}（B5）']);
  });

  test('half a pair of braces, braces in the page header and on another sheet, a second row', async () => {
    const { missing, unknown } = await problemOf((sheet, workbook) => {
      drawTemplate(sheet);
      sheet.getCell('A2').value = '{{月份}';
      sheet.getCell('A10').value = '{{行.部门}}';
      sheet.headerFooter.oddHeader = '&C{{单位}}';
      workbook.addWorksheet('附表').getCell('A1').value = '{{单位}}';
    });
    expect(missing).toEqual([]);
    expect(unknown).toEqual([
      '{{行.部门}}（A10）',
      '{{月份}（A2）',
      '{{单位}}（附表!A1）',
      '&C{{单位}}（页眉页脚）',
    ]);
  });

  test('a template without the row', async () => {
    const { missing } = await problemOf((sheet) => {
      sheet.getCell('A1').value = '{{单位}}{{月份}}{{合计}}{{说明}}';
    });
    expect(missing).toEqual(['{{行.部门}}', '{{行.件数}}', '{{行.备注}}']);
  });

  test('parts that would be lost without a word', async () => {
    const { unsupported } = await problemOf((sheet) => {
      drawTemplate(sheet);
      sheet.getCell('F1').note = '批注';
      sheet.addTable({ name: 't', ref: 'F5', columns: [{ name: 'a' }, { name: 'b' }], rows: [[1, 2]] });
    });
    expect(unsupported).toEqual(['套用了表格格式的区域', '批注']);
  });

  test('a sheet of another name, and a file that is no workbook', async () => {
    const other = await saved(drawTemplate);
    await expect(readTemplate(other, '统计表')).rejects.toMatchObject({ missing: ['工作表“统计表”'] });
    const text = join(temporaryFolder(), 'template.xlsx');
    writeFileSync(text, 'no workbook');
    await expect(readTemplate(text, '月表')).rejects.toMatchObject({ unreadable: true });
    await expect(readTemplate(`${text}.none`, '月表')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test("the office's template has none of it", async () => {
    const file = join(temporaryFolder(), 'month.xlsx');
    await writeMonthWorkbook(file, aMonthReport(figuresOf([aRow('工程部')])), office);
  });
});

describe.each([0, 1, 7, 40])('a row repeated %i times', (count) => {
  const added = Math.max(count, 1) - 1;

  test('values, merges, heights and borders move as a whole', async () => {
    const sheet = await filled(await saved(drawTemplate), filling(rowsOf(count)));
    expect(sheet.getCell('A1').value).toBe('修武燃气公司月报（2023年10月）');
    for (let i = 0; i < count; i += 1) {
      expect(sheet.getCell(5 + i, 1).value).toBe(`部门${i + 1}`);
      expect(sheet.getCell(5 + i, 2).value).toBe(i + 1);
      expect(sheet.getRow(5 + i).height).toBe(20);
    }
    const merges = Array.from({ length: added + 1 }, (_, i) => `C${5 + i}:D${5 + i}`);
    expect(sheet.model.merges.toSorted()).toEqual(
      ['A1:D1', 'A3:A4', ...merges, `A${7 + added}:D${8 + added}`].toSorted(),
    );
    expect(sheet.getCell(6 + added, 1).value).toBe('合计');
    expect(sheet.getRow(6 + added).height).toBe(44);
    expect(sheet.getCell(7 + added, 1).border).toMatchObject({ right: { style: 'thin' } });
    expect(sheet.getCell(5, 2).value).toBe(count === 0 ? null : 1);
  });

  test('formulas, those of the template and those filled in', async () => {
    const sheet = await filled(await saved(drawTemplate), filling(rowsOf(count)));
    expect(sheet.getCell(6 + added, 2).formula).toBe(`SUM(B5:B${5 + added})`);
    expect(sheet.getCell(6 + added, 2).result).toBe(count);
    expect(sheet.getCell(9 + added, 2).formula).toBe(`B${6 + added}/SUM($B$5:$B$${5 + added})`);
  });

  test('formats, validations, names, print area, filter and pictures', async () => {
    const pixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const template = await saved((sheet, workbook) => {
      drawTemplate(sheet);
      sheet.addConditionalFormatting({
        ref: 'B5:B5',
        rules: [
          { type: 'expression', priority: 1, formulae: ['$B5>$B$6/2'], style: { font: { bold: true } } },
        ],
      });
      sheet.getCell('B5').dataValidation = { type: 'custom', formulae: ['B5<=$B$6'] };
      sheet.getCell('B9').dataValidation = { type: 'list', formulae: ['"是,否"'] };
      workbook.definedNames.add("'月表'!$A$5:$D$6", '数据');
      sheet.pageSetup.printArea = 'A1:D9';
      sheet.pageSetup.printTitlesRow = '3:4';
      sheet.autoFilter = 'A4:D5';
      const image = workbook.addImage({ base64: pixel, extension: 'png' });
      sheet.addImage(image, { tl: { col: 0, row: 8 }, ext: { width: 10, height: 10 } });
    });
    const sheet = await filled(template, filling(rowsOf(count)));
    const { conditionalFormattings } = sheet as unknown as { conditionalFormattings: unknown[] };
    const last = 5 + added;
    expect(conditionalFormattings).toMatchObject([
      { ref: added === 0 ? 'B5:B5' : `B5:B${last}`, rules: [{ formulae: [`$B5>$B$${last + 1}/2`] }] },
    ]);
    for (let row = 5; row <= last; row += 1)
      expect(sheet.getCell(row, 2).dataValidation).toMatchObject({ formulae: [`B${row}<=$B$${last + 1}`] });
    expect(sheet.getCell(9 + added, 2).dataValidation).toMatchObject({ type: 'list' });
    expect(sheet.workbook.definedNames.model).toEqual([
      { name: '数据', ranges: [`'月表'!$A$5:$D$${last + 1}`] },
    ]);
    expect(sheet.pageSetup.printArea).toBe(`A1:D${9 + added}`);
    expect(sheet.pageSetup.printTitlesRow).toBe('3:4');
    expect(sheet.autoFilter).toBe(`A4:D${last}`);
    expect(sheet.getImages()[0]?.range.tl.nativeRow).toBe(8 + added);
  });
});

describe('what an office does to a template', () => {
  test('other columns, other words around: formulas find their figures', async () => {
    const template = await saved((sheet) => {
      sheet.getCell('A1').value = '{{月份}}';
      sheet.getCell('A2').value = { richText: [{ text: '{{单' }, { font: { bold: true }, text: '位}}' }] };
      sheet.getCell('C3').value = '{{行.件数}}';
      sheet.getCell('E3').value = '{{ 行.部门 }}';
      sheet.getCell('F3').value = '{{行.备注}}';
      sheet.getCell('F4').value = '{{合计}}';
      sheet.getCell('F5').value = '共 {{合计}} 件，{{说明}}';
    });
    const sheet = await filled(template, filling(rowsOf(3)));
    expect(sheet.getCell('A2').value).toBe('修武燃气公司');
    expect(sheet.getCell('C5').value).toBe(3);
    expect(sheet.getCell('E5').value).toBe('部门3');
    expect(sheet.getCell('F6').formula).toBe('SUM(C3:C5)');
    expect(sheet.getCell('F7').value).toBe('共 3 件，本表由系统生成');
  });

  test('a label merged down beside the row grows with it', async () => {
    const template = await saved((sheet) => {
      drawTemplate(sheet);
      sheet.mergeCells('F4:F6');
      sheet.getCell('F4').value = '各部门';
    });
    const sheet = await filled(template, filling(rowsOf(3)));
    expect(sheet.model.merges).toContain('F4:F8');
  });

  test('shared formulas under the row are taken apart', async () => {
    const template = await saved((sheet) => {
      drawTemplate(sheet);
      sheet.fillFormula('A11:B11', 'A12+1');
    });
    const sheet = await filled(template, filling(rowsOf(3)));
    expect([sheet.getCell('A13').formula, sheet.getCell('B13').formula]).toEqual(['A14+1', 'B14+1']);
  });

  test('formulas on another sheet follow the figures', async () => {
    const template = await saved((sheet, workbook) => {
      drawTemplate(sheet);
      workbook.addWorksheet('附表').getCell('A1').value = { formula: '月表!B6+B6' };
    });
    const sheet = await filled(template, filling(rowsOf(3)));
    expect(sheet.workbook.getWorksheet('附表')?.getCell('A1').formula).toBe('月表!B8+B6');
  });

  test('a line with nothing to say is hidden', async () => {
    const quiet = filling(rowsOf(2));
    const sheet = await filled(await saved(drawTemplate), {
      ...quiet,
      values: { ...quiet.values, 说明: '' },
    });
    expect(sheet.getRow(8).hidden).toBe(true);
    expect(sheet.getRow(7).hidden).toBe(false);
  });
});

describe('long texts', () => {
  const withRemark = async (length: number) => {
    const rows = [{ 部门: '工程部', 件数: 1, 备注: '字'.repeat(length) }, ...rowsOf(1)];
    return filled(await saved(drawTemplate), filling(rows));
  };

  test('the row grows with the text in it', async () => {
    const heights = [5, 40, 100].map(async (length) => (await withRemark(length)).getRow(5).height);
    const [short = 0, longer = 0, long = 0] = await Promise.all(heights);
    expect(short).toBe(20);
    expect(longer).toBeGreaterThan(short);
    expect(long).toBeGreaterThan(longer * 2);
  });

  test('past the highest row the print becomes smaller, then the text runs on over merged rows', async () => {
    const smaller = await withRemark(280);
    expect(smaller.getCell('C5').font.size).toBeLessThan(11);
    expect(smaller.getCell('A6').value).toBe('部门1');
    const merged = await withRemark(2000);
    expect(merged.getCell('C5').value).toBe('字'.repeat(2000));
    const [range] = merged.model.merges.filter((one) => one.startsWith('C5:'));
    const last = Number(/D(\d+)$/.exec(range ?? '')?.[1]);
    expect(last).toBeGreaterThan(8);
    expect(merged.getCell(last + 1, 1).value).toBe('部门1');
    expect(merged.getCell(last + 2, 2).formula).toBe(`SUM(B5:B${last + 1})`);
    const heights = Array.from({ length: last - 4 }, (_, i) => merged.getRow(5 + i).height);
    expect(Math.max(...heights)).toBeLessThan(409);
  });
});
