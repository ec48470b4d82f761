import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { savedAs, withLibreOffice } from '../support/libreoffice.ts';
import { readBytes, readFile } from './read-file.ts';

const folder = new URL('./files/', import.meta.url);
const titles = ['登记编号', '受理时间', '投诉方式', '投诉人', '电话', '投诉内容', '投诉人要求', '责任部门'];
const aCase = (no: string, content = '报修两天没人来') => [
  no,
  '2023-10-01 09:30',
  '来电',
  '李强',
  '13800001234',
  content,
  '尽快上门',
  '工程部',
];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const cell = (text: string): string => `<c t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;
const rowOf = (cells: readonly string[]): string => `<row>${cells.join('')}</row>`;

/** What of a package is written otherwise than Excel does. */
interface Written {
  readonly rows?: string;
  readonly behind?: string;
  readonly target?: string;
  readonly sheetPart?: string;
  readonly bookPart?: string;
  /** The items of the texts that cells share. */
  readonly shared?: string;
  /** The numbers of the formats that cells have as styles. */
  readonly formats?: readonly number[];
  readonly end?: string;
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A package with one sheet, as some program may write it. */
function aPackage({
  rows = [rowOf(titles.map(cell)), rowOf(aCase('2023100101').map(cell))].join(''),
  behind = '',
  target = 'worksheets/sheet1.xml',
  sheetPart = 'xl/worksheets/sheet1.xml',
  bookPart = 'xl/workbook.xml',
  shared = '',
  formats = [],
  end = '</sheetData>',
}: Written = {}): Promise<Uint8Array> {
  const [, bookFolder = '', bookName = ''] = /^(.*\/)?([^/]+)$/.exec(bookPart) ?? [];
  return new JSZip()
    .file(
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${bookPart}" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`,
    )
    .file('xl/sharedStrings.xml', `<sst xmlns="${main}">${shared}</sst>`)
    .file(
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><cellXfs>${formats.map((format) => `<xf numFmtId="${format}"/>`).join('')}</cellXfs></styleSheet>`,
    )
    .file(
      '_rels/.rels',
      `<Relationships><Relationship Id="r" Type="${office}/officeDocument" Target="${bookPart}"/></Relationships>`,
    )
    .file(
      bookPart,
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    )
    .file(
      `${bookFolder}_rels/${bookName}.rels`,
      `<Relationships><Relationship Id="rId1" Type="${office}/worksheet" Target="${target}"/></Relationships>`,
    )
    .file(sheetPart, `<worksheet xmlns="${main}"><sheetData>${rows}${end}${behind}</worksheet>`)
    .generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

const contents = async (bytes: Uint8Array): Promise<readonly unknown[]> =>
  (await readBytes(bytes, '旧台账.xlsx')).rows.map(({ old }) => old.content);

describe('the package and its XML', () => {
  test.each<[string, Written]>([
    ['a target that begins with ./', { target: './worksheets/sheet1.xml' }],
    ['a target that goes up', { target: '../xl/worksheets/sheet1.xml' }],
    ['a target from the root', { target: '/xl/worksheets/sheet1.xml' }],
    ['parts in other folders', { sheetPart: 'data/a.xml', target: '/data/a.xml' }],
    ['another main part', { bookPart: 'xl/book.xml' }],
    ['a part name in capitals', { sheetPart: 'xl/worksheets/Sheet1.XML' }],
  ])('%s', async (_name, written) => {
    expect(await contents(await aPackage(written))).toEqual(['报修两天没人来']);
  });

  test('names with \\ in the zip', async () => {
    const bytes = Buffer.from(await aPackage());
    const changed = bytes
      .toString('latin1')
      .replaceAll('xl/worksheets/sheet1.xml', 'xl\\worksheets\\sheet1.xml');
    expect(await contents(Buffer.from(changed, 'latin1'))).toEqual(['报修两天没人来']);
  });

  test.each([
    ['CDATA partly', '<is><t>压力<![CDATA[<2kPa & ]]>偏低</t></is>', '压力<2kPa & 偏低'],
    ['CDATA in runs', '<is><r><t>漏<![CDATA[气]]></t></r><r><t>，急</t></r></is>', '漏气，急'],
    ['reading aids', '<is><t>漏气</t><rPh sb="0" eb="2"><t>louqi</t></rPh></is>', '漏气'],
    [
      'a sign beyond the first 65,536, by its number',
      '<is><t>急&#x1F600;&#128512;𠮷&#20320;</t></is>',
      '急😀😀𠮷你',
    ],
  ])('%s', async (_name, content, expected) => {
    const cells = aCase('2023100101').map(cell);
    cells[5] = `<c t="inlineStr">${content}</c>`;
    expect(await contents(await aPackage({ rows: rowOf(titles.map(cell)) + rowOf(cells) }))).toEqual([
      expected,
    ]);
  });

  test.each([
    ['another attribute first', '<mergeCell xr:uid="{1}" ref="H2:H3"/>'],
    ['in single quotes', "<mergeCell ref='H2:H3'/>"],
    ['open and closed', '<mergeCell ref="H2:H3"></mergeCell>'],
  ])('a merged cell written with %s', async (_name, merge) => {
    const rows = [titles, aCase('2023100101'), aCase('2023100102').slice(0, 7)].map((row) =>
      rowOf(row.map(cell)),
    );
    const read = await readBytes(
      await aPackage({ rows: rows.join(''), behind: `<mergeCells>${merge}</mergeCells>` }),
      '旧台账.xlsx',
    );
    expect(read.rows.map(({ old }) => old.department)).toEqual(['工程部', '工程部']);
  });

  test.each([
    ['2023-10-01T01:30:00Z', '2023-10-01T09:30:00+08:00'],
    ['2023-10-01T03:30:00+02:00', '2023-10-01T09:30:00+08:00'],
  ])('an ISO date %s is China time', async (date, expected) => {
    const cells = aCase('2023100101').map(cell);
    cells[1] = `<c t="d"><v>${date}</v></c>`;
    const read = await readBytes(
      await aPackage({ rows: rowOf(titles.map(cell)) + rowOf(cells) }),
      '旧台账.xlsx',
    );
    expect(read.rows[0]?.old.acceptedAt).toEqual({ moment: expected });
  });

  test.each([
    ['a formula with an empty result', '<c><f>A2</f><v></v></c>'],
    ['a formula of a number', '<c><f>1+1</f></c>'],
  ])('%s without its result is told', async (_name, formula) => {
    const cells = aCase('2023100101').map(cell);
    cells[5] = formula;
    const read = await readBytes(
      await aPackage({ rows: rowOf(titles.map(cell)) + rowOf(cells) }),
      '旧台账.xlsx',
    );
    expect(read.rows[0]?.bad.map(({ reason }) => reason).join()).toContain('公式');
  });

  test('a picture of WPS in another column, by its new name', async () => {
    const cells = aCase('2023100101').map(cell);
    cells[5] = '<c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>';
    const read = await readBytes(
      await aPackage({ rows: rowOf(titles.map(cell)) + rowOf(cells) }),
      '旧台账.xlsx',
    );
    expect(read.rows[0]?.old.content).toBeNull();
    expect(read.rows[0]?.doubtful.map(({ reason }) => reason).join()).toContain('图片');
  });

  test('a blank among the texts that cells share moves none of the others', async () => {
    const cells = aCase('2023100101').map(cell);
    cells[5] = '<c t="s"><v>2</v></c>';
    const shared = '<si><t>甲</t></si><si/><si><r><t>漏</t></r><r><t>气</t></r></si>';
    expect(await contents(await aPackage({ rows: rowOf(titles.map(cell)) + rowOf(cells), shared }))).toEqual([
      '漏气',
    ]);
  });

  test.each([
    ['2023年10月1日 of Chinese Excel, which has a number and no text', 31],
    ['a date of every Excel', 14],
  ])('%s in a column of texts is a date', async (_name, format) => {
    const cells = aCase('2023100101').map(cell);
    cells[5] = '<c s="1"><v>45200</v></c>';
    const rows = rowOf(titles.map(cell)) + rowOf(cells);
    expect(await contents(await aPackage({ rows, formats: [0, format] }))).toEqual(['2023-10-01']);
  });

  describe('a sheet that is read in many pieces', () => {
    const count = 2000;
    const numbered = (row: number, cells: readonly string[]) => `<row r="${row}">${cells.join('')}</row>`;
    const filled = (i: number, content: string): string => {
      const cells = aCase(`20231001${String(i).padStart(4, '0')}`).map(cell);
      return numbered(i + 1, [...cells.slice(0, 5), content, ...cells.slice(6, 7)]);
    };
    const sheetWith = (content: (i: number) => string) =>
      [
        numbered(1, titles.map(cell)),
        ...Array.from({ length: count }, (_, i) => filled(i + 1, content(i + 1))),
      ].join('');

    test('what looks like the end of a row is none within CDATA, wherever a piece ends', async () => {
      const text = (i: number) => `${'气'.repeat(i % 300)}</row><row>${i}`;
      const rows = sheetWith((i) => `<c t="inlineStr"><is><t><![CDATA[${text(i)}]]></t></is></c>`);
      expect(await contents(await aPackage({ rows }))).toEqual(
        Array.from({ length: count }, (_, i) => text(i + 1)),
      );
    });

    test('merged cells reach over pieces; what is said behind the rows counts for the first', async () => {
      const rows = sheetWith((i) => cell(`第${i}件${'气'.repeat(200)}`)).replace(
        '</row><row r="3">',
        `${cell('工程部').replace('<c ', '<c r="H2" ')}</row><row r="3">`,
      );
      const behind = `<mergeCells><mergeCell ref="H2:H${count + 1}"/></mergeCells>`;
      const read = await readBytes(await aPackage({ rows, behind }), '旧台账.xlsx');
      expect(read.rows.filter(({ old }) => old.department === '工程部')).toHaveLength(count);
      expect(read.rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, i) => i + 2));
    });

    test('rows without numbers, and what is no element behind them', async () => {
      const rows = sheetWith((i) => cell(`第${i}件`));
      const bare = await aPackage({ rows: rows.replaceAll(/<row r="\d+">/g, '<row>') });
      expect((await contents(bare)).at(-1)).toBe(`第${count}件`);
      expect(await contents(await aPackage({ rows, behind: '</x' }))).toHaveLength(count);
    });

    test('a sheet whose end is missing is refused as damaged, not read by halves', async () => {
      const cut = aPackage({ rows: sheetWith((i) => cell(`第${i}件`)), end: '' });
      await expect(contents(await cut)).rejects.toMatchObject({ problem: { code: 'import.rejected' } });
    });
  });

  test('what unpacks to more than a file of a ledger ever holds is not unpacked', async () => {
    const bomb = await aPackage({ rows: ' '.repeat(20 << 20) });
    expect(bomb.length).toBeLessThan(1 << 20);
    await expect(contents(bomb)).rejects.toThrow('太大');
  });
});

describe('layout', () => {
  const text = (rows: readonly (readonly string[])[]): Uint8Array =>
    Buffer.from(rows.map((row) => row.join('\t')).join('\n'));
  const read = (rows: readonly (readonly string[])[], name = '旧台账.csv') => readBytes(text(rows), name);

  test('headings below row 20, under a title and many notes', async () => {
    const notes = Array.from({ length: 30 }, (_, i) => [`说明 ${i + 1}：按月填报`]);
    expect((await read([...notes, titles, aCase('2023100101')])).rows).toHaveLength(1);
  });

  test('two rows of headings: groups above, their parts below, repeated on the next page', async () => {
    const upper = ['登记编号', '受理', '', '投诉人', '', '投诉内容', '回访', '', '备注'];
    const lower = ['', '时间', '方式', '姓名', '电话', '', '日期', '结果', ''];
    const row = (no: string) => [
      no,
      '2023-10-01',
      '来电',
      '李强',
      '13800001234',
      '漏气',
      '2023-10-03',
      '满意',
      '无',
    ];
    const { rows, skipped } = await read([
      ['客户投诉台账'],
      upper,
      lower,
      row('2023100101'),
      upper,
      lower,
      row('2023100102'),
    ]);
    expect(rows.map(({ old }) => [old.no, old.calledBackAt, old.satisfaction, old.phone])).toEqual([
      ['2023100101', { day: '2023-10-03' }, 'satisfied', '13800001234'],
      ['2023100102', { day: '2023-10-03' }, 'satisfied', '13800001234'],
    ]);
    expect(skipped).toHaveLength(2);
  });

  test.each([
    ['a sum between the months', ['小计', '', '', '', '', '', '', '3件']],
    ['who signs', ['', '', '', '', '', '', '审核人：刘敏', '日期：2023.11.1']],
    ['rows that are counted in advance', ['2023100105']],
  ])('%s is no case, and is told', async (_name, footer) => {
    const { rows, skipped } = await read([titles, aCase('2023100101'), footer, aCase('2023100102')]);
    expect([rows.length, skipped.map(({ row }) => row)]).toEqual([2, [3]]);
  });

  test('a year in the title above the headings, or in the name of the file', async () => {
    const row = ['2023', '10.1', '来电', '李强', '13800001234', '漏气', '查漏', '工程部'];
    const day = async (reading: ReturnType<typeof read>) => (await reading).rows[0]?.old.acceptedAt;
    expect(await day(read([['2021年投诉台账'], titles, row]))).toEqual({ day: '2021-10-01' });
    expect(await day(read([titles, row], '投诉台账2022.csv'))).toEqual({ day: '2022-10-01' });
    expect((await read([titles, row])).rows[0]?.bad).toHaveLength(1);
  });

  test('headings that only the clerk knows', async () => {
    const [, ...rest] = titles;
    const odd = ['登记编号', ...rest.map((title) => (title === '投诉内容' ? '群众说的事' : title))];
    const rows = [odd, aCase('2023100101', '漏气')];
    expect((await read(rows)).book.tables[0]?.unread).toEqual([
      { at: 5, title: '群众说的事', samples: ['漏气'] },
    ]);
    const mapped = await readBytes(text(rows), '旧台账.csv', {
      mapping: new Map([['群众说的事', 'content' as const]]),
    });
    expect(mapped.rows[0]?.old.content).toBe('漏气');
  });

  test('sheets that are asked for, and one that is not there', async () => {
    const file = new URL('monthly-sheets.xlsx', folder).pathname;
    const { book, rows } = await readFile(file, { sheets: ['2月'] });
    expect(rows).toHaveLength(1);
    expect(book.unreadSheets).toEqual([
      { sheet: '1月', why: 'not asked' },
      { sheet: '3月', why: 'not asked' },
    ]);
    await expect(readFile(file, { sheets: ['4月'] })).rejects.toThrow('没有“4月”表');
  });
});

describe('text files', () => {
  const lines = [titles, aCase('2023100101', '漏气，"急"\n速来'), aCase('2023100102', "'=1+1")];
  const quoted = (separator: string): string =>
    lines.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator)).join('\r\n');
  /** GB18030 of these texts, which Node decodes but does not encode. */
  const gb18030 = Buffer.from(
    'b5c7bcc7b1e0bac52ccadcc0edcab1bce42ccdb6cbdfb7bdcabd2ccdb6cbdfc8cb2cb5e7bbb02ccdb6cbdfc4dac8dd0d0a323032333130303130312c323032332d31302d30312cc0b4b5e72cc0eec7bf2c31333830303030313233342cc2a9c6f80d0a',
    'hex',
  );

  test.each([
    ['UTF-8 with commas', Buffer.from(quoted(','))],
    ['UTF-8 with a mark and tabs', Buffer.from(`\ufeff${quoted('\t')}`)],
    ['UTF-16 of Excel', Buffer.from(`\ufeff${quoted('\t')}`, 'utf16le')],
    ['semicolons', Buffer.from(quoted(';'))],
  ])('%s', async (_name, bytes) => {
    expect(await contents(bytes)).toEqual(['漏气，"急"\n速来', '=1+1']);
  });

  test('GB18030, as Excel on Chinese Windows saves it', async () => {
    const read = await readBytes(gb18030, '旧台账.csv');
    expect(read.rows.map(({ old }) => [old.name, old.content, old.channel])).toEqual([
      ['李强', '漏气', 'phone'],
    ]);
  });
});

/** et is the name that WPS gives an xls. */
withLibreOffice(
  'what another program saves as xls and ods reads as the same cases',
  async () => {
    const cases = ({ rows }: Awaited<ReturnType<typeof readFile>>) =>
      rows.map(({ row, old, bad }) => ({ row, old, bad: bad.map((each) => each.cell) }));
    for (const name of ['monthly-sheets.xlsx', 'dates.xlsx', 'phones.xlsx', 'grades.xlsx'])
      for (const format of ['xls', 'ods']) {
        const original = new URL(name, folder).pathname;
        const bytes = readFileSync(savedAs(original, format));
        const read = await readBytes(bytes, format === 'xls' ? '旧台账.et' : '旧台账.ods');
        expect([name, format, cases(read)]).toEqual([name, format, cases(await readFile(original))]);
      }
  },
  180_000,
);
