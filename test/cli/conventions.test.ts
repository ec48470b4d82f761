// What people try because other programs have it: the version as a word, the manual, completion that installs itself.

import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
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

/** A PowerShell that says where its profile lies, and whether it is run. */
function powershellIn(folder: string, profile: string, policy: string): { readonly PATH: string } {
  const starter = join(folder, 'pwsh');
  writeFileSync(starter, `#!/bin/sh\nprintf '%s\\r\\n' '${profile}' '${policy}'\n`);
  chmodSync(starter, 0o700);
  return { PATH: folder };
}

test.each([
  ['the old code page', Buffer.from([0x23, 0x20, 0xcd, 0xf5, 0xb7, 0xbc, 0x0d, 0x0a]), 'latin1'],
  ['UTF-16, as >> writes it', Buffer.from('\uFEFF# 王芳\r\n', 'utf16le'), 'utf16le'],
  ['UTF-8 with a mark', Buffer.from('\uFEFF# 王芳\r\n'), 'utf8'],
] as const)('completion leaves a profile in %s as it was', async (_name, before, encoding) => {
  const desk = emptyDesk();
  const profile = join(desk.folder, '王芳.ps1');
  const env = powershellIn(desk.folder, profile, 'RemoteSigned');
  writeFileSync(profile, before);
  await desk.ok(['completion', 'powershell', '--install'], { env });
  await desk.ok(['completion', 'powershell', '--install'], { env });
  const after = readFileSync(profile);
  expect(after.subarray(0, before.length)).toEqual(before);
  expect(
    after
      .subarray(before.length)
      .toString(encoding)
      .match(/Register-ArgumentCompleter/g),
  ).toHaveLength(1);
});

test('a PowerShell that runs no profile: what to do first, and nothing is written', async () => {
  const desk = emptyDesk();
  const profile = join(desk.folder, 'profile.ps1');
  const env = powershellIn(desk.folder, profile, 'Restricted');
  expect(await desk.refusal(['completion', 'powershell', '--install'], { env })).toMatchObject({
    exit: 2,
    hint: expect.stringContaining('Set-ExecutionPolicy'),
  });
  expect(existsSync(profile)).toBe(false);
});

test('the startup file lies where the shell looks for it', async () => {
  const desk = emptyDesk();
  const env = {
    HOME: desk.folder,
    ZDOTDIR: join(desk.folder, 'zsh'),
    XDG_CONFIG_HOME: join(desk.folder, 'xdg'),
  };
  const { file: zsh } = await desk.json<{ file: string }>(['completion', 'zsh', '--install'], { env });
  expect(zsh).toBe(join(desk.folder, 'zsh', '.zshrc'));
  // A shell that nobody has set up knows no completion yet.
  expect(readFileSync(zsh, 'utf8')).toContain('compinit');
  const { file: fish } = await desk.json<{ file: string }>(['completion', 'fish', '--install'], { env });
  expect(fish).toBe(join(desk.folder, 'xdg', 'fish', 'completions', 'tousu.fish'));
});

test('no PowerShell on this computer: what to type there', async () => {
  const desk = emptyDesk();
  const refused = await desk.refusal(['completion', 'powershell', '--install'], { env: { PATH: '' } });
  expect(refused).toMatchObject({ exit: 4, hint: expect.stringContaining('$PROFILE') });
});
