import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Column, PageSetup, Style } from 'exceljs';
import ExcelJS from 'exceljs';
import type { Moment } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { rowWriter, type SheetValue } from '../sheet/rows.ts';
import type { TableWriter } from '../sheet/table-writer.ts';
import { body, grid, headerStyle, landscape, pageNumber } from '../sheet/workbook.ts';
import type { LedgerColumn } from './columns.ts';
import { printRows } from './print-sheet.ts';

/**
 * The ledger as a workbook written row by row: header and number stay in sight, every column can be filtered; behind it
 * the sheet to print. `file` is there and empty: removed while it is written, it is not made again.
 */
export async function openLedgerWorkbook(
  file: string,
  columns: readonly LedgerColumn[],
  { asOf, reveal }: { readonly asOf: Moment; readonly reveal: boolean },
): Promise<TableWriter<Complaint>> {
  const made = new Date(asOf);
  // exceljs takes these, its types do not know them.
  const properties = { creator: 'tousu', lastModifiedBy: 'tousu', created: made, modified: made };
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: createWriteStream(file, { flags: 'r+' }),
    useStyles: true,
    ...properties,
  });
  const sheet = workbook.addWorksheet('投诉台账', {
    pageSetup: { ...printing, printTitlesRow: '1:1', printTitlesColumn: 'A:A' },
    headerFooter: { oddFooter: `&C${pageNumber}` },
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  sheet.columns = columns.map(({ kind, width }): Partial<Column> => ({ width, style: styles[kind] }));
  const header = sheet.addRow(columns.map(({ title }) => title));
  header.height = 30;
  header.eachCell((cell) => {
    cell.style = headerStyle;
  });
  header.commit();
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  // exceljs makes objects of every cell and of its style: rows written without it take a third of the time.
  const { stream, styleOf } = behind(workbook, sheet);
  const xmlOf = rowWriter(columns.map(({ kind }) => styleOf(styles[kind])));
  let rows = 1;
  const printed = printRows(asOf, reveal);
  return {
    write: async (cases) => {
      printed.add(cases);
      const xml = cases.map((complaint) => {
        rows += 1;
        return xmlOf(
          rows,
          columns.map(({ kind, value }) => cellValue(kind, value(complaint))),
        );
      });
      stream.write(xml.join(''));
      await drained(stream);
    },
    close: async () => {
      sheet.commit();
      printed.writeTo(workbook, (added) => behind(workbook, added));
      await workbook.commit();
    },
  };
}

/** Too wide for a page: as many columns on each as can still be read. */
const printing: Partial<PageSetup> = {
  paperSize: landscape.paperSize,
  orientation: 'landscape',
  margins: landscape.margins,
  scale: 70,
  pageOrder: 'overThenDown',
};

const plain = { font: body, border: grid, alignment: { vertical: 'top' } } satisfies Partial<Style>;
const centered = { ...plain, alignment: { vertical: 'top', horizontal: 'center' } } satisfies Partial<Style>;

/** Texts are of the format "text": they stay what they are when somebody edits them. */
const styles: Readonly<Record<LedgerColumn['kind'], Partial<Style>>> = {
  text: { ...plain, numFmt: '@' },
  number: centered,
  moment: { ...centered, numFmt: 'yyyy-mm-dd hh:mm' },
  day: { ...centered, numFmt: 'yyyy-mm-dd' },
};

/** Dates as Excel counts them, in days at the clock of China. */
function cellValue(kind: LedgerColumn['kind'], value: string | number | null): SheetValue {
  if (typeof value !== 'string') return value;
  if (kind === 'moment') return dayCount(value.slice(0, 19));
  return kind === 'day' ? dayCount(value) : value;
}

/** Excel counts from the end of 1899. */
const dayCount = (wallClock: string): number => Date.parse(`${wallClock}Z`) / 86_400_000 + 25_569;

/** What exceljs does not show of a workbook that it streams. */
export interface Behind {
  /** Where a sheet's rows go: it neither waits for the zip to take them nor says that it should. */
  readonly stream: {
    write(xml: string): void;
    readonly pipes: readonly (NodeJS.EventEmitter & {
      readonly _writableState: { readonly needDrain: boolean };
    })[];
  };
  /** The number of a style in the workbook. */
  styleOf(style: Partial<Style>): number;
}

function behind(workbook: unknown, sheet: unknown): Behind {
  const { styles: known } = workbook as { styles: { addStyleModel(style: Partial<Style>): number } };
  return { stream: (sheet as Pick<Behind, 'stream'>).stream, styleOf: (style) => known.addStyleModel(style) };
}

/** Waits until the zip has taken the rows, which otherwise pile up in memory, all of them. */
async function drained({ pipes }: Behind['stream']): Promise<void> {
  for (const pipe of pipes) if (pipe._writableState.needDrain) await once(pipe, 'drain');
}
