// The check list as it is printed: A4 in landscape, a block a case, the header on every page, room to write and to sign.

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/documents/inspection/checks.ts';
import { writeInspection } from '../../../src/documents/inspection/workbook.ts';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import * as build from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';
import { printed, temporaryFolder, withPdfText } from '../../support/libreoffice.ts';
import { cellsOf, readWorkbook } from '../../support/workbook-xml.ts';

const asOf = build.on('12-20 10:00');

async function written(cases: readonly Complaint[]): Promise<string> {
  const file = join(temporaryFolder(), '投诉抽查表.xlsx');
  await writeInspection(file, {
    unit: '修武燃气公司',
    month: '2023-10',
    seed: '=1+1',
    total: 35,
    cases,
    asOf,
  });
  return file;
}

const cases = Array.from(
  { length: 10 },
  (_, i) => build.story({ sequence: i + 1 }, ...wayTo('closed')).complaint,
);

describe('the sheet', () => {
  let file: string;
  beforeAll(async () => {
    file = await written(cases);
  });

  test('2.1.4 a block of rows a case: who it is, what is checked, what the ledger says, empty boxes', () => {
    const sheet = readWorkbook(file).sheets.get('投诉抽查表');
    const cells = cellsOf(sheet);
    const row = (n: number) => [...'ABCDEFGHIJ'].map((column) => cells.get(`${column}${n}`)?.value ?? '');
    expect(row(3)).toEqual([
      '登记编号',
      '受理时间',
      '责任部门',
      '判定',
      '状态',
      '检查内容',
      '条款',
      '台账记录',
      '检查结论',
      '备注',
    ]);
    expect(row(4)).toEqual([
      '2023100101',
      '2023-10-01 09:30',
      '工程部',
      '有效',
      '已归档',
      '受理完整',
      '4.2.2',
      '来电，受理人 王芳；有联系方式，没有证据；迟报',
      '',
      '',
    ]);
    expect(row(4 + checks.length)[0]).toBe('2023100102');
    for (const column of 'ABCDE') expect(sheet).toContain(`ref="${column}4:${column}13"`);
    expect(cells.get('A2')?.value).toContain('本月受理 35 件（作废的不在内），抽取 10 件');
    expect(cells.get('A2')?.value).toContain('种子 =1+1');
  });

  withPdfText('is printed with its header on every page, and no case is broken between two', () => {
    const pages = printed(file);
    expect(pages).toHaveLength(6);
    for (const page of pages) {
      expect(page).toMatch(/登记编号 .*检查结论 +备注/);
      expect(page.match(/受理完整/g)?.length).toBe(page.match(/4\.4\.1/g)?.length);
    }
    expect(pages.at(-1)).toMatch(/检查意见：[\s\S]*检查人：.*被检查单位负责人：.*日期：/);
  });
});

test('a reason of any length fits into a row that Excel takes', async () => {
  const reason = '用户对阶梯气价有误解。'.repeat(900);
  const long = build.aCase(build.assigned(), build.judgedInvalid({ reason }));
  const sheet = readWorkbook(await written([long])).sheets.get('投诉抽查表') ?? '';
  const heights = [...sheet.matchAll(/<row [^>]*ht="([\d.]+)"/g)].map(([, height]) => Number(height));
  expect(heights.length).toBeGreaterThan(checks.length);
  expect(Math.max(...heights)).toBeLessThanOrEqual(400);
});
