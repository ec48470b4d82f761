import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { violations } from './support/layers.ts';

const src = new URL('../src/', import.meta.url);

test('dependencies point inward, and only the edge reads clock, randomness and environment', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .sort();
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap((file) => violations(file, readFileSync(new URL(file, src), 'utf8')))).toEqual([]);
});

describe('the check itself', () => {
  test.each([
    ['domain/a.ts', "import { b } from './b.ts'"],
    ['domain/steps/a.ts', "import { b } from '../b.ts'"],
    ['store/a.ts', "import Database from 'better-sqlite3'; import { x } from '../domain/x.ts'"],
    ['store/a.ts', "import { readFileSync } from 'node:fs'; import { b } from './b.ts'"],
    ['store/a.ts', "db.prepare('SELECT no FROM complaint')"],
    [
      'reports/a.ts',
      "const { default: Excel } = await import('exceljs'); import { x } from '../domain/x.ts'",
    ],
    ['cli/a.ts', "import chalk from 'chalk'; import { x } from '../domain/x.ts'"],
    ['cli/a.ts', "import type { Context } from '../context.ts'"],
    ['services/a.ts', "import { s } from '../store/s.ts'; import { r } from '../reports/r.ts'"],
    ['services/a.ts', "import type { Context } from '../context.ts'"],
    ['commands/a.ts', "import { s } from '../services/s.ts'; import { t } from '../cli/t.ts'"],
    ['commands/a.ts', "import type { Context } from '../context.ts'"],
    [
      'main.ts',
      "import { c } from './commands/index.ts'; import { open } from './store/open.ts'; process.env.HOME",
    ],
    ['context.ts', 'const now = () => new Date()'],
    ['settings.ts', 'process.env.TOUSU_DB'],
    ['cli/terminal-size.ts', 'process.env.COLUMNS'],
    ['domain/a.ts', "// new Date() and process.env and import('../store/x.ts')\nconst s = 'Date.now()'"],
    ['domain/a.ts', 'const day = new Date(at); const t = Date.UTC(2023, 9, 1); const m = Math.max(1, 2)'],
    ['domain/a.ts', "const hint = '请选择 select 或 update 其中一项'"],
  ])('%s may: %s', (file, source) => {
    expect(violations(file, source)).toEqual([]);
  });

  test.each([
    ['domain/a.ts', "import { s } from '../store/s.ts'", '../store/s.ts'],
    ['domain/a.ts', "import type { S } from '../store/s.ts'", '../store/s.ts'],
    ['domain/a.ts', "export { s } from '../services/s.ts'", '../services/s.ts'],
    ['domain/a.ts', "export * from '../services/s.ts'", '../services/s.ts'],
    ['domain/a.ts', "type S = import('../services/s.ts').S", '../services/s.ts'],
    ['domain/a.ts', "const s = await import('../cli/s.ts')", '../cli/s.ts'],
    ['domain/a.ts', 'const s = await import(name)', 'computed'],
    ['domain/a.ts', "import dayjs from 'dayjs'", 'dayjs'],
    ['domain/a.ts', "import { createHash } from 'node:crypto'", 'node:crypto'],
    ['domain/a.ts', "const fs = process.getBuiltinModule('node:fs')", 'node:fs'],
    ['domain/steps/a.ts', "import { s } from '../../store/s.ts'", '../../store/s.ts'],
    ['domain/a.ts', "import type { Context } from '../context.ts'", '../context.ts'],
    ['store/a.ts', "import dayjs from 'dayjs'", 'dayjs'],
    ['store/a.ts', "import { s } from '../services/s.ts'", '../services/s.ts'],
    ['reports/a.ts', "import { s } from '../store/s.ts'", '../store/s.ts'],
    ['reports/a.ts', "import { t } from '../cli/text.ts'", '../cli/text.ts'],
    ['cli/a.ts', "import { s } from '../services/s.ts'", '../services/s.ts'],
    ['cli/a.ts', "import { context } from '../context.ts'", '../context.ts'],
    ['services/a.ts', "import { t } from '../cli/table.ts'", '../cli/table.ts'],
    ['services/a.ts', "import { c } from '../commands/review.ts'", '../commands/review.ts'],
    ['services/a.ts', "import { context } from '../context.ts'", '../context.ts'],
    ['services/a.ts', "import Database from 'better-sqlite3'", 'better-sqlite3'],
    ['commands/a.ts', "import { main } from '../main.ts'", '../main.ts'],
    ['commands/a.ts', "import Database from 'better-sqlite3'", 'better-sqlite3'],
    ['main.ts', "import Database from 'better-sqlite3'", 'better-sqlite3'],
    ['helpers/a.ts', "import { x } from '../domain/x.ts'", 'no layer'],
    ['helpers.ts', "import { x } from './domain/x.ts'", 'no layer'],
    ['services/a.ts', 'const at = new Date()', 'new Date()'],
    ['services/a.ts', 'const at = new Date', 'new Date()'],
    ['services/a.ts', 'const at = Date()', 'Date()'],
    ['services/a.ts', 'const clock = Date.now', 'Date.now'],
    ['services/a.ts', 'const at = globalThis.Date.now()', 'Date.now'],
    ['services/a.ts', 'const at = dayjs().format()', 'dayjs()'],
    ['services/a.ts', 'const at = dayjs.utc()', 'dayjs()'],
    ['services/a.ts', 'const n = Math.random()', 'Math.random'],
    ['services/a.ts', 'const id = crypto.randomUUID()', 'randomUUID()'],
    ['store/a.ts', "import { randomBytes } from 'node:crypto'; randomBytes(16)", 'randomBytes()'],
    ['cli/table.ts', 'if (process.env.NO_COLOR) plain()', 'process.env'],
    ['cli/table.ts', "process['env'].NO_COLOR", 'process.env'],
    ['cli/table.ts', 'const { env } = process', 'process.env'],
    ['commands/a.ts', 'const script = process.argv[1]', 'process.argv'],
    ['commands/a.ts', 'const node = process.execPath', 'process.execPath'],
    ['services/a.ts', "process.stdout.write('')", 'process.stdout'],
    ['cli/table.ts', "import { env } from 'node:process'", 'process.env'],
    ['services/a.ts', "db.prepare('SELECT no FROM complaint')", 'SQL'],
    ['services/a.ts', 'db.prepare(`\n  select no\n  from complaint`)', 'SQL'],
    ['commands/a.ts', "db.exec('PRAGMA user_version = 2')", 'SQL'],
    ['main.ts', "db.exec('DELETE FROM complaint')", 'SQL'],
  ])('%s may not: %s', (file, source, named) => {
    expect(violations(file, source)).toEqual([
      expect.stringMatching(new RegExp(`^src/${literal(file)} .*${literal(named)}`)),
    ]);
  });
});

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
