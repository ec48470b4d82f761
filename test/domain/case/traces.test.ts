// However somebody writes of the complainant, a purge finds it; and it takes no more than that.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withoutTraces } from '../../../src/domain/case/traces.ts';

const clean = (text: string, name: string | null, ...contacts: string[]) =>
  withoutTraces(text, [{ name, contacts }]);

test.each([
  ['a mobile with blanks', '打 138 0000 1234', '13800001234', '打 ****'],
  ['with dashes', '打138-0000-1234。', '13800001234', '打****。'],
  ['with other dashes', '打138—0000–1234', '13800001234', '打****'],
  ['in full width', '打１３８００００１２３４', '13800001234', '打****'],
  ['with the code of the country', '打+86 13800001234', '13800001234', '打****'],
  ['kept with that code', '打13800001234', '+8613800001234', '打****'],
  ['seven digits', '电话7189999，', '7189999', '电话****，'],
  ['seven digits with a blank', '718 9999', '7189999', '****'],
  ['with the code of the town', '0391-7189999', '7189999', '****'],
  ['with that in brackets', '（0391）7189999', '7189999', '****'],
  ['without it, kept with it', '打7189999', '0391-7189999', '打****'],
  ['the number elsewhere', '来文EXT-77号', 'EXT-77', '来文****号'],
  ['that in small letters', '来文ext-77', 'EXT-77', '来文****'],
  ['that in full width', 'ＥＸＴ－77', 'EXT-77', '****'],
  ['a chat name with what stands before it', '微信 liqiang66', '微信 liqiang66', '****'],
  ['the chat name alone', '加LiQiang66', '微信 liqiang66', '加****'],
  ['a mailbox', '写信到 lq@163.com', '邮箱 lq@163.com', '写信到 ****'],
])('%s', (_name, text, contact, expected) => {
  expect(clean(text, null, contact)).toBe(expected);
});

test.each([
  ['as it is', '李强来过', '李强', '投诉人来过'],
  ['with a blank in it', '李 强来过', '李强', '投诉人来过'],
  ['typed in another way', '阿依·古丽来过', '阿依古丽', '投诉人来过'],
  ['of one sign', '李家', '李', '李家'],
])('a name %s', (_name, text, name, expected) => {
  expect(clean(text, name)).toBe(expected);
});

test.each([
  ['another longer number', '表号 71899991', '7189999'],
  ['the number of a case', '与 2023100102 重复', '2023'],
  ['a part of a word', 'TEXT-777', 'EXT-77'],
  ['a short number', '来了 77 次', '77'],
])('%s stays', (_name, text, contact) => {
  expect(clean(text, null, contact)).toBe(text);
});

test('the phones of others are masked, however written', () => {
  expect(clean('邻居 139 1111 2222、0391 7175555', null)).toBe('邻居 139****2222、039****5555');
});

test('whatever stands between its digits and around it, no digit of a phone is left', () => {
  const between = fc.constantFrom('', ' ', '-', '－', '—', '  ', '.', '·', '\t');
  const width = fc.constantFrom(0, 0xfee0);
  fc.assert(
    fc.property(
      fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String),
      fc.array(fc.tuple(between, width), { minLength: 11, maxLength: 11 }),
      (phone, written) => {
        const text = [...phone]
          .map((digit, i) => {
            const [gap, shift] = written[i] ?? ['', 0];
            return String.fromCharCode(digit.charCodeAt(0) + shift) + (i < 10 ? gap : '');
          })
          .join('');
        expect(clean(`电话：${text}，找他`, null, phone)).toBe('电话：****，找他');
      },
    ),
  );
});
