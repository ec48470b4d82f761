import type { SheetRow } from './cells.ts';

export interface Sheet {
  /** Empty in a text file, whose one sheet has none. */
  readonly name: string;
  readonly hidden: boolean;
  /** Its last row, blank ones included. */
  readonly rowCount: number;
  /** The rows that hold something, in order, some at a time. Throws DamagedSheet. */
  rows(): AsyncIterable<readonly SheetRow[]>;
}

export interface Spreadsheet {
  readonly sheets: readonly Sheet[];
  /** Days are counted from 1904, as on old Macs. */
  readonly from1904: boolean;
}

/** Why a file is not read. */
export type NotReadable =
  | 'empty'
  | 'protected'
  | 'too old'
  | 'xlsb'
  | 'markup'
  | 'unpaired quote'
  | 'no workbook'
  | 'damaged'
  | 'too large';

/** A sheet that the library gives up half-way, where its rows are asked for. */
export class DamagedSheet extends Error {}
