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

test.each([
  ['满意', ['不满意']],
  ['不满意', ['满意', '较满意']],
  ['很不满意', ['满意']],
  ['无效', ['有效']],
  ['有效', ['无效']],
  ['有', ['是', '否', '无']],
  ['没有', ['有']],
  ['正常业务需求', ['非正常业务需求']],
  ['valid', ['invalid']],
  ['invald', ['valid']],
  ['disatisfied', ['satisfied', 'fairly_satisfied']],
  ['disstisfied', ['satisfied']],
  ['--contact', ['--no-contact']],
])('%s is a slip of nothing that denies it', (word, candidates) => {
  expect(nearest(word, candidates)).toBeUndefined();
});

test.each([
  ['disatisfied', ['satisfied', 'dissatisfied'], 'dissatisfied'],
  ['不满', ['满意', '不满意'], '不满意'],
  ['nterview', ['interview'], 'interview'],
  ['吴非', ['吴飞'], '吴飞'],
  ['--no-contct', ['--contact', '--no-contact'], '--no-contact'],
])('%s is near what means the same', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
