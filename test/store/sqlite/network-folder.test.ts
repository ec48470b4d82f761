// On a network share SQLite's WAL is not safe: the rollback journal is used there, and every entry warns.

import { expect, test } from '@jest/globals';
import { noteCase } from '../../../src/services/case/steps.ts';
import { isNetworkType, isOnNetwork } from '../../../src/store/files/network-folder.ts';
import { journalModeFor } from '../../../src/store/sqlite/open.ts';
import { contextOn } from '../../support/build-ledger.ts';
import { openLedger } from '../../support/open-ledger.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

test.each([
  ['nfs', 0x6969, true],
  ['cifs', 0xff534d42, true],
  ['cifs, as a signed number', 0xff534d42 | 0, true],
  ['smb2', 0xfe534d42, true],
  ['ext4', 0xef53, false],
  ['tmpfs', 0x01021994, false],
])('%s', (_name, type, expected) => {
  expect(isNetworkType(type)).toBe(expected);
});

test('a UNC path is a network share, this folder is none', () => {
  expect(isOnNetwork('\\\\server\\投诉\\ledger.db')).toBe(true);
  expect(journalModeFor('//server/tousu/ledger.db')).toBe('DELETE');
  expect(isOnNetwork(import.meta.filename)).toBe(false);
});

test('an entry in a ledger on a network share warns', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const ledger = await openLedger(desk.ledger);
  const ctx = contextOn({ ...ledger, warnings: ['network_folder'] }, desk.ledger);
  const { warnings } = await noteCase(ctx, { no: '01', text: '记一句', by: null, at: null });
  await ledger.close();
  expect(warnings.map(({ code }) => code)).toContain('network_folder');
});
