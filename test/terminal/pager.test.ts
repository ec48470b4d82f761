// A list longer than the screen is shown a page at a time, and says how much is left.

import { beforeAll, expect, test } from '@jest/globals';
import { registerMany } from '../support/many-cases.ts';
import type { Desk } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await registerMany(desk.ledger, 60);
});

const size = { columns: 80, lines: 20 };

test('the first page, a line more, a page more, the end', async () => {
  const terminal = await Terminal.start(desk, ['list', '--all', '--sort', 'no'], size);
  // 60 cases and four lines around them: 19 are shown.
  await terminal.waitFor('还有 45 行');
  expect(await terminal.screen()).not.toContain('2023100117');
  await terminal.press('Enter');
  await terminal.waitFor('还有 44 行', '2023100117');
  await terminal.press('Space');
  await terminal.waitFor('还有 25 行');
  await terminal.press('End');
  const { status, screen } = await terminal.end();
  expect(status).toBe(0);
  expect(screen).toContain('2023100160');
  expect(screen).toContain('共 60 件');
  expect(screen).not.toContain('还有');
});

test.each(['q', 'C-c', 'Escape'])('%s ends it, and the shell gets its terminal back', async (key) => {
  const terminal = await Terminal.start(desk, ['list', '--all'], size);
  await terminal.waitFor('还有 45 行');
  await terminal.press(key);
  expect((await terminal.end()).status).toBe(0);
});

test('what was not listed is said', async () => {
  const terminal = await Terminal.start(desk, ['list'], { columns: 80, lines: 60 });
  const { screen } = await terminal.end();
  expect(screen).toContain('还有 10 件没有列出（共 60 件），--all 列全部');
});

test('a list that fits is not paged, nor is one without anybody to ask', async () => {
  const short = await Terminal.start(desk, ['list', '--limit', '10'], size);
  expect((await short.end()).screen).not.toContain('行：空格');
  const unasked = await Terminal.start(desk, ['list', '--all', '--no-input'], size);
  expect((await unasked.end()).screen).not.toContain('行：空格');
});
