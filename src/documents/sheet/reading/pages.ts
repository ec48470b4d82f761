import { type Asked, type LibraryBook, type LibrarySheet, type Part, readParts } from './library.ts';
import { mendedDates } from './mend.ts';
import { DamagedSheet } from './spreadsheet.ts';

// Some rows of a sheet, or some of the texts that cells share, handed to the library as a workbook of their own: all of a
// large ledger at once would take gigabytes.

const OFFICE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const kinds = { workbook: 'sheet.main', styles: 'styles', sharedStrings: 'sharedStrings' } as const;

type Content = Readonly<Partial<Record<'styles' | 'sharedStrings' | 'worksheets/sheet1', string>>>;

/** A workbook of one sheet, with these parts. */
function readPage(content: Content, asked: Asked = {}): LibraryBook {
  const all = { ...frame, ...content };
  const overrides = Object.entries(kinds)
    .filter(([part]) => part in all)
    .map(([part, kind]) => `<Override PartName="/xl/${part}.xml" ContentType="${OFFICE}.${kind}+xml"/>`);
  return readParts(
    [
      [
        '[Content_Types].xml',
        () =>
          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${overrides.join('')}</Types>`,
      ],
      ['xl/_rels/workbook.xml.rels', () => relations],
      ...Object.entries(all).map(([name, part]): Part => [`xl/${name}.xml`, () => part]),
    ],
    { cellFormula: false, cellText: false, ...asked },
  );
}

const frame = {
  workbook:
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets><sheet name="page" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'worksheets/sheet1': '<worksheet/>',
};
const relations = `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`;

/** Of each style of the workbook whether it shows a number as a date, as a part with a date or a number for each. */
export const stylesFor = (dates: readonly boolean[]): string =>
  `<styleSheet><cellXfs>${dates.map((isDate) => `<xf numFmtId="${isDate ? 14 : 0}"/>`).join('')}</cellXfs></styleSheet>`;

/** Rows of a sheet, with what stands behind all rows in its part. */
export function readRows(rows: string, behind: string, styles: string): LibrarySheet {
  const sheet = `<worksheet><sheetData>${namedTypes(rows)}</sheetData>${behind}</worksheet>`;
  const { page } = readPage(
    { styles, 'worksheets/sheet1': sheet },
    { cellFormula: FORMULA.test(rows), cellStyles: HIDDEN.test(rows) },
  ).Sheets;
  if (page === undefined) throw new DamagedSheet();
  return page;
}

const FORMULA = /<(?:\w+:)?f[\s>/]/;
const HIDDEN = /<(?:\w+:)?row\s[^>]*\bhidden=["'](?:1|true)["']/;

/** The texts of these items, in their order. */
export function readTexts(items: string): readonly string[] {
  const sharedStrings = `<sst>${items.replaceAll(BLANK_ITEM, '<si></si>')}</sst>`;
  const texts = (readPage({ sharedStrings }).Strings ?? []).map(({ t }) => t);
  // The library takes what stands behind the last item for one more.
  return texts.slice(0, -1);
}

const BLANK_ITEM = /<(?:\w+:)?si\s*\/>/g;

/**
 * The library knows no shared texts in a page, and of an error only its number: under a type that it does not know it hands
 * on what stands in the cell.
 */
const namedTypes = (rows: string): string =>
  mendedDates(rows)
    .replaceAll(/ t=(["'])s\1/g, ' t="shared"')
    .replaceAll(/ t=(["'])e\1/g, ' t="error"');
