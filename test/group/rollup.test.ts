// The group's Annex 2 from files that others made: what is counted, what is named, and that nothing of them is changed.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import Excel from 'exceljs';
import { annexSheet } from '../../src/documents/month/annex-names.ts';
import { CARRIED, carriedMonth, carriedText } from '../../src/documents/month/carried-figures.ts';
import { withCustomProperty } from '../../src/documents/sheet/custom-properties.ts';
import { readOneSheet } from '../../src/documents/sheet/reading/workbook.ts';
import type { UnitMonth } from '../../src/domain/month/group-figures.ts';
import { digestOf } from '../support/folder-contents.ts';
import { addCase, branch, headquarters, sendLedger, sendReport } from '../support/group-desks.ts';
import { recalculated, resaved, withLibreOffice } from '../support/libreoffice.ts';
import { makeOlder } from '../support/older-ledger.ts';
import { holdLock, tamper } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { zip } from '../support/zip.ts';

interface Rolled {
  readonly units: readonly (Record<string, unknown> & { readonly unit: string })[];
  readonly sum: Record<string, number | null>;
  readonly missing: readonly Record<string, unknown>[];
  readonly differ: readonly { unit: string; source: string; differences: readonly { words: string }[] }[];
}

let [xiuwu, wenxian, boai]: Desk[] = [];
const branches = () => [xiuwu, wenxian, boai] as [Desk, Desk, Desk];
beforeAll(async () => {
  [xiuwu, wenxian, boai] = await Promise.all([
    branch('xiuwu', '修武燃气公司', { cases: 3 }),
    branch('wenxian', '温县燃气公司', { cases: 2, open: 1 }),
    branch('boai', '博爱燃气公司', { cases: 1 }),
  ]);
}, 120_000);

/** A folder at headquarters with the ledger of one, a backup of the next, and the workbook of the third. */
async function received(): Promise<Desk> {
  const desk = emptyDesk();
  const [first, second, third] = branches();
  await sendLedger(first, desk, 'xiuwu.db');
  const { file } = await second.json<{ file: string }>(['backup']);
  renameSync(file, join(desk.folder, 'wenxian.db'));
  await sendReport(third, desk, 'boai.xlsx');
  return desk;
}

async function rolled(
  desk: Desk,
  ...sources: readonly string[]
): Promise<Rolled & { readonly exit: number | null }> {
  const { status, stdout, stderr } = await desk.run(['rollup', '2023-10', ...sources, '--json']);
  if (stdout === '') throw new Error(stderr);
  return { exit: status, ...(JSON.parse(stdout) as Rolled) };
}

const words = ({ differ }: Rolled): readonly string[] =>
  differ.flatMap(({ source, differences }) => differences.map((each) => `${source}: ${each.words}`));

describe('a month of three branches', () => {
  test('a ledger that was moved and the new one are one journal, in either order and alone', async () => {
    const desk = emptyDesk();
    const [first] = branches();
    const old = first.copy();
    await old.ok(['move', '--to', join(desk.folder, 'new.db')]);
    await sendLedger(old, desk, 'old.db');
    await sendReport(old, desk, 'after.xlsx');
    await desk.ok(['note', '01', '在新的一本上', '--ledger', 'new.db']);
    for (const sources of [['old.db', 'new.db'], ['new.db', 'old.db', 'after.xlsx'], ['old.db']]) {
      const { exit, units, differ } = await rolled(desk, ...sources);
      expect([exit, differ, units.map(({ unit, total }) => [unit, total])]).toEqual([0, [], [['xiuwu', 3]]]);
    }
    expect(await desk.json(['verify', '--against', 'after.xlsx', '--ledger', 'new.db'])).toMatchObject({
      ok: true,
    });
  });

  test('a ledger, a backup and a workbook: a line each, the sum, who is provisional', async () => {
    const desk = await received();
    const { exit, units, sum, missing, differ } = await rolled(desk, 'xiuwu.db', 'wenxian.db', 'boai.xlsx');
    expect([exit, missing, differ]).toEqual([0, [], []]);
    expect(units).toEqual([
      expect.objectContaining({
        unit: 'boai',
        name: '博爱燃气公司',
        total: 1,
        kind: 'workbook',
        provisional: false,
      }),
      expect.objectContaining({ unit: 'wenxian', total: 2, open: 1, kind: 'ledger', provisional: true }),
      expect.objectContaining({ unit: 'xiuwu', total: 3, inTime: 3, timelinessRate: 1, provisional: false }),
    ]);
    expect(sum).toMatchObject({ total: 6, valid: 6, invalid: 0, inTime: 5, timelinessRate: 0.8333, open: 1 });
  });

  test('a folder of them, told as a table; what it wrote there itself is no source', async () => {
    const desk = await received();
    mkdirSync(join(desk.folder, 'attachments'));
    writeFileSync(join(desk.folder, '~$boai.xlsx'), 'of Excel');
    writeFileSync(join(desk.folder, '说明.txt'), '十月');
    const text = await desk.ok(['rollup', '2023-10', '.']);
    expect(text).toContain('合计\t6\t6\t0\t5\t83.33%');
    expect(text).toContain('温县燃气公司\t2\t2\t0\t1\t50.00%\t0\t0.00%\t暂定（1 件未归档）');
    expect(await desk.ok(['rollup', '2023-10', '.', '--force'])).toBe(text);
  });

  test('of no file a bit is changed, and nothing is put beside them', async () => {
    const desk = await received();
    const files = ['boai.xlsx', 'wenxian.db', 'xiuwu.db'];
    const state = () =>
      files.map((name) => {
        const file = join(desk.folder, name);
        return [name, digestOf(readFileSync(file)), statSync(file).mtimeMs];
      });
    const before = state();
    await rolled(desk, '.');
    expect(state()).toEqual(before);
    expect(readdirSync(desk.folder).toSorted()).toEqual(files);
  });

  test('each unit counts once, its ledger before its workbook', async () => {
    const desk = await received();
    const [first] = branches();
    await sendLedger(first, desk, 'again.db');
    await sendReport(first, desk, 'xiuwu.xlsx');
    const { exit, units, sum } = await rolled(desk, '.', 'xiuwu.db');
    expect([exit, units.length, sum.total]).toEqual([0, 3, 6]);
    expect(units.find(({ unit }) => unit === 'xiuwu')).toMatchObject({ kind: 'ledger', total: 3 });
  });

  test('written as xlsx, with live formulas', async () => {
    const desk = await received();
    await desk.ok(['rollup', '2023-10', '.', '-o', '汇总.xlsx']);
    const book = new Excel.Workbook();
    await book.xlsx.readFile(join(desk.folder, '汇总.xlsx'));
    const sheet = book.getWorksheet('投诉管理月度汇总表');
    const sum = sheet?.getRow(7);
    expect(sheet?.getRow(3).values).toEqual([
      undefined,
      ...['序号', '单位代码', '单位', '投诉总次数', '有效投诉次数', '无效投诉次数', '按时办结数'],
      ...['投诉处理及时率', '回访满意数', '投诉解决满意率', '备注'],
    ]);
    expect(sum?.getCell(3).value).toBe('合计');
    expect(sum?.getCell(5).value).toEqual({ formula: 'SUM(E4:E6)', result: 6 });
    expect(sum?.getCell(8).value).toEqual({ formula: 'IF(D7=0,"—",G7/D7)', result: 5 / 6 });
    expect(book.getWorksheet('来源')?.getCell('A2').value).toBe('boai');
    expect(book.getWorksheet('来源')?.getCell('G4').value).toMatch(/^[0-9a-f]{64}$/);
  });

  withLibreOffice('another program computes the same', async () => {
    const desk = await received();
    await desk.ok(['rollup', '2023-10', '.', '-o', '汇总.xlsx']);
    const cells = recalculated(join(desk.folder, '汇总.xlsx')).get('投诉管理月度汇总表') ?? [];
    expect(cells.find((row) => row[2] === '合计')?.slice(3, 8)).toEqual([
      '6',
      '6',
      '0',
      '5',
      '83.3333333333333%',
    ]);
  });

  test('written as csv and as a page', async () => {
    const desk = await received();
    await desk.ok(['rollup', '2023-10', '.', '-o', '汇总.csv']);
    expect(readFileSync(join(desk.folder, '汇总.csv'), 'utf8')).toContain(
      ',,合计,6,6,0,5,83.33%,0,0.00%,\r\n',
    );
    await desk.ok(['rollup', '2023-10', '.', '-o', '汇总.html']);
    const page = readFileSync(join(desk.folder, '汇总.html'), 'utf8');
    expect(page).toContain('<td>温县燃气公司</td>');
    expect(page).toContain('83.33%');
    expect(page).not.toMatch(/<script|https?:/);
  });

  test('no source is written over', async () => {
    const desk = await received();
    const { code, exit } = await desk.refusal(['rollup', '2023-10', '.', '-o', 'boai.xlsx', '--force']);
    expect([exit, code]).toEqual([2, 'usage.invalid']);
    const ledger = await desk.refusal(['rollup', '2023-10', 'boai.xlsx', '-o', 'xiuwu.db', '--force']);
    expect([ledger.exit, ledger.code]).toEqual([2, 'ledger.is_output']);
  });
});

describe('what cannot be counted is named, and the others are counted', () => {
  test('not there, foreign, damaged, hostile', async () => {
    const desk = await received();
    const put = (name: string, content: string | Uint8Array) =>
      writeFileSync(join(desk.folder, name), content);
    put('信.docx', 'Word');
    put('bomb.xlsx', zip([{ name: 'docProps/custom.xml', content: 'x', stated: 1.5e9 }]));
    put('deep.xlsx', zip([{ name: 'xl/workbook.xml', content: '<a>'.repeat(5000) }]));
    put('cut.xlsx', readFileSync(join(desk.folder, 'boai.xlsx')).subarray(0, 9000));
    put('other.db', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 7)]));
    put('cut.db', readFileSync(join(desk.folder, 'xiuwu.db')).subarray(0, 70_000));
    execFileSync('mkfifo', [join(desk.folder, 'pipe.xlsx')]);
    const bad = [
      '没有.xlsx',
      '信.docx',
      'bomb.xlsx',
      'deep.xlsx',
      'cut.xlsx',
      'other.db',
      'cut.db',
      'pipe.xlsx',
    ];
    const started = performance.now();
    const { exit, units, missing } = await rolled(desk, 'xiuwu.db', ...bad, 'boai.xlsx');
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(exit).toBe(4);
    expect(units.map(({ unit }) => unit)).toEqual(['boai', 'xiuwu']);
    expect(missing.map(({ source }) => source).toSorted()).toEqual(bad.toSorted());
    for (const { reason } of missing) expect(reason).toMatch(/\p{Script=Han}/u);
  });

  test('a view in the place of a table does not run', async () => {
    const desk = await received();
    tamper(
      join(desk.folder, 'xiuwu.db'),
      `DROP TABLE notice;
       CREATE VIEW notice AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;`,
    );
    const { exit, missing } = await rolled(desk, '.');
    expect([exit, missing]).toEqual([4, [expect.objectContaining({ source: 'xiuwu.db' })]]);
  });

  test('a ledger without what every ledger has', async () => {
    const desk = await received();
    tamper(join(desk.folder, 'xiuwu.db'), "DELETE FROM setting WHERE key = 'unit.code'");
    const { exit, units, missing } = await rolled(desk, '.');
    expect([exit, units.map(({ unit }) => unit)]).toEqual([4, ['boai', 'wenxian']]);
    expect(missing).toEqual([expect.objectContaining({ source: 'xiuwu.db' })]);
  });

  test('a workbook of another month, and one from before workbooks carried figures', async () => {
    const desk = await received();
    const [first] = branches();
    await first.ok(['report', '2023-11', '-o', join(desk.folder, 'november.xlsx')]);
    const old = new Excel.Workbook();
    await old.xlsx.readFile(join(desk.folder, 'boai.xlsx'));
    await old.xlsx.writeFile(join(desk.folder, 'old.xlsx'));
    const { exit, missing } = await rolled(desk, 'wenxian.db', 'november.xlsx', 'old.xlsx');
    expect(exit).toBe(4);
    expect(missing).toEqual([
      expect.objectContaining({ source: 'old.xlsx', reason: expect.stringContaining('没有带着汇总用的数') }),
      { unit: 'xiuwu', name: '修武燃气公司', source: 'november.xlsx', reason: '只有 2023-11 的月报' },
    ]);
  });

  test('not one of them: a refusal, and no file', async () => {
    const desk = emptyDesk();
    const { exit, code, details } = await desk.refusal(['rollup', '2023-10', '没有.db', '-o', '汇总.xlsx']);
    expect([exit, code]).toEqual([4, 'not_found.unit']);
    expect(details).toMatchObject({ missing: [{ source: '没有.db' }] });
    expect(readdirSync(desk.folder)).toEqual([]);
  });
});

/** What a workbook carries, as somebody changed it, with a digest that fits. */
async function carrying(file: string, change: (said: UnitMonth) => UnitMonth): Promise<void> {
  const book = readOneSheet(readFileSync(file), annexSheet);
  const said = typeof book === 'string' ? book : carriedMonth(book.properties);
  if (typeof said === 'string') throw new Error(said);
  const bare = new Excel.Workbook();
  await bare.xlsx.readFile(file);
  const bytes = new Uint8Array(await bare.xlsx.writeBuffer());
  writeFileSync(file, await withCustomProperty(bytes, CARRIED, carriedText(change(said))));
}

const twoInvalid = (said: UnitMonth): UnitMonth => ({
  ...said,
  figures: {
    ...said.figures,
    valid: Number(said.figures.valid) - 1,
    invalid: Number(said.figures.invalid) + 1,
  },
});

describe('figures that differ', () => {
  test('a table that somebody changed behind the journal: the figure is named', async () => {
    const desk = await received();
    tamper(
      join(desk.folder, 'xiuwu.db'),
      "UPDATE complaint SET in_time_until = NULL WHERE no = '2023100501'",
    );
    const outcome = await rolled(desk, '.');
    expect(outcome.exit).toBe(5);
    expect(words(outcome)).toContain('xiuwu.db: 按时办结数 2，按流水重算是 3');
    expect(outcome.units).toHaveLength(3);
  });

  test('told on a screen behind the table, and in the workbook', async () => {
    const desk = await received();
    tamper(
      join(desk.folder, 'xiuwu.db'),
      "UPDATE complaint SET in_time_until = NULL WHERE no = '2023100501'",
    );
    const { status, stdout, stderr } = await desk.run(['rollup', '2023-10', '.', '-o', '汇总.csv']);
    expect(status).toBe(5);
    expect(stdout).toContain('合计');
    expect(stderr).toContain('错误: 修武燃气公司（xiuwu.db）的数对不上：');
    expect(readFileSync(join(desk.folder, '汇总.csv'), 'utf8')).toContain('不符：修武燃气公司（xiuwu.db）');
  });

  test('a cell of a workbook that somebody changed', async () => {
    const desk = await received();
    const file = join(desk.folder, 'boai.xlsx');
    const book = new Excel.Workbook();
    await book.xlsx.readFile(file);
    const said = readOneSheet(readFileSync(file), annexSheet);
    if (typeof said === 'string') throw new Error(said);
    const sheet = book.getWorksheet(annexSheet);
    sheet?.eachRow((row) => {
      if (row.getCell(1).text === '合计' || row.getCell(2).text === '合计') row.getCell(6).value = 0;
    });
    const carried = carriedMonth(said.properties);
    if (typeof carried === 'string') throw new Error(carried);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    writeFileSync(file, await withCustomProperty(bytes, CARRIED, carriedText(carried)));
    const outcome = await rolled(desk, 'boai.xlsx');
    expect(outcome.exit).toBe(5);
    expect(words(outcome)).toEqual(['boai.xlsx: 表上合计的按时办结数是 0，工作簿带着的是 1']);
  });

  test('what a workbook carries that somebody changed, with and without its digest', async () => {
    const desk = await received();
    const file = join(desk.folder, 'boai.xlsx');
    await carrying(file, twoInvalid);
    const outcome = await rolled(desk, 'boai.xlsx');
    expect(outcome.exit).toBe(5);
    expect(words(outcome)).toContain('boai.xlsx: 表上合计的无效投诉次数是 0，工作簿带着的是 1');
    const broken = new Map([[`${CARRIED} 1`, `${'0'.repeat(64)} {}`]]);
    expect(carriedMonth(broken)).toBe('changed figures');
  });

  test('a workbook that says otherwise than the ledger beside it did at that entry', async () => {
    const desk = await received();
    const [first] = branches();
    await sendReport(first, desk, 'xiuwu.xlsx');
    await carrying(join(desk.folder, 'xiuwu.xlsx'), twoInvalid);
    const outcome = await rolled(desk, '.');
    expect(outcome.exit).toBe(5);
    expect(words(outcome)).toContain('xiuwu.xlsx: 无效投诉次数 1，按流水重算是 0');
    expect(outcome.units.find(({ unit }) => unit === 'xiuwu')).toMatchObject({ kind: 'ledger', invalid: 0 });
  });

  test('two ledgers of one code: neither is counted', async () => {
    const desk = await received();
    const another = await branch('xiuwu', '武陟燃气公司', { cases: 1 });
    await sendLedger(another, desk, 'wuzhi.db');
    const outcome = await rolled(desk, '.');
    expect([outcome.exit, outcome.units.map(({ unit }) => unit)]).toEqual([5, ['boai', 'wenxian']]);
    expect(outcome.differ.map(({ source }) => source)).toEqual(['wuzhi.db', 'xiuwu.db']);
  });

  test('an older copy that is no part of the later one', async () => {
    const desk = await received();
    const [first] = branches();
    const fork = first.copy();
    await addCase(fork, 4, { filed: true });
    await sendLedger(fork, desk, 'fork.db');
    const longer = first.copy();
    for (const n of [4, 5]) await addCase(longer, n, { filed: true });
    await sendLedger(longer, desk, 'longer.db');
    const outcome = await rolled(desk, 'fork.db', 'longer.db', 'xiuwu.db');
    expect(outcome.exit).toBe(5);
    expect(words(outcome)).toEqual([
      expect.stringMatching(/^longer\.db: fork\.db 里的第 \d+ 条流水，在这份里是另外一条/),
    ]);
    expect(outcome.units).toEqual([expect.objectContaining({ total: 5 })]);
  });
});

test('a ledger of an earlier version is read from a copy, and stays what it is', async () => {
  const desk = emptyDesk();
  const [first] = branches();
  await sendLedger(first, desk, 'older.db');
  const older = join(desk.folder, 'older.db');
  makeOlder(older, 2);
  const before = [digestOf(readFileSync(older)), statSync(older).mtimeMs];
  const { exit, units } = await rolled(desk, 'older.db');
  expect([exit, units]).toEqual([0, [expect.objectContaining({ unit: 'xiuwu', total: 3, inTime: 3 })]]);
  expect([digestOf(readFileSync(older)), statSync(older).mtimeMs]).toEqual(before);
  expect(readdirSync(desk.folder)).toEqual(['older.db']);
});

test('a ledger that somebody is writing to is read as it is', async () => {
  const desk = emptyDesk();
  const [first] = branches();
  await sendLedger(first, desk, 'xiuwu.db');
  const live = join(desk.folder, 'xiuwu.db');
  const letGo = await holdLock(live);
  const { exit, sum } = await rolled(desk, 'xiuwu.db');
  await letGo();
  expect([exit, sum.total]).toEqual([0, 3]);
});

withLibreOffice('a workbook that another program saved carries its figures still', async () => {
  const desk = await received();
  writeFileSync(join(desk.folder, 'saved.xlsx'), readFileSync(resaved(join(desk.folder, 'boai.xlsx'))));
  const { exit, units } = await rolled(desk, 'saved.xlsx');
  expect([exit, units]).toEqual([0, [expect.objectContaining({ unit: 'boai', total: 1 })]]);
});

test('it needs no ledger of its own, and makes none', async () => {
  const desk = await headquarters();
  const bare = emptyDesk();
  await sendLedger(branches()[0], bare, 'xiuwu.db');
  await rolled(bare, 'xiuwu.db');
  expect(() => statSync(bare.ledger)).toThrow(/ENOENT/);
  await sendLedger(branches()[0], desk, 'xiuwu.db');
  expect((await rolled(desk, 'xiuwu.db')).exit).toBe(0);
});
