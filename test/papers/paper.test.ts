// The command: numbers, what is recorded, what is refused and writes nothing, templates of the office.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { filed, registered } from '../documents/cases.ts';
import { documentText, printed, temporaryFolder, withPdfText } from '../support/libreoffice.ts';
import { type Desk, environment } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';

let prepared: Desk;

/** A filed case, 0101, and one that was assigned on the 1st of October and is overdue since, 0102. */
beforeAll(async () => {
  prepared = await unitDesk();
  await filed(prepared);
  const no = await registered(prepared, { name: '秦明远', phone: '13800007777' });
  await prepared.ok(['assign', no, '--dept=工程部', '--by=刘敏', '--at=2023-10-01 10:00']);
});

const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const listed = async (
  desk: Desk,
): Promise<readonly { number: string; cases: string[]; to: string | null }[]> =>
  (await desk.json<{ items: { number: string; cases: string[]; to: string | null }[] }>(['paper', 'list']))
    .items;

describe('numbers', () => {
  test('count per kind and year without a gap, each paper of a file its own; verify and show know them', async () => {
    const desk = prepared.copy();
    await desk.ok(['paper', 'answer', '0101']);
    await desk.ok(['paper', 'transfer', '0102']);
    await desk.ok(['paper', 'transfer', '0102', '--format=text']);
    const numbers = (await listed(desk)).map(({ number }) => number).sort();
    expect(numbers).toEqual([`投诉答复〔${year}〕1号`, `投诉转办〔${year}〕1号`, `投诉转办〔${year}〕2号`]);
    expect(await desk.ok(['show', '0102'])).toContain(`投诉转办〔${year}〕2号`);
    expect(await desk.ok(['verify'])).toContain('核对无误');
  });

  test('eight desks at once leave none out and give none twice', async () => {
    const desk = prepared.copy();
    await Promise.all(
      Array.from({ length: 8 }, (_, i) => desk.ok(['paper', 'transfer', '0102', '-o', `${i}.docx`])),
    );
    const numbers = (await listed(desk)).map(({ number }) => Number(/〕(\d+)号/.exec(number)?.[1]));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('what is refused has no number and leaves no file', () => {
  test.each([
    [
      'a case that has nothing to say, among others',
      ['transfer', '0102', '0101', '-o', 'a.docx'],
      'state.not_allowed',
      3,
    ],
    ['the ending of something else', ['transfer', '0102', '-o', 'a.xlsx'], 'usage.invalid', 2],
    [
      'an ending that is not the format asked for',
      ['transfer', '0102', '-o', 'a.docx', '--format=pdf'],
      'usage.invalid',
      2,
    ],
    ['no case where one is needed', ['transfer', '-o', 'a.docx'], 'usage.missing', 2],
    ['a case where none is meant', ['poster', '0102', '-o', 'a.docx'], 'usage.invalid', 2],
    ['no such case', ['answer', '9999', '-o', 'a.docx'], 'not_found.complaint', 4],
  ] as const)('%s', async (_what, words, code, exit) => {
    const desk = prepared.copy();
    expect(await desk.refusal(['paper', ...words])).toMatchObject({ code, exit });
    expect(await listed(desk)).toEqual([]);
    for (const file of ['a.docx', 'a.xlsx']) expect(existsSync(join(desk.folder, file))).toBe(false);
  });

  test('a PDF where no office program is: it says what to install', async () => {
    const env = { PATH: temporaryFolder() };
    const desk = prepared.copy();
    for (const words of [
      ['paper', 'transfer', '0102', '-o', 'a.pdf'],
      ['form', '0102', '-o', 'a.pdf'],
      ['page', '0102', '-o', 'a.pdf'],
      ['report', '2023-10', '-o', 'a.pdf'],
    ]) {
      const refused = await desk.refusal(words, { env });
      expect(refused).toMatchObject({ exit: 2, hint: expect.stringContaining('LibreOffice') });
    }
    expect(await listed(desk)).toEqual([]);
  });
});

test('without numbers, a reminder goes to each who has something overdue; of nothing waiting no file is written', async () => {
  const desk = prepared.copy();
  await desk.ok(['paper', '督办单', '-o', 'r.docx']);
  expect((await listed(desk)).map(({ to, cases }) => [to, cases])).toEqual([['工程部', ['2023100102']]]);
  const { status, stderr } = await desk.run(['paper', 'signing', '-o', 's.docx']);
  expect([status, stderr]).toEqual([0, '现在没有要出签批清单的投诉\n']);
  expect(existsSync(join(desk.folder, 's.docx'))).toBe(false);
});

describe('printed', () => {
  withPdfText('an ordinary case is one page of each, and several are as many', async () => {
    const desk = prepared.copy();
    await desk.ok(['paper', 'transfer', '0102', '-o', 'one.docx']);
    expect(printed(join(desk.folder, 'one.docx'))).toHaveLength(1);
    await desk.ok(['paper', 'answer', '0101', '-o', 'letter.docx']);
    expect(printed(join(desk.folder, 'letter.docx'))).toHaveLength(1);
    await desk.ok(['paper', 'headquarters', '0101', '-o', 'report.docx']);
    expect(printed(join(desk.folder, 'report.docx'))).toHaveLength(1);
    await registered(desk, { name: '吴桂兰' });
    await desk.ok(['assign', '0103', '--dept=工程部', '--by=刘敏', '--at=2023-10-01 10:00']);
    await desk.ok(['paper', 'transfer', '0102', '0103', '-o', 'two.docx']);
    const pages = printed(join(desk.folder, 'two.docx'));
    expect(pages.map((page) => /投诉转办〔\d+〕\d+号/.exec(page.replaceAll(/\s/g, ''))?.[0])).toEqual([
      `投诉转办〔${year}〕2号`,
      `投诉转办〔${year}〕3号`,
    ]);
    for (const page of pages) expect(page).toMatch(/0391-7172777.*4006773633/);
  });

  withPdfText('a PDF is one', async () => {
    const desk = prepared.copy();
    for (const words of [
      ['paper', 'transfer', '0102'],
      ['form', '0102'],
      ['page', '0102'],
    ]) {
      await desk.ok([...words, '-o', `${words[0]}.pdf`]);
      expect(
        readFileSync(join(desk.folder, `${words[0]}.pdf`))
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
  });

  withPdfText('a long text grows over pages and loses nothing', async () => {
    const desk = prepared.copy();
    const content = `${'灶具火焰发黄，压力不足。'.repeat(150)}到此为止`;
    await registered(desk, { content });
    await desk.ok(['assign', '0103', '--dept=工程部', '--by=刘敏', '--at=2023-10-01 10:00']);
    await desk.ok(['paper', 'transfer', '0103', '-o', 'long.docx']);
    expect(documentText(join(desk.folder, 'long.docx'))).toContain(content);
    expect(printed(join(desk.folder, 'long.docx')).join('')).toContain('到此为止');
  });
});

describe('templates', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  let office: string;

  beforeAll(() => {
    office = temporaryFolder();
    for (const part of ['bin', 'dist', 'templates', 'schema.sql', 'package.json'])
      cpSync(join(root, part), join(office, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(office, 'node_modules'), 'junction');
  });

  async function edit(kind: string, change: (xml: string) => string): Promise<void> {
    const name = `paper-${kind}.docx`;
    const zip = await JSZip.loadAsync(readFileSync(join(root, 'templates', name)));
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? '';
    zip.file('word/document.xml', change(xml));
    writeFileSync(join(office, 'templates', name), await zip.generateAsync({ type: 'nodebuffer' }));
  }

  const make = (desk: Desk, kind: string) =>
    spawnSync(
      process.execPath,
      [
        join(office, 'bin', 'tousu.js'),
        'paper',
        kind,
        '0102',
        '-o',
        'p.docx',
        '--force',
        '--ledger',
        desk.ledger,
      ],
      { cwd: desk.folder, env: environment, encoding: 'utf8' },
    );

  test('a mark that is gone, one that nobody knows, one out of its list: each is named, and nothing is recorded', async () => {
    const desk = prepared.copy();
    await edit('transfer', (xml) => xml.replace('{证据}', '{证人}'));
    expect(make(desk, 'transfer').stderr).toMatch(/缺少 \{证据\}，不认识 \{证人\}/);
    await edit('reminder', (xml) => xml.replace('{主送}：', '').replace('{#事项}', '{主送}{待办}{#事项}'));
    expect(make(desk, 'reminder').stderr).toMatch(/不认识 \{待办\}/);
    expect(await listed(desk)).toEqual([]);
  });

  test('restyled and moved about, it works', async () => {
    const desk = prepared.copy();
    await edit('transfer', (xml) =>
      xml.replaceAll('仿宋_GB2312', '楷体').replace('投诉转办单', '关于{登记编号}的转办单'),
    );
    expect(make(desk, 'transfer')).toMatchObject({ status: 0 });
  });
});
