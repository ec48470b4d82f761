// Nobody to be asked: no command waits for an answer.

import { beforeAll, expect, test } from '@jest/globals';
import { isGroup } from '../../src/cli/command.ts';
import { commands } from '../../src/commands/index.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

const paths = (
  await Promise.all(
    [...commands].map(async ([word, { load }]) => {
      const loaded = await load();
      return isGroup(loaded)
        ? [[word], ...Object.keys(loaded.commands).map((part) => [word, part])]
        : [[word]];
    }),
  )
).flat();

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
});

test.each(paths)('tousu %s %s', async (...path) => {
  const words = path.filter((word) => typeof word === 'string');
  const { status, stdout, stderr } = await desk.run(words);
  expect([0, 2, 4]).toContain(status);
  expect(stderr).not.toContain('内部出错');
  if (status !== 0)
    expect({ stdout, stderr }).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^错误: .+\n建议: .+\n$/),
    });
});

test('tousu alone shows its help', async () => {
  expect(await desk.run([])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('用法'),
    stderr: '',
  });
});
