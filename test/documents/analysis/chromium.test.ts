import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect } from '@jest/globals';
import { analysisPage } from '../../../src/documents/analysis/page.ts';
import type { MonthFigures, Row } from '../../../src/domain/month/figures.ts';
import { type Print, printedPage, type Shown, shown, withChromium } from '../../support/chromium.ts';
import { temporaryFolder } from '../../support/libreoffice.ts';
import { aRow } from '../../support/month-report.ts';
import { sampleDesk } from '../../support/sample-month.ts';
import { anAnalysis, aView } from './an-analysis.ts';

/** As wide as what is printed on A4. */
const WIDTH = 700;

/** Each ends with a word of its own: nothing of it was left out when that is printed. */
const long = [
  `${'燃气表走得太快，请尽快派人上门检查并书面说明😀'.repeat(40)}甲终`,
  `https://example.invalid/${'a'.repeat(400)}乙终`,
  `=1+1 ${'第一行\n'.repeat(60)}丙终`,
] as const;
const finding = { total: 2, done: 1 };
const problem = {
  key: long[1],
  label: long[1],
  valid: 8,
  withoutCause: 1,
  causes: long.map((text) => ({ text, total: 2 })),
  corrective: long.map((text) => ({ text, ...finding })),
  preventive: long.map((text) => ({ text, ...finding })),
};

const rate = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(2)}%`);
/** The row of a department as it is printed, without blanks. */
const rowOf = ({ label, ...row }: Row): string =>
  [
    label,
    row.total,
    row.valid,
    row.invalid,
    row.inTime,
    rate(row.timelinessRate),
    row.satisfied,
    rate(row.satisfactionRate),
  ].join('');

function written(page: string): string {
  const file = join(temporaryFolder(), 'page.html');
  writeFileSync(file, page);
  return file;
}

/** What a browser makes of a page, on the screen and on paper. */
async function seen(page: string): Promise<Shown & Print> {
  const [screen, paper] = await Promise.all([shown(page, WIDTH), printedPage(page)]);
  return { ...screen, ...paper };
}

/** What holds of every page: it is whole without a network, nothing is cut off, it goes onto A4. */
function expectFine(page: Shown & Print): void {
  expect(page).toMatchObject({ fetched: [], sticking: [], size: [595, 842] });
  for (const [i, text] of page.pages.entries())
    expect(text).toContain(`第${i + 1}页,共${page.pages.length}页`);
}

describe('the sample month', () => {
  let figures: MonthFigures;
  let page: Shown & Print;
  beforeAll(async () => {
    const desk = sampleDesk();
    figures = await desk.json<MonthFigures>(['report', '2023-10']);
    await desk.ok(['report', '2023-10', '--format=html', '-o', 'page.html']);
    page = await seen(join(desk.folder, 'page.html'));
  });

  withChromium('is whole without a network, nothing is cut off, on A4', () => {
    expectFine(page);
    expect(page.charts).toBe(7);
    expect(page.pages.length).toBeLessThanOrEqual(6);
  });

  withChromium('the printed figures are those of report --json', () => {
    const text = page.pages.join('');
    expect(figures.byDepartment.length).toBeGreaterThan(3);
    for (const row of figures.byDepartment) expect(text).toContain(rowOf(row));
    expect(text).toContain(`投诉总次数${figures.total}`);
    expect(text).toContain(`投诉处理及时率${rate(figures.timelinessRate)}`);
    expect(text).toContain(`投诉解决满意率${rate(figures.satisfactionRate)}`);
    expect(text).toContain(figures.journalHead.hash);
  });
});

const forty = Array.from({ length: 40 }, (_, i) => aRow(`第${i + 1}管网运行维护抢修中心`, { valid: 8 + i }));

withChromium.each([
  ['a month without cases', anAnalysis([], { before: aView('2023-09') }), ['2023年10月没有受理投诉。'], 1, 2],
  ['40 departments', anAnalysis(forty), forty.map(rowOf), 6, 6],
  [
    'very long texts',
    anAnalysis(
      long.map((label) => aRow(label)),
      { problems: [problem], repeated: [{ no: '2023100101', earlier: Array(60).fill('2023090101') }] },
      { unit: long[0].slice(0, 80) },
    ),
    ['甲终', '乙终', '丙终（2件）', '丙终（完成1/2）'],
    6,
    12,
  ],
])('%s: whole, uncut, on A4', async (_name, analysis, words, charts, pages) => {
  const page = await seen(written(analysisPage(analysis)));
  expectFine(page);
  expect(page.charts).toBe(charts);
  expect(page.pages.length).toBeLessThanOrEqual(pages);
  for (const word of words) expect(page.pages.join('')).toContain(word.normalize('NFKC'));
});
