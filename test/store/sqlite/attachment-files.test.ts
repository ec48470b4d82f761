import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { folderFiles } from '../../../src/store/files/attachment-files.ts';
import { fullDesk } from '../../support/full-case.ts';
import { temporaryFolder } from '../../support/libreoffice.ts';

(process.platform === 'win32' ? test.skip : test)('a file that is copied is its owner’s alone', async () => {
  const { folder } = await fullDesk();
  const [digest = ''] = readdirSync(join(folder, 'attachments'));
  const there = temporaryFolder();
  await folderFiles(there).copyFrom(folderFiles(folder), digest);
  const copied = join(there, 'attachments');
  expect([copied, join(copied, digest)].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600]);
});
