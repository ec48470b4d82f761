import { hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { OldBook } from '../../documents/old-ledger/find-tables.ts';
import { WITHOUT_YEAR } from '../../documents/old-ledger/moments.ts';
import type { DoubtfulCell, OldRow } from '../../documents/old-ledger/rows.ts';
import { lettersOf } from '../../documents/sheet/reading/formulas.ts';
import { titleFor } from '../../domain/old-ledger/headings.ts';
import { type BadCell, problem, Refusal } from '../../domain/problems.ts';
import { getHead } from '../../store/journal.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { alikeLines } from './alike.ts';
import { type GivenNumber, type Plan, planImport } from './plan.ts';
import { type OldRows, readRows } from './read.ts';
import { planAndStage, recordCases } from './record.ts';

/** A file with an old ledger, and who is told of how far it is. */
export interface OldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly book: OldBook;
  /** Cases without a number of the program's form are given one. */
  readonly number: boolean;
  /** `work` where it is not the reading. */
  progress(done: number, total: number, work?: string): void;
}

export interface ImportResult {
  readonly imported: number;
  /** Cases that have a cell that keeps them out, and with them the others. */
  readonly rejected: number;
  /** Cases that are here already, just as the file has them. */
  readonly skipped: number;
  /** The tables that were read, each with its rows that are cases. */
  readonly sheets: readonly { readonly sheet: string; readonly cases: number }[];
  readonly unreadSheets: OldBook['unreadSheets'];
  /** Rows that are no case: sums, signatures, notes, headings once more. */
  readonly skippedRows: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly why: string;
    readonly text: string;
  }[];
  /** Rows that are read although nobody sees them: hidden ones, or filtered out. */
  readonly hiddenRows: readonly { readonly sheet: string; readonly row: number }[];
  readonly months: Readonly<Record<string, number>>;
  /** Departments that come with the file. */
  readonly departments: readonly string[];
  /** Columns of the file that nothing is read from. */
  readonly ignored: readonly string[];
  /** In how many cases 未记载 stands for what 4.2.2 asks for, by column. */
  readonly unrecorded: Readonly<Record<string, number>>;
  /** Cases that are over without a day on which they were done: they are not in time. */
  readonly undated: number;
  readonly doubtful: readonly DoubtfulCell[];
  readonly numbers: readonly GivenNumber[];
  readonly warnings: readonly { readonly code: 'number_day_differs'; readonly message: string }[];
}

/** What an import of the file would do, and every cell that keeps it from being done. */
export interface Preview {
  readonly book: OldBook;
  readonly rows: OldRows;
  readonly bad: readonly BadCell[];
  readonly result: ImportResult;
}

/** Reads the file and judges it against the ledger, without changing anything. */
export async function previewImport(ctx: LedgerContext, file: OldFile): Promise<Preview> {
  const rows = await readRows(file.book, file.name, file.progress);
  const plan = await ctx.ledger.snapshot((db) => planImport(ctx, db, rows.rows, file));
  return { book: file.book, rows, bad: plan.bad, result: resultOf(file, rows, plan) };
}

/**
 * Brings an old ledger in: all of its rows or, when one of them is bad, none. Refuses with every bad cell. It is read,
 * judged and made ready before the lock is taken: a file that takes long, or is none, keeps nobody from recording. Where
 * something was recorded meanwhile it is judged again; made ready again, without the lock, only where that changed a case.
 */
export async function importLedger(ctx: LedgerContext, file: OldFile): Promise<ImportResult> {
  const rows = await readRows(file.book, file.name, file.progress);
  for (;;) {
    const plan = await planAndStage(ctx, rows.rows, file);
    refuseBad(file, plan.bad);
    if (plan.cases.length === 0 || (await recorded(ctx, file, rows, plan))) return resultOf(file, rows, plan);
  }
}

/** Records the cases as they were planned and staged; false, and nothing is recorded, where they no longer would be so. */
async function recorded(ctx: LedgerContext, file: OldFile, { rows }: OldRows, plan: Plan): Promise<boolean> {
  const count = plan.cases.length;
  const written = (share: number): void => file.progress(Math.floor(share * count), count, '写入台账');
  const isRecorded = await ctx.ledger.transaction(async (db) => {
    if ((await getHead(db)).hash !== plan.head.hash) {
      const latest = await planImport(ctx, db, rows, file);
      if (!isDeepStrictEqual(latest.cases, plan.cases)) return false;
    }
    await recordCases(ctx, db, plan, { file: file.name, sha256: hash('sha256', file.bytes), written });
    return true;
  });
  written(1);
  return isRecorded;
}

function resultOf({ book }: OldFile, { rows, skipped }: OldRows, plan: Plan): ImportResult {
  const cases = Map.groupBy(rows, ({ table }) => table);
  return {
    imported: plan.cases.length,
    rejected: rowsOf(plan.bad),
    skipped: plan.known,
    sheets: book.tables.map((table) => ({ sheet: table.sheet.name, cases: cases.get(table)?.length ?? 0 })),
    unreadSheets: book.unreadSheets,
    skippedRows: skipped.map(({ table, row, why, text }) => ({ sheet: table.sheet.name, row, why, text })),
    months: Object.fromEntries(plan.months),
    departments: plan.cases.flatMap(({ departments }) => departments),
    ignored: [...new Set(book.tables.flatMap(({ unread }) => unread.map(({ title }) => title)))].concat(
      untitledColumns(rows),
    ),
    hiddenRows: rows
      .filter(({ isHidden }) => isHidden)
      .map(({ table, row }) => ({ sheet: table.sheet.name, row })),
    unrecorded: Object.fromEntries([...plan.unrecorded].map(([field, count]) => [titleFor(field), count])),
    undated: plan.undated,
    doubtful: plan.doubtful,
    numbers: plan.numbers,
    warnings: plan.otherDays.map(({ no, acceptedOn }) => ({
      code: 'number_day_differs',
      message: `${no} 的日期与受理日期 ${acceptedOn} 不同，编号照旧，按受理日期统计`,
    })),
  };
}

/** `没有栏名的 K 栏`: columns that hold something in the row of a case. */
const untitledColumns = (rows: readonly OldRow[]): readonly string[] =>
  [...new Set(rows.flatMap(({ untitled }) => untitled))]
    .sort((a, b) => a - b)
    .map((at) => `没有栏名的 ${lettersOf(at + 1)} 栏`);

const rowsOf = (cells: readonly BadCell[]): number =>
  new Set(cells.map(({ sheet, row }) => `${sheet} ${row}`)).size;

function refuseBad(file: Pick<OldFile, 'name'>, cells: readonly BadCell[]): void {
  if (cells.length > 0) throw rejected(file.name, cells);
}

/** The refusal of a file for its bad cells: those that are bad in the same way in one line. */
export function rejected(file: string, cells: readonly BadCell[]): Refusal {
  const rows = rowsOf(cells);
  return new Refusal(
    problem('import.rejected', {
      message: `${file} 有 ${rows} 行不能导入，什么也没有导入：\n${alikeLines(cells, lineOf).join('\n')}`,
      hint: cells.some(isNumberFault)
        ? WITH_NUMBERS
        : '在 Excel 中改好以上各处再导入，或 --dry-run -o 写出一份标了红的来改',
      cells,
    }),
  );
}

/** The cell holds a date whose year nothing in the file says. */
export const isYearFault = ({ reason }: BadCell): boolean => reason.includes(WITHOUT_YEAR);

/** The cell holds a number of another form. */
const NUMBER_REASON = '不是受理日期加当日序号';
export const isNumberFault = ({ reason }: BadCell): boolean => reason.includes(NUMBER_REASON);
const WITH_NUMBERS = '编号是别的编法的，加 --number：按受理日期和先后编号，原来的记为来源编号';

function lineOf({ sheet, row, cell, column, value, reason }: BadCell): string {
  const table = sheet === undefined ? '' : `${sheet} `;
  return `  ${table}第 ${row} 行 ${cell ?? '（没有这一栏）'} ${column}${value === null ? '' : `“${brief(value)}”`}：${reason}`;
}

const MOST_SHOWN = 20;
const brief = (value: string): string => {
  const signs = [...value.replaceAll(/\s+/g, ' ')];
  return signs.length > MOST_SHOWN ? `${signs.slice(0, MOST_SHOWN).join('')}…` : signs.join('');
};
