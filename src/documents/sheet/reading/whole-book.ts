import { mergeFiller, rowsOf, type SheetRow } from './cells.ts';
import type { LibraryBook } from './library.ts';
import type { NotReadable, Sheet, Spreadsheet } from './spreadsheet.ts';

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
    sheets: sheets.map(({ name, hidden, sheet = {} }) =>
      sheetOf(rowsOf(sheet).map(mergeFiller(sheet['!merges'] ?? [])), {
        name,
        hidden,
        rowCount: sheet['!data']?.length ?? 0,
      }),
    ),
  };
}

/** A sheet whose rows are all there. */
export const sheetOf = (
  rows: readonly SheetRow[],
  known: Pick<Sheet, 'name' | 'hidden' | 'rowCount'>,
): Sheet => ({
  ...known,
  async *rows() {
    yield rows;
  },
});

export const isHidden = (book: LibraryBook, i: number): boolean =>
  (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) !== 0;

export const isFrom1904 = ({ Workbook }: LibraryBook): boolean => Workbook?.WBProps?.date1904 === true;
