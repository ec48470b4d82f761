import { type CellValue, mergeFiller, rowsOf } from './cells.ts';
import { mendedMerges } from './mend.ts';
import { readRows } from './pages.ts';
import { pagesOf, textsAround, textsIn } from './part-text.ts';
import type { Sheet } from './spreadsheet.ts';
import type { PackedPart } from './unpack.ts';

/** What the cells of a sheet say by numbers: the texts that they share, and the part with their styles (pages.ts). */
interface Shared {
  readonly texts: readonly (CellValue | undefined)[];
  readonly styles: string;
}

const ROWS = 'sheetData';

/**
 * A sheet of an xlsx file. Its part is gone through once for what stands behind the rows and merges their cells, and to see
 * that it is whole; then page by page whenever the rows are asked for. Throws DamagedSheet.
 */
export async function openWorksheet(
  part: PackedPart,
  known: Pick<Sheet, 'name' | 'hidden'>,
  { texts, styles }: Shared,
): Promise<Sheet> {
  const row = await rowElementIn(part);
  const { lastRow, behind } = await extentOf(part, row);
  const { '!merges': merges = [] } = readRows('', mendedMerges(behind), styles);
  return {
    ...known,
    rowCount: lastRow,
    async *rows() {
      const fill = mergeFiller(merges);
      // Rows that do not say their numbers are counted by the library: they cannot be parted.
      for await (const page of pagesOf(textsIn(part, ROWS), row.isNumbered ? row.end : undefined))
        yield rowsOf(readRows(page, '', styles), texts).map(fill);
    },
  };
}

/** How the rows of a sheet are written. */
interface RowElement {
  readonly begin: string;
  readonly end: string;
  readonly isNumbered: boolean;
}

const ROW = /<((?:\w+:)?row)(\s[^>]*)?>/;
const NUMBER = /\br=["'](\d+)/;

async function rowElementIn(part: PackedPart): Promise<RowElement> {
  for await (const text of textsIn(part, ROWS)) {
    const [, name, attributes = ''] = ROW.exec(text) ?? [];
    if (name !== undefined)
      return { begin: `<${name}`, end: `</${name}>`, isNumbered: NUMBER.test(attributes) };
  }
  return { begin: '<row', end: '</row>', isNumbered: true };
}

interface Extent {
  /** Its number; 0 where there is none. */
  readonly lastRow: number;
  /** From the end of the rows to that of the part. */
  readonly behind: string;
}

async function extentOf(part: PackedPart, { begin, end, isNumbered }: RowElement): Promise<Extent> {
  let [lastRow, behind] = [0, ''];
  for await (const { place, text } of textsAround(part, ROWS)) {
    if (place === 'behind') behind += text;
    else if (!isNumbered) lastRow += text.split(end).length - 1;
    else {
      const last = text.lastIndexOf(begin);
      if (last >= 0) lastRow = Number(NUMBER.exec(text.slice(last))?.[1] ?? lastRow);
    }
  }
  return { lastRow, behind };
}
