// Real ledgers in temporary folders, for tests of the store: SQLite files with the shipped schema and nothing in them
// but the departments that assignments name.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import Database from 'better-sqlite3';
import { findComplaint, saveComplaint } from '../../src/store/complaints.ts';
import type { Ledger } from '../../src/store/db.ts';
import { saveDepartment } from '../../src/store/directory.ts';
import { createLedger, openLedger } from '../../src/store/sqlite/open.ts';
import { type Move, story } from './build-case.ts';

export const schema = readFileSync(new URL('../../schema.sql', import.meta.url), 'utf8');

/** Gives fresh folders, and takes them away after the tests of this file. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'tousu-store-'));
    made.push(folder);
    return folder;
  };
}

/** Creates a ledger in the folder and returns its file. */
export async function createIn(folder: string, name = 'ledger.db'): Promise<string> {
  const file = join(folder, name);
  await createLedger(file, schema, async (ledger) => {
    for (const department of ['工程部', '安检部']) await saveDepartment(ledger, department, 'branch');
  });
  return file;
}

/** Runs SQL in a file past the store. */
export function execIn(file: string, sql: string): void {
  const sqlite = new Database(file);
  sqlite.exec(sql);
  sqlite.close();
}

/** Brings a ledger back to what version 1 had in the place of what version 2 begins with. */
export const asOfVersion1 = `
  DROP INDEX complaint_by_acceptance;
  DROP INDEX complaint_by_month;
  DROP INDEX complaint_by_phone;
  DROP INDEX deadline_unmet_or_late;
  ALTER TABLE complaint DROP COLUMN accepted_month;
  ALTER TABLE complaint DROP COLUMN phone_key;
  CREATE INDEX complaint_by_acceptance ON complaint
    (accepted_on, status, verdict_valid, grade, in_time_until, waiver_approved_by);
  CREATE INDEX complaint_by_phone ON complaint (phone, accepted_on);
  PRAGMA user_version = 1;
`;

/** Gives open, empty ledgers, each in a folder of its own; all are closed and gone after the tests of this file. */
export function temporaryLedgers(): () => Promise<Ledger> {
  const folder = temporaryFolders();
  const open: Ledger[] = [];
  // Runs before the folders go: Windows keeps what is open.
  afterAll(() => {
    for (const ledger of open) ledger.close();
  });
  return async () => {
    const ledger = openLedger(await createIn(folder()));
    open.push(ledger);
    return ledger;
  };
}

/** Puts the usual complaint with these things changed into the ledger, and returns it. */
export async function keep(ledger: Ledger, given: Parameters<typeof story>[0], ...moves: readonly Move[]) {
  const { complaint } = story(given, ...moves);
  await saveComplaint(ledger, complaint, await findComplaint(ledger, complaint.no));
  return complaint;
}
