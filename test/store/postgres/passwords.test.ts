// The file of passwords, as libpq reads it.

import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { Refusal } from '../../../src/domain/problems.ts';
import { findPassword } from '../../../src/store/postgres/passwords.ts';

const login = { host: 'db.example', port: 5432, database: 'tousu', user: '李娜' };

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tousu-passwords-'));
});

function fileWith(text: string): string {
  const file = join(folder, 'pgpass');
  writeFileSync(file, text);
  chmodSync(file, 0o600);
  return file;
}

test.each([
  ['all of it', 'db.example:5432:tousu:李娜:geheim', 'geheim'],
  ['a star for any', '*:*:*:李娜:geheim', 'geheim'],
  ['of two the first', '*:*:*:李娜:erstes\n*:*:*:李娜:zweites', 'erstes'],
  ['not somebody else', '*:*:*:王芳:falsch\n*:*:*:李娜:geheim', 'geheim'],
  ['not another port', 'db.example:5433:tousu:李娜:geheim', ''],
  ['a colon and a backslash', '*:*:*:李娜:a\\:b\\\\c', 'a:b\\c'],
  ['a blank', '*:*:*:李娜:密 码 ', '密 码 '],
  ['a comment', '#*:*:*:李娜:geheim', ''],
  ['as Notepad writes it', '\ufeff*:*:*:李娜:geheim\r\n', 'geheim'],
  ['a line that is none', 'geheim', ''],
  ['nothing', '', ''],
])('%s', (_name, text, password) => {
  expect(findPassword(login, { PGPASSFILE: fileWith(text) })).toBe(password);
});

test('a socket is localhost', () => {
  const env = { PGPASSFILE: fileWith('localhost:5432:tousu:李娜:geheim') };
  expect(findPassword({ ...login, host: '/run/postgresql' }, env)).toBe('geheim');
});

test('PGPASSWORD comes first, an empty one too', () => {
  const env = { PGPASSFILE: fileWith('*:*:*:*:file') };
  expect(findPassword(login, { ...env, PGPASSWORD: 'geheim' })).toBe('geheim');
  expect(findPassword(login, { ...env, PGPASSWORD: '' })).toBe('');
});

test('what is no file holds none', () => {
  expect(findPassword(login, { PGPASSFILE: join(folder, 'nothing') })).toBe('');
  expect(findPassword(login, { PGPASSFILE: folder })).toBe('');
});

test('on Windows it lies in the profile, and has no rights to look at', () => {
  mkdirSync(join(folder, 'postgresql'), { recursive: true });
  writeFileSync(join(folder, 'postgresql', 'pgpass.conf'), '*:*:*:*:geheim', { mode: 0o644 });
  expect(findPassword(login, { APPDATA: folder }, 'win32')).toBe('geheim');
});

test('one that others can read is refused', () => {
  const file = fileWith('*:*:*:*:geheim');
  chmodSync(file, 0o640);
  expect(() => findPassword(login, { PGPASSFILE: file })).toThrow(Refusal);
});
