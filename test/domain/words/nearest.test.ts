import { expect, test } from '@jest/globals';
import { nearest } from '../../../src/domain/words/nearest.ts';

const commands = ['register', 'review', 'reopen', 'resolve', 'report'];

test.each([
  ['the word itself', 'review', 'review'],
  ['one sign changed', 'reviow', 'review'],
  ['one sign missing', 'regster', 'register'],
  ['one sign too many', 'reportt', 'report'],
  ['two neighbours swapped', 'reveiw', 'review'],
  ['a part of it', 'solve', 'resolve'],
  ['nothing like it', 'backup', undefined],
  ['nothing at all', '', undefined],
])('%s', (_name, word, expected) => {
  expect(nearest(word, commands)).toBe(expected);
});

test.each([
  ['张三丰', '张三'],
  ['王方', '王芳'],
  ['李', undefined],
])('names: %s → %s', (word, expected) => {
  expect(nearest(word, ['王芳', '张三', '欧阳海'])).toBe(expected);
});

test('no candidates, no answer', () => {
  expect(nearest('review', [])).toBeUndefined();
});
