import type { LedgerEvent } from '../../domain/case/events.ts';
import {
  type DueKind,
  dueKinds,
  type PaperKind,
  paperKinds,
  type Role,
  roles,
} from '../../domain/words/vocabulary.ts';
import type { Db, Ledger, RowOf } from '../../store/db.ts';
import { listRows } from '../../store/inspection.ts';
import { applyLedgerEvent, type LedgerTable, ledgerTables } from '../../store/ledger-events.ts';
import { listSettings } from '../../store/settings.ts';

/** The tables of directory, settings, papers and notices, filled anew from the entries of the ledger itself. */
export interface DirectoryReplay {
  /** Applies the next entry; fails where it cannot have happened. */
  apply(event: LedgerEvent): Promise<void>;
  /** The settings as they stand after the entries so far. */
  settings(): Promise<ReadonlyMap<string, string>>;
  /** What the ledger's tables hold otherwise, in words. */
  compare(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What a clerk calls a row of each table. */
const words: Readonly<Record<LedgerTable, (row: RowOf) => string>> = {
  setting: ({ key }) => `设置“${key}”`,
  department: ({ name }) => `部门“${name}”`,
  person: ({ name }) => `人员“${name}”`,
  person_role: ({ person, role }) => `“${person}”的角色“${roles[role as Role] ?? role}”`,
  paper: ({ kind, year, n }) => `${year} 年第 ${n} 号${paperKinds[kind as PaperKind] ?? kind}`,
  paper_case: ({ kind, year, n, complaint_no }) =>
    `${year} 年第 ${n} 号${paperKinds[kind as PaperKind] ?? kind}所列的 ${complaint_no}`,
  notice: ({ complaint_no, kind }) => `${complaint_no} 的提醒记录“${dueKinds[kind as DueKind] ?? kind}”`,
};

const tables = Object.keys(ledgerTables) as readonly LedgerTable[];

/** Begins with empty tables beside those of the ledger, which `db` reads. */
export async function replayDirectory(ledger: Ledger, db: Db): Promise<DirectoryReplay> {
  const copy = await ledger.emptyCopy(tables);
  return {
    apply: (event) => applyLedgerEvent(copy, event),
    settings: () => listSettings(copy),
    async compare() {
      const findings: string[] = [];
      for (const table of tables) {
        const [expected, actual] = [await rowsByKey(copy, table), await rowsByKey(db, table)];
        for (const [key, row] of new Map([...actual, ...expected]))
          if (!same(expected.get(key), actual.get(key))) findings.push(`${words[table](row)}与流水不符`);
      }
      return findings;
    },
    close: () => copy.close(),
  };
}

async function rowsByKey(db: Db, table: LedgerTable): Promise<ReadonlyMap<string, RowOf>> {
  const rows = await listRows(db, table);
  return new Map(rows.map((row) => [ledgerTables[table].map((column) => row[column]).join(' '), row]));
}

const same = (a: RowOf | undefined, b: RowOf | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  Object.keys({ ...a, ...b }).every((column) => a[column] === b[column]);
