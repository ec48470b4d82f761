import { once } from 'node:events';
import type { CellValue, Column, Style } from 'exceljs';
import ExcelJS from 'exceljs';
import type { Day, Moment } from '../domain/clock.ts';
import type { Complaint } from '../domain/complaint.ts';
import type { LedgerColumn } from './ledger-columns.ts';
import type { TableWriter } from './table-writer.ts';
import { body, cellText, headerStyle, textValue } from './workbook.ts';

/** The ledger as a workbook written row by row: header and number stay in sight, every column can be filtered. */
export async function openLedgerWorkbook(
  file: string,
  columns: readonly LedgerColumn[],
  asOf: Moment,
): Promise<TableWriter<Complaint>> {
  const made = new Date(asOf);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    ...{ filename: file, useStyles: true, creator: 'tousu', lastModifiedBy: 'tousu' },
    ...{ created: made, modified: made },
  });
  const sheet = workbook.addWorksheet('投诉台账', {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
  });
  sheet.columns = columns.map(({ kind, width }): Partial<Column> => ({ width, style: styles[kind] }));
  const header = sheet.addRow(columns.map(({ title }) => title));
  header.height = 30;
  header.eachCell((cell) => {
    cell.style = headerStyle;
  });
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } };
  return {
    write: async (cases) => {
      for (const complaint of cases) {
        const row = sheet.addRow(columns.map(({ kind, value }) => cellValue(kind, value(complaint))));
        // exceljs gives each cell a copy of its column's style and describes every copy anew: one for all is 3 times as fast.
        row.eachCell((cell, place) => {
          cell.style = styles[columns[place - 1]?.kind ?? 'text'];
        });
        row.commit();
      }
      await drained(sheet);
    },
    close: () => workbook.commit(),
  };
}

const plain = { font: body, alignment: { vertical: 'top' } } satisfies Partial<Style>;

/** Texts are of the format "text": they stay what they are when somebody edits them. */
const styles: Readonly<Record<LedgerColumn['kind'], Partial<Style>>> = {
  text: { ...plain, numFmt: '@' },
  number: plain,
  moment: { ...plain, numFmt: 'yyyy-mm-dd hh:mm' },
  day: { ...plain, numFmt: 'yyyy-mm-dd' },
};

/** Undefined where there is nothing: of a null exceljs makes a cell. */
function cellValue(kind: LedgerColumn['kind'], value: string | number | null): CellValue | undefined {
  if (typeof value !== 'string') return value ?? undefined;
  if (kind === 'moment') return wallClock(value);
  if (kind === 'day') return wallClock(`${value}T00:00:00`);
  if (value === '') return undefined;
  const text = textValue(value);
  // Only of a cell of its own kind of text every program reads the escapes; plain ones are smaller and faster.
  return text === cellText(value) ? text : { richText: [{ text }] };
}

/** exceljs writes the UTC clock of a Date: it is given that of China. */
const wallClock = (moment: Moment | Day): Date => new Date(`${moment.slice(0, 19)}Z`);

/** Where exceljs puts a sheet's rows: it neither waits for the zip to take them nor says that it should. */
interface Streaming {
  readonly stream?: {
    readonly pipes: readonly (NodeJS.EventEmitter & {
      readonly _writableState: { readonly needDrain: boolean };
    })[];
  };
}

/** Waits until the zip has taken the rows, which otherwise pile up in memory, all of them. */
async function drained(sheet: unknown): Promise<void> {
  for (const pipe of (sheet as Streaming).stream?.pipes ?? []) {
    if (pipe._writableState.needDrain) await once(pipe, 'drain');
  }
}
