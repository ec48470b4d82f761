// What an entry says lies in two parts, and the chain holds each: whole again they are what was said, and nothing else.

import { expect, test } from '@jest/globals';
import type { Json } from '../../../src/domain/canonical.ts';
import type { Entry, JournalEvent } from '../../../src/domain/case/events.ts';
import { joined, valuesAtHoles } from '../../../src/domain/case/personal-part.ts';
import { type FieldKind, personalWords } from '../../../src/domain/case/personal-words.ts';
import { isLeftByPurge, parted, redacted } from '../../../src/domain/case/redact.ts';

const types = Object.keys(personalWords) as readonly JournalEvent['type'][];
const personal = { name: '李强', contact: '13800001234', words: '李强说 138 0000 1234' };

/** The data of an event of which every field says something of its kind, lists two items of theirs. */
function filled(kind: FieldKind): Json {
  if (typeof kind !== 'string')
    return Object.fromEntries(Object.entries(kind).map(([field, part]) => [field, filled(part)]));
  return kind === 'record' ? 0 : kind === 'colleague' ? '孙伟' : personal[kind];
}
const eventOf = (type: JournalEvent['type']): Entry =>
  ({
    type,
    data: { ...(filled(personalWords[type]) as object), list: [filled(personalWords[type])] },
  }) as unknown as Entry;

test.each(types)('%s: both parts together say what was said', (type) => {
  const event = eventOf(type);
  const parts = parted(event);
  expect(joined(parts)).toEqual(event.data);
  expect(JSON.stringify(parts.rest)).not.toMatch(/李强|138/);
});

test.each(types)('%s: what a purge leaves of the personal part fits in the holes of the rest', (type) => {
  const event = eventOf(type);
  const { rest } = parted(event);
  const [left = null] = redacted([event]);
  const values = valuesAtHoles(rest, left);
  expect(joined({ rest, personal: values })).toEqual(left);
  expect(isLeftByPurge(type, { rest, personal: values })).toBe(true);
});

test('what is not there stays in the rest: that nothing was said is proved, too', () => {
  const { rest } = parted({ type: 'noted', data: { text: null } } as unknown as Entry);
  expect(rest).toEqual({ text: null });
});

test.each<[string, Json, readonly Json[]]>([
  ['too many', { text: { personal: 0 } }, ['a', 'b']],
  ['too few', { text: { personal: 0 }, more: { personal: 1 } }, ['a']],
  ['for no hole', { satisfaction: 'dissatisfied' }, ['satisfied']],
  ['for one hole twice', { text: { personal: 0 }, more: { personal: 0 } }, ['a', 'b']],
])('values that are %s are none of the entry', (_name, rest, values) => {
  expect(() => joined({ rest, personal: values })).toThrow();
});

const registered: Json = { name: { personal: 0 }, phone: { personal: 1 }, content: { personal: 2 } };
test.each<[string, readonly Json[]]>([
  ['another name', ['王五', null, '投诉人说']],
  ['another phone', ['（已清除）', '13900001111', '投诉人说']],
  ['nothing in the place of words', ['（已清除）', null, null]],
  ['a number in the place of words', ['（已清除）', null, 5]],
])('no purge leaves %s', (_name, values) => {
  expect(isLeftByPurge('registered', { rest: registered, personal: values })).toBe(false);
});
