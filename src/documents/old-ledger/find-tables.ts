import { problem, Refusal } from '../../domain/problems.ts';
import { nearest } from '../../domain/words/nearest.ts';
import { nameKey } from '../../domain/words/text.ts';
import { PRINT_SHEET } from '../ledger/print-sheet.ts';
import { openSpreadsheet } from '../sheet/reading/open.ts';
import {
  DamagedSheet,
  type NotReadable,
  type Sheet,
  type Spreadsheet,
} from '../sheet/reading/spreadsheet.ts';
import type { Dating } from './serials.ts';
import { findTable, type Mapping, type Table } from './table.ts';

/** The tables of a file, in its order, and the sheets that none was found in. */
export interface OldBook extends Dating {
  readonly tables: readonly Table[];
  readonly unreadSheets: readonly {
    readonly sheet: string;
    readonly why: 'hidden' | 'no headings' | 'not asked' | 'for print';
  }[];
  /** The year that stands in the name of the file. */
  readonly year: number | undefined;
  /** That of dates whose year nothing in the file tells, where the clerk was asked. */
  readonly saidYear?: number;
}

/** What the clerk says of the file: the sheets to be read, hidden ones too (none: all that are seen), and the headings. */
export interface Asked {
  readonly sheets: readonly string[];
  readonly mapping: Mapping;
}

/** Opens a file of any kind that a ledger is kept in. Refuses what is none, with what it is and what to do. */
export async function openOldBook(bytes: Uint8Array, file: string): Promise<Spreadsheet> {
  const opened = await openSpreadsheet(bytes);
  if (typeof opened === 'string') throw unreadable(file, reasons[opened]);
  return opened;
}

/** Every sheet with the headings of a ledger. Refuses where no sheet has them, or one is asked for that is not there. */
export async function findTables(
  book: Spreadsheet,
  file: string,
  { sheets, mapping }: Asked,
): Promise<OldBook> {
  refuseUnknown(book, sheets);
  const named = new Set(sheets.map(nameKey));
  const tables: Table[] = [];
  const unreadSheets: OldBook['unreadSheets'][number][] = [];
  for (const sheet of book.sheets) {
    const isForPrint = named.size === 0 && sheet.name === PRINT_SHEET;
    const isAsked = named.size === 0 ? !sheet.hidden && !isForPrint : named.has(nameKey(sheet.name));
    const table = isAsked ? await readable(file, () => findTable(sheet, mapping)) : undefined;
    if (table !== undefined) tables.push(table);
    else if (isForPrint) unreadSheets.push({ sheet: sheet.name, why: 'for print' });
    else if (named.size > 0 && !isAsked) unreadSheets.push({ sheet: sheet.name, why: 'not asked' });
    else unreadSheets.push({ sheet: sheet.name, why: isAsked ? 'no headings' : 'hidden' });
  }
  if (tables.length === 0) throw unreadable(file, whyNone(book.sheets));
  return { tables, unreadSheets, from1904: book.from1904, year: yearIn(file) };
}

function whyNone(sheets: readonly Sheet[]): string {
  const seen = sheets.filter(({ hidden }) => !hidden);
  const hidden = sheets.filter((sheet) => sheet.hidden).map(({ name }) => `“${name}”`);
  const more =
    hidden.length > 0
      ? `；${hidden.join('、')}表是隐藏的，要读它就写 --sheet ${sheets.find((s) => s.hidden)?.name}`
      : '';
  return seen.length === 0 && hidden.length > 0
    ? `${hidden.join('、')}表是隐藏的，没有读；在 Excel 中取消隐藏，或写 --sheet ${sheets[0]?.name}`
    : `找不到有“登记编号、投诉内容”等栏名的表头；栏名不同的，写 --map 你的栏名=投诉内容${more}`;
}

function refuseUnknown({ sheets }: Spreadsheet, asked: readonly string[]): void {
  const names = sheets.map(({ name }) => name);
  for (const name of asked) {
    if (names.some((each) => nameKey(each) === nameKey(name))) continue;
    const near = nearest(name, names);
    throw new Refusal(
      problem('usage.invalid', {
        message: `文件里没有“${name}”表${near === undefined ? '' : `，是不是“${near}”`}`,
        hint: `有这些表：${names.join('、')}`,
        details: { choices: names },
      }),
    );
  }
}

/** What the work gives, or the refusal of a file that turns out to be damaged in it. */
export async function readable<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DamagedSheet) throw unreadable(file, reasons.damaged);
    throw error;
  }
}

const YEAR = /(?<!\d)(20\d{2})(?!\d)/;
const yearIn = (file: string): number | undefined => {
  const [, year] = YEAR.exec(file) ?? [];
  return year === undefined ? undefined : Number(year);
};

const unreadable = (file: string, why: string): Refusal =>
  new Refusal(
    problem('import.rejected', {
      message: `${file} 不能导入：${why}`,
      hint: 'tousu import --template -o 导入模板.xlsx',
      cells: [],
    }),
  );

const reasons: Readonly<Record<NotReadable, string>> = {
  empty: '是空文件',
  protected: '有打开密码；在 Excel 或 WPS 中去掉密码后再导入',
  'too old': '是 Excel 95 或更早的工作簿；用 Excel 或 WPS 另存为 xlsx',
  xlsb: '是 xlsb 工作簿；用 Excel 或 WPS 另存为 xlsx',
  markup: '是网页或 XML，不是工作簿；用 Excel 或 WPS 打开后另存为 xlsx',
  'unpaired quote': '有一个引号 " 没有成对，后面几行会连成一格；用 Excel 或 WPS 打开检查，另存为 xlsx',
  'no workbook': '不是 Excel 工作簿，也不是 csv；用 Excel 或 WPS 打开后另存为 xlsx',
  damaged: '文件不完整或已损坏；重新复制一份，或用 Excel、WPS 打开后另存一份',
  'too large': '解开后太大，不像台账；删去不用的表和图片后另存一份',
};
