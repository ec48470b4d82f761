import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { annexSheet } from '../../../src/documents/month/annex-names.ts';
import { type MonthReport, writeMonthWorkbook } from '../../../src/documents/month/workbook.ts';
import type { DisclosedItem } from '../../../src/domain/month/disclosures.ts';
import type { MonthFigures } from '../../../src/domain/month/figures.ts';
import { temporaryFolder } from '../../support/libreoffice.ts';
import { aMonthReport, aRow, figuresOf } from '../../support/month-report.ts';
import { type CellXml, cellsOf, elementsOutOfOrder, readWorkbook } from '../../support/workbook-xml.ts';

const template = fileURLToPath(new URL('../../../templates/annex2-monthly.xlsx', import.meta.url));

async function written(report: MonthReport): Promise<string> {
  const file = join(temporaryFolder(), 'month.xlsx');
  await writeMonthWorkbook(file, report, template);
  return file;
}

const headers = [
  '序号',
  '责任部门',
  '投诉总次数',
  '有效投诉次数',
  '无效投诉次数',
  '按时办结数',
  '投诉处理及时率',
  '回访满意数',
  '投诉解决满意率',
  '主要问题',
  '整改措施',
  '备注',
];
const departments = [
  aRow('工程部', { valid: 8, invalid: 1, inTime: 8, satisfied: 7 }),
  aRow('抄表收费部', { valid: 3, invalid: 4, inTime: 3, satisfied: 2 }),
  aRow('未转办', { key: null, valid: 1, invalid: 0, inTime: 0, satisfied: 0, undetermined: 1 }),
];

describe('Annex 2', () => {
  test('three sheets, and the header row with exactly the twelve columns', async () => {
    const { sheets } = readWorkbook(await written(aMonthReport(figuresOf(departments))));
    expect([...sheets.keys()]).toEqual(['投诉管理月度统计分析表', '投诉明细', '分析']);
    expect(rowTexts(cellsOf(sheets.get(annexSheet)), 4)).toEqual(headers);
  });

  test('notes 1 to 3: every total, sum and rate is a formula with the result of the figures', async () => {
    const figures = figuresOf(departments);
    const cells = cellsOf(readWorkbook(await written(aMonthReport(figures))).sheets.get(annexSheet));
    for (const [i, row] of departments.entries()) {
      const at = 5 + i;
      expect(cells.get(`A${at}`)?.value).toBe(String(i + 1));
      expect(cells.get(`B${at}`)?.value).toBe(row.label);
      expect(cells.get(`C${at}`)).toMatchObject({ formula: `D${at}+E${at}`, value: String(row.total) });
      expect(cells.get(`D${at}`)).toMatchObject({ formula: undefined, value: String(row.valid) });
      expect(cells.get(`G${at}`)?.formula).toBe(`IF(C${at}=0,"—",F${at}/C${at})`);
      expect(Number(cells.get(`G${at}`)?.value)).toBeCloseTo(row.timelinessRate ?? -1, 4);
      expect(cells.get(`I${at}`)?.formula).toBe(`IF(C${at}=0,"—",H${at}/C${at})`);
      expect(Number(cells.get(`I${at}`)?.value)).toBeCloseTo(row.satisfactionRate ?? -1, 4);
    }
    expect(cells.get('A8')?.value).toBe('合计');
    expect(cells.get('C8')).toMatchObject({ formula: 'D8+E8', value: String(figures.total) });
    expect(cells.get('D8')).toMatchObject({ formula: 'SUM(D5:D7)', value: String(figures.valid) });
    expect(cells.get('E8')).toMatchObject({ formula: 'SUM(E5:E7)', value: String(figures.invalid) });
    expect(cells.get('F8')).toMatchObject({ formula: 'SUM(F5:F7)', value: String(figures.inTime) });
    expect(cells.get('H8')).toMatchObject({ formula: 'SUM(H5:H7)', value: String(figures.satisfied) });
    expect(Number(cells.get('G8')?.value)).toBeCloseTo(figures.timelinessRate ?? -1, 4);
    expect(Number(cells.get('I8')?.value)).toBeCloseTo(figures.satisfactionRate ?? -1, 4);
    expect([...cells.values()].filter(({ formula, value }) => formula !== undefined && value === '')).toEqual(
      [],
    );
  });

  test('a month without cases: the row stays blank, sums are 0 and rates "—", the remark says why', async () => {
    const cells = cellsOf(readWorkbook(await written(aMonthReport(figuresOf([])))).sheets.get(annexSheet));
    expect(rowTexts(cells, 5)).toEqual(headers.map(() => ''));
    const sums = ['合计', '', '0', '0', '0', '0', '—', '0', '—', '', ''];
    expect(rowTexts(cells, 6)).toEqual([...sums, '本月没有受理投诉']);
    expect(cells.get('D6')?.formula).toBe('SUM(D5:D5)');
  });

  test('below the table: the three notes, the time of the figures, the check code whole', async () => {
    const text = allText(await written(aMonthReport(figuresOf(departments))));
    expect(text).toContain('1.投诉总次数=有效投诉次数+无效投诉次数。');
    expect(text).toContain('2.投诉处理及时率=规定时间内处理完毕投诉数量/所有投诉量。');
    expect(text).toContain('3.投诉解决满意率=投诉回访结果满意的投诉量/所有投诉量。');
    expect(text).toContain('统计范围：2023-10-01 至 2023-10-31 受理的投诉');
    expect(text).toContain('统计时间：2023-11-01 09:30');
    expect(text).toContain(`流水校验码：412 ${'0123456789abcdef'.repeat(4)}`);
    for (const line of ['制表人：', '审核人：', '负责人：']) expect(text).toContain(line);
    expect(text).not.toContain('暂定');
    expect(text).not.toContain('{{');
  });

  test('暂定 while a case is open, and what has changed since the table was sent', async () => {
    const figures = figuresOf(departments, { provisional: true, open: 3 });
    const text = allText(
      await written(aMonthReport(figures, { changes: ['按时办结数：16 → 17', '回访满意数：8 → 9'] })),
    );
    expect(text).toContain('暂定：本月受理的投诉尚有 3 件未办结归档');
    expect(text).toContain('上报总部后的变动：\n按时办结数：16 → 17\n回访满意数：8 → 9');
  });

  test('1.2.5 how many of the valid ones have no verdict yet stands beside the sum', async () => {
    const cells = cellsOf(
      readWorkbook(await written(aMonthReport(figuresOf(departments)))).sheets.get(annexSheet),
    );
    expect(cells.get('L8')?.value).toBe('有效投诉中 1 件尚未判定');
  });

  test('texts that belong to another department are a defect, not a report', async () => {
    const report = aMonthReport(figuresOf(departments));
    const swapped = { ...report, departments: report.departments.toReversed() };
    await expect(written(swapped)).rejects.toThrow('stand in the row of');
  });
});

describe('the file', () => {
  test('is recalculated when it is opened', async () => {
    const { workbook } = readWorkbook(await written(aMonthReport(figuresOf(departments))));
    expect(workbook).toMatch(/<calcPr [^>]*fullCalcOnLoad="1"/);
  });

  test('has the elements of every sheet in the order the format prescribes', async () => {
    const { sheets } = readWorkbook(await written(aMonthReport(figuresOf(departments))));
    for (const xml of sheets.values()) expect(elementsOutOfOrder(xml)).toEqual([]);
  });

  test('prints on A4, one page wide, the heading on every page', async () => {
    const { sheets, workbook } = readWorkbook(await written(aMonthReport(figuresOf(departments))));
    for (const xml of sheets.values()) {
      expect(xml).toMatch(/<pageSetUpPr [^>]*fitToPage="1"/);
      expect(xml).toMatch(/<pageSetup [^>]*paperSize="9"/);
      expect(xml).toMatch(/<pageSetup [^>]*orientation="landscape"/);
    }
    expect(workbook.replaceAll('&apos;', "'")).toContain("'投诉管理月度统计分析表'!$2:$4");
    expect(workbook.replaceAll('&apos;', "'")).toContain("'投诉明细'!$1:$1");
    expect(workbook.replaceAll('&apos;', "'")).toContain("'投诉管理月度统计分析表'!$A$1:$L$17");
  });

  const onPosix = process.platform === 'win32' ? test.skip : test;
  onPosix('is readable by its owner alone', async () => {
    expect(statSync(await written(aMonthReport(figuresOf(departments)))).mode & 0o777).toBe(0o600);
  });
});

describe('the cases', () => {
  test('a header that stays in sight, a filter, and numbers of cases as text', async () => {
    const { sheets } = readWorkbook(await written(aMonthReport(figuresOf(departments))));
    const xml = sheets.get('投诉明细') ?? '';
    expect(xml).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/);
    expect(xml).toContain('<autoFilter ref="A1:D2"');
    expect(rowTexts(cellsOf(xml), 1)).toEqual(['登记编号', '受理时间', '投诉内容', '超期次数']);
    expect(cellsOf(xml).get('A2')).toMatchObject({ type: 's', value: '2023100102' });
    expect(cellsOf(xml).get('D2')).toMatchObject({ type: undefined, value: '0' });
  });

  test('a month without cases has the header alone', async () => {
    const report = aMonthReport(figuresOf([]));
    const { sheets } = readWorkbook(await written({ ...report, cases: { ...report.cases, rows: [] } }));
    expect(Math.max(...[...cellsOf(sheets.get('投诉明细')).keys()].map(rowOf))).toBe(1);
  });
});

test('the analysis names the share of those called back as what it is, and shows what stands outside of the rates', async () => {
  const figures = figuresOf(departments, {
    satisfiedOfCalledBack: 0.8571,
    waived: 2,
    voided: 1,
    byGround: [{ key: 'misunderstanding', label: '误解', total: 5 }],
    breaches: [
      { kind: 'resolve', label: '办结', internal: false, total: 3 },
      { kind: 'close', label: '归档', internal: true, total: 1 },
    ],
    urgent: 3,
    unhandled: 4,
    withdrawn: 5,
    concluded: 6,
    rejudged: 7,
    promiseRunning: 8,
    customers: 31_250,
    per10000: 5.44,
  });
  const xml = readWorkbook(await written(aMonthReport(figures))).sheets.get('分析');
  const cells = cellsOf(xml);
  const beside = (name: string) => {
    const [address] = [...cells].find(([, { value }]) => value === name) ?? [];
    const { row, column } = /(?<column>[A-Z])(?<row>\d+)/.exec(address ?? '')?.groups ?? {};
    return [...'ABCDEFGHIJ']
      .filter((letter) => letter > (column ?? ''))
      .map((letter) => cells.get(`${letter}${row}`)?.value)
      .find((value) => value !== undefined && value !== '' && value !== name);
  };
  expect(beside('已回访者满意率')).toBe('0.8571');
  expect(beside('免回访')).toBe('2');
  expect(beside('作废')).toBe('1');
  expect(beside('误解')).toBe('5');
  expect(beside('办结')).toBe('3');
  expect(beside('归档（内部时限）')).toBe('1');
  expect(beside('紧急投诉')).toBe('3');
  expect(beside('回访未处理')).toBe('4');
  expect(beside('撤诉')).toBe('5');
  expect(beside('终结')).toBe('6');
  expect(beside('改判')).toBe('7');
  expect(beside('承诺期内')).toBe('8');
  expect(beside('客户数')).toBe('31250');
  expect(beside('每万户投诉')).toBe('5.44');
  expect(beside('2022-11')).toBe('0');
  expect(xml).toMatch(
    /<dataBar><cfvo type="num" val="0"\/><cfvo type="max"\/><color rgb="FF9DC3E6"\/><\/dataBar>/,
  );
});

describe('what a report owes its reader', () => {
  const notes: MonthFigures['notes'] = [
    { kind: 'voided', total: 1, items: [anItem({ approvedBy: '陈国栋', reason: '重复登记' })] },
    { kind: 'limit_changed', total: 1, items: [anItem({ no: null, detail: '回访的自然日数 2→5' })] },
  ];
  const reportWith = (disclosures: MonthFigures['notes']) =>
    written(aMonthReport(figuresOf(departments, { notes: disclosures })));
  const analysisOf = (file: string) => cellsOf(readWorkbook(file).sheets.get('分析'));

  test('1.3, 4.4.2 one line below the three notes of Annex 2: what happened, and that the rest did not', async () => {
    const cells = cellsOf(readWorkbook(await reportWith(notes)).sheets.get(annexSheet));
    expect(cells.get('A12')?.value).toBe(
      '统计说明：作废 1 次（2023100102 重复登记，陈国栋批准）；时限或满意口径与规定不同 1 次（回访的自然日数 2→5）；' +
        '补录、更正受理日期、撤回回访或办结、免回访、撤诉、终结、改判、承诺期内或改期：无。',
    );
  });

  test('of a month in which none of it happened, that is said', async () => {
    const cells = cellsOf(readWorkbook(await reportWith([])).sheets.get(annexSheet));
    expect(cells.get('A12')?.value).toMatch(/^统计说明：补录、.*、承诺期内或改期：均无。$/);
  });

  test('a block on sheet 3 with every kind, 无 where it did not happen', async () => {
    const cells = analysisOf(await reportWith(notes));
    const [start] = [...cells].find(([, { value }]) => value === '统计说明') ?? [''];
    const block = Array.from({ length: 10 }, (_, i) =>
      ['A', 'B', 'C'].map((column) => cells.get(`${column}${rowOf(start) + 1 + i}`)?.value),
    );
    expect(block).toEqual([
      ['补录', '0', '无'],
      ['更正受理日期', '0', '无'],
      ['撤回回访或办结', '0', '无'],
      ['作废', '1', '2023100102 2023-10-09 09:00 刘敏，陈国栋批准，原因：重复登记'],
      ['免回访', '0', '无'],
      ['撤诉', '0', '无'],
      ['终结', '0', '无'],
      ['改判', '0', '无'],
      ['时限或满意口径与规定不同', '1', '回访的自然日数 2→5，2023-10-09 09:00 刘敏改'],
      ['承诺期内或改期', '0', '无'],
    ]);
  });

  test('of three hundred late entries every number stands there, in rows that a sheet can hold', async () => {
    const numbers = Array.from({ length: 300 }, (_, i) => `20231001${String(i + 1).padStart(2, '0')}`);
    const items = numbers.map((no) =>
      anItem({ no, detail: '办结写作 2023-10-03 16:00，限 2023-10-04 23:59' }),
    );
    const file = await reportWith([{ kind: 'late_entry', total: 300, items }]);
    const xml = readWorkbook(file).sheets.get('分析') ?? '';
    const text = [...cellsOf(xml).values()].map(({ value }) => value).join('\n');
    expect(numbers.filter((no) => !text.includes(no))).toEqual([]);
    const heights = [...xml.matchAll(/ ht="([\d.]+)"/g)].map(([, height]) => Number(height));
    expect(Math.max(...heights)).toBeLessThan(410);
  });

  test('note 3: the first grade of each case stands beside the last', async () => {
    const cells = analysisOf(
      await written(
        aMonthReport(
          figuresOf(departments, {
            grades: { satisfied: 5, fairly_satisfied: 4, neutral: 0, dissatisfied: 0 },
            firstGrades: { satisfied: 5, fairly_satisfied: 0, neutral: 1, dissatisfied: 3 },
          }),
        ),
      ),
    );
    const [at] = [...cells].find(([, { value }]) => value === '不满意') ?? [''];
    expect(cells.get(`B${rowOf(at)}`)?.value).toBe('0');
    expect(cells.get(`C${rowOf(at)}`)?.value).toBe('3');
  });
});

/** What was done to 2023100102 by 刘敏 on 10-09, without a reason. */
function anItem(changed: Partial<DisclosedItem>): DisclosedItem {
  return {
    no: '2023100102',
    at: '2023-10-09T09:00:00+08:00',
    by: '刘敏',
    approvedBy: null,
    reason: null,
    detail: null,
    ...changed,
  };
}

test('forty departments come in their order, one row each', async () => {
  const many = Array.from({ length: 40 }, (_, i) =>
    aRow(`第${i + 1}营业所（含城东片区燃气管网运行维护与抢修中心）`),
  );
  const cells = cellsOf(readWorkbook(await written(aMonthReport(figuresOf(many)))).sheets.get(annexSheet));
  expect(many.map((_, i) => cells.get(`B${5 + i}`)?.value)).toEqual(many.map(({ label }) => label));
  expect(cells.get('D45')).toMatchObject({ formula: 'SUM(D5:D44)', value: '320' });
});

function rowTexts(cells: ReadonlyMap<string, CellXml>, row: number): string[] {
  return [...'ABCDEFGHIJKL']
    .map((column) => cells.get(`${column}${row}`))
    .filter((cell) => cell !== undefined)
    .map(({ value }) => value);
}

function rowOf(address: string): number {
  return Number(address.replace(/\D/g, ''));
}

function allText(file: string): string {
  return [...cellsOf(readWorkbook(file).sheets.get(annexSheet)).values()]
    .map(({ value }) => value)
    .join('\n');
}
