import { rmSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

const content =
  '用户来电称楼道里有燃气味👨‍👩‍👧，2023-09-29报修后两天没有人上门，电话0391-7172777催促两次未答复，ABC上午又说下午到，至今没有结果。'.repeat(
    3,
  );

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration({ content, source: 'government_hotline', name: '欧阳慧敏' }));
  await desk.ok(['assign', '0101', '--dept', '工程部', '--at', '2023-10-01 10:00']);
  await desk.ok(['investigate', '0101', '--by', '赵强', '--method', 'site_visit', '--findings', content]);
  await desk.ok(registration({ at: '2023-10-01 11:00', phone: '13700002346' }));
});

// Terminals that are closed leave their answers as drafts.
beforeEach(() => rmSync(desk.drafts, { recursive: true, force: true }));

const sizes = [
  { columns: 80, lines: 24 },
  { columns: 120, lines: 40 },
  { columns: 40, lines: 24 },
];

const everySign = (text: string): string => text.replaceAll(/[\s│┌┐└┘├┤┬┴┼─]/g, '');

describe.each(sizes)('at $columns×$lines', (size) => {
  async function show(...words: readonly string[]): Promise<string> {
    const { status, screen } = await (await Terminal.start(desk, words, size)).end();
    expect(status).toBe(0);
    for (const line of screen.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(size.columns);
    return screen;
  }

  test('show loses no sign, and names the phone', async () => {
    const screen = await show('show', '0101');
    expect(everySign(screen)).toContain(everySign(content));
    expect(screen).toContain('13800001234');
    expect(everySign(screen)).toContain('优先（政府热线）');
    expect(everySign(screen)).toContain('补录）');
  });

  test.each(['list', 'todo', 'overdue'])('%s fits, priority first, without phones', async (word) => {
    const screen = await show(word);
    expect(screen.indexOf('★2023100101')).toBeLessThan(screen.indexOf('2023100102'));
    expect(everySign(screen)).toMatch(/已超\d+天/);
    expect(screen).not.toMatch(/1380000|1370000/);
  });

  test('help fits', async () => {
    const help = await show('register', '--help');
    expect(help).toContain('用法');
    // What the terminal itself breaks would begin at its edge.
    const options = help.slice(help.indexOf('选项：') + 3, help.indexOf('例：')).split('\n');
    expect(options.filter((line) => line !== '' && !line.startsWith('  '))).toEqual([]);
    expect(options.filter((line) => /^ *[，。、；：）]/.test(line))).toEqual([]);
    expect(await show('help', '流程')).toContain('tousu resolve propose');
    expect(await show('help', '退出码')).toContain('130');
  });

  test('home fits', async () => {
    const terminal = await Terminal.start(desk, [], size);
    const screen = await terminal.waitFor('回车 打开');
    for (const line of screen.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(size.columns);
  });

  test('a summary fits', async () => {
    const words = registration({ content }).filter((word) => !word.startsWith('--demand'));
    const terminal = await Terminal.start(desk, words, { ...size, lines: 60 });
    await terminal.fillIn('投诉人要求', '查漏');
    await terminal.fillIn('转告抢险的时间');
    expect(everySign(await terminal.waitFor('以上对吗'))).toContain(everySign(content));
  });
});

const colours = (screen: string): ReadonlySet<string> =>
  new Set(
    screen
      .split('\x1b[')
      .slice(1)
      .map((part) => part.slice(0, part.indexOf('m'))),
  );

test('colours have six meanings, and none with NO_COLOR or --no-color', async () => {
  const looks = async (words: readonly string[], env = {}) => {
    const terminal = await Terminal.start(desk, words, { columns: 120, lines: 60 }, env);
    await terminal.end();
    return colours(await terminal.screen({ colours: true }));
  };
  // Red, the same bold, yellow, magenta, green, faint, and back to none.
  const allowed = ['1', '2', '22', '31', '32', '33', '35', '', '0', '39', '49'];
  for (const words of [['show', '0101', '--journal'], ['list'], ['todo'], ['overdue']]) {
    const found = await looks(words);
    expect(found.size).toBeGreaterThan(0);
    expect([...found].filter((code) => !allowed.includes(code))).toEqual([]);
    expect(await looks(words, { NO_COLOR: '1' })).toEqual(new Set());
    expect(await looks([...words, '--no-color'])).toEqual(new Set());
  }
});

test.each([
  [[], { NO_COLOR: '1' }],
  [['--no-color'], {}],
])('questions are understood without colour: %j %j', async (options, env) => {
  const terminal = await Terminal.start(desk, ['register', ...options], undefined, env);
  expect(await terminal.offered('投诉方式')).toContain('❯ 2 来电');
  expect(colours(await terminal.screen({ colours: true }))).toEqual(new Set());
});

test('in a pipe a list is bare rows', async () => {
  const rows = (await desk.ok(['list'])).trimEnd().split('\n');
  expect(rows).toHaveLength(2);
  expect(rows[0]?.split('\t').slice(0, 4)).toEqual(['★2023100101', '调查中', '欧阳慧敏', '工程部']);
});
