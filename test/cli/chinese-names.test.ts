// Commands have a Chinese name each, and whoever does not know it is told.

import { describe, expect, test } from '@jest/globals';
import { isGroup } from '../../src/cli/command.ts';
import { findCommand } from '../../src/commands/find.ts';
import { helpFor } from '../../src/commands/help.ts';
import { commands } from '../../src/commands/index.ts';
import { meantBy } from '../../src/commands/shared/other-names.ts';
import { emptyDesk } from '../support/run-tousu.ts';

const entries = [...commands].map(([word, { name }]) => [word, name] as const);

test('no two commands are called the same', () => {
  const names = entries.map(([, name]) => name);
  expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  expect(names.filter((name) => !/^[\u4e00-\u9fff]{2,4}$/.test(name))).toEqual([]);
});

test.each(entries)('%s is %s', async (word, name) => {
  const [english, chinese] = [await findCommand(word, undefined), await findCommand(name, undefined)];
  expect(chinese).toEqual(english);
  expect(await helpFor([name], 80)).toBe(await helpFor([word], 80));
});

const groups = (
  await Promise.all(
    [...commands].map(async ([word, { name, load }]) => {
      const loaded = await load();
      return isGroup(loaded)
        ? Object.entries(loaded.names).map(
            ([member, called]) => [`${word} ${member}`, `${name} ${called}`] as const,
          )
        : [];
    }),
  )
).flat();

test.each(groups)('%s is %s', async (words, names) => {
  const [name = '', called] = names.split(' ');
  expect((await findCommand(name, called)).path).toBe(words);
});

test('in full width too', async () => {
  expect((await findCommand('ｄｅｐｔ', 'ａdd')).path).toBe('dept add');
});

describe('a word that is none', () => {
  test.each([
    ['登记', '受理'],
    ['归挡', '归档'],
    ['搜索', '列表 --search 文字'],
    ['search', 'list --search 文字'],
    ['edit', 'amend'],
    ['print', 'form'],
    ['答复', '处理 答复'],
    ['propose', 'resolve propose'],
    ['regster', 'register'],
  ])('%s: %s', async (typed, meant) => {
    const { status, stderr } = await emptyDesk().run([typed]);
    expect([status, stderr.split('\n')[0]]).toEqual([2, `错误: 没有“${typed}”这个命令，是不是 ${meant}`]);
  });

  test('of a group', async () => {
    const { stderr } = await emptyDesk().run(['处理', '答付']);
    expect(stderr).toBe('错误: 没有“处理 答付”这个命令，是不是 处理 答复\n建议: tousu 处理 答复 --help\n');
  });

  test('what is suggested is there', async () => {
    for (const typed of ['搜', '登记', '办结', '手册', 'find', 'new', 'done', 'reply']) {
      const [word = '', part] = (meantBy(typed) ?? '').split(' ');
      if (word !== '帮助') await findCommand(word, part);
      expect(word).not.toBe('');
    }
  });

  test('no word that is suggested for is a command itself', () => {
    expect(entries.flat().filter((word) => meantBy(word) !== undefined)).toEqual([]);
  });
});
