// A ledger of a given size, made quickly: a few real cases, played by the commands, copied in the tables.

import { execFileSync } from 'node:child_process';
import Database from 'better-sqlite3';
import { closedCase, office, openCase } from './sample-case.mjs';

const OPEN_CASES = 40;
const YEARS = 10;

const play = (program, ledger, commands) => {
  for (const words of commands) {
    execFileSync(process.execPath, [program, ...words, '--ledger', ledger], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }
};

/** A closed case and one that waits for its assignment, as the commands make them. */
const models = [...office, ...closedCase.steps, ...openCase.steps];

/**
 * Copies the closed case until there are `size` cases, spread over ten years, and the open one forty times on the last
 * days. The copies have no journal: this ledger is for measuring, `verify` would refuse it. Returns the number of an
 * open case and a month in the middle.
 */
export async function fillLedger(program, ledger, size) {
  play(program, ledger, models);
  const db = new Database(ledger);
  db.pragma('synchronous = OFF');
  const tables = db
    .prepare("SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'")
    .all()
    .map(({ name }) => name)
    .filter((name) => columnsOf(db, name).includes('complaint_no'));
  const copy = copier(db, tables);
  const perDay = Math.ceil(size / (YEARS * 365));
  db.transaction(() => {
    for (let i = 0; i < size - OPEN_CASES; i++)
      copy(closedCase.no, dayAfter('2013-01-05', Math.floor(i / perDay)), (i % perDay) + 1);
    for (let i = 0; i < OPEN_CASES; i++) copy(openCase.no, '2023-10-31', i + 1);
  })();
  db.close();
  return { open: '2023103101', month: '2018-01' };
}

const columnsOf = (db, table) =>
  db
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map(({ name }) => name);

const dayAfter = (day, days) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Copies the rows of a case to a new number and day, its moments with it. */
function copier(db, tables) {
  const statements = ['complaint', ...tables].map((table) => {
    const columns = columnsOf(db, table);
    const key = table === 'complaint' ? 'no' : 'complaint_no';
    const moved = columns.map((column) => {
      if (column === key) return ':no';
      if (column === 'sequence') return ':sequence';
      if (column === 'numbered_on' || column === 'accepted_on') return ':day';
      if (column === 'accepted_month') return 'substr(:day, 1, 7)';
      if (/_at$|^since$/.test(column)) return `:day || substr(${column}, 11)`;
      return column;
    });
    return db.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${moved.join(', ')} FROM ${table} WHERE ${key} = :from`,
    );
  });
  return (from, day, sequence) => {
    const no = `${day.replaceAll('-', '')}${String(sequence).padStart(2, '0')}`;
    for (const statement of statements) statement.run({ no, day, sequence, from });
  };
}
