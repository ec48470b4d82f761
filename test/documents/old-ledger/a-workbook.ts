import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { temporaryFolder } from '../../support/libreoffice.ts';

export type CellOf = string | number | boolean | Date | null;

/** A closed valid case as a row, by column, but for what is changed; null is a blank cell. */
export const aRow = (changed: Readonly<Record<string, CellOf>> = {}): Readonly<Record<string, CellOf>> => ({
  登记编号: '2023100101',
  受理时间: '2023-10-01 09:30',
  投诉方式: '来电',
  受理人: '王芳',
  投诉人: '李强',
  电话: '13800001234',
  投诉内容: '灶具打不着火',
  投诉人要求: '尽快修好',
  责任部门: '工程部',
  转办时间: '2023-10-01 10:00',
  判定: '有效',
  判定时间: '2023-10-01 15:00',
  办结时间: '2023-10-02 16:20',
  处理结果: '已更换阀门',
  回访时间: '2023-10-03 15:00',
  客户是否满意: '满意',
  归档时间: '2023-10-04 10:00',
  ...changed,
});

/** A case that is only registered. */
export const anOpenRow = (changed: Readonly<Record<string, CellOf>> = {}) =>
  aRow({
    责任部门: null,
    转办时间: null,
    判定: null,
    判定时间: null,
    办结时间: null,
    处理结果: null,
    回访时间: null,
    客户是否满意: null,
    归档时间: null,
    ...changed,
  });

/** An xlsx file with these rows under their titles; `arrange` may change the sheet before it is saved. */
export async function workbookOf(
  rows: readonly Readonly<Record<string, CellOf>>[],
  arrange: (sheet: ExcelJS.Worksheet) => void = () => {},
): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('台账');
  const titles = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  sheet.addRow(titles);
  for (const row of rows) sheet.addRow(titles.map((title) => row[title] ?? null));
  arrange(sheet);
  const file = join(temporaryFolder(), '旧台账.xlsx');
  await workbook.xlsx.writeFile(file);
  return file;
}

/** An xlsx file whose only sheet holds this XML between its `sheetData` tags, for what no library writes. */
export async function workbookOfXml(sheetData: string, book = ''): Promise<string> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const zip = new JSZip();
  zip.file(
    '[Content_Types].xml',
    `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
  );
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns="${main}" xmlns:r="${relations}">${book}<sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  );
  zip.file(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
  );
  const file = join(temporaryFolder(), '手工.xlsx');
  writeFileSync(file, await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' }));
  return file;
}
