// Ledgers of the program before, as their tables were then.

import { chmodSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { canonical } from '../../src/domain/canonical.ts';
import { isOnServer } from '../../src/store/engine.ts';
import { contentOf, dataDigest, entryHash, type JournalRow } from '../../src/store/journal.ts';
import { tamper } from './raw-ledger.ts';
import type { Desk } from './run-tousu.ts';

/** The versions of the tables before this one. */
export type OlderVersion = 1 | 2;

type Row = Readonly<Record<string, string | number | null>>;

const frozen = (name: string): string => readFileSync(new URL(`../ledgers/${name}`, import.meta.url), 'utf8');

/** The journal of 0.1.0 and the rows of every other table that 0.1.0 made of it. */
export const frozenJournal: readonly JournalRow[] = frozen('0.1.0.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as JournalRow);
export const frozenTables = JSON.parse(frozen('0.1.0.tables-2.json')) as readonly (readonly [string, Row])[];

/** Makes the ledger that 0.1.0 had when its tables were of that version, its attachments left out. */
export function makeOlderLedger(file: string, version: OlderVersion): string {
  return write(file, version, [
    ...frozenJournal.map((row) => ['journal', { ...row }] as const),
    ...frozenTables,
  ]);
}

/** Puts a ledger of that version in the place of this one: with its journal, and nothing in its tables. */
export function makeOlder(ledger: string, version: OlderVersion): void {
  const now = new Database(ledger);
  const rows = now.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq').all();
  now.close();
  const older = write(
    `${ledger}.older`,
    version,
    underOneDigest(rows).map((row) => ['journal', row] as const),
  );
  for (const part of ['-wal', '-shm']) if (existsSync(ledger + part)) rmSync(ledger + part);
  chmodSync(older, 0o600);
  renameSync(older, ledger);
}

/** Has every table but the journal made anew from that, as at an update of the program. */
export async function makeTablesAnew(desk: Desk): Promise<void> {
  if (isOnServer(desk.ledger)) {
    tamper(desk.ledger, 'UPDATE ledger_format SET version = version - 1');
    await desk.ok(['upgrade']);
  } else {
    makeOlder(desk.ledger, 2);
    await desk.ok(['list']);
  }
}

/** The entries as programs wrote them that did not hold the personal part apart, chained anew. */
function underOneDigest(rows: readonly JournalRow[]): readonly Row[] {
  let hash = '';
  return rows.map((row) => {
    const data = canonical(contentOf(row));
    const chained = { ...row, data, digest: dataDigest(row.salt, data), prev_hash: hash };
    hash = entryHash(chained);
    return { ...chained, hash };
  });
}

/** Not all of these columns were there in every version. */
function write(file: string, version: OlderVersion, rows: readonly (readonly [string, Row])[]): string {
  const sqlite = new Database(file);
  sqlite.pragma('foreign_keys = OFF');
  sqlite.exec(frozen(`schema-${version}.sql`).replaceAll(/^\);$/gm, ') STRICT;'));
  const columns = new Map<string, readonly string[]>();
  const columnsOf = (table: string): readonly string[] => {
    const known =
      columns.get(table) ??
      (sqlite.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    columns.set(table, known);
    return known;
  };
  sqlite.transaction(() => {
    for (const [table, row] of rows) {
      const given = columnsOf(table).filter((column) => column in row);
      const values = given.map((column) => row[column]);
      sqlite
        .prepare(`INSERT INTO ${table} (${given.join(', ')}) VALUES (${given.map(() => '?').join(', ')})`)
        .run(...values);
    }
  })();
  sqlite.pragma('journal_mode = WAL');
  sqlite.close();
  return file;
}
