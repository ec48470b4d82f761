// What verify looks at in a file beside its rows: every object that is defined in it, and who may read it.

import { chmodSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { openLedger } from '../../support/open-ledger.ts';
import { tamper } from '../../support/raw-ledger.ts';
import { unitDesk } from '../../support/run-unit.ts';

test.each([
  ['a guard of the journal taken away', 'DROP TRIGGER journal_is_never_deleted', '“只增不改”的触发器'],
  [
    'a guard of the journal that lets everything through',
    `DROP TRIGGER journal_is_append_only;
     CREATE TRIGGER journal_is_append_only BEFORE UPDATE ON journal WHEN 0 BEGIN SELECT 1; END`,
    '“只增不改”的触发器',
  ],
  ['an index taken away', 'DROP INDEX complaint_open', '索引“complaint_open”被去掉了'],
  ['a column added', 'ALTER TABLE notice ADD COLUMN colour TEXT', '表“notice”被改动了'],
  ['a view that says something else', 'DROP VIEW 台账; CREATE VIEW 台账 AS SELECT 1', '视图“台账”被改动了'],
  ['a table of somebody else', 'CREATE TABLE other (x TEXT)', '多出了表“other”'],
  [
    'a trigger of somebody else',
    'CREATE TRIGGER other AFTER INSERT ON note BEGIN DELETE FROM notice; END',
    '多出了触发器“other”',
  ],
])('every object is held against schema.sql: %s', async (_name, sql, finding) => {
  const { ledger } = await unitDesk();
  tamper(ledger, sql);
  // When it is opened, so by every command: nothing of it may run.
  await expect(openLedger(ledger)).rejects.toMatchObject({
    problem: {
      exit: 5,
      code: 'journal.broken',
      details: { findings: [expect.stringContaining(finding)] },
    },
  });
});

test('a ledger that others may read is told of', async () => {
  const open = await unitDesk();
  chmodSync(open.ledger, 0o644);
  expect(await open.json(['verify'])).toMatchObject({
    ok: true,
    notes: [expect.stringContaining('chmod 600')],
  });
});
