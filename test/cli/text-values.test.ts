// Texts as they are typed, piped and read from files: every character arrives, none of them commands the terminal.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { knownCommands } from '../support/command-lines.ts';
import type { Desk, RunOptions } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await unitDesk();
});

const write = (name: string, content: string | Uint8Array) => writeFileSync(join(desk.folder, name), content);

async function contentOf(content: string, options?: RunOptions): Promise<unknown> {
  const { no } = await desk.json<{ no: string }>(registration({ content }), options);
  return (await desk.json(['show', no])).content;
}

/** 燃气泄漏 as older Windows programs write it. */
const gb18030 = Uint8Array.of(0xc8, 0xbc, 0xc6, 0xf8, 0xd0, 0xb9, 0xc2, 0xa9);

test('the values that are read from - and @file are those of the contract', async () => {
  const texts = [
    'content',
    'demand',
    'evidence',
    'findings',
    'cause',
    'plan',
    'result',
    'reply',
    'opinion',
    'text',
  ];
  const reasons = ['reason', 'reject', 'proceed', 'return', 'supplement', 'waiveCallback'];
  const read = (await knownCommands()).flatMap(({ fields }) =>
    Object.entries(fields).flatMap(([key, { type }]) => (type?.long ? key : [])),
  );
  expect(new Set(read)).toEqual(new Set([...texts, ...reasons]));
});

test('elsewhere @ means nothing, and a value is one line', async () => {
  const { no } = await desk.json<{ no: string }>(registration({ contact: '@客服' }));
  expect(await desk.json(['show', no])).toMatchObject({ complainant: { contact: '@客服' } });
  const [by, method, unhandled] = ['--by=李娜', '--method=phone', '--no-contact=关机\n又打了一次'];
  expect(await desk.refusal(['callback', no, by, method, unhandled])).toMatchObject({
    exit: 2,
    code: 'usage.invalid',
  });
});

describe('where a text comes from', () => {
  test.each([
    ['typed', '𠮷野家的“表”坏了😀', '𠮷野家的“表”坏了😀'],
    ['begins with -', '-5度停气', '-5度停气'],
    ['begins with =', '=1+1', '=1+1'],
    ['@@ is a literal @', '@@物业', '@物业'],
    ['@@@ is @@', '@@@物业', '@@物业'],
    ['an @ further on means nothing', '发到 a@b.cn', '发到 a@b.cn'],
    ['trimmed', '  漏气\t ', '漏气'],
    ['newline and tab inside stay', '一\n\t二', '一\n\t二'],
    ['Windows line ends', '一\r\n二', '一\n二'],
  ])('%s', async (_name, given, stored) => {
    expect(await contentOf(given)).toBe(stored);
  });

  test('- is standard input', async () => {
    expect(await contentOf('-', { input: '第一行\n第二行\n' })).toBe('第一行\n第二行');
  });

  test('standard input in GB18030', async () => {
    expect(await contentOf('-', { input: gb18030 })).toBe('燃气泄漏');
  });

  test('empty standard input is a missing value', async () => {
    expect(await desk.refusal(registration({ content: '-' }), { input: ' \n' })).toMatchObject({
      code: 'usage.missing',
      details: { names: ['--content'] },
    });
  });

  test.each([
    ['UTF-8', '投诉信 全文'],
    ['UTF-8 with a byte order mark', '\ufeff投诉信 全文'],
  ])('@file in %s', async (_name, content) => {
    write('信.txt', content);
    expect(await contentOf('@信.txt')).toBe('投诉信 全文');
  });

  test('@file in GB18030', async () => {
    write('信.txt', gb18030);
    expect(await contentOf('@信.txt')).toBe('燃气泄漏');
  });

  test('where no text is asked for, @ and - mean nothing', async () => {
    const { no } = await desk.json<{ no: string }>(registration({ name: '@李强', respondent: '-' }));
    expect(await desk.json(['show', no])).toMatchObject({ complainant: { name: '@李强' }, respondent: '-' });
  });

  test.each(['????', '?? ???????\r\n??\r\n', '?'])(
    '%j, all that a pipe of PowerShell left of Chinese: refused',
    async (input) => {
      expect(await desk.refusal(registration({ content: '-' }), { input })).toMatchObject({
        code: 'usage.invalid',
        hint: expect.stringContaining('$OutputEncoding'),
      });
    },
  );

  test('question marks beside other signs are a text', async () => {
    expect(await contentOf('-', { input: '表走得快？??' })).toBe('表走得快？??');
  });

  test('an argument', async () => {
    await desk.ok(registration());
    write('记录.txt', '通话记录');
    await desk.ok(['note', '0101', '@记录.txt', '--at=2023-10-01 10:00']);
    expect(await desk.json(['show', '0101'])).toMatchObject({ notes: [{ text: '通话记录' }] });
  });
});

describe('length', () => {
  test('10,000 characters, each counted once, are taken', async () => {
    write('长.txt', '😀'.repeat(10_000));
    expect(await contentOf('@长.txt')).toBe('😀'.repeat(10_000));
  });

  test('one more is refused', async () => {
    write('长.txt', '燃'.repeat(10_001));
    expect(await desk.refusal(registration({ content: '@长.txt' }))).toMatchObject({
      exit: 2,
      code: 'usage.invalid',
      message: expect.stringContaining('10001'),
    });
  });
});

describe('control characters', () => {
  test.each(['李\n强', '李\t强', '李\u001b[31m强', '李\u0007强', '李\u0085强'])(
    'in a name are refused: %j',
    async (name) => {
      expect(await desk.refusal(registration({ name }))).toMatchObject({ exit: 2, code: 'usage.invalid' });
    },
  );

  test('signs that nobody sees are taken out of a name, and a pair of quotes around it', async () => {
    const name = '\u200e“\u202e李\u200b强\u00ad”\ufeff';
    expect(await desk.json(registration({ name }))).toMatchObject({ complainant: { name: '李强' } });
  });

  const hostile = '红\u001b[31m\u0007\u009b1m右\u202e左';

  test('in a text are kept, and shown escaped', async () => {
    await desk.ok(registration({ content: hostile }));
    const page = await desk.ok(['show', '0101']);
    expect(page).toContain('红\\u001b[31m\\u0007\\u009b1m右\\u202e左');
    const { stdout } = await desk.run(['show', '0101', '--json']);
    expect(stdout.trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(JSON.parse(stdout)).toMatchObject({ content: hostile });
  });

  test('in what was typed wrong are shown escaped too', async () => {
    const { stderr } = await desk.run(['list', '--status=\u001b[2J']);
    expect(stderr).toContain('\\u001b[2J');
    expect(stderr).not.toContain('\u001b');
  });
});
