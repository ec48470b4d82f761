// A ledger made by schema.sql as it was is brought to what schema.sql is: who changes a table writes a migration.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sqlite } from '../../../src/store/sqlite/engine.ts';
import { schema, temporaryFolders } from '../../support/build-ledger.ts';

const frozen = new URL('../../ledgers/', import.meta.url);
const files = readdirSync(frozen).filter((name) => /^schema-\d+\.sql$/.test(name));
const newFolder = temporaryFolders();

test('the tables of this version are frozen, too', () => {
  expect(files).toContain(`schema-${sqlite.version}.sql`);
});

test.each(files)('%s becomes schema.sql', async (name) => {
  expect(await structureOf(readFileSync(new URL(name, frozen), 'utf8'))).toEqual(await structureOf(schema));
});

/** Columns and checks of every table, wherever in it they stand, after the ledger was opened; indexes, views, triggers. */
async function structureOf(sql: string): Promise<object> {
  const file = join(newFolder(), 'ledger.db');
  await sqlite.create(file, sql, async () => {});
  const ledger = await sqlite.open(file);
  const rows = await ledger.all<{ type: string; name: string; sql: string }>(
    'SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name',
  );
  const structure: Record<string, unknown> = {};
  for (const { type, name, sql: text } of rows) {
    const bare = text.replaceAll(/ *--.*/g, '').replaceAll(/\s+/g, ' ');
    structure[`${type} ${name}`] =
      type === 'table'
        ? {
            columns: await ledger.all(
              `SELECT name, type, "notnull", pk FROM pragma_table_info('${name}') ORDER BY name`,
            ),
            checks: [...bare.matchAll(/CHECK \((?:[^()]|\([^()]*\))*\)/g)].map(([check]) => check).sort(),
          }
        : bare;
  }
  await ledger.close();
  return structure;
}
