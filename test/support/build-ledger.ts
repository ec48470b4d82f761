// Real ledgers in temporary folders, for tests of the store: with the shipped schema and nothing in them but the departments that assignments name.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { defaultPolicy } from '../../src/domain/policy.ts';
import type { LedgerContext } from '../../src/services/ledger-context.ts';
import { findComplaint, saveComplaint } from '../../src/store/complaints.ts';
import type { Ledger } from '../../src/store/db.ts';
import { saveDepartment } from '../../src/store/directory.ts';
import { engineFor, isOnServer, placeOf, unitNamedBy } from '../../src/store/engine.ts';
import { type Move, story } from './build-case.ts';
import { openLedger, schema } from './open-ledger.ts';
import { onServer, server } from './postgres.ts';
import { ownFolder } from './run-tousu.ts';

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

/** Creates a ledger in the folder, or on the server, and returns its address. */
export async function createIn(folder: string, name = 'ledger.db'): Promise<string> {
  const file = onServer ? server().newAddress() : join(folder, name);
  await (await engineFor(file)).create(file, schema, async (ledger) => {
    for (const department of ['工程部', '安检部']) await saveDepartment(ledger, department, 'branch');
  });
  return file;
}

/** A copy of a ledger that nobody has open, in the folder or on the server; returns its address. */
export function copyLedger(ledger: string, folder: string): string {
  if (isOnServer(ledger)) return server().newAddress(unitNamedBy(ledger) ?? '', ledger);
  const file = join(folder, 'ledger.db');
  copyFileSync(ledger, file);
  return file;
}

/** What a service needs to run on the ledger, at noon of 2023-10-01. */
export const contextOn = (
  ledger: Ledger,
  address: string,
  changed: Partial<LedgerContext> = {},
): LedgerContext => ({
  ...placeOf(address, ownFolder),
  ledger,
  now: '2023-10-01T12:00:00+08:00',
  operator: '王芳',
  policy: defaultPolicy,
  settings: new Map(),
  ...changed,
});

/** Gives open, empty ledgers, each in a folder of its own; all are closed and gone after the tests of this file. */
export function temporaryLedgers(): () => Promise<Ledger> {
  const folder = temporaryFolders();
  const open: Ledger[] = [];
  // Runs before the folders go: Windows keeps what is open.
  afterAll(async () => {
    for (const ledger of open) await ledger.close();
  });
  return async () => {
    const ledger = await openLedger(await createIn(folder()));
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
