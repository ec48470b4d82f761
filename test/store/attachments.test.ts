// What the ledger's store of attachments promises, whichever engine keeps it.

import { randomBytes } from 'node:crypto';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { draftAttachment } from '../../src/store/files/attachment-files.ts';
import { createIn } from '../support/build-ledger.ts';
import { temporaryFolder } from '../support/libreoffice.ts';
import { openLedger } from '../support/open-ledger.ts';

async function emptyLedger() {
  const home = temporaryFolder();
  return { home, ledger: await openLedger(await createIn(home)) };
}

/** A draft of these bytes, as `attach` makes one. */
function draftOf(home: string, content: Uint8Array) {
  const original = join(home, '原件');
  writeFileSync(original, content);
  const source = openSync(original, 'r');
  try {
    return draftAttachment(home, source, 0);
  } finally {
    closeSync(source);
  }
}

const thorough = { thorough: true };

test('what was kept is there once, in pieces, and comes whole into another ledger', async () => {
  const content = randomBytes((2 << 20) + 1);
  const [here, there] = [await emptyLedger(), await emptyLedger()];
  const draft = draftOf(here.home, content);
  expect(await here.ledger.files.state(draft, thorough)).toBe('missing');
  await here.ledger.transaction(() => here.ledger.files.keep(draft));
  draft.drop();
  await here.ledger.transaction(() => here.ledger.files.keep(draftOf(here.home, content)));
  expect(await here.ledger.files.state(draft, thorough)).toBe('intact');
  expect(await here.ledger.files.state({ ...draft, size: 1 }, { thorough: false })).toBe('changed');
  await there.ledger.files.copyFrom(here.ledger.files, draft.sha256);
  await here.ledger.files.remove(draft.sha256);
  expect(await here.ledger.files.state(draft, thorough)).toBe('missing');
  const pieces: Uint8Array[] = [];
  for await (const piece of there.ledger.files.pieces(draft.sha256)) pieces.push(piece);
  expect(pieces.map(({ length }) => length)).toEqual([1 << 20, 1 << 20, 1]);
  expect(Buffer.concat(pieces).equals(content)).toBe(true);
  for (const { ledger } of [here, there]) await ledger.close();
});
