import { type OldBook, readable } from '../../documents/old-ledger/find-tables.ts';
import { isSkipped, type OldRow, readTable, type SkippedRow } from '../../documents/old-ledger/rows.ts';

/** What stands in the tables of a file: its cases, and the rows that are none. */
export interface OldRows {
  readonly rows: readonly OldRow[];
  readonly skipped: readonly SkippedRow[];
}

/** Reads all tables of the file from beginning to end, once; says how many rows of all are done. */
export async function readRows(
  book: OldBook,
  file: string,
  progress: (done: number, total: number) => void,
): Promise<OldRows> {
  const total = book.tables.reduce((sum, { sheet }) => sum + sheet.rowCount, 0);
  const rows: OldRow[] = [];
  const skipped: SkippedRow[] = [];
  let before = 0;
  for (const table of book.tables) {
    await readable(file, async () => {
      for await (const page of readTable(table, book, book)) {
        for (const row of page) {
          if (isSkipped(row)) skipped.push(row);
          else rows.push(row);
        }
        progress(before + Math.min(page.at(-1)?.row ?? 0, table.sheet.rowCount - 1), total);
      }
    });
    before += table.sheet.rowCount;
  }
  progress(total, total);
  return { rows, skipped };
}
