// What a daily command loads of Node beside what Node has loaded by itself: each module more is time at every start.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { closedCase, office } from '../../scripts/sample-case.mjs';
import { emptyDesk } from '../support/run-tousu.ts';

const desk = emptyDesk();
const list = join(desk.folder, 'loaded.txt');
const watcher = join(desk.folder, 'watch.cjs');

beforeAll(async () => {
  for (const words of [...office, closedCase.steps[0] ?? []]) await desk.ok(words);
  writeFileSync(
    watcher,
    `const before = new Set(process.moduleLoadList);
     process.on('exit', () => {
       const more = process.moduleLoadList.filter((each) => each.startsWith('NativeModule ') && !before.has(each));
       require('fs').writeFileSync(${JSON.stringify(list)}, more.map((each) => each.slice(13)).sort().join(' '));
     });`,
  );
});

test.each([
  'list',
  `show ${closedCase.no}`,
  'overdue',
  `note ${closedCase.no} 备注`,
  'report 2013-01 --json',
  'register --help',
])('%s', async (line) => {
  await desk.ok(line.split(' '), { env: { NODE_OPTIONS: `--require "${watcher}"` } });
  expect(readFileSync(list, 'utf8')).toBe('os process vm');
});
