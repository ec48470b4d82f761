import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import { importColumns } from '../../../src/documents/old-ledger/columns.ts';
import { recalculated, resaved, withLibreOffice } from '../../support/libreoffice.ts';
import { type Desk, emptyDesk } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';

const open = async (file: string): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
};

test('it is had without a ledger, and never written over another file', async () => {
  const desk = emptyDesk();
  await desk.ok(['import', '--template', '-o', '模板.xlsx']);
  expect(await desk.refusal(['import', '--template', '-o', '模板.xlsx'])).toMatchObject({
    code: 'usage.invalid',
  });
});

test('its columns are read, the lists are those of the program', async () => {
  const sheet = (await open('templates/import.xlsx')).getWorksheet('投诉台账') as ExcelJS.Worksheet;
  const titles = (sheet.getRow(1).values as string[]).slice(1);
  const known = new Map(importColumns.map((column) => [column.titles[0], column]));
  titles.forEach((title, i) => {
    const column = known.get(title.replace('*', ''));
    expect([title, column === undefined]).toEqual([title, false]);
    const list = sheet.getCell(2, i + 1).dataValidation?.formulae?.[0] as string | undefined;
    const labels = column?.choices && [...new Set(Object.values(column.choices))];
    expect([title, list]).toEqual([title, labels && `"${labels.join(',')}"`]);
  });
});

/** Gives the example a number of its own, as who has filled it in. */
async function numberExample(file: string): Promise<void> {
  const workbook = await open(file);
  const sheet = workbook.getWorksheet('投诉台账') as ExcelJS.Worksheet;
  sheet.getCell('A2').value = '2023100102';
  await workbook.xlsx.writeFile(file);
}

withLibreOffice(
  'another program shows its titles and example, and what it saves is read the same',
  async () => {
    const desk = await unitDesk();
    await desk.ok(['import', '--template', '-o', '模板.xlsx']);
    const file = join(desk.folder, '模板.xlsx');
    const [titles = [], example = []] = recalculated(file).get('投诉台账') ?? [];
    expect(titles.slice(0, 3)).toEqual(['登记编号*', '受理时间*', '投诉方式*']);
    expect(example.slice(0, 3)).toEqual(['示例2023100102', '2023-10-01 09:30:00', '来电']);
    await numberExample(file);
    const other = await unitDesk();
    await desk.ok(['import', file]);
    await other.ok(['import', resaved(file)]);
    const shown = async (at: Desk) => ({ ...(await at.json(['show', '0102'])), recordedAt: null });
    expect(await shown(other)).toEqual(await shown(desk));
  },
);

test('its example is not imported; with a number it is a good row', async () => {
  const desk = await unitDesk();
  await desk.ok(['import', '--template', '-o', '模板.xlsx']);
  expect(await desk.json(['import', '模板.xlsx'])).toMatchObject({ imported: 0, ignored: [] });
  await numberExample(join(desk.folder, '模板.xlsx'));
  await desk.ok(['import', '模板.xlsx']);
  expect(await desk.json(['show', '0102'])).toMatchObject({
    status: 'closed',
    acceptedAt: '2023-10-01T09:30:00+08:00',
    source: 'government_hotline',
    completion: { at: '2023-10-02T16:20:00+08:00' },
  });
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
});
