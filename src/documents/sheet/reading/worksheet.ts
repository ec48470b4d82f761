import { mergeFiller, rowsOf } from './cells.ts';
import { type LibrarySheet, type Part, readParts } from './library.ts';
import { mended, mendedDates, mendedMerges } from './mend.ts';
import { DamagedSheet, type Sheet } from './spreadsheet.ts';

/** What the cells of a sheet say by numbers: the texts that they share, and the part with their formats. */
interface Shared {
  readonly texts: readonly string[];
  readonly styles: Buffer | undefined;
}

/** A sheet of an xlsx file, read page by page. Its part is unpacked once, and let go when its last row has been read. */
export function openWorksheet(
  readPart: () => Buffer,
  known: Pick<Sheet, 'name' | 'hidden'>,
  { texts, styles }: Shared,
): Sheet {
  let unpacked: SheetData | undefined = dataIn(readPart());
  return {
    ...known,
    rowCount: lastRowIn(unpacked),
    *rows() {
      unpacked ??= dataIn(readPart());
      const data = unpacked;
      const behind = mendedMerges(data.part.toString('latin1', data.to));
      const fill = mergeFiller(readPage('', behind, styles)['!merges'] ?? []);
      for (const page of pagesOf(data)) yield rowsOf(readPage(page, '', styles), texts).map(fill);
      unpacked = undefined;
    },
  };
}

/** The part of a sheet, where its rows lie in it, and the prefix of its elements. */
interface SheetData {
  readonly part: Buffer;
  readonly from: number;
  readonly to: number;
  readonly prefix: string;
}

function dataIn(unpacked: Buffer): SheetData {
  const part = unpacked.includes('<![CDATA[')
    ? Buffer.from(mended(unpacked.toString('latin1')), 'latin1')
    : unpacked;
  const [, prefix = ''] = /<(\w+:)?worksheet[\s>]/.exec(part.toString('latin1', 0, 2000)) ?? [];
  const open = part.indexOf(`<${prefix}sheetData`);
  const from = open < 0 ? part.length : part.indexOf('>', open) + 1;
  const end = part.indexOf(`</${prefix}sheetData`, from);
  const isEmpty = part.toString('latin1', Math.max(0, from - 2), from) === '/>';
  if (open >= 0 && end < 0 && !isEmpty) throw new DamagedSheet();
  return { part, from, to: end < 0 ? from : end, prefix };
}

/** Some dozen rows of a ledger: V8 lets go of a longer text only when it looks through all of its memory. */
const PAGE = 96 << 10;

/** Rows that do not say their numbers are counted by the library: they cannot be parted. */
function* pagesOf({ part, from, to, prefix }: SheetData): Iterable<string> {
  const endOfRow = `</${prefix}row>`;
  const isNumbered = /^\s*<(?:\w+:)?row\s[^>]*\br=/.test(part.toString('latin1', from, from + 2000));
  for (let start = from; start < to; ) {
    const near = isNumbered ? part.indexOf(endOfRow, start + PAGE) : -1;
    const end = near < 0 || near >= to ? to : near + endOfRow.length;
    yield part.toString('latin1', start, end);
    start = end;
  }
}

function lastRowIn({ part, from, to, prefix }: SheetData): number {
  const last = part.lastIndexOf(`<${prefix}row`, to);
  if (last < from) return 0;
  const [, number] = /\br=["'](\d+)/.exec(part.toString('latin1', last, last + 200)) ?? [];
  if (number !== undefined) return Number(number);
  let count = 0;
  for (let at = from; at >= 0 && at < to; at = part.indexOf(`</${prefix}row>`, at + 1)) count += 1;
  return count;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A workbook of one sheet. */
const frame: readonly Part[] = [
  [
    '[Content_Types].xml',
    () =>
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${OFFICE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${OFFICE}.styles+xml"/></Types>`,
  ],
  [
    'xl/workbook.xml',
    () =>
      '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="page" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ],
  [
    'xl/_rels/workbook.xml.rels',
    () =>
      `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
];

/** Some rows of a sheet, with what stands behind them in its part. */
function readPage(rows: string, behind: string, styles: Buffer | undefined): LibrarySheet {
  const data = pageData(rows);
  const page: Part = [
    'xl/worksheets/sheet1.xml',
    () => `<worksheet><sheetData>${data}</sheetData>${behind}</worksheet>`,
  ];
  const style: Part = ['xl/styles.xml', () => styles?.toString('latin1') ?? '<styleSheet/>'];
  const asked = { cellFormula: /<(?:\w+:)?f[\s>/]/.test(data), cellText: /\st=["']e/.test(data) };
  const sheet = readParts([...frame, style, page], asked).Sheets.page;
  if (sheet === undefined) throw new DamagedSheet();
  return sheet;
}

/** A shared text is asked for as an error with its number for a name: the texts are in no page (cells.ts). */
const pageData = (rows: string): string => mendedDates(mended(rows)).replaceAll(/ t=(["'])s\1/g, ' t="e"');
