// Which definitions the ledgers of earlier versions have: kept as fingerprints, held to the frozen schemas.

import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { fingerprint, olderVersions } from '../../../src/store/sqlite/older-versions.ts';
import { definitionsOf } from '../../../src/store/sqlite/schema.ts';
import { VERSION } from '../../../src/store/version.ts';

test('every earlier version has one', () => {
  expect(Object.keys(olderVersions).map(Number)).toEqual(
    Array.from({ length: VERSION - 1 }, (_, i) => i + 1),
  );
});

describe.each(Object.entries(olderVersions))('version %s', (version, expected) => {
  const schema = readFileSync(new URL(`../../ledgers/schema-${version}.sql`, import.meta.url), 'utf8');

  test('is that of its frozen schema', () => {
    expect(fingerprint(definitionsOf(schema))).toBe(expected);
  });

  test('remarks and order are no part of it, a trigger more is', () => {
    const definitions = definitionsOf(schema.replaceAll(/--.*/g, '')).toReversed();
    expect(fingerprint(definitions)).toBe(expected);
    const more = { type: 'trigger', name: 's', table: 'journal', sql: 'CREATE TRIGGER s …' };
    expect(fingerprint([...definitions, more])).not.toBe(expected);
  });
});
