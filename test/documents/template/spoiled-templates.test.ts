// Whoever restyles a template amiss is told what is wrong with it, by the command that needs it.

import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { temporaryFolder } from '../../support/libreoffice.ts';
import { type Desk, environment } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let desk: Desk;
/** The package with templates of its own. */
let spoiled: string;
const annex1 = () => join(spoiled, 'templates', 'annex1-form.docx');
const annex2 = () => join(spoiled, 'templates', 'annex2-monthly.xlsx');

beforeAll(async () => {
  desk = await unitDesk();
  spoiled = temporaryFolder();
  for (const part of ['bin', 'dist', 'templates', 'schema.sql', 'package.json'])
    cpSync(join(root, part), join(spoiled, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(spoiled, 'node_modules'), 'junction');
});

function refusal(...words: readonly string[]) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(spoiled, 'bin', 'tousu.js'), ...words, '--json', '--ledger', desk.ledger],
    { cwd: temporaryFolder(), env: environment, encoding: 'utf8' },
  );
  const { error } = JSON.parse(stderr) as { error: { code: string; message: string } };
  return { status, ...error };
}

const literal = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const refused = (...said: readonly string[]) => ({
  status: 2,
  code: 'usage.invalid',
  message: expect.stringMatching(new RegExp(said.map(literal).join('.*'))),
});

describe('the month table', () => {
  const report = () => refusal('report', '2023-10', '-o', 'm.xlsx');
  const edit = async (change: (sheet: ExcelJS.Worksheet) => void) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(root, 'templates', 'annex2-monthly.xlsx'));
    change(workbook.getWorksheet('投诉管理月度统计分析表') as ExcelJS.Worksheet);
    await workbook.xlsx.writeFile(annex2());
  };

  test('a placeholder is lacking, another is unknown', async () => {
    await edit((sheet) =>
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (typeof cell.value === 'string') cell.value = cell.value.replace('{{单位}}', '{{单位名}}');
        }),
      ),
    );
    expect(report()).toMatchObject(refused(annex2(), '缺少 {{单位}}', '不认识 {{单位名}}（'));
  });

  test('a comment would be lost', async () => {
    await edit((sheet) => {
      sheet.getCell('A1').note = '批注';
    });
    expect(report()).toMatchObject(refused(annex2(), '里的批注填写时会丢失'));
  });

  test('it is no workbook', () => {
    writeFileSync(annex2(), 'no workbook');
    expect(report()).toMatchObject(refused(annex2(), '读不出来：不是 Excel 工作簿'));
  });
});

describe('the form', () => {
  const form = () => refusal('form', '--blank', '-o', 'f.docx');

  test('a placeholder is lacking, another is unknown', async () => {
    const zip = await JSZip.loadAsync(readFileSync(join(root, 'templates', 'annex1-form.docx')));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    zip.file('word/document.xml', xml.replace('{投诉内容}', '{投诉内荣}'));
    writeFileSync(annex1(), await zip.generateAsync({ type: 'nodebuffer' }));
    expect(form()).toMatchObject(refused(annex1(), '缺少 {投诉内容}', '不认识 {投诉内荣}'));
  });

  test('it is no document', () => {
    writeFileSync(annex1(), 'no document');
    expect(form()).toMatchObject(refused(annex1(), '读不出来：不是 Word 文件'));
  });
});
