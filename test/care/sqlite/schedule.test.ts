import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { crontabOf } from '../../support/crontab.ts';
import { unitDesk } from '../../support/run-unit.ts';

test('a path of two lines puts no line of its own into the crontab', async () => {
  const desk = await unitDesk();
  const folder = join(desk.folder, 'a\n* * * * * touch pwned #');
  mkdirSync(folder);
  renameSync(desk.ledger, join(folder, 'ledger.db'));
  const words = ['schedule', 'install', '--ledger', join(folder, 'ledger.db')];
  expect(await desk.refusal(words, { env: crontabOf(desk).env })).toMatchObject({ exit: 2 });
});
