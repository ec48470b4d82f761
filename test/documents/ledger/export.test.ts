import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ledgerColumns } from '../../../src/documents/ledger/columns.ts';
import { recalculated, withLibreOffice } from '../../support/libreoffice.ts';
import { rowsIn } from '../../support/raw-ledger.ts';
import { type Desk, start } from '../../support/run-tousu.ts';
import { unitDesk } from '../../support/run-unit.ts';
import { cellsOf, elementsOutOfOrder, readWorkbook } from '../../support/workbook-xml.ts';
import { dangerous, filed, registered, registerMany } from '../cases.ts';

const titles = ledgerColumns('2023-10-31T00:00:00+08:00', { reveal: false }).map(({ title }) => title);
const SHEET = '投诉台账';

/** The cells of one case by title, as they stand in the file. */
function rowOf(file: string, row: number) {
  const { sheets } = readWorkbook(file);
  const cells = cellsOf(sheets.get(SHEET));
  return (title: string) => cells.get(`${letters(titles.indexOf(title))}${row}`);
}

const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : letters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

async function exported(desk: Desk, ...words: readonly string[]): Promise<string> {
  const { file } = await desk.json<{ file: string }>(['export', ...words]);
  return join(desk.folder, file);
}

describe('the workbook', () => {
  test('4.4.2 every column has one title, and a filed case fills those it has been through', async () => {
    expect(new Set(titles).size).toBe(titles.length);
    const desk = await unitDesk();
    await filed(desk);
    const at = rowOf(await exported(desk, '--month=2023-10'), 2);
    const expected = {
      登记编号: '2023100101',
      投诉方式: '来电',
      责任部门: '工程部',
      判定: '有效',
      处理结果: '接头已更换，检漏合格',
      主管领导意见: '同意：同意，尽快排查（陈国栋）',
      客户是否满意: '满意',
      按时办结: '是',
      状态: '已归档',
    };
    for (const [title, value] of Object.entries(expected)) expect(at(title)?.value).toBe(value);
  });

  test('a moment is a date at its China wall clock, numbers and phones are texts, phones are masked', async () => {
    const desk = await unitDesk();
    await registered(desk, { at: '2023-10-01 00:30' });
    const at = rowOf(await exported(desk, '--all'), 2);
    expect(Number(at('受理时间')?.value)).toBeCloseTo(45_200 + 30 / 1440, 6);
    expect(at('受理时间')?.type).not.toBe('str');
    expect(at('登记编号')).toEqual({ type: 'str', formula: undefined, value: '2023100101' });
    expect(at('电话')).toEqual({ type: 'str', formula: undefined, value: '138****1234' });
    expect(at('办结时间')).toBeUndefined();
  });

  test('header and number stay in sight, every column can be filtered, the parts stand in the order Excel wants', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const sheet = readWorkbook(await exported(desk, '--all')).sheets.get(SHEET) ?? '';
    expect(sheet).toMatch(/<pane xSplit="1" ySplit="1"[^>]*state="frozen"/);
    expect(sheet).toContain(`<autoFilter ref="A1:${letters(titles.length - 1)}1"/>`);
    expect(sheet.match(/<col [^>]*width="/g)?.length).toBeGreaterThan(10);
    expect(elementsOutOfOrder(sheet)).toEqual([]);
  });

  withLibreOffice('another program reads every text as it was typed', async () => {
    const desk = await unitDesk();
    const long = `（长）${'燃气表走得太快，😀'.repeat(900)}完`;
    const texts = [...dangerous, long, '第一行\n第二行'];
    for (const text of texts) await registered(desk, { content: text, demand: text, name: '李强' });
    const rows = recalculated(await exported(desk, '--all')).get(SHEET) ?? [];
    expect(rows[0]).toEqual(titles);
    const column = (title: string) => rows.slice(1).map((row) => row[titles.indexOf(title)]);
    expect(column('投诉内容').map((text, i) => text === texts[i])).toEqual(texts.map(() => true));
    expect(column('投诉人要求').map((text, i) => text === texts[i])).toEqual(texts.map(() => true));
  });
});

describe('CSV', () => {
  test('begins with a BOM, its lines end with CRLF, what looks like a formula gets an apostrophe', async () => {
    const desk = await unitDesk();
    for (const content of [...dangerous, '逗号,"引号"\n换行']) await registered(desk, { content });
    const text = readFileSync(await exported(desk, '--all', '--format=csv'), 'utf8');
    expect(text.startsWith('\ufeff登记编号,受理时间,')).toBe(true);
    const rows = parsed(text.slice(1));
    expect(rows[0]).toEqual(titles);
    const contents = rows.slice(1).map((row) => row[titles.indexOf('投诉内容')]);
    expect(contents).toEqual([
      "'=1+1",
      "'+8613800001234",
      "'@x",
      "'-x",
      '_x0041_',
      '<b>&"\'</b>',
      '𠮷野家👨‍👩‍👧😀',
      '逗号,"引号"\n换行',
    ]);
    expect(rows[1]?.[titles.indexOf('受理时间')]).toBe('2023-10-01 09:30');
    expect(rows.every((row) => row.length === titles.length)).toBe(true);
  });

  test('the format follows the name of the file', async () => {
    const desk = await unitDesk();
    await desk.ok(['export', '--all', '-o', '台账.CSV']);
    expect(readFileSync(join(desk.folder, '台账.CSV'), 'utf8')).toBe(`\ufeff${titles.join(',')}\r\n`);
  });
});

describe('what is exported', () => {
  test('the days asked for, both included, voided cases among them; the name says which', async () => {
    const desk = await unitDesk();
    for (const at of ['2023-09-30 23:59', '2023-10-01 00:00', '2023-10-31 23:59', '2023-11-01 00:00'])
      await registered(desk, { at });
    await desk.ok(['void', '2023100101', '--reason=误登']);
    const numbers = async (...words: readonly string[]) => {
      const file = await exported(desk, ...words, '--format=csv');
      const rows = parsed(readFileSync(file, 'utf8').slice(1)).slice(1);
      return [file.slice(desk.folder.length + 1), ...rows.map((row) => row[0])];
    };
    expect(await numbers('--month=2023-10')).toEqual([
      '投诉台账_2023-10-01_2023-10-31.csv',
      '2023100101',
      '2023103101',
    ]);
    expect(await numbers('--from=2023-09-30', '--to=2023-10-01')).toEqual([
      '投诉台账_2023-09-30_2023-10-01.csv',
      '2023093001',
      '2023100101',
    ]);
    expect(await numbers('--all')).toEqual([
      '投诉台账_2023-09-30_2023-11-01.csv',
      '2023093001',
      '2023100101',
      '2023103101',
      '2023110101',
    ]);
  });

  test('the 100th case of a day follows the 99th, page after page', async () => {
    const desk = await unitDesk();
    await registerMany(desk, 101);
    const text = readFileSync(await exported(desk, '--all', '--format=csv'), 'utf8');
    const numbers = parsed(text.slice(1))
      .slice(1)
      .map(([no]) => no);
    expect(numbers).toHaveLength(101);
    expect(numbers.slice(-3)).toEqual(['2023100199', '20231001100', '20231001101']);
  });

  test('without a choice the whole ledger, with an end alone all until then', async () => {
    const desk = await unitDesk();
    await registered(desk);
    expect(await desk.json(['export', '-o', 'a.csv'])).toMatchObject({ from: '2023-10-01', cases: 1 });
    expect(await desk.json(['export', '--to=2023-10-01', '-o', 'b.csv'])).toMatchObject({
      from: '2023-10-01',
      to: '2023-10-01',
      cases: 1,
    });
  });

  test('with a contradictory choice nothing is written', async () => {
    const desk = await unitDesk();
    expect(await desk.refusal(['export', '--all', '--to=2023-10-01'])).toMatchObject({
      code: 'usage.invalid',
    });
    expect(await desk.refusal(['export', '--from=2023-10-02', '--to=2023-10-01'])).toMatchObject({
      code: 'usage.invalid',
    });
    expect(readdirSync(desk.folder).filter((name) => !name.startsWith('ledger.db'))).toEqual([]);
  });
});

describe('personal data', () => {
  test('--reveal shows the phones and stands in the journal with the operator', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const file = await exported(desk, '--month=2023-10', '--reveal');
    expect(rowOf(file, 2)('电话')?.value).toBe('13800001234');
    expect(statSync(file).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o600);
    const last = lastEntry(desk, 'ledger');
    expect(last).toMatchObject({
      type: 'personal_data_revealed',
      operator: '王芳',
      data: '{"cases":1,"document":"export","from":"2023-10-01","to":"2023-10-31"}',
    });
    expect(await desk.ok(['verify'])).toContain('核对无误');
  });

  test('an export that is refused reveals and records nothing', async () => {
    const desk = await unitDesk();
    await registered(desk);
    const before = lastEntry(desk, 'ledger');
    writeFileSync(join(desk.folder, 'a.xlsx'), 'mine');
    const refusal = await desk.refusal(['export', '--all', '--reveal', '-o', 'a.xlsx']);
    expect(refusal).toMatchObject({ code: 'usage.invalid', exit: 2 });
    expect(readFileSync(join(desk.folder, 'a.xlsx'), 'utf8')).toBe('mine');
    expect(lastEntry(desk, 'ledger')).toEqual(before);
    await desk.ok(['export', '--all', '-o', 'a.xlsx', '--force']);
    expect(readWorkbook(join(desk.folder, 'a.xlsx')).sheets.has(SHEET)).toBe(true);
  });
});

describe('the file appears whole or not at all', () => {
  test('a place that is none, or where nothing may be written, is named', async () => {
    const desk = await unitDesk();
    const nowhere = join(desk.folder, 'nowhere', 'a.xlsx');
    expect(await desk.refusal(['export', '--all', '-o', nowhere])).toMatchObject({ code: 'not_found.file' });
    expect(await desk.refusal(['export', '--all', '-o', desk.folder])).toMatchObject({
      code: 'usage.invalid',
    });
  });

  test('broken off, it leaves no draft, and no file that is not whole', async () => {
    const desk = await unitDesk();
    await registerMany(desk, 300);
    const child = start(['export', '--all', '-o', 'a.xlsx'], desk.folder, { TOUSU_LEDGER: desk.ledger });
    const ended = new Promise((resolve) => child.on('close', resolve));
    const draft = () => readdirSync(desk.folder).some((name) => name.endsWith('.tmp'));
    while (!draft() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGINT');
    await ended;
    expect(draft()).toBe(false);
    const file = join(desk.folder, 'a.xlsx');
    expect(!existsSync(file) || readWorkbook(file).sheets.has(SHEET)).toBe(true);
  });
});

const lastEntry = (desk: Desk, subject: string): unknown =>
  rowsIn(desk.ledger, 'SELECT type, operator, data FROM journal WHERE subject = ? ORDER BY seq', subject).at(
    -1,
  );

/** RFC 4180, read by other code than wrote it. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && bare === '' && rows.at(-1)?.length === 0) break;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 0);
}
