// Who changes a table raises the version of the tables: a ledger of the version before is made anew, another one is not.

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { sqlite } from '../../../src/store/sqlite/engine.ts';
import { schema } from '../../support/open-ledger.ts';

const bare = (sql: string): string => sql.replaceAll(/ *--.*/g, '').replaceAll(/\s+/g, ' ');

test('schema.sql is as it was when its version was frozen', () => {
  const frozen = new URL(`../../ledgers/schema-${sqlite.version}.sql`, import.meta.url);
  expect(bare(schema)).toBe(bare(readFileSync(frozen, 'utf8')));
  expect(schema).toContain(`PRAGMA user_version = ${sqlite.version};`);
});
