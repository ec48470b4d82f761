// A list that does not fit says what it hides, and is walked through by pages, at three sizes.

import { beforeAll, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { registerMany } from '../support/many-cases.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { type Size, Terminal } from '../support/tmux.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await registerMany(desk.ledger, 60);
  await desk.ok(
    registration({ name: '欧阳慧敏', content: '楼道里有燃气味，报修后两天没有人上门'.repeat(9) }),
  );
});

const cursorOn = (what: string) => (screen: string) =>
  screen.split('\n').some((line) => line.startsWith('❯') && line.includes(what));

const fits = (screen: string, { columns, lines }: Size): void => {
  expect(screen.split('\n').length).toBeLessThanOrEqual(lines);
  for (const line of screen.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
};

describe.each<Size>([
  { columns: 80, lines: 24 },
  { columns: 120, lines: 40 },
  { columns: 50, lines: 20 },
])('at $columns×$lines', (size) => {
  test('to choose one: what is above and below is counted, and End, Home, PgDn and both ends work', async () => {
    const terminal = await Terminal.start(desk, ['assign', '--dept', '工程部'], size);
    const first = await terminal.waitFor((screen) => /下面还有 \d+ 项/.test(screen) && screen.includes('❯'));
    fits(first, size);
    expect(first).not.toContain('上面还有');
    const shown = first.split('\n').filter((line) => /^[❯ ] +\d+ 2023/.test(line)).length;
    expect(Number(/下面还有 (\d+) 项/.exec(first)?.[1]) + shown).toBe(61);
    await terminal.press('PgDn');
    const second = await terminal.waitFor(/上面还有 \d+ 项/);
    fits(second, size);
    expect(second).toMatch(/下面还有 \d+ 项/);
    await terminal.press('End');
    const last = await terminal.waitFor((screen) => cursorOn('61 ')(screen));
    expect(last).not.toContain('下面还有');
    await terminal.press('Down');
    await terminal.waitFor((screen) => cursorOn(' 1 ')(screen));
    await terminal.press('Up');
    await terminal.waitFor((screen) => cursorOn('61 ')(screen));
    await terminal.press('Home');
    await terminal.waitFor((screen) => cursorOn(' 1 ')(screen));
  });

  test('to tick several: the same, an item a line, in the order of the list', async () => {
    const terminal = await Terminal.start(desk, ['amend', '欧阳慧敏'], size);
    const first = await terminal.waitFor('? 更正哪几项');
    fits(first, size);
    await terminal.press('Up');
    await terminal.waitFor(cursorOn('去掉填过的'));
    await terminal.press('Space');
    await terminal.waitFor((screen) => /❯◉ \d+ 去掉填过的/.test(screen));
    await terminal.press('Home');
    await terminal.waitFor(cursorOn('1 投诉方式'));
    await terminal.type('3');
    fits(await terminal.waitFor((screen) => /❯◉ 3 投诉人姓名/.test(screen)), size);
    await terminal.press('Enter');
    await terminal.waitFor('✔ 更正哪几项： 投诉人姓名：欧阳慧敏、去掉填过的');
    await terminal.press('Escape');
    // Back in the list, what was ticked is asked for again.
    await terminal.waitFor('? 更正哪几项');
  });
});

test('nothing ticked is told, and Esc leaves', async () => {
  const terminal = await Terminal.start(desk, ['amend', '欧阳慧敏']);
  await terminal.waitFor('? 更正哪几项');
  await terminal.press('Enter');
  await terminal.waitFor('至少选一项');
  await terminal.type(' ');
  await terminal.waitFor((screen) => screen.includes('◉') && !screen.includes('至少选一项'));
  await terminal.press('Escape');
  expect((await terminal.end()).status).toBe(130);
});
