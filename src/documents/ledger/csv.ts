import { closeSync, openSync, writeFileSync } from 'node:fs';
import { minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { byteOrderMark, csvLine } from '../sheet/csv.ts';
import type { TableWriter } from '../sheet/table-writer.ts';
import type { LedgerColumn } from './columns.ts';

/** The ledger as CSV that Excel and WPS open as it is: times in China time, to the minute. `file` is there and empty. */
export async function openLedgerCsv(
  file: string,
  columns: readonly LedgerColumn[],
): Promise<TableWriter<Complaint>> {
  const descriptor = openSync(file, 'r+');
  const write = (text: string) => writeFileSync(descriptor, text);
  write(byteOrderMark + csvLine(columns.map(({ title }) => title)));
  return {
    write: async (cases) => {
      write(cases.map((complaint) => csvLine(values(columns, complaint))).join(''));
    },
    close: async () => closeSync(descriptor),
  };
}

const values = (columns: readonly LedgerColumn[], complaint: Complaint) =>
  columns.map(({ kind, value }) => {
    const given = value(complaint);
    return kind === 'moment' && typeof given === 'string' ? minute(given) : given;
  });
