import { expect, test } from '@jest/globals';
import type { Entry } from '../../../src/domain/case/events.ts';
import { redacted } from '../../../src/domain/case/redact.ts';

const entry = (type: string, data: object): Entry => ({ type, data }) as unknown as Entry;

test('a name that was amended is found in every text, earlier and later ones alike', () => {
  const entries = [
    entry('registered', {
      name: '李强',
      phone: '13800001234',
      contact: null,
      content: '李强家漏气',
      channel: 'phone',
    }),
    entry('amended', { reason: '李强改名', from: { name: '李强' }, to: { name: '李建强' } }),
    entry('noted', { text: '李建强来电 13800001234' }),
  ];
  expect(redacted(entries)).toEqual([
    { name: '（已清除）', phone: null, contact: null, content: '投诉人家漏气', channel: 'phone' },
    { reason: '投诉人改名', from: { name: '（已清除）' }, to: { name: '（已清除）' } },
    { text: '投诉人来电 ****' },
  ]);
});

test('what names no complainant stays: employees, departments, codes', () => {
  const entries = [
    entry('imported', { name: '工程部', anonymous: false, contact: '微信 a', content: '工程部没来' }),
    entry('assigned', { department: '工程部', recuse: ['李强'] }),
    entry('penalty_decided', { person: '李强', decision: '扣分' }),
  ];
  expect(redacted(entries).slice(1)).toEqual([
    { department: '工程部', recuse: ['李强'] },
    { person: '李强', decision: '扣分' },
  ]);
});

test('匿名 is nobody: the word stays in the texts', () => {
  const entries = [
    entry('registered', { name: '匿名', anonymous: true, contact: null, content: '匿名举报' }),
  ];
  expect(redacted(entries)).toMatchObject([{ content: '匿名举报' }]);
});

test('the complainant named as whom a feedback went to is named no more', () => {
  const entries = [
    entry('registered', { name: '李强', anonymous: false, contact: null }),
    entry('feedback_given', { to: '投诉人李强', content: '已办结' }),
  ];
  expect(redacted(entries).slice(1)).toEqual([{ to: '投诉人投诉人', content: '已办结' }]);
});

test('a field that this version does not know is taken for somebody’s words', () => {
  const entries = [
    entry('registered', { name: '李强', anonymous: false, contact: null }),
    entry('noted', { text: '', later: [{ remark: '李强来过' }] }),
  ];
  expect(redacted(entries).slice(1)).toEqual([{ text: '', later: [{ remark: '投诉人来过' }] }]);
});
