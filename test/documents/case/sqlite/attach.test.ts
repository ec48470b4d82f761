import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { unitDesk } from '../../../support/run-unit.ts';
import { registered } from '../../cases.ts';

test('files lie beside the ledger as they were, for their owner alone, an empty one too', async () => {
  const desk = await unitDesk();
  await registered(desk);
  writeFileSync(join(desk.folder, '照片.jpg'), 'picture');
  writeFileSync(join(desk.folder, '录音.mp3'), '');
  await desk.ok(['attach', '0101', '照片.jpg', '录音.mp3', '--kind=other']);
  const folder = join(desk.folder, 'attachments');
  const files = readdirSync(folder).map((name) => join(folder, name));
  expect(files.map((file) => readFileSync(file, 'utf8')).toSorted()).toEqual(['', 'picture']);
  if (process.platform !== 'win32')
    expect([folder, ...files].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600, 0o600]);
});
