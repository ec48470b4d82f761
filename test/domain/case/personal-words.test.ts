// Whatever is written of a case, wherever: after a purge nothing says who complained.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../../src/domain/canonical.ts';
import type { Entry } from '../../../src/domain/case/events.ts';
import { type FieldKind, type Kind, personalWords } from '../../../src/domain/case/personal-words.ts';
import { redacted } from '../../../src/domain/case/redact.ts';

const NO = '2023100102';
const someSign = fc.constantFrom(...'强芳建国秀英丽娜');

/** Who complained, and how he can be reached. */
const somebody = fc.record({
  name: fc
    .tuple(fc.constantFrom(...'李王张刘欧'), someSign, fc.option(someSign, { nil: '' }))
    .map((signs) => signs.join('')),
  phone: fc.oneof(
    fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String),
    fc.integer({ min: 2_000_000, max: 8_999_999 }).map((local) => `0391-${local}`),
  ),
  contact: fc.nat().map((n) => `微信 wx_${n}`),
});

/** The data of an event of which every field says what stands here for its kind. */
function filled(kind: FieldKind, said: Readonly<Record<Kind, Json>>): Json {
  return typeof kind === 'string'
    ? said[kind]
    : Object.fromEntries(Object.entries(kind).map(([field, part]) => [field, filled(part, said)]));
}

const types = Object.keys(personalWords) as readonly (keyof typeof personalWords)[];
const kept = { colleague: '孙伟', record: 0 };

test('name, phone and contact are gone from every text of every event; the case number and all else stay', () => {
  fc.assert(
    fc.property(somebody, fc.constantFrom('；', '\n', '，电'), ({ name, phone, contact }, between) => {
      const words = [NO, name, phone, contact, NO, name].join(between);
      const entries = types.map((type) => ({
        type,
        data: filled(personalWords[type], { ...kept, words, name, contact }),
      }));
      // The one contact that fills all of its kind is the chat name: the phone is known by another entry.
      const known = { type: 'amended', data: { from: { phone }, to: {} } };
      const left = redacted([...entries, known] as unknown as readonly Entry[]).slice(0, -1);

      // The number of the case stays, and may hold what is looked for.
      const written = JSON.stringify(left).replaceAll(NO, '');
      expect([name, phone, phone.slice(5), contact].filter((trace) => written.includes(trace))).toEqual([]);
      const cleaned = [NO, '投诉人', '****', '****', NO, '投诉人'].join(between);
      const blank = { ...kept, words: cleaned, name: '（已清除）', contact: null };
      expect(left).toEqual(types.map((type) => filled(personalWords[type], blank)));
    }),
    { numRuns: 200 },
  );
});
