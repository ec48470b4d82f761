import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonical, type Json } from '../../src/domain/canonical.ts';

const someJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

/** The same value with the keys of every object in another order. */
function reordered(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(reordered);
  const entries = Object.entries(value).map(([key, part]) => [key, reordered(part)] as const);
  return Object.fromEntries(entries.reverse());
}

test('it is JSON of the same value', () => {
  fc.assert(
    fc.property(someJson, (value) => {
      expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the order in which a value was built does not show', () => {
  fc.assert(
    fc.property(someJson, (value) => {
      expect(canonical(reordered(value))).toBe(canonical(value));
    }),
  );
});

test('reading and writing it again changes nothing', () => {
  fc.assert(
    fc.property(someJson, (value) => {
      expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
    }),
  );
});
