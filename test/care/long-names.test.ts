// A name longer than the file system takes is refused like any other place that cannot be written.

import { expect, test } from '@jest/globals';
import { registration, unitDesk } from '../support/run-unit.ts';

const tooLong = 'x'.repeat(300);

test.each([
  ['a report', ['report', '2023-10', '-o', `${tooLong}.xlsx`], 2],
  ['a report that may overwrite', ['report', '2023-10', '--force', '-o', `${tooLong}.xlsx`], 2],
  ['a folder of backups', ['backup', tooLong], 5],
  ['a ledger', ['init', '--unit', '甲', '--ledger', tooLong], 5],
  ['a ledger that is to be read', ['list', '--ledger', tooLong], 4],
  ['a backup', ['restore', tooLong], 4],
  ['a file to attach', ['attach', '01', tooLong, '--kind', 'evidence'], 2],
  ['a file to import', ['import', tooLong], 4],
])('%s', async (_name, words, exit) => {
  const desk = await unitDesk();
  await desk.ok(registration());
  expect(await desk.refusal(words)).toMatchObject({ exit });
});

test('a ledger that is to be replaced', async () => {
  const desk = await unitDesk();
  const { file } = await desk.json<{ file: string }>(['backup', '备份']);
  expect(await desk.refusal(['restore', file, '--ledger', tooLong])).toMatchObject({ exit: 5 });
});
