import ExcelJS, { type Style, type Worksheet } from 'exceljs';
import { type Moment, minute } from '../../domain/case/clock.ts';
import { type Complaint, responsibleDepartment } from '../../domain/case/complaint.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { monthInWords } from '../../domain/words/wording.ts';
import { put } from '../sheet/drawing.ts';
import { fittingStyle, highestRow } from '../sheet/row-height.ts';
import {
  body,
  cellStyle,
  grid,
  headerStyle,
  heading,
  landscape,
  pageNumber,
  saveWorkbook,
  setValue,
} from '../sheet/workbook.ts';
import { checks } from './checks.ts';

/** What the check list of an inspection shows. */
export interface InspectionList {
  readonly unit: string;
  readonly month: string;
  readonly seed: string;
  /** Cases the draw was made from. */
  readonly total: number;
  readonly cases: readonly Complaint[];
  readonly asOf: Moment;
}

/** What is known of a case beside its checks; one cell each, as high as all of them. */
const identity = [
  { title: '登记编号', width: 12, value: (c: Complaint) => c.no },
  { title: '受理时间', width: 11, value: (c: Complaint) => minute(c.acceptedAt) },
  { title: '责任部门', width: 10, value: (c: Complaint) => responsibleDepartment(c) ?? '未转办' },
  {
    title: '判定',
    width: 7,
    value: ({ verdict }: Complaint) =>
      verdict === null ? '未判定' : words.verdicts[verdict.valid ? 'valid' : 'invalid'],
  },
  { title: '状态', width: 8, value: (c: Complaint) => words.statuses[c.status] },
] as const;

const RECORD = { title: '台账记录', width: 42 } as const;

const checking = [
  { title: '检查内容', width: 11 },
  { title: '条款', width: 7 },
  RECORD,
  { title: '检查结论', width: 10 },
  { title: '备注', width: 12 },
] as const;

const columns = [...identity, ...checking];
const HEADER = 3;

/** Points from the top to the bottom of what is printed on a page. */
const PAGE = 595 - 72 * (landscape.margins.top + landscape.margins.bottom);

const small = { ...body, size: 9 } as const;
const textStyle: Partial<Style> = {
  font: small,
  border: grid,
  alignment: { horizontal: 'left', vertical: 'middle', wrapText: true },
};
const plain: Partial<Style> = { font: body, alignment: { vertical: 'middle', wrapText: true } };
const title: Partial<Style> = {
  font: { ...heading, size: 16 },
  alignment: { horizontal: 'center', vertical: 'middle' },
};

/**
 * 2.1.4 The check list of an inspection: a block of rows a case, one for each clause, with what the ledger says and
 * empty boxes for who inspects. A4 in landscape, the header on every page, no block broken that fits on one.
 */
export async function writeInspection(file: string, list: InspectionList): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const { paperSize, orientation, horizontalCentered, margins } = landscape;
  const sheet = workbook.addWorksheet('投诉抽查表', {
    // Fitted to the width of the page it would lose its page breaks in Excel; so the columns are narrow enough in any font.
    pageSetup: {
      paperSize,
      orientation,
      horizontalCentered,
      margins,
      printTitlesRow: `${HEADER}:${HEADER}`,
    },
    headerFooter: { oddFooter: `&C${pageNumber}` },
    views: [{ state: 'frozen', xSplit: 1, ySplit: HEADER }],
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  addHead(sheet, list);
  let used = heightOf(sheet, 1, HEADER);
  for (const complaint of list.cases) {
    const first = sheet.rowCount + 1;
    addCase(sheet, first, complaint, list.asOf);
    const height = heightOf(sheet, first, sheet.rowCount);
    const fits = used + height <= PAGE;
    if (!fits) sheet.getRow(first - 1).addPageBreak();
    used = height + (fits ? used : heightOf(sheet, HEADER, HEADER));
  }
  addSignatures(sheet, used);
  await saveWorkbook(workbook, file, new Date(list.asOf));
}

function addHead(sheet: Worksheet, { unit, month, seed, total, cases, asOf }: InspectionList): void {
  const last = columns.length;
  put(sheet, 1, 1, last, `${unit}投诉抽查表　${monthInWords(month)}`, title, 30);
  const drawn = `本月受理 ${total} 件（作废的不在内），抽取 ${cases.length} 件；抽取时间 ${minute(asOf)}；种子 ${seed}（用同一种子再抽，得到相同的编号）`;
  put(sheet, 2, 1, last, drawn, plain, 18);
  for (const [i, { title: name }] of columns.entries())
    put(sheet, HEADER, i + 1, i + 1, name, headerStyle, 22);
}

function addCase(sheet: Worksheet, first: number, complaint: Complaint, asOf: Moment): void {
  const beside = identity.length;
  const last = first + checks.length - 1;
  for (const [i, { title: name, clause, record }] of checks.entries()) {
    const row = first + i;
    put(sheet, row, beside + 1, beside + 1, name, textStyle, 19);
    put(sheet, row, beside + 2, beside + 2, clause, cellStyle);
    const known = record(complaint, asOf);
    put(sheet, row, beside + 3, beside + 3, known, fittingStyle(known, RECORD.width, textStyle, 6));
    put(sheet, row, beside + 4, beside + 4, null, cellStyle);
    put(sheet, row, beside + 5, beside + 5, null, cellStyle);
    sheet.getRow(row).height = Math.min(highestRow, sheet.getRow(row).height ?? 0);
  }
  for (const [i, { value }] of identity.entries()) {
    for (let row = first; row <= last; row += 1) sheet.getCell(row, i + 1).style = cellStyle;
    setValue(sheet.getCell(first, i + 1), value(complaint));
    sheet.mergeCellsWithoutStyle(first, i + 1, last, i + 1);
  }
}

/** The opinion and who signs: together, on a page of their own where the last has no room. */
function addSignatures(sheet: Worksheet, used: number): void {
  const last = columns.length;
  const first = sheet.rowCount + 1;
  put(sheet, first, 1, last, '检查意见：', { ...textStyle, alignment: { vertical: 'top' } }, 72);
  const signing = '检查人：　　　　　　　　被检查单位负责人：　　　　　　　　日期：　　　　年　　月　　日';
  put(sheet, first + 1, 1, last, signing, plain, 34);
  if (used + heightOf(sheet, first, first + 1) > PAGE) sheet.getRow(first - 1).addPageBreak();
}

function heightOf(sheet: Worksheet, from: number, to: number): number {
  let height = 0;
  for (let row = from; row <= to; row += 1) height += sheet.getRow(row).height ?? 15;
  return height;
}
