// The month of many branches rolled up from their ledgers: seconds, processor time and peak memory of whole processes.

import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { entryHash, restDigest } from '../src/store/journal.ts';
import { measured } from './bench-papers.mjs';
import { closedCase, office } from './sample-case.mjs';

const BRANCHES = [10, 100, 1000];
/** Cases of the month in the ledger of a branch: from the first of these to the second, ten entries each. */
const CASES = [30, 60];

export const rollupHeader = ['work', 'branches', 's', 'processor s', 'peak MB', 'ms a branch', 'goal'];

/** The lines of the table; what is written lies in `folder` and is gone afterwards. */
export function* benchRollup(program, folder) {
  const branches = join(folder, 'branches');
  mkdirSync(branches);
  let made = 0;
  const model = modelBranch(program, join(folder, 'model.db'));
  for (const count of BRANCHES) {
    for (; made < count; made += 1)
      makeBranch(model, join(branches, `u${made}.db`), `u${made}`, casesOf(made));
    const csv = join(folder, 'rollup.csv');
    const none = join(folder, 'no-headquarters.db');
    const { seconds, processor, peak } = measured([
      'rollup',
      '2013-01',
      branches,
      '-o',
      csv,
      '--ledger',
      none,
    ]);
    rmSync(csv);
    const each = ((seconds / count) * 1000).toFixed(2);
    yield [
      'rollup',
      count,
      seconds.toFixed(2),
      processor.toFixed(2),
      (peak / 2 ** 20).toFixed(0),
      each,
      count === 1000 ? '5 s' : '',
    ];
  }
  rmSync(branches, { recursive: true });
}

const casesOf = (n) => CASES[0] + (n % (CASES[1] - CASES[0] + 1));

/** What the commands make of an office and one closed case: each table with its rows. */
function modelBranch(program, file) {
  for (const words of [...office, ...closedCase.steps])
    execFileSync(process.execPath, [program, ...words, '--ledger', file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  const db = new Database(file);
  const definitions = db
    .prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid')
    .all();
  const tables = definitions.flatMap(({ type, name }) =>
    type === 'table' ? [{ name, rows: db.prepare(`SELECT * FROM ${name}`).all() }] : [],
  );
  const version = db.pragma('user_version', { simple: true });
  const application = db.pragma('application_id', { simple: true });
  db.close();
  return { definitions, tables, version, application };
}

/** The same office under another code with so many cases, tables and journal: a ledger that verifies. */
function makeBranch({ definitions, tables, version, application }, file, code, cases) {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('foreign_keys = OFF');
  db.transaction(() => {
    for (const { sql } of definitions) db.exec(sql);
    for (const { name, rows } of tables) {
      const [first] = rows;
      if (first === undefined) continue;
      const columns = Object.keys(first);
      const insert = db.prepare(
        `INSERT INTO ${name} VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
      );
      for (const row of name === 'journal' ? journalOf(rows, code, cases) : rowsOf(name, rows, code, cases))
        insert.run(row);
    }
    db.pragma(`user_version = ${version}`);
    db.pragma(`application_id = ${application}`);
  })();
  db.close();
}

const noOf = (n) => `${closedCase.no.slice(0, 8)}${String(n).padStart(2, '0')}`;

function rowsOf(name, rows, code, cases) {
  if (name === 'setting') return rows.map((row) => (row.key === 'unit.code' ? { ...row, value: code } : row));
  if (name === 'daily_sequence') return rows.map((row) => ({ ...row, unit: code, last: cases }));
  if (name === 'complaint')
    return numbered(cases, (no, sequence) => rows.map((row) => ({ ...row, no, sequence, unit: code })));
  return 'complaint_no' in rows[0]
    ? numbered(cases, (no) => rows.map((row) => ({ ...row, complaint_no: no })))
    : rows;
}

const numbered = (cases, rowsOfCase) =>
  Array.from({ length: cases }, (_, i) => rowsOfCase(noOf(i + 1), i + 1)).flat();

/** The entries of the office, then those of each case, chained anew. */
function journalOf(rows, code, cases) {
  const ofOffice = rows.filter(({ subject }) => subject !== closedCase.no);
  const ofCase = rows.filter(({ subject }) => subject === closedCase.no);
  const all = [
    ...ofOffice,
    ...numbered(cases, (no, sequence) => ofCase.map((row) => ({ ...row, subject: no, sequence }))),
  ];
  let last = '';
  return all.map(({ sequence, ...row }, i) => {
    const data = row.data.replaceAll('"main"', `"${code}"`).replace('"sequence":1', `"sequence":${sequence}`);
    const digest = restDigest(row.personal_digest, row.salt, data);
    const entry = { ...row, seq: i + 1, prev_hash: last, data, digest };
    last = entryHash(entry);
    return { ...entry, hash: last };
  });
}
