import { type CellValue, textOf } from './cells.ts';
import { isDateFormat, type LibraryBook, type Part, readParts } from './library.ts';
import { mended, mendedTargets } from './mend.ts';
import { readTexts, stylesFor } from './pages.ts';
import { pagesOf, textsIn } from './part-text.ts';
import type { NotReadable, Sheet, Spreadsheet } from './spreadsheet.ts';
import { type Bounds, openZip, type PackedPart, type Parts } from './unpack.ts';
import { isFrom1904, isHidden, wholeBook } from './whole-book.ts';
import { openWorksheet } from './worksheet.ts';

/** A ledger of 100,000 cases takes a third of it. No text of V8 is longer, and a part is one text. */
const bounds: Bounds = { unpacked: 500 << 20, ratio: 200 };

/** Bytes of a part in which its first element is found. */
const BEGINNING = 2000;

/** An xlsx or ods file. What else is packed as a zip is no workbook. */
export async function openPackage(bytes: Uint8Array): Promise<Spreadsheet | NotReadable> {
  const parts = openZip(bytes, bounds);
  if (typeof parts === 'string') return parts;
  const has = (name: RegExp): boolean => [...parts.keys()].some((each) => name.test(each));
  try {
    if (has(/^content\.xml$/i))
      return wholeBook(readParts([...parts].map(([name, part]) => openDocumentPart(name, part))));
    if (has(/\/workbook\d*\.bin$/i)) return 'xlsb';
    return has(/^\[Content_Types\]\.xml$/i) ? await openWorkbook(parts) : 'no workbook';
  } catch {
    return 'damaged';
  }
}

/** A blank sheet goes on for a million rows that are said in one element: they are not made. */
const MOST_REPEATED = 10_000;

const openDocumentPart = (name: string, part: PackedPart): Part => [
  name,
  () =>
    mended(part.read().toString('latin1')).replaceAll(
      /(number-(?:rows|columns)-repeated=")(\d+)"/g,
      (all, said: string, count: string) => (Number(count) > MOST_REPEATED ? `${said}1"` : all),
    ),
];

/** The name of the first element of a part, without its prefix. The name of the part is free, this one is not. */
const rootOf = (part: Buffer): string | undefined =>
  /<(?:\w+:)?(\w+)[\s>/]/.exec(part.toString('latin1', 0, BEGINNING).replaceAll(/<[?!][^>]*>/g, ''))?.[1];

/**
 * The library finds the sheets and the styles; asked for a sheet, it is given one that holds the name of its part. The texts
 * that cells share and the rows are then read page by page.
 */
async function openWorkbook(parts: Parts): Promise<Spreadsheet | NotReadable> {
  const roots = new Map([...parts].map(([name, part]) => [name, rootOf(part.read(BEGINNING))]));
  const named = (root: string): readonly string[] =>
    [...parts.keys()].filter((name) => roots.get(name) === root);
  if (named('workbook').length === 0) return 'no workbook';
  const [worksheets, shared] = [named('worksheet'), named('sst')];
  const book = readParts([
    ...[...parts]
      .filter(([name]) => !shared.includes(name))
      .map(([name, part]): Part => [name, () => partFor(name, part, worksheets)]),
    ...worksheets.map((_name, i): Part => [`xl/${placeOf(i)}`, () => sheetHolding(i)]),
  ]);
  const { SheetNames: names, Sheets: found } = book;
  if (names.length === 0 || names.some((name) => found[name] === undefined)) return 'damaged';
  const texts = await sharedTexts(parts.get(shared[0] ?? ''));
  const styles = stylesFor(datesAmong(book));
  const sheets: Sheet[] = [];
  for (const [i, name] of names.entries()) {
    const part = parts.get(worksheets[Number(found[name]?.['!data']?.[0]?.[0]?.v)] ?? '');
    // A chart on a sheet of its own has no cells.
    if (part !== undefined)
      sheets.push(await openWorksheet(part, { name, hidden: isHidden(book, i) }, { texts, styles }));
  }
  return { from1904: isFrom1904(book), sheets };
}

async function sharedTexts(part: PackedPart | undefined): Promise<readonly (CellValue | undefined)[]> {
  const texts: (CellValue | undefined)[] = [];
  if (part === undefined) return texts;
  for await (const page of pagesOf(textsIn(part, 'sst'), '</si>'))
    for (const text of readTexts(page)) texts.push(textOf(text));
  return texts;
}

/** Formats of Chinese programs that have a number and no text in a file: 2023年10月1日 is 31. */
const chineseDates: ReadonlySet<number> = new Set([27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Of each style of a cell whether it shows a number as a date. */
const datesAmong = ({ Styles, SSF }: LibraryBook): readonly boolean[] =>
  (Styles?.CellXf ?? []).map(
    ({ numFmtId = 0 }) => chineseDates.has(numFmtId) || isDateFormat(SSF?.[numFmtId] ?? ''),
  );

/** Where the library looks for sheets first, whatever their parts are called. */
const placeOf = (worksheet: number): string => `worksheets/place${worksheet}.xml`;

const sheetHolding = (number: number): string =>
  `<worksheet><sheetData><row r="1"><c r="A1"><v>${number}</v></c></row></sheetData></worksheet>`;

function partFor(name: string, part: PackedPart, worksheets: readonly string[]): string {
  const text = mended(part.read().toString('latin1'));
  if (!name.endsWith('.rels')) return text;
  const places = new Map(worksheets.map((worksheet, i) => [worksheet.toLowerCase(), placeOf(i)]));
  return mendedTargets(text, (target) => places.get(resolved(target, name).toLowerCase()));
}

/** The part that a target of this list of relations means: from the folder above it, or from the root. */
function resolved(target: string, relations: string): string {
  const base = new URL(`file:///${relations.replace(/_rels\/[^/]*$/, '')}`);
  return decodeURI(new URL(target, base).pathname.slice(1));
}
