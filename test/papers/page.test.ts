import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { casePage } from '../../src/documents/case/page.ts';
import * as build from '../support/build-case.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

describe('the page of a case', () => {
  let desk: Desk;
  let page: string;

  beforeAll(async () => {
    desk = await unitDesk();
    await desk.ok(registration({ content: '<b>报修</b>没人来，请打13800001234' }));
    await desk.ok(['assign', '0101', '--dept=工程部', '--by=刘敏', '--at=2023-10-02 10:00']);
    await desk.ok(['note', '0101', '用户周末在家']);
    await desk.ok(['undo', '0101', '--reason=记错了人']);
    await desk.ok(['paper', 'transfer', '0101', '--format=text']);
    await desk.ok(['page', '0101', '-o', 'p.html']);
    page = readFileSync(join(desk.folder, 'p.html'), 'utf8');
  });

  test('stands alone, for a telephone too: no script, nothing from a network', () => {
    expect(page).toContain('width=device-width');
    expect(page).not.toMatch(/<script|https?:|url\(/);
  });

  test('masks the phone, and shows what was typed as text', () => {
    expect(page).toContain('138****1234');
    expect(page).toContain('&lt;b&gt;报修&lt;/b&gt;');
  });

  test('tells the way in its order: steps, the time that ran out with who had the case, what went out, what was withdrawn', () => {
    const way = [...page.matchAll(/<li class="(\w+)"><time>[^<]*<\/time><b>([^<]*)<\/b>/g)].map(
      ([, kind, title]) => `${kind} ${title}`,
    );
    expect(way.slice(0, 3)).toEqual(['step 受理登记', 'late 转办到期，没有完成', 'step 转办：工程部']);
    expect(way).toContainEqual('struck 备注');
    expect(way).toContainEqual('paper 出转办单');
    expect(page).not.toContain('用户周末在家');
  });

  test('a file that is called otherwise is refused', async () => {
    expect(await desk.refusal(['page', '0101', '-o', 'p.docx'])).toMatchObject({ code: 'usage.invalid' });
  });
});

test('4.3.6 a bar for each who had the case, the longest the widest', () => {
  const complaint = build.aCase(
    build.assigned({ at: '10-01 10:30' }),
    build.judgedValid({ at: '10-01 12:30' }),
  );
  const page = casePage({ complaint, happenings: [], unit: '修武燃气公司', asOf: build.on('10-01 12:30') });
  const bars = [...page.matchAll(/<span>([^<]*)<\/span><i style="width:(\d+)%">/g)].map(([, who, wide]) => [
    who,
    Number(wide),
  ]);
  expect(bars).toEqual([
    ['对接人', 50],
    ['工程部', 100],
  ]);
});

test('a case at its very beginning has a page', () => {
  const page = casePage({
    complaint: build.aCase(),
    happenings: [],
    unit: '修武燃气公司',
    asOf: build.ACCEPTED,
  });
  expect(page).toContain('下一步：转办（对接人）');
  expect(page).not.toMatch(/undefined|NaN|Infinity/);
});
