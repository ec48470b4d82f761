// 2.1.4 A sample for checking: drawn by chance, the same again with the same seed, and never of what was voided.

import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { registerMany } from '../support/many-cases.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

interface Drawn {
  readonly month: string;
  readonly seed: string;
  readonly total: number;
  readonly sample: readonly string[];
}

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await registerMany(desk.ledger, 30);
  await desk.ok(['void', '2023100130', '--reason', '误登', '--approved-by', '陈国栋']);
  await desk.ok(registration({ at: '2023-11-01 08:00' }));
});

const draw = (...words: readonly string[]): Promise<Drawn> =>
  desk.json<Drawn>(['inspect', '--month', '2023-10', ...words]);

test('2.1.4 ten cases of the month by their numbers, and the seed that draws them again', async () => {
  const first = await draw();
  expect(first).toEqual({
    month: '2023-10',
    seed: expect.stringMatching(/^2023-10:\d+:[0-9a-f]{12}$/),
    total: 29,
    sample: expect.any(Array),
  });
  expect(first.sample).toHaveLength(10);
  expect(new Set(first.sample).size).toBe(10);
  expect(first.sample).toEqual([...first.sample].sort());
  expect(await draw()).toEqual(first);
  expect(await draw('--seed', first.seed)).toEqual(first);
});

test('2.1.4 another seed draws others; a larger sample holds the smaller one', async () => {
  const [five, ten] = [await draw('--seed', '审计', '--sample', '5'), await draw('--seed', '审计')];
  expect(ten.sample).toEqual(expect.arrayContaining([...five.sample]));
  expect((await draw('--seed', '稽核')).sample).not.toEqual(ten.sample);
});

test('2.1.4 all cases have their turn, a voided one never', async () => {
  const drawn = new Set<string>();
  for (let i = 0; i < 12; i++) for (const no of (await draw('--seed', String(i))).sample) drawn.add(no);
  expect(drawn.size).toBeGreaterThan(25);
  expect(drawn).not.toContain('2023100130');
  expect((await draw('--sample', '100')).sample).toHaveLength(29);
});

test('2.1.4 a case entered later takes the place of one at most', async () => {
  const before = await draw('--seed', '审计');
  const later = desk.copy();
  await later.ok(registration({ at: '2023-10-20 08:00' }));
  const after = await later.json<Drawn>(['inspect', '--month', '2023-10', '--seed', '审计']);
  expect(after.total).toBe(30);
  expect(before.sample.filter((no) => !after.sample.includes(no)).length).toBeLessThanOrEqual(1);
});

test('the check list is written for its owner alone, and never over another file', async () => {
  const text = await desk.ok(['inspect', '--month', '2023-10', '--sample', '2', '--seed', '审计']);
  expect(text).toMatch(
    /^2023-10 的 29 件中抽取 2 件：\d+、\d+\n种子 审计，已写入 投诉抽查表_2023-10\.xlsx\n$/,
  );
  const file = join(desk.folder, '投诉抽查表_2023-10.xlsx');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await desk.refusal(['inspect', '--month', '2023-10', '-o', file])).toMatchObject({
    exit: 2,
    code: 'usage.invalid',
  });
  await desk.ok(['inspect', '--month', '2023-10', '--force']);
});

test('with --json a file is written only where one is named', async () => {
  await draw('-o', '抽查.xlsx');
  expect(existsSync(join(desk.folder, '抽查.xlsx'))).toBe(true);
});

test.each([
  [['inspect'], 'usage.missing'],
  [['inspect', '--month', '2023-09'], 'usage.invalid'],
  [['inspect', '--month', '2023-10', '--sample', '0'], 'usage.invalid'],
  [['inspect', '--month', '2023-13'], 'usage.invalid'],
])('%j is refused, and leaves no file', async (words, code) => {
  const empty = await unitDesk();
  expect(await empty.refusal(words)).toMatchObject({ exit: 2, code });
  expect(await empty.run(words)).toMatchObject({ status: 2 });
  expect(existsSync(join(empty.folder, '投诉抽查表_2023-09.xlsx'))).toBe(false);
});
