// A report that proves itself: what it printed is recomputed as of its entry, and every cell compared.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import Excel, { type Workbook, type Worksheet } from 'exceljs';
import { resaved, withLibreOffice } from '../support/libreoffice.ts';
import { tamper } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { sampleDesk } from '../support/sample-month.ts';

const workbook = 'r.xlsx';
const annex = '投诉管理月度统计分析表';
let desk: Desk;
let report: string;
beforeAll(async () => {
  desk = sampleDesk();
  await desk.ok(['config', 'set', 'unit.customers', '30000']);
  await desk.ok(['report', '2023-10', '-o', workbook]);
  report = join(desk.folder, workbook);
});

const against = (file: string) => ['verify', '--against', file];

/** The report as somebody changed it, in a file of its own. */
async function changed(change: (sheet: Worksheet, book: Workbook) => void, from = report): Promise<string> {
  const book = new Excel.Workbook();
  await book.xlsx.readFile(from);
  const sheet = book.getWorksheet(annex);
  if (sheet === undefined) throw new Error('no Annex 2');
  change(sheet, book);
  const file = join(emptyDesk().folder, 'changed.xlsx');
  await book.xlsx.writeFile(file);
  return file;
}

/** The cell of the sum under that title. */
function ofSum(sheet: Worksheet, title: string) {
  const header = Array.from({ length: sheet.rowCount }, (_, i) => sheet.getRow(i + 1)).find(
    (row) => row.getCell(1).value === '序号',
  );
  const sum = Array.from({ length: sheet.rowCount }, (_, i) => sheet.getRow(i + 1)).find(
    (row) => row.getCell(1).text === '合计' || row.getCell(2).text === '合计',
  );
  const titles = header?.values as readonly unknown[];
  const cell = sum?.getCell(titles.indexOf(title));
  if (cell === undefined) throw new Error(`no sum of ${title}`);
  return cell;
}

type Differs = { readonly cells: readonly { cell: string; name: string; printed: string; ledger: string }[] };
const cellsOf = (details: unknown) => (details as Differs).cells;

test('a report that nobody changed: said in words, with the entry it ends with', async () => {
  const text = await desk.ok(against(workbook));
  expect(text).toMatch(/^核对无误：/);
  expect(text).toMatch(/r\.xlsx：2023-10 月报，截至第 \d+ 条流水，统计时间 .*逐格与台账相符/);
  expect(await desk.json(against(workbook))).toMatchObject({
    ok: true,
    against: [{ file: workbook, kind: 'report', seq: expect.any(Number) }],
  });
});

test('a falsified rate', async () => {
  const file = await changed((sheet) => {
    ofSum(sheet, '投诉解决满意率').value = 0.92;
  });
  const { exit, code, message, details } = await desk.refusal(against(file));
  expect([exit, code]).toEqual([5, 'report.differs']);
  expect(message).toMatch(/合计 投诉解决满意率）：表 92\.00%，台账 \d\d\.\d\d%/);
  expect(cellsOf(details)).toEqual([
    expect.objectContaining({ name: '合计 投诉解决满意率', printed: '92.00%' }),
  ]);
});
