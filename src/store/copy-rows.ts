import { refuse } from '../domain/problems.ts';
import { type Db, placeholders, type RowOf, type Value } from './db.ts';
import { childTables } from './tables.ts';

/** A table by its key; `within`: the column that refers to another row of the table itself, which may stand behind it. */
interface Table {
  readonly name: string;
  readonly key: readonly string[];
  readonly within?: string;
}

/** Every table of a ledger, those that others refer to first. */
export const allTables: readonly Table[] = [
  { name: 'journal', key: ['seq'] },
  { name: 'setting', key: ['key'] },
  { name: 'department', key: ['name'], within: 'renamed_to' },
  { name: 'person', key: ['name'], within: 'renamed_to' },
  { name: 'person_role', key: ['person', 'role'] },
  { name: 'daily_sequence', key: ['unit', 'day'] },
  { name: 'complaint', key: ['no'] },
  ...childTables.map((name) => ({ name, key: ['complaint_no', 'n'] })),
  { name: 'notice', key: ['complaint_no', 'channel', 'kind', 'due_at', 'level'] },
  { name: 'paper', key: ['kind', 'year', 'n'] },
  { name: 'paper_case', key: ['kind', 'year', 'n', 'complaint_no'] },
];

/** Values of one statement: larger ones are no faster, and SQLite takes at most 32,766, PostgreSQL 65,535. */
const VALUES = 3000;

/** Rows that are read at a time before it is known how wide they are. */
const FIRST = 100;

/**
 * Copies all rows as they are from one ledger to an empty one, the journal up to the entry of that number; inside the
 * caller's transactions. Refuses where the other one does not have all of them then: something swallowed them.
 */
export async function copyRows(from: Db, to: Db, lastEntry: number): Promise<void> {
  for (const table of allTables) {
    const copied = await copyTable(from, to, table, lastEntry);
    const there = await to.get<{ count: number }>(`SELECT COUNT(*) AS count FROM ${table.name}`);
    if (there?.count !== copied)
      refuse('journal.broken', { findings: [`${table.name} 的行没有全部写下，什么也没有改`] });
  }
}

/** Returns how many rows it copied. */
async function copyTable(from: Db, to: Db, table: Table, lastEntry: number): Promise<number> {
  let copied = 0;
  for await (const rows of pages(from, table, lastEntry)) {
    await insertAll(to, table, rows);
    copied += rows.length;
  }
  // Two may bear each other's former names: none of them could be the first.
  if (table.within !== undefined)
    for await (const rows of pages(from, table, lastEntry)) await link(to, table, table.within, rows);
  return copied;
}

/** The rows of a table by its key, so many at a time that one statement takes them. */
async function* pages(from: Db, { name, key }: Table, lastEntry: number): AsyncGenerator<readonly RowOf[]> {
  const columns = key.join(', ');
  const upTo = name === 'journal' ? [lastEntry] : [];
  const page = (conditions: readonly string[], values: readonly Value[], limit: number): Promise<RowOf[]> => {
    const all = [...conditions, ...upTo.map(() => 'seq <= ?')];
    const where = all.length === 0 ? '' : `WHERE ${all.join(' AND ')}`;
    return from.all(`SELECT * FROM ${name} ${where} ORDER BY ${columns} LIMIT ?`, ...values, ...upTo, limit);
  };
  let rows = await page([], [], FIRST);
  for (let last = rows.at(-1); last !== undefined; last = rows.at(-1)) {
    yield rows;
    const values = key.map((column) => last?.[column] ?? null);
    rows = await page([`(${columns}) > (${placeholders(key)})`], values, rowsOfOne(last));
  }
}

const rowsOfOne = (row: RowOf): number => Math.floor(VALUES / Object.keys(row).length);

async function insertAll(to: Db, { name, within }: Table, rows: readonly RowOf[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const row = `(${placeholders(columns)})`;
  const values = rows.flatMap((each) =>
    columns.map((column) => (column === within ? null : (each[column] ?? null))),
  );
  await to.run(
    `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${rows.map(() => row).join(', ')}`,
    ...values,
  );
}

async function link(to: Db, { name, key }: Table, within: string, rows: readonly RowOf[]): Promise<void> {
  const condition = key.map((column) => `${column} = ?`).join(' AND ');
  for (const row of rows) {
    const values = key.map((column) => row[column] ?? null);
    if (row[within] !== null)
      await to.run(`UPDATE ${name} SET ${within} = ? WHERE ${condition}`, row[within] ?? null, ...values);
  }
}
