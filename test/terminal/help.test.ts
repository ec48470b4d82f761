// Every command is explained in Chinese, with examples, and no sentence of a library comes through.

import { expect, test } from '@jest/globals';
import { type Command, isGroup } from '../../src/cli/command.ts';
import { helpFor } from '../../src/commands/help.ts';
import { commands } from '../../src/commands/index.ts';
import type { Refused } from '../support/run-tousu.ts';
import { emptyDesk } from '../support/run-tousu.ts';

const all: readonly (readonly [path: string, command: Command])[] = (
  await Promise.all(
    [...commands].map(async ([word, { load }]) => {
      const loaded = await load();
      return isGroup(loaded)
        ? [
            ...(loaded.own ? [[word, loaded.own] as const] : []),
            ...Object.entries(loaded.commands).map(([part, its]) => [`${word} ${part}`, its] as const),
          ]
        : [[word, loaded] as const];
    }),
  )
).flat();

/** Three English words in a row, beside what is typed: options, values, examples. */
const ENGLISH_SENTENCE = /\b(?!tousu\b)[A-Za-z]+(?: [a-z]+){2,}/;

test.each(all)('tousu %s', async (path, command) => {
  const page = await helpFor(path.split(' '), 80);
  expect(command.usedWhen).toMatch(/[\u4e00-\u9fff].*。$/);
  expect(command.examples.length).toBeGreaterThanOrEqual(2);
  for (const example of command.examples) expect(example).toMatch(/^tousu /);
  expect(command.examples.join('\n')).toMatch(new RegExp(`^tousu ${path}( |$)`, 'm'));
  for (const { label } of Object.values(command.fields)) expect(label).toMatch(/[\u4e00-\u9fff]/);
  for (const title of ['用法：', '选项：', '例：']) expect(page).toContain(title);
  expect(page.slice(0, page.indexOf('例：'))).not.toMatch(ENGLISH_SENTENCE);
});

test.each([
  [['assign', '--depto', '工程部'], '没有 --depto 这个选项，是不是 --dept'],
  [['assign', '0101', '0102', '--dept', '工程部'], '多写了内容'],
  [['assign', '0101', '--dept'], '--dept 后面要写责任部门'],
  [['assing'], '没有“assing”这个命令，是不是 assign'],
  [['resolve', 'propos'], '没有“resolve propos”这个命令，是不是 resolve propose'],
  [['register', '--channel', 'fax'], '--channel：没有“fax”这个值'],
  [['register', '--channel', 'phone', '--channel', 'visit'], '--channel 写了两次'],
  [['list', '--limit', 'many'], '--limit：须是'],
  [['list', '--ledger'], '--ledger 后面要写'],
  [['list', '--json=yes'], ''],
])('a slip is explained in Chinese: %j', async (words, message) => {
  const { status, stderr } = await emptyDesk().run(words);
  expect(status).toBe(2);
  expect(stderr).toContain(`错误: ${message}`);
  expect(stderr).toMatch(/^错误: .*[\u4e00-\u9fff].*\n建议: .+\n$/);
  expect(stderr).not.toMatch(/error|unknown|argument|option '/i);
});

test('the JSON of a refusal says the same', async () => {
  const { stderr } = await emptyDesk().run(['assing', '--json']);
  const { error } = JSON.parse(stderr) as { error: Refused };
  expect(error.message).toContain('是不是 assign');
});
