import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { annexSheet } from '../../../src/documents/month/annex-names.ts';
import { type MonthReport, writeMonthWorkbook } from '../../../src/documents/month/workbook.ts';
import {
  printed,
  recalculated,
  resaved,
  temporaryFolder,
  withLibreOffice,
  withPdfText,
} from '../../support/libreoffice.ts';
import { aMonthReport, aRow, figuresOf } from '../../support/month-report.ts';
import { cellsOf, readWorkbook } from '../../support/workbook-xml.ts';

const template = fileURLToPath(new URL('../../../templates/annex2-monthly.xlsx', import.meta.url));

async function written(report: MonthReport, from = template): Promise<string> {
  const file = join(temporaryFolder(), 'month.xlsx');
  await writeMonthWorkbook(file, report, from);
  return file;
}

describe('another program computes the same', () => {
  const departments = [
    aRow('工程部', { valid: 8, invalid: 1, inTime: 8, satisfied: 7 }),
    aRow('安检部', { valid: 0, invalid: 3, inTime: 1, satisfied: 0 }),
    aRow('未转办', { key: null, valid: 1, invalid: 0, inTime: 0, satisfied: 0 }),
  ];

  withLibreOffice('every formula comes to the result stored in its cell, and to the figures', async () => {
    const figures = figuresOf(departments);
    const file = await written(aMonthReport(figures));
    const computed = recalculated(file).get(annexSheet) ?? [];
    const formulas = [...cellsOf(readWorkbook(file).sheets.get(annexSheet))].filter(
      ([, cell]) => cell.formula,
    );
    expect(formulas).toHaveLength(3 * 3 + 7);
    for (const [address, { value }] of formulas)
      expect(numberOf(at(computed, address))).toBeCloseTo(Number(value), 4);
    expect(numberOf(at(computed, 'C8'))).toBe(figures.total);
    expect(numberOf(at(computed, 'G8'))).toBeCloseTo(figures.timelinessRate ?? -1, 4);
    expect(numberOf(at(computed, 'I8'))).toBeCloseTo(figures.satisfactionRate ?? -1, 4);
  });

  withLibreOffice('and this check does not read back the stored results', async () => {
    const file = await written(aMonthReport(figuresOf(departments)));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const cell = workbook.getWorksheet(annexSheet)?.getCell('D8');
    if (cell) cell.value = { formula: cell.formula ?? '', result: 999 };
    await workbook.xlsx.writeFile(file);
    expect(at(recalculated(file).get(annexSheet) ?? [], 'D8')).toBe('9');
  });

  withLibreOffice('a month without cases: sums 0, rates "—"', async () => {
    const computed = recalculated(await written(aMonthReport(figuresOf([])))).get(annexSheet) ?? [];
    expect(['C6', 'D6', 'F6', 'G6', 'H6', 'I6'].map((address) => at(computed, address))).toEqual([
      '0',
      '0',
      '0',
      '—',
      '0',
      '—',
    ]);
  });
});

withLibreOffice('a template saved by another program is filled the same', async () => {
  const report = aMonthReport(figuresOf([aRow('工程部'), aRow('安检部')]));
  const sheetOf = async (from: string) => {
    const { sheets, workbook } = readWorkbook(await written(report, from));
    const cells = [...cellsOf(sheets.get(annexSheet))].filter(([, { value }]) => value !== '');
    const xml = sheets.get(annexSheet) ?? '';
    const printing = [/Print_Area[^>]*>[^<]*/, /Print_Titles[^>]*>[^<]*/].map(
      (part) => part.exec(workbook)?.[0],
    );
    return { cells, printing, onePageWide: /fitToPage="1"/.test(xml), onePage: /fitToHeight="1"/.test(xml) };
  };
  expect(await sheetOf(resaved(template))).toEqual(await sheetOf(template));
});

const dangerous = [
  '=1+1',
  '+86 391',
  '-5 度电',
  '@SUM(A1)',
  '=cmd|"/c calc"!A1',
  '_x0041_ 与 _x00e9_x0042_',
  '<b>&"\'</b>',
  '𠮷野家😀',
  '第一行\n第二行',
];

describe('texts', () => {
  test.each(dangerous)('%j reads back as it was typed', async (text) => {
    const { sheets } = readWorkbook(await written(everywhere(text)));
    for (const [sheet, address] of [
      [annexSheet, 'B5'],
      [annexSheet, 'J5'],
      [annexSheet, 'L5'],
      ['投诉明细', 'C2'],
    ] as const) {
      expect(cellsOf(sheets.get(sheet)).get(address)).toEqual({ type: 's', formula: undefined, value: text });
    }
    expect(cellsOf(sheets.get(annexSheet)).get('A2')?.value).toBe(`${text}投诉管理月度统计分析表`);
  });

  withLibreOffice(
    'another program reads them as they were typed, up to the longest that a cell holds',
    async () => {
      const report = everywhere('');
      const texts = [...dangerous, '字'.repeat(32_767)];
      const rows = texts.map((text) => ['2023100102', '2023-10-01 09:30', text, 0]);
      const computed = recalculated(await written({ ...report, cases: { ...report.cases, rows } }));
      expect(computed.get('投诉明细')?.map((row) => row[2])).toEqual(['投诉内容', ...texts]);
    },
  );

  test('a text that looks like a formula stays one when it is edited; its neighbours keep their format', async () => {
    const file = await written(everywhere('=1+1'));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(file);
    const sheet = workbook.getWorksheet(annexSheet);
    expect(sheet?.getCell('B5').numFmt).toBe('@');
    expect(sheet?.getCell('A5').numFmt).not.toBe('@');
    expect(sheet?.getCell('G5').numFmt).toBe('0.00%');
  });

  test('control characters, halves of a pair and reversed writing are seen, and harm nothing', async () => {
    const value = cellsOf(
      readWorkbook(await written(everywhere('甲\u0000乙\u001b[31m\ud83d丙\u202e丁\ufffe'))).sheets.get(
        annexSheet,
      ),
    ).get('B5')?.value;
    expect(value).toBe('甲\\u0000乙\\u001b[31m\\ud83d丙\\u202e丁\\ufffe');
  });

  test("at Excel's limit a text is whole; past it, the cut is marked and splits no character", async () => {
    const whole = '字'.repeat(32_767);
    const over = `${'字'.repeat(32_758)}😀${'字'.repeat(7242)}`;
    const report = everywhere('');
    const rows = [whole, over].map((text) => ['2023100102', '2023-10-01 09:30', text, 0]);
    const cells = cellsOf(
      readWorkbook(await written({ ...report, cases: { ...report.cases, rows } })).sheets.get('投诉明细'),
    );
    expect(cells.get('C2')?.value).toBe(whole);
    expect(cells.get('C3')?.value).toMatch(/^字{32758}(😀)?…（续见系统）$/u);
    expect(cells.get('C3')?.value.length).toBeLessThanOrEqual(32_767);
  });

  withPdfText('a long text is printed to its end, in one row or over several pages', async () => {
    const measures = (count: number) =>
      Array.from({ length: count }, (_, i) => `（${i + 1}）加强上门维修人员的服务规范培训。`).join('');
    const figures = figuresOf([aRow('工程部'), aRow('安检部'), aRow('抄表收费部')]);
    const report = aMonthReport(figures);
    const lengths = [12, 35, 150];
    const pages = printed(
      await written({
        ...report,
        departments: report.departments.map((texts, i) => ({
          ...texts,
          measures: measures(lengths[i] ?? 0),
        })),
      }),
    );
    const text = pages.join('').replace(/\s/g, '');
    for (let i = 1; i <= 150; i += 1) expect(text).toContain(`（${i}）`);
    expect(text).toContain('审核人');
    expect(text).toContain('0123456789abcdef'.repeat(4));
  });

  withPdfText(
    'nothing runs out of the page to the right: a page for the table, one for the cases, three for the analysis and its chart',
    async () => {
      const figures = figuresOf([aRow('工程部'), aRow('安检部'), aRow('抄表收费部')], {
        unit: '河南省焦作市修武县中裕燃气发展有限责任公司城乡一体化管道燃气经营分公司',
      });
      const pages = printed(await written(aMonthReport(figures)));
      expect(pages).toHaveLength(5);
      expect(pages[0]).toContain('备注');
      expect(pages[0]).toContain('负责人');
    },
  );
});

/** A report in which every text that people type is this one. */
function everywhere(text: string): MonthReport {
  const figures = figuresOf([aRow(text)], { unit: text });
  return aMonthReport(figures, {
    departments: [{ department: text, problems: text, measures: text, remark: text }],
    cases: {
      ...aMonthReport(figures).cases,
      rows: [['2023100102', '2023-10-01 09:30', text, 0]],
    },
    changes: text === '' ? [] : [text],
  });
}

function at(rows: readonly (readonly string[])[], address: string): string | undefined {
  return rows[Number(address.slice(1)) - 1]?.[address.charCodeAt(0) - 65];
}

/** 88.89% is 0.8889. */
function numberOf(shown: string | undefined): number {
  return shown?.endsWith('%') ? Number(shown.slice(0, -1)) / 100 : Number(shown);
}
