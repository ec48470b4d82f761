// A report that proves itself: what it printed is recomputed as of its entry, and every cell compared.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import Excel, { type CellValue, type Workbook, type Worksheet } from 'exceljs';
import { compareReport } from '../../src/documents/month/compare-report.ts';
import { type PrintedReport, printedReport } from '../../src/documents/month/printed-report.ts';
import { type ReadWorkbook, readWorkbook } from '../../src/documents/sheet/reading/workbook.ts';
import { filed } from '../documents/cases.ts';
import { resaved, withLibreOffice } from '../support/libreoffice.ts';
import { rowsIn, slip, tamper } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { sampleDesk } from '../support/sample-month.ts';
import { zip } from '../support/zip.ts';

const workbook = 'r.xlsx';
const annex = '投诉管理月度统计分析表';
let desk: Desk;
let report: string;
beforeAll(async () => {
  desk = sampleDesk();
  await desk.ok(['config', 'set', 'unit.customers', '30000']);
  await desk.ok(['report', '2023-10', '-o', workbook]);
  report = join(desk.folder, workbook);
});

const against = (file: string) => ['verify', '--against', file];

/** The report as somebody changed it, in a file of its own. */
async function changed(change: (sheet: Worksheet, book: Workbook) => void, from = report): Promise<string> {
  const book = new Excel.Workbook();
  await book.xlsx.readFile(from);
  const sheet = book.getWorksheet(annex);
  if (sheet === undefined) throw new Error('no Annex 2');
  change(sheet, book);
  const file = join(emptyDesk().folder, 'changed.xlsx');
  await book.xlsx.writeFile(file);
  return file;
}

/** The cell of the sum under that title. */
function ofSum(sheet: Worksheet, title: string) {
  const header = Array.from({ length: sheet.rowCount }, (_, i) => sheet.getRow(i + 1)).find(
    (row) => row.getCell(1).value === '序号',
  );
  const sum = Array.from({ length: sheet.rowCount }, (_, i) => sheet.getRow(i + 1)).find(
    (row) => row.getCell(1).text === '合计' || row.getCell(2).text === '合计',
  );
  const titles = header?.values as readonly unknown[];
  const cell = sum?.getCell(titles.indexOf(title));
  if (cell === undefined) throw new Error(`no sum of ${title}`);
  return cell;
}

type Differs = { readonly cells: readonly { cell: string; name: string; printed: string; ledger: string }[] };
const cellsOf = (details: unknown) => (details as Differs).cells;

test('a report that nobody changed: said in words, with the entry it ends with', async () => {
  const text = await desk.ok(against(workbook));
  expect(text).toMatch(/^核对无误：/);
  expect(text).toMatch(/r\.xlsx：2023-10 月报，截至第 \d+ 条流水，统计时间 .*逐格与台账相符/);
  expect(await desk.json(against(workbook))).toMatchObject({
    ok: true,
    against: [{ file: workbook, kind: 'report', seq: expect.any(Number) }],
  });
});

test('a falsified rate', async () => {
  const file = await changed((sheet) => {
    ofSum(sheet, '投诉解决满意率').value = 0.92;
  });
  const { exit, code, message, details } = await desk.refusal(against(file));
  expect([exit, code]).toEqual([5, 'report.differs']);
  expect(message).toMatch(/合计 投诉解决满意率）：表 92\.00%，台账 \d\d\.\d\d%/);
  expect(cellsOf(details)).toEqual([
    expect.objectContaining({ name: '合计 投诉解决满意率', printed: '92.00%' }),
  ]);
});

test('a truth value in the place of a one is shown as TRUE, and no sum counts it', async () => {
  let replaced = 0;
  const file = await changed((sheet) => {
    sheet.eachRow((row) =>
      row.eachCell((cell, column) => {
        if (column <= 1 || cell.value !== 1) return;
        cell.value = true;
        replaced += 1;
      }),
    );
  });
  expect(replaced).toBeGreaterThan(0);
  const { code, message } = await desk.refusal(against(file));
  expect(code).toBe('report.differs');
  expect(message).toContain('表 TRUE，台账 1');
});

describe('every cell of the sample month', () => {
  let book: ReadWorkbook;
  let expected: PrintedReport;
  beforeAll(() => {
    const read = readWorkbook(readFileSync(report));
    const says = typeof read === 'string' ? read : printedReport(read);
    if (typeof read === 'string' || typeof says === 'string') throw new Error(String(says));
    [book, expected] = [read, says];
  });

  /** Where the report differs once the n-th cell of the sheet holds something else; what it is called. */
  function found(name: string, n: number, change: (cell: Cell) => Cell): readonly string[] {
    const sheets = book.sheets.map((sheet) =>
      sheet.name === name
        ? { name, cells: sheet.cells.map((cell, i) => (i === n ? change(cell) : cell)) }
        : sheet,
    );
    const printed = printedReport({ ...book, sheets });
    if (typeof printed === 'string') return [printed];
    const outcome = compareReport(printed, { expected, purged: new Set(), phones: new Map() });
    return outcome.differences.map(({ cell }) => cell);
  }
  type Cell = ReadWorkbook['sheets'][number]['cells'][number];

  const numbersOf = (name: string): readonly (readonly [number, Cell])[] =>
    [...(book.sheets.find((sheet) => sheet.name === name)?.cells ?? []).entries()].filter(
      ([, { value }]) => typeof value === 'number',
    );

  test.each([
    ['another number', (cell: Cell) => ({ ...cell, value: Number(cell.value) + 1, formula: undefined })],
    ['a little more', (cell: Cell) => ({ ...cell, value: Number(cell.value) + 0.0001 })],
    ['a text', (cell: Cell) => ({ ...cell, value: '很多', formula: undefined })],
    ['a formula', (cell: Cell) => ({ ...cell, formula: '12+9' })],
    ['a format that says otherwise', (cell: Cell) => ({ ...cell, format: '"92%"' })],
    ['shown a thousand times smaller', (cell: Cell) => ({ ...cell, format: '0,' })],
    ['nothing', (cell: Cell) => ({ ...cell, value: '', formula: undefined })],
  ])('a figure replaced by %s is found', (_name, change) => {
    const unseen: string[] = [];
    let changes = 0;
    for (const { name } of book.sheets) {
      for (const [n, cell] of numbersOf(name)) {
        changes += 1;
        if (found(name, n, change).length === 0) unseen.push(`${name} ${cell.column}:${cell.row}`);
      }
    }
    // 序号 is not compared: what a row is about stands in the others.
    const places = expected.cells.size > 0 ? book.sheets[0]?.cells.filter(isPlace).length : 0;
    expect(unseen).toHaveLength(places ?? 0);
    expect(unseen.every((place) => place.startsWith(`${annex} 1:`))).toBe(true);
    expect(changes).toBeGreaterThan(250);
  });

  const isPlace = ({ column, value }: Cell) => column === 1 && typeof value === 'number';

  test('every text of the cases and of the analysis, every department and problem, the month, 统计说明', () => {
    const unseen: string[] = [];
    for (const { name, cells } of book.sheets) {
      for (const [n, cell] of cells.entries()) {
        if (typeof cell.value === 'number') continue;
        const changes = found(name, n, (each) => ({
          ...each,
          value: `${each.value}改`.replace('2023', '2022'),
        }));
        if (changes.length === 0) unseen.push(String(cell.value).slice(0, 12));
      }
    }
    // What the office words, and the words of the template that are no figure.
    expect(
      unseen.filter(
        (text) =>
          !/^(附件2|修武|单位|说明|　|制表人|审核人|负责人|日期|\d\.|未|重新|典型|有超期|暂定)/.test(text),
      ),
    ).toEqual([]);
    expect(unseen.length).toBeLessThan(40);
  });

  test('a row taken out, and one put in, are each told once', () => {
    const cases = book.sheets.find(({ name }) => name === '投诉明细');
    const without = book.sheets.map((sheet) =>
      sheet === cases ? { ...sheet, cells: sheet.cells.filter(({ row }) => row !== 3) } : sheet,
    );
    const printed = printedReport({ ...book, sheets: without });
    if (typeof printed === 'string') throw new Error(printed);
    const one = { expected, purged: new Set<string>(), phones: new Map<string, string>() };
    expect(compareReport(printed, one).differences).toMatchObject([{ printed: null }]);
    expect(compareReport(expected, { ...one, expected: printed }).differences).toMatchObject([
      { ledger: null },
    ]);
  });
});

describe('as another office saved it', () => {
  withLibreOffice(
    'LibreOffice, its formulas computed anew: nothing differs; a figure changed there does',
    async () => {
      const file = resaved(report);
      expect(await desk.json(against(file))).toMatchObject({ ok: true });
      const falsified = await changed((sheet) => {
        ofSum(sheet, '回访满意数').value = 21;
      }, file);
      const refused = await desk.refusal(against(resaved(falsified)));
      expect(refused).toMatchObject({ code: 'report.differs' });
      const { details } = refused;
      // The rate is a formula: it goes along.
      expect(cellsOf(details).map(({ name }) => name)).toEqual(['合计 回访满意数', '合计 投诉解决满意率']);
    },
  );

  test('texts in runs of different fonts, with remarks of the office added: nothing differs', async () => {
    const file = await changed((sheet, book) => {
      const remark = ofSum(sheet, '备注');
      remark.value = `${remark.text}；已与总部核对`;
      for (const each of book.worksheets)
        each.eachRow((row) =>
          row.eachCell((cell) => {
            if (typeof cell.value !== 'string' || cell.value.length < 2) return;
            const text = cell.value;
            cell.value = {
              richText: [{ text: text.slice(0, 1) }, { font: { bold: true }, text: text.slice(1) }],
            } satisfies CellValue;
          }),
        );
    });
    expect(await desk.json(against(file))).toMatchObject({ ok: true });
  });

  test('a sheet that no report has is named', async () => {
    const file = await changed((_sheet, book) => {
      book.addWorksheet('补充').getCell('A1').value = 92;
    });
    expect(await desk.json(against(file))).toMatchObject({ notes: [expect.stringContaining('“补充”')] });
  });
});

describe('the ledger went on', () => {
  let later: Desk;
  let early: string;
  beforeAll(async () => {
    later = await unitDesk();
    await filed(later);
    await later.ok(registration({ at: '2023-10-05 09:00', name: '王红' }));
    await later.ok(['report', '2023-10', '-o', 'early.xlsx', '--reveal']);
    early = join(later.folder, 'early.xlsx');
  });

  test.each([
    [
      'cases of the month were voided, moved, added',
      [
        ['void', '0501', '--reason', '重复'],
        ['amend', '0101', '--accepted-at', '2023-09-30 09:00', '--reason', '记错', '--approved-by', '陈国栋'],
        registration({ at: '2023-10-06 09:00' }),
      ],
    ],
    [
      'what counts as satisfied, the unit and a department changed',
      [
        ['config', 'set', 'policy.satisfiedGrades', 'neutral', '--reason', '试'],
        ['config', 'set', 'unit.name', '另一家'],
        ['config', 'set', 'unit.customers', '5'],
        ['dept', 'add', '安检部'],
      ],
    ],
    ['the last step was taken back', [['undo', '0101', '--reason', '记错']]],
  ])('%s: the report still holds', async (_name, commands) => {
    const desk = later.copy();
    for (const words of commands) await desk.ok(words);
    expect(await desk.json(against(early))).toMatchObject({ ok: true });
    await desk.ok(['report', '2023-10', '-o', 'late.xlsx', '--force']);
    expect(await desk.json(['verify', '--against', early, '--against', 'late.xlsx'])).toMatchObject({
      against: [{ seq: expect.any(Number) }, { seq: expect.any(Number) }],
    });
  });

  test('personal data was purged: figures hold, and it is said which words cannot be compared any more', async () => {
    const desk = later.copy();
    await desk.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
    const { total } = await desk.json<{ total: number }>(['purge', '--dry-run']);
    await desk.ok(['purge', '--yes', String(total)]);
    const { notes } = await desk.json<{ notes: readonly string[] }>(against(early));
    expect(notes.join('')).toMatch(/early\.xlsx：有 \d+ 格的文字因清除过个人信息/);
    const file = await changed((sheet) => {
      ofSum(sheet, '回访满意数').value = 2;
    }, early);
    expect(await desk.refusal(against(file))).toMatchObject({ code: 'report.differs' });
  });

  test('figures of an earlier time than that of the last entry are told for what they are', async () => {
    const desk = later.copy();
    await desk.ok(['report', '2023-10', '-o', 'then.xlsx', '--at', '2023-11-01 09:00']);
    const { notes } = await desk.json<{ notes: readonly string[] }>(against('then.xlsx'));
    expect(notes.join('')).toMatch(
      /then\.xlsx：印的统计时间 2023-11-01 09:00 早于它的第 \d+ 条流水录入的时间/,
    );
    expect((await desk.json<{ notes: readonly string[] }>(against(early))).notes).toEqual([]);
  });

  test('an early code under later figures', async () => {
    const desk = later.copy();
    const [first] = rowsIn<{ hash: string }>(desk.ledger, 'SELECT hash FROM journal WHERE seq = 1');
    const [tenth] = rowsIn<{ hash: string }>(desk.ledger, 'SELECT hash FROM journal WHERE seq = 10');
    for (const code of [`1 ${first?.hash}`, `10 ${tenth?.hash}`]) {
      const file = await changed((sheet) => {
        sheet.eachRow((row) =>
          row.eachCell((cell) => {
            if (String(cell.value).startsWith('流水校验码')) cell.value = `流水校验码：${code}`;
          }),
        );
      }, early);
      expect(await desk.refusal(against(file))).toMatchObject({ exit: 5, code: 'report.differs' });
    }
  });
});

/** Takes the last case out, consistently: rows, entries, counter. */
const cutTail = (ledger: string, no: string): void =>
  slip(
    ledger,
    `DELETE FROM deadline WHERE complaint_no = '${no}'; DELETE FROM holding WHERE complaint_no = '${no}';
     DELETE FROM complaint WHERE no = '${no}'; DELETE FROM journal WHERE subject = '${no}';
     UPDATE daily_sequence SET last = 1 WHERE day = '2023-10-01'`,
  );

/** Where the ledger was never used: nothing is remembered of it, as at headquarters. */
const onAnotherComputer = () => ({ env: { HOME: emptyDesk().folder } });

describe('a tail that was cut off', () => {
  const prepared = async (unit: string, cause: string): Promise<Desk> => {
    const desk = await unitDesk();
    await desk.ok(['config', 'set', 'unit.name', unit]);
    await desk.ok(registration());
    await desk.ok(['assign', '0101', '--dept', '工程部', '--at', '2023-10-01 09:40']);
    const verdict = ['--method', 'site_visit', '--findings', 'f', '--cause', cause, '--verdict', 'valid'];
    await desk.ok(['investigate', '0101', '--by', '赵强', ...verdict, '--at', '2023-10-01 09:50']);
    await desk.ok(registration({ name: '投诉局长' }));
    await desk.ok(['report', '2023-10', '-o', 'm.xlsx']);
    return desk;
  };
  const firstHash = (desk: Desk) =>
    rowsIn<{ hash: string }>(desk.ledger, 'SELECT hash FROM journal WHERE seq = 1')[0]?.hash ?? '';

  test.each(['a code written as the cause', 'a code written as the name of the unit'])(
    '%s is no code',
    async (kind) => {
      const desk = await prepared('测试公司', '锈蚀');
      const fake = `流水校验码：1 ${firstHash(desk)}`;
      if (kind.includes('cause')) {
        await desk.ok(['amend', '0101', '--respondent', fake, '--reason', '补']);
        const more = ['--method', 'documents', '--findings', 'f', '--cause', fake];
        await desk.ok(['investigate', '0101', '--by', '赵强', ...more, '--at', '2023-10-01 10:00']);
      } else await desk.ok(['config', 'set', 'unit.name', fake]);
      // The other case is the last thing that happened, and what is to be cut.
      const { no } = await desk.json<{ no: string }>(registration({ name: '李局长' }));
      await desk.ok(['report', '2023-10', '-o', 'n.xlsx']);
      expect(await desk.json(against('n.xlsx'))).toMatchObject({ ok: true });
      cutTail(desk.ledger, no);
      tamper(desk.ledger, 'UPDATE daily_sequence SET last = 2');
      const elsewhere = onAnotherComputer();
      expect(await desk.json(['verify'], elsewhere)).toMatchObject({ ok: true });
      expect(await desk.refusal(against('n.xlsx'), elsewhere)).toMatchObject({
        exit: 5,
        code: 'report.differs',
        details: { cells: [{ cell: '流水校验码', ledger: null }] },
      });
    },
  );

  test('a backup shows it, and the entry; before that all of it is in the ledger', async () => {
    const desk = await prepared('测试公司', '锈蚀');
    await desk.ok(['backup', 'copies']);
    const [name = ''] = execFileSync('ls', [join(desk.folder, 'copies')])
      .toString()
      .trim()
      .split('\n');
    const copy = join('copies', name);
    const before = readFileSync(join(desk.folder, copy));
    expect(await desk.ok(against(copy))).toMatch(/备份，第 1 至 \d+ 条流水都在台账中/);
    const [{ seq = 0 } = {}] = rowsIn<{ seq: number }>(desk.ledger, 'SELECT MAX(seq) AS seq FROM journal');
    cutTail(desk.ledger, '2023100102');
    const elsewhere = onAnotherComputer();
    expect(await desk.json(['verify'], elsewhere)).toMatchObject({ ok: true });
    expect(await desk.refusal(against(copy), elsewhere)).toMatchObject({
      exit: 5,
      code: 'report.differs',
      details: { cells: [{ file: copy, cell: `第 ${seq} 条流水`, ledger: null }] },
    });
    expect(readFileSync(join(desk.folder, copy)).equals(before)).toBe(true);
  });
});

describe('what is no evidence is refused', () => {
  test.each([
    ['no such file', '没有.xlsx', 4, 'not_found.file'],
    ['a folder', '.', 2, 'usage.invalid'],
    ['a device', '/dev/zero', 2, 'usage.invalid'],
    ['a text', 'words', 2, 'usage.invalid'],
  ])('%s', async (_name, file, exit, code) => {
    expect(await desk.refusal(against(file))).toMatchObject({ exit, code });
  });

  test('a pipe that nobody writes into', async () => {
    execFileSync('mkfifo', [join(desk.folder, 'pipe')]);
    expect(await desk.refusal(against('pipe'))).toMatchObject({ exit: 2, code: 'usage.invalid' });
  });

  test('a workbook of 1.5 GB in a file of some bytes, at once', async () => {
    const bomb = zip([{ name: 'xl/workbook.xml', content: 'x', stated: 1.5e9 }]);
    writeFileSync(join(desk.folder, 'bomb.xlsx'), bomb);
    const { message } = await desk.refusal(against('bomb.xlsx'));
    expect(message).toContain('大得不合情理');
  });

  test('a report whose code was taken out, or stands in two places', async () => {
    const code = (sheet: Worksheet) =>
      Array.from({ length: sheet.rowCount }, (_, i) => sheet.getCell(i + 1, 1)).find((cell) =>
        cell.text.startsWith('流水校验码'),
      );
    const none = await changed((sheet) => {
      const cell = code(sheet);
      if (cell) cell.value = null;
    });
    const twice = await changed((sheet) => {
      sheet.getCell(sheet.rowCount + 2, 1).value = code(sheet)?.text ?? '';
    });
    for (const file of [none, twice])
      expect(await desk.refusal(against(file))).toMatchObject({
        code: 'usage.invalid',
        message: expect.stringContaining('没有流水校验码'),
      });
  });
});
