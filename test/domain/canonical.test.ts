import { expect, test } from '@jest/globals';
import { canonical } from '../../src/domain/canonical.ts';

test.each([
  ['keys are sorted, whatever order they came in', { b: 1, a: { d: 2, c: 3 } }, '{"a":{"c":3,"d":2},"b":1}'],
  ['lists keep their order', [3, 1, 2], '[3,1,2]'],
  ['null, yes and no', [null, true, false], '[null,true,false]'],
  ['text is escaped as JSON is', '第一行\n"引号"\u0007', '"第一行\\n\\"引号\\"\\u0007"'],
  ['half a character stays what it is', '\ud83d', '"\\ud83d"'],
  ['whole numbers as keys come first, in their order', { a: 1, 10: 2, 9: 3 }, '{"9":3,"10":2,"a":1}'],
  ['any key', JSON.parse('{"b":1,"__proto__":2}'), '{"__proto__":2,"b":1}'],
  ['empty', {}, '{}'],
])('%s', (_name, value, text) => {
  expect(canonical(value)).toBe(text);
});
