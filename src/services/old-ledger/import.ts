import { hash } from 'node:crypto';
import { findLedger } from '../../documents/old-ledger/rows.ts';
import { openWorkbook } from '../../documents/old-ledger/workbook.ts';
import { type BadCell, problem, Refusal } from '../../domain/problems.ts';
import type { Db } from '../../store/db.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { rowChecker } from './check.ts';
import { type Recorder, recorder } from './record.ts';

/** An Excel file with an old ledger, and who is told of how far it is. */
export interface OldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  progress(done: number, total: number): void;
}

export interface ImportResult {
  readonly imported: number;
  /** Cases that are here already, just as the file has them. */
  readonly skipped: number;
  /** Departments that come with the file. */
  readonly departments: readonly string[];
  /** Columns of the file that nothing is read from. */
  readonly ignored: readonly string[];
}

/**
 * Brings an old ledger in: all of its rows or, when one of them is bad, none. Refuses with every bad cell. It is read
 * through before the lock is taken: a file that takes long, or is none, keeps nobody from recording.
 */
export async function importLedger(ctx: LedgerContext, file: OldFile): Promise<ImportResult> {
  await checkImport(ctx, { ...file, progress: () => {} });
  return ctx.ledger.transaction(async (db) => {
    const record = await recorder(ctx, db);
    const result = await readFile(ctx, db, file, record);
    if (result.imported > 0) {
      const sha256 = hash('sha256', file.bytes);
      await record.finish({ file: file.name, sha256, cases: result.imported });
    }
    return result;
  });
}

/** What an import of the file would do, without doing it. Refuses as the import would. */
export const checkImport = (ctx: LedgerContext, file: OldFile): Promise<ImportResult> =>
  ctx.ledger.snapshot((db) => readFile(ctx, db, file, undefined));

async function readFile(
  ctx: LedgerContext,
  db: Db,
  file: OldFile,
  record: Recorder | undefined,
): Promise<ImportResult> {
  const source = await findLedger(await openWorkbook(file.bytes, file.name), file.name);
  const check = await rowChecker(ctx, db);
  const bad: BadCell[] = [];
  const departments: string[] = [];
  let [imported, skipped, last] = [0, 0, 0];
  for await (const rows of source.rows()) {
    for (const row of rows) {
      const checked = await check(row);
      if (checked.kind === 'bad') bad.push(...checked.cells);
      if (checked.kind === 'known') skipped += 1;
      if (checked.kind === 'new') {
        imported += 1;
        departments.push(...checked.departments);
        // Once a row is bad nothing will be kept: the rest is read only to say all that is wrong.
        if (bad.length === 0) await record?.add(checked.event, checked.departments);
      }
      last = row.row;
    }
    file.progress(Math.min(last, source.rowCount - 1), source.rowCount);
  }
  file.progress(source.rowCount, source.rowCount);
  if (bad.length > 0) throw rejected(file.name, bad);
  return { imported, skipped, departments, ignored: source.ignored };
}

function rejected(file: string, cells: readonly BadCell[]): Refusal {
  const rows = new Set(cells.map(({ row }) => row)).size;
  const lines = cells.map(
    ({ row, cell, column, value, reason }) =>
      `  第 ${row} 行 ${cell ?? '（没有这一栏）'} ${column}${value === null ? '' : `“${brief(value)}”`}：${reason}`,
  );
  return new Refusal(
    problem('import.rejected', {
      message: `${file} 有 ${rows} 行不能导入，什么也没有导入：\n${lines.join('\n')}`,
      hint: '在 Excel 中改好以上各处再导入',
      cells,
    }),
  );
}

const MOST_SHOWN = 20;
const brief = (value: string): string => {
  const signs = [...value.replaceAll(/\s+/g, ' ')];
  return signs.length > MOST_SHOWN ? `${signs.slice(0, MOST_SHOWN).join('')}…` : signs.join('');
};
