import { expect, test } from '@jest/globals';
import { crowdedFolders, violations } from '../scripts/purity.mjs';

test.each([
  ['domain/a.ts', "import { b } from './b.ts'"],
  ['store/a.ts', "db.prepare('SELECT no FROM complaint')"],
  ['store/journal.ts', "process.getBuiltinModule('node:crypto')"],
  ['documents/a.ts', "const { default: Excel } = await import('exceljs')"],
  ['cli/a.ts', "import type { Context } from '../context.ts'"],
  ['commands/a.ts', "import { openContext } from '../context.ts'"],
  ['main.ts', 'process.env.HOME'],
  ['context.ts', 'const now = () => new Date()'],
  ['ledger-place.ts', 'process.env.TOUSU_LEDGER'],
  ['cli/screen/terminal.ts', 'process.stdout.columns'],
  ['cli/questions/keyboard.ts', 'process.stdin.setRawMode(true)'],
  ['domain/a.ts', "// new Date() and process.env and import(name)\nconst s = 'Date.now()'"],
  ['domain/a.ts', 'const day = new Date(at); const t = Date.UTC(2023, 9, 1); const m = Math.max(1, 2)'],
  ['domain/a.ts', "const hint = '请选择 select 或 update 其中一项'"],
])('%s may: %s', (file, source) => {
  expect(violations(file, source)).toEqual([]);
});

test.each([
  ['domain/a.ts', "type S = import('../services/s.ts').S", '../services/s.ts'],
  ['domain/a.ts', 'const s = await import(name)', 'computed'],
  ['domain/a.ts', "const fs = process.getBuiltinModule('node:fs')", 'node:fs'],
  ['services/a.ts', "const db = require('better-sqlite3')", 'better-sqlite3'],
  ['cli/a.ts', "import { openContext } from '../context.ts'", '../context.ts'],
  ['cli/screen/a.ts', "import { openContext } from '../../context.ts'", '../../context.ts'],
  ['helpers/a.ts', "import { x } from '../domain/x.ts'", 'no layer'],
  ['helpers.ts', 'export const a = 1', 'no layer'],
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
  ['cli/table.ts', "import { env } from 'node:process'", 'process.env'],
  ['commands/a.ts', 'const script = process.argv[1]', 'process.argv'],
  ['commands/a.ts', 'const node = process.execPath', 'process.execPath'],
  ['services/a.ts', "process.stdout.write('')", 'process.stdout'],
  ['services/a.ts', "db.prepare('SELECT no FROM complaint')", 'SQL'],
  ['services/a.ts', 'db.prepare(`\n  select no\n  from complaint`)', 'SQL'],
  ['commands/a.ts', "db.exec('PRAGMA user_version = 2')", 'SQL'],
  ['main.ts', "db.exec('DELETE FROM complaint')", 'SQL'],
])('%s may not: %s', (file, source, named) => {
  const [first, ...more] = violations(file, source);
  expect(first).toContain(`src/${file} `);
  expect(first).toContain(named);
  expect(more).toEqual([]);
});

test('a folder holds up to 30 files, the folder of the words as many as there are words', () => {
  const files = (folder: string, count: number) =>
    Array.from({ length: count }, (_, i) => `${folder}/${i}.ts`);
  expect(crowdedFolders([...files('store', 30), ...files('commands', 99)])).toEqual([]);
  expect(crowdedFolders(files('domain/case', 31))).toEqual([expect.stringContaining('src/domain/case')]);
});
