import { mergeFiller, rowsOf } from './cells.ts';
import type { LibraryBook } from './library.ts';
import type { NotReadable, Spreadsheet } from './spreadsheet.ts';

/** A workbook that the library has read as a whole. */
export function wholeBook(book: LibraryBook): Spreadsheet | NotReadable {
  const sheets = book.SheetNames.map((name, i) => ({
    name,
    hidden: isHidden(book, i),
    sheet: book.Sheets[name],
  }));
  if (sheets.length === 0 || sheets.some(({ sheet }) => sheet === undefined)) return 'damaged';
  return {
    from1904: isFrom1904(book),
    sheets: sheets.map(({ name, hidden, sheet = {} }) => ({
      name,
      hidden,
      rowCount: sheet['!data']?.length ?? 0,
      rows: () => [rowsOf(sheet).map(mergeFiller(sheet['!merges'] ?? []))],
    })),
  };
}

export const isHidden = (book: LibraryBook, i: number): boolean =>
  (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;

export const isFrom1904 = ({ Workbook }: LibraryBook): boolean => Workbook?.WBProps?.date1904 === true;
