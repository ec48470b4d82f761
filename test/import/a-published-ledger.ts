import { join } from 'node:path';
import ExcelJS from 'exceljs';

/** A ledger of 600 cases as offices publish theirs: a sheet a month, titles, sums, numbers of its own, a heading nobody knows. */
const publishedHeadings = [
  '序号',
  '投诉日期',
  '投诉人信息',
  '投诉渠道',
  '群众说的事',
  '处理情况',
  '责任单位',
  '完成时间',
  '客户满意度',
  '备注',
];

export const UNKNOWN_HEADING = '群众说的事';
const channels = ['电话', '微信', '上门', '12345'];
const departments = ['工程部', '抄表收费部'];
const grades = ['满意', '很满意', '一般', '不满意'];

export interface PublishedRow {
  readonly month: string;
  readonly day: number;
  /** Days until it was done. */
  readonly took: number;
  readonly department: string;
  readonly grade: string;
  readonly cells: readonly (string | number)[];
}

/** 50 cases a month of 2023; every fifth takes five days, and is late (4.3.7). */
export const publishedRows: readonly PublishedRow[] = Array.from({ length: 600 }, (_, i) => {
  const month = `2023-${String(Math.floor(i / 50) + 1).padStart(2, '0')}`;
  const day = 1 + ((i % 50) >> 1);
  const took = i % 5 === 0 ? 5 : 2;
  const department = departments[i % 2] ?? '';
  const grade = grades[i % 4] ?? '';
  const [year, number] = month.split('-');
  return {
    month,
    day,
    took,
    department,
    grade,
    cells: [
      (i % 50) + 1,
      i % 3 === 0 ? `${Number(number)}月${day}日` : `${year}.${Number(number)}.${day}`,
      `客户${i} 138${String(i).padStart(8, '0')}`,
      channels[i % 4] ?? '',
      `第 ${i} 件：表走得快`,
      '已复检，误差在允许范围内，已退费',
      i % 7 === 0 ? department.split('').join(' ') : department,
      `${year}-${number}-${String(day + took).padStart(2, '0')}`,
      grade,
      i % 10 === 0 ? '/' : '',
    ],
  };
});

/** Writes it as a workbook into the folder; returns its name. */
export async function writePublishedLedger(folder: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('封面').addRow(['客户投诉台账', '编制：客服部']);
  for (const [month, rows] of Map.groupBy(publishedRows, (row) => row.month)) {
    const sheet = workbook.addWorksheet(`${Number(month.slice(5))}月`);
    sheet.addRow([`${month.slice(0, 4)}年${Number(month.slice(5))}月客户投诉处理记录表`]);
    sheet.mergeCells(1, 1, 1, publishedHeadings.length);
    sheet.addRow(publishedHeadings);
    for (const { cells } of rows) sheet.addRow([...cells]);
    sheet.addRow(['合计', `${rows.length}件`]);
    sheet.addRow(['制表人：王芳', '', '', '审核人：刘敏']);
  }
  const name = '投诉台账.xlsx';
  await workbook.xlsx.writeFile(join(folder, name));
  return name;
}
