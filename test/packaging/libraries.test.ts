// What of other people is in the bundles: no version with a known hole, no library twice, every licence with its text.

import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { noticesOf } from '../../scripts/libraries.mjs';

interface Library {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly licence: string;
}

const libraries: readonly Library[] = JSON.parse(
  readFileSync(new URL('../../dist/libraries.json', import.meta.url), 'utf8'),
);

/** The first versions without what is publicly known against the ones before. */
const least: Readonly<Record<string, readonly string[]>> = {
  '@xmldom/xmldom': ['0.8.15'],
  'brace-expansion': ['1.1.17', '2.1.3'],
  jszip: ['3.10.2'],
  nodemailer: ['10.6.1'],
  tmp: ['0.2.7'],
  unzipper: ['0.12.5'],
  uuid: ['11.1.1'],
};

const partsOf = (version: string): readonly number[] => version.split('.').map(Number);

/** Compared within the major version that `floor` has, where there is one for it. */
function isBelow(version: string, floors: readonly string[]): boolean {
  const [major] = partsOf(version);
  const floor = floors.find((each) => partsOf(each)[0] === major) ?? floors.at(-1) ?? version;
  const differs = partsOf(version).findIndex((part, i) => part !== partsOf(floor)[i]);
  return differs >= 0 && (partsOf(version)[differs] ?? 0) < (partsOf(floor)[differs] ?? 0);
}

test('no bundled library is below the version that mended it', () => {
  expect(libraries.length).toBeGreaterThan(50);
  const below = libraries.filter(({ name, version }) => isBelow(version, least[name] ?? [version]));
  expect(below.map(({ name, version }) => `${name} ${version}`)).toEqual([]);
});

test.each([
  ['0.2.5', ['0.2.7'], true],
  ['0.2.7', ['0.2.7'], false],
  ['1.1.16', ['1.1.17', '2.1.3'], true],
  ['2.1.3', ['1.1.17', '2.1.3'], false],
  ['2.0.1', ['1.1.17', '2.1.3'], true],
  ['11.2.0', ['11.1.1'], false],
])('%s against %j: %s', (version, floors, expected) => {
  expect(isBelow(version, floors)).toBe(expected);
});

test('what is shared is bundled once, and what nobody uses not at all', () => {
  const versions = (wanted: string) => libraries.filter(({ name }) => name === wanted);
  for (const name of ['jszip', 'saxes']) expect(versions(name)).toHaveLength(1);
  for (const name of ['iconv-lite', 'chardet', '@inquirer/editor']) expect(versions(name)).toEqual([]);
});

test('every bundled library has its licence with its text', () => {
  const notices = noticesOf(libraries);
  expect(notices).toHaveLength(libraries.length);
  for (const notice of notices) expect(notice).toMatch(/copyright|licen[cs]e/i);
});
