// A workbook out of any program's hands, or out of an enemy's: read as it is, or not at all, and never without bound.

import { describe, expect, test } from '@jest/globals';
import { movedBy } from '../../../src/documents/sheet/reading/formulas.ts';
import { readWorkbook } from '../../../src/documents/sheet/reading/workbook.ts';
import { type Part, zip } from '../../support/zip.ts';

const sheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

/** A workbook of one sheet with these rows, and what is changed or added. */
const book = (rows: string, ...more: readonly Part[]): Uint8Array => {
  const parts: readonly Part[] = [
    {
      name: 'xl/workbook.xml',
      content:
        '<workbook xmlns:r="r"><sheets><sheet name="表" r:id="a"/></sheets><definedNames><definedName name="名">表!$A$1</definedName></definedNames></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: '<Relationships><Relationship Id="a" Target="worksheets/s.xml"/></Relationships>',
    },
    { name: 'xl/worksheets/s.xml', content: sheet(rows) },
  ];
  return zip([...parts.filter(({ name }) => !more.some((other) => other.name === name)), ...more]);
};

const cellsIn = (bytes: Uint8Array) => {
  const read = readWorkbook(bytes);
  if (typeof read === 'string') throw new Error(read);
  return read.sheets.flatMap(({ cells }) => cells.map(({ value, formula }) => [value, formula]));
};

describe('what programs write', () => {
  test.each([
    ['a number', '<c r="A1"><v>12</v></c>', [12, undefined]],
    ['a text of its own', '<c r="A1" t="inlineStr"><is><t>甲</t></is></c>', ['甲', undefined]],
    [
      'runs of different fonts',
      '<c r="A1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>',
      ['甲乙', undefined],
    ],
    ['a formula with its value', '<c r="A1"><f>sum(B1:$C2)</f><v>3</v></c>', [3, 'SUM(B1:$C2)']],
    ['a formula without a value', '<c r="A1"><f>B1</f></c>', ['', 'B1']],
    ['an escaped sign', '<c r="A1" t="str"><v>_x005F_x0041_</v></c>', ['A', undefined]],
    ['another prefix', '<x:c xmlns:x="x" r="A1"><x:v>12</x:v></x:c>', [12, undefined]],
  ])('%s', (_name, cell, expected) => {
    expect(cellsIn(book(`<row>${cell}</row>`))).toEqual([expected]);
  });

  test('a shared text, its phonetic hint left out', () => {
    const texts = '<sst><si><r><t>甲</t></r><rPh><t>jiǎ</t></rPh><r><t>乙</t></r></si></sst>';
    const bytes = book('<row><c r="A1" t="s"><v>0</v></c></row>', {
      name: 'xl/sharedStrings.xml',
      content: texts,
    });
    expect(cellsIn(bytes)).toEqual([['甲乙', undefined]]);
  });

  test('a formula that cells share: each has it as it is there', () => {
    const rows =
      '<row><c r="B1"><f t="shared" si="0" ref="B1:B2">C1+$D$1</f><v>1</v></c></row><row><c r="B2"><f t="shared" si="0"/><v>2</v></c></row>';
    expect(cellsIn(book(rows))).toEqual([
      [1, 'C1+$D$1'],
      [2, 'C2+$D$1'],
    ]);
    expect(movedBy('IF(A1=0,"A1",B$1)', { column: 26, row: 1 })).toBe('IF(AA2=0,"A1",AB$1)');
  });

  test('the format a number is shown in', () => {
    const styles =
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>';
    const bytes = book(
      '<row><c r="A1"><v>1</v></c><c r="B1" s="1"><v>1</v></c><c r="C1" s="2"><v>1</v></c></row>',
      { name: 'xl/styles.xml', content: styles },
    );
    const read = readWorkbook(bytes);
    expect(typeof read === 'string' ? read : read.sheets[0]?.cells.map(({ format }) => format)).toEqual([
      'General',
      '0.0%',
      '0.00%',
    ]);
  });
});

const blanks = (megabytes: number) => ' '.repeat(megabytes << 20);

test.each([
  [
    'one part said to be of 1.5 GB',
    [{ name: 'xl/worksheets/s.xml', content: 'x', stated: 1.5e9 }],
    'too large',
  ],
  ['a part of blanks', [{ name: 'xl/worksheets/s.xml', content: sheet(blanks(64)) }], 'too large'],
  [
    'a part larger than it says',
    [{ name: 'xl/worksheets/s.xml', content: sheet(blanks(8)), stated: 9000 }],
    'damaged',
  ],
  [
    'thousands of parts',
    Array.from({ length: 3000 }, (_, i) => ({ name: `x${i}`, content: '' })),
    'too large',
  ],
  ['elements without end', [{ name: 'xl/worksheets/s.xml', content: '<a>'.repeat(100_000) }], 'damaged'],
  [
    'an entity that grows',
    [
      {
        name: 'xl/worksheets/s.xml',
        content:
          '<!DOCTYPE a [<!ENTITY b "cc">]><worksheet><sheetData><row><c r="A1"><v>&b;</v></c></row></sheetData></worksheet>',
      },
    ],
    'damaged',
  ],
  [
    'a cell beyond every sheet',
    [{ name: 'xl/worksheets/s.xml', content: sheet('<c r="AAAA1"><v>1</v></c>') }],
    'damaged',
  ],
] as const)('%s: refused', (_name, parts, expected) => {
  expect(readWorkbook(book('', ...parts))).toBe(expected);
});

test.each([
  ['no zip', new TextEncoder().encode('流水校验码')],
  ['nothing', new Uint8Array()],
  ['the end of a zip alone', zip([]).slice(0, 22)],
  ['a zip cut in two', book('').slice(0, 300)],
])('%s: damaged', (_name, bytes) => {
  expect(readWorkbook(bytes)).toBe('damaged');
});
