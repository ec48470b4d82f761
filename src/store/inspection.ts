import { formatNumber } from '../domain/number.ts';
import type { Db, RowOf } from './db.ts';

/** What the database itself finds wrong: pages, indexes, checks, references. */
export async function checkIntegrity(db: Db): Promise<readonly string[]> {
  const integrity = await db.all<{ integrity_check: string }>('PRAGMA integrity_check');
  const references = await db.all<{ table: string }>('PRAGMA foreign_key_check');
  return [
    ...integrity
      .map((row) => row.integrity_check)
      .filter((found) => found !== 'ok')
      .map((found) => `数据库：${found}`),
    ...references.map((row) => `数据库：${row.table} 表引用了不存在的记录`),
  ];
}

/** All rows of a table as they are, in the order of its key. */
export const listRows = (db: Db, table: string): Promise<RowOf[]> =>
  db.all(`SELECT * FROM ${table} ORDER BY 1, 2`);

export interface DayNumbering {
  readonly unit: string;
  readonly day: string;
  /** Where the day's counter stands; null when there is none. */
  readonly last: number | null;
  readonly count: number;
  readonly highest: number;
  /** A case whose number is not made of its day and sequence. */
  readonly misnumbered: string | null;
}

/** How the numbers of each day lie beside its counter. */
export async function listNumbering(db: Db): Promise<readonly DayNumbering[]> {
  const cases = await db.all<{ no: string; unit: string; day: string; sequence: number }>(
    'SELECT no, unit, numbered_on AS day, sequence FROM complaint',
  );
  const counters = await db.all<{ unit: string; day: string; last: number }>(
    'SELECT unit, day, last FROM daily_sequence',
  );
  const key = (row: { unit: string; day: string }): string => JSON.stringify([row.unit, row.day]);
  const casesOf = Map.groupBy(cases, key);
  const lastOf = new Map(counters.map((counter) => [key(counter), counter]));
  return [...new Set([...casesOf.keys(), ...lastOf.keys()])].sort().map((of) => {
    const [unit, day] = JSON.parse(of) as [string, string];
    const numbered = casesOf.get(of) ?? [];
    return {
      unit,
      day,
      last: lastOf.get(of)?.last ?? null,
      count: numbered.length,
      highest: Math.max(0, ...numbered.map((row) => row.sequence)),
      misnumbered: numbered.find((row) => row.no !== formatNumber(row.day, row.sequence))?.no ?? null,
    };
  });
}
