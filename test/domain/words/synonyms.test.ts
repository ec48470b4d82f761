// One table of other words for the values of closed lists, for the command line and for old ledgers.

import { describe, expect, test } from '@jest/globals';
import { codesMeant, synonyms } from '../../../src/domain/words/synonyms.ts';
import { nameKey } from '../../../src/domain/words/text.ts';
import * as lists from '../../../src/domain/words/vocabulary.ts';

test.each([
  [lists.channels, '电话', 'phone'],
  [lists.channels, '上门', 'visit'],
  [lists.channels, '微信', 'online'],
  [lists.channels, '公众号', 'online'],
  [lists.channels, '小程序', 'online'],
  [lists.channels, ' Ｑｑ ', 'online'],
  [lists.channels, 'PHONE', 'phone'],
  [lists.callbackMethods, '来电', 'phone'],
  [lists.repliedMethods, '微信', 'online'],
  [lists.sources, '12345', 'government_hotline'],
  [lists.sources, '１２３４５ 热线', 'government_hotline'],
  [lists.grades, '比较满意', 'fairly_satisfied'],
  [lists.grades, '很不满意', 'dissatisfied'],
  [lists.yesNo, '有', 'yes'],
  [lists.yesNo, '没有', 'no'],
])('%#: %s', (list, word, code) => {
  expect(codesMeant(list, word)).toEqual([code]);
});

test.each([
  ['what does not say which', lists.channels, '来信'],
  ['facts that are right do not make a complaint valid', lists.verdicts, '属实'],
  ['a name that every object has', lists.channels, 'constructor'],
  ['a list without other words', lists.clockKinds, '电话'],
])('%s means none', (_name, list, word) => {
  expect(codesMeant(list, word)).toEqual([]);
});

test('as codes and labels are: by place where the list is numbered, two where a label belongs to two', () => {
  expect(codesMeant(lists.grades, '4', true)).toEqual(['dissatisfied']);
  expect(codesMeant(lists.statuses, '待归档')).toEqual(['called_back', 'explained']);
});

describe.each([...synonyms])('%#', (list, words) => {
  test('a word means one value, and is none of the list already', () => {
    const others = Object.values(words).flatMap((group) => group ?? []);
    const all = [...Object.keys(list), ...new Set(Object.values(list)), ...others].map(nameKey);
    expect(all.filter((word, place) => all.indexOf(word) !== place)).toEqual([]);
  });

  test('every code is one of the list', () => {
    expect(Object.keys(words).filter((code) => !Object.hasOwn(list, code))).toEqual([]);
  });
});
