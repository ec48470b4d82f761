// All that a ledger holds comes along: the list of what is copied is what schema.sql defines.

import { expect, test } from '@jest/globals';
import { allTables, copyRows } from '../../src/store/copy-rows.ts';
import { temporaryLedgers } from '../support/build-ledger.ts';
import { schema } from '../support/open-ledger.ts';

const openEmpty = temporaryLedgers();

/** What every engine has. */
const [shared = ''] = schema.split('以下只适用于 PostgreSQL');

/** The key of each table of schema.sql, as it says it: behind a column, or on a line of its own. */
const keys = new Map(
  [...shared.matchAll(/^CREATE TABLE (\w+) \((.*?)^\);/gms)].map(([, name, body = '']) => {
    const [, several] = /^ +PRIMARY KEY \((.*)\)/m.exec(body) ?? [];
    const [, one] = /^ +(\w+) .*\bPRIMARY KEY\b(?! \()/m.exec(body) ?? [];
    return [name, several?.split(', ') ?? [one]];
  }),
);

test('every table by its key, behind the tables it refers to', () => {
  expect(new Map(allTables.map(({ name, key }) => [name, key]))).toEqual(keys);
  const names = allTables.map(({ name }) => name);
  for (const [, name = '', body = ''] of shared.matchAll(/^CREATE TABLE (\w+) \((.*?)^\);/gms))
    for (const [, other = ''] of body.matchAll(/REFERENCES (\w+)/g)) {
      expect([name, other, names.indexOf(other) <= names.indexOf(name)]).toEqual([name, other, true]);
      const within = allTables.find((table) => table.name === name)?.within;
      if (other === name) expect(body).toMatch(new RegExp(`^ +${within} +TEXT +REFERENCES ${name} `, 'm'));
    }
});

test('rows by the thousand, over the end of each page, in the order of text', async () => {
  const [from, to] = [await openEmpty(), await openEmpty()];
  await to.run('DELETE FROM department');
  await from.transaction(async (db) => {
    for (let n = 0; n < 4567; n++)
      await db.run('INSERT INTO setting (key, value) VALUES (?, ?)', `键${n % 7}-${n}`, String(n));
    await db.run(
      "INSERT INTO department (name, kind, position) VALUES ('甲', 'branch', 7), ('乙', 'branch', 8)",
    );
    await db.run(
      "UPDATE department SET renamed_to = CASE name WHEN '甲' THEN '乙' ELSE '甲' END WHERE position > 6",
    );
  });
  await to.transaction((db) => copyRows(from, db, 0));
  for (const table of ['setting', 'department']) {
    const rows = `SELECT * FROM ${table} ORDER BY 1`;
    expect(await to.all(rows)).toEqual(await from.all(rows));
  }
});
