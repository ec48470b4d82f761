import { describe, expect, test } from '@jest/globals';
import { anonymised, maskName, maskPhone } from '../../../src/domain/case/privacy.ts';

test.each([
  ['13800001234', '138****1234'],
  ['0391-7172777', '039****2777'],
  ['717277', '****'],
  ['', '****'],
  [null, ''],
])('the phone %s is shown as %s', (phone, shown) => {
  expect(maskPhone(phone)).toBe(shown);
});

test.each([
  ['李强', '李*'],
  ['欧阳春花', '欧***'],
  ['李', '李*'],
  ['𠮷田', '𠮷*'],
])('the name %s is shown as %s', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

describe('a text about a case for readers outside of it', () => {
  const identity = { name: '李强', anonymous: false, contact: '微信 liqiang' };
  test.each([
    ['the name goes', '李强来电，李强要求上门', '投诉人来电，投诉人要求上门'],
    ['the contact goes', '可加微信 liqiang 联系', '可加**** 联系'],
    ['a mobile phone is masked', '回电13800001234。', '回电138****1234。'],
    ['a mobile phone with the country before it', '回电+8613800001234', '回电+861****1234'],
    ['a telephone is masked', '家里0391-7172777', '家里039****2777'],
    ['other numbers stay', '表号202310010012345，读数1380', '表号202310010012345，读数1380'],
    ['nothing to hide', '壁挂炉不出热水', '壁挂炉不出热水'],
  ])('%s', (_name, text, shown) => {
    expect(anonymised(text, identity)).toBe(shown);
  });

  test('one sign alone is too common a part of other words', () => {
    expect(anonymised('安检', { ...identity, name: '安' })).toBe('安检');
  });

  test('匿名 is no name', () => {
    expect(anonymised('匿名来信', { ...identity, name: '匿名', anonymous: true })).toBe('匿名来信');
  });
});
