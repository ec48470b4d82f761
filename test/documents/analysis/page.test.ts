import { describe, expect, test } from '@jest/globals';
import { analysisPage } from '../../../src/documents/analysis/page.ts';
import { summary } from '../../../src/documents/analysis/text.ts';
import { breachTable } from '../../../src/domain/month/analysis-figures.ts';
import { aRow, figuresOf } from '../../support/month-report.ts';
import { anAnalysis, aView } from './an-analysis.ts';

const hostile = '<script>alert(1)</script>&"\'';
const forty = Array.from({ length: 40 }, (_, i) => aRow(`第${i + 1}管网运行维护抢修中心`));

/** What a reader sees of the page, without its markup. */
const textOf = (page: string): string =>
  page.replaceAll(/<(style|title)[^>]*>[\s\S]*?<\/\1>/g, '').replaceAll(/<[^>]+>/g, '|');

describe('the page stands alone', () => {
  const page = analysisPage(anAnalysis(forty));

  test('no script, no address of a network, nothing loaded from elsewhere', () => {
    expect(page).not.toMatch(/<script|javascript:|\son[a-z]+=|<link|<iframe|<img|@import|url\((?!#)/i);
    expect(page.replaceAll('http://www.w3.org/', '')).not.toMatch(/https?:/);
  });

  test('the charts are drawn in it, without what they would need for a mouse', () => {
    expect(page.match(/<svg/g)).toHaveLength(6);
    expect(page).not.toMatch(/:hover|ecmeta/);
  });

  test('no element is named twice', () => {
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every department stands in the table, the fifteen with most complaints in the drawing', () => {
    for (const { label } of forty) expect(page).toContain(`<td>${label}</td>`);
    expect(page).toContain('图中是投诉最多的 15 个部门');
  });
});

describe('texts that people typed', () => {
  test('are shown, not obeyed', () => {
    const page = analysisPage(
      anAnalysis([aRow(hostile)], {
        breachTable: breachTable([{ kind: 'resolve', department: hostile, owedBy: '责任部门' }], [hostile]),
        problems: [
          {
            key: hostile,
            label: hostile,
            valid: 1,
            withoutCause: 0,
            causes: [{ text: hostile, total: 1 }],
            corrective: [{ text: hostile, total: 1, done: 1 }],
            preventive: [{ text: `\u202e${hostile}\u0007`, total: 2, done: 0 }],
          },
        ],
      }),
    );
    expect(page).not.toContain('<script');
    for (const sign of ['\u202e', '\u0007']) expect(page).not.toContain(sign);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;');
    expect(page).toContain('\\u202e');
    expect(page).toContain('\\u0007（未完成）');
  });
});

describe('a month without cases', () => {
  const page = analysisPage(anAnalysis([], { before: aView('2023-09') }));

  test('says so, shows no rate, and leaves out the tables that would be empty', () => {
    const text = textOf(page);
    expect(text).toContain('2023年10月没有受理投诉。');
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(text).toContain('近 12 个月走势');
    expect(text).not.toContain('责任部门');
  });
});

describe('the month beside others', () => {
  test('counts with their share, rates in percentage points, a month without complaints not at all', () => {
    const text = textOf(
      analysisPage(anAnalysis([aRow('工程部', { valid: 10, inTime: 12 }), aRow('安检部', { satisfied: 4 })])),
    );
    expect(text).toContain('投诉总次数||22||10||+12（+120.0%）||0||—|');
    expect(text).toContain('投诉处理及时率||86.36%||70.00%||+16.36 个百分点||—||—|');
    expect(text).toContain('投诉解决满意率||40.91%||50.00%||−9.09 个百分点||—||—|');
    expect(text).toContain('受理至办结天数（中位数）||2.3||2.3||持平||—||—|');
  });

  test('in words', () => {
    const analysis = anAnalysis([aRow('工程部'), aRow('安检部')], {
      breachTable: breachTable(
        [
          { kind: 'resolve', department: '工程部', owedBy: '责任部门' },
          { kind: 'assign', department: null, owedBy: '对接人' },
        ],
        ['工程部'],
      ),
    });
    expect(summary(analysis)).toEqual([
      '2023年10月受理投诉 20 件，比上月增加 10 件，去年同月无投诉记录；其中有效投诉 16 件，无效投诉 4 件。',
      '规定时间内处理完毕 14 件，投诉处理及时率 70.00%；回访满意 10 件，投诉解决满意率 50.00%，已回访者满意率 83.33%。',
      '投诉最多的责任部门是工程部、安检部（各 10 件），最多的类别是维修（20 件）；办结的投诉从受理到办结的中位数是 2.3 天。',
      '各环节时限共超期 2 次，最多的是转办、办结（各 1 次）；处理一轮以上的 0 件，90 天内再次投诉的 0 件。',
    ]);
  });
});

test('2.1.4 missed clocks by who owed them and by kind, with their sums', () => {
  const missed = breachTable(
    [
      { kind: 'resolve', department: '工程部', owedBy: '责任部门' },
      { kind: 'resolve', department: null, owedBy: '责任部门' },
      { kind: 'assign', department: null, owedBy: '对接人' },
      { kind: 'response', department: '安检部', owedBy: '责任部门' },
    ],
    ['安检部', '工程部'],
  );
  const text = textOf(analysisPage(anAnalysis([aRow('工程部')], { breachTable: missed })));
  const rows = [
    '转办||反馈||办结||合计|',
    '安检部||||1||||1|',
    '工程部||||||1||1|',
    '未转办||||||1||1|',
    '对接人||1||||||1|',
  ];
  for (const row of [...rows, '合计||1||1||2||4|']) expect(text).toContain(row);
});

test('months before the ledger began are left out, and are no months without complaints', () => {
  const page = analysisPage(
    anAnalysis(
      [aRow('工程部')],
      {
        before: { ...aView('2023-09'), figures: figuresOf([], { month: '2023-09', began: '2023-10' }) },
      },
      { began: '2023-10' },
    ),
  );
  expect(page).toContain('上月还没有台账');
  expect(page).not.toContain('<td>2023-09</td>');
});
