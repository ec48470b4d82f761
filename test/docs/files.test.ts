// What the developer's pages name is there: a file that moves takes its name in them along.

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../', import.meta.url);
const isThere = (path: string): boolean =>
  ['', 'src/'].some((folder) => existsSync(new URL(folder + path, root)));

test.each(['README.md', 'docs/reading.md', 'docs/decisions.md'])('%s names files that are there', (page) => {
  const text = readFileSync(new URL(page, root), 'utf8');
  const named = [...text.matchAll(/`([\w-]+(?:\/[\w.-]+)+\.(?:ts|js|mjs|sql|docx|xlsx|txt|md))`/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});
