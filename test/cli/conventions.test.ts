// What people try because other programs have it: the version as a word, the manual, completion that installs itself.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyDesk } from '../support/run-tousu.ts';

test('version as a word', async () => {
  const desk = emptyDesk();
  expect(await desk.ok(['version'])).toBe(await desk.ok(['--version']));
});

test('-v, which others have for it: what it is called here', async () => {
  expect(await emptyDesk().refusal(['-v'])).toMatchObject({
    exit: 2,
    code: 'usage.unknown_option',
    message: expect.stringContaining('--version'),
  });
});

test('the manual is named, and it is there: one page, no script, nothing from outside', async () => {
  const [, file = ''] = /：(.*\.html)/.exec(await emptyDesk().ok(['help', '手册'])) ?? [];
  expect(existsSync(file)).toBe(true);
  const page = readFileSync(file, 'utf8');
  expect(page).toContain('<title>tousu 使用手册</title>');
  expect(page).not.toMatch(/<script|src=|https?:\/\//);
  const chapters = [...page.matchAll(/<h2 id="(s\d+)">/g)].map(([, id]) => id);
  expect(chapters.length).toBeGreaterThan(9);
  for (const id of chapters) expect(page).toContain(`href="#${id}"`);
});

test('completion installs itself once, and leaves the rest of the file as it was', async () => {
  const desk = emptyDesk();
  const env = { HOME: desk.folder };
  const file = join(desk.folder, '.bashrc');
  writeFileSync(file, 'alias ll="ls -l"');
  await desk.ok(['completion', 'bash', '--install'], { env });
  const once = readFileSync(file, 'utf8');
  await desk.ok(['completion', 'bash', '--install'], { env });
  expect(readFileSync(file, 'utf8')).toBe(once);
  expect(once).toMatch(/^alias ll="ls -l"\n# >>> tousu completion\n_tousu\(\)/);
  const { file: fish } = await desk.json<{ file: string }>(['completion', 'fish', '--install'], { env });
  expect(readFileSync(fish, 'utf8')).toContain('complete -c tousu');
});

test('no PowerShell on this computer: what to type there', async () => {
  const desk = emptyDesk();
  const refused = await desk.refusal(['completion', 'powershell', '--install'], { env: { PATH: '' } });
  expect(refused).toMatchObject({ exit: 4, hint: expect.stringContaining('$PROFILE') });
});
