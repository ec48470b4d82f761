// The same commands on a PostgreSQL server: BENCH_SERVER=postgres://…/database names one in which units may be made and
// dropped. Rows are copied from the ledger in a file, past the program: this ledger is for measuring, too.

import { execFileSync } from 'node:child_process';
import Database from 'better-sqlite3';
import pg from 'pg';

/** Values of one statement. */
const VALUES = 3000;

/** Fills the unit at the address with what the ledger in the file holds. */
export async function fillUnit(program, address, file) {
  const unit = new URL(address).pathname.split('/')[2];
  const client = new pg.Client(address.replace(/\/[^/]*$/, ''));
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS "${unit}" CASCADE`);
  const words = ['init', '--unit', '测速', '--ledger', address];
  execFileSync(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
  await client.query(`SET search_path = "${unit}"; SET session_replication_role = replica`);
  const ledger = new Database(file, { readonly: true });
  const tables = ledger
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  for (const table of tables) await copyTable(ledger, client, table);
  ledger.close();
  // A unit that calls itself otherwise than its schema is one that was replaced.
  await client.query("UPDATE setting SET value = $1 WHERE key = 'unit.code'", [unit]);
  await client.query('ANALYZE');
  await client.end();
}

async function copyTable(ledger, client, table) {
  await client.query(`DELETE FROM ${table}`);
  let rows = [];
  const write = async () => {
    if (rows.length === 0) return;
    const columns = Object.keys(rows[0]);
    let n = 0;
    const values = rows.map(() => `(${columns.map(() => `$${++n}`).join(', ')})`);
    await client.query(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${values.join(', ')}`,
      rows.flatMap((row) => columns.map((column) => row[column])),
    );
    rows = [];
  };
  for (const row of ledger.prepare(`SELECT * FROM ${table}`).iterate()) {
    rows.push(row);
    if (rows.length * Object.keys(row).length >= VALUES) await write();
  }
  await write();
}
