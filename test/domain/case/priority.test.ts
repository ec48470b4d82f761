import { expect, test } from '@jest/globals';
import {
  byUrgency,
  isPriority,
  isUrgent,
  precedenceMark,
  priorityReasons,
} from '../../../src/domain/case/priority.ts';
import { categories, complainantKinds, exposures, sources } from '../../../src/domain/words/vocabulary.ts';

const ordinary = {
  kind: 'ordinary',
  source: 'direct',
  exposure: 'none',
  acceptedByHeadquarters: false,
} as const;

test('4.1.2 an ordinary case is none', () => {
  expect(priorityReasons(ordinary)).toEqual([]);
  expect(isPriority(ordinary)).toBe(false);
});

const cells = [
  ...Object.keys(complainantKinds).map((code) => ['4.1.2(1)', 'kind', code] as const),
  ...Object.keys(sources).map((code) => ['4.1.2(2), (4)', 'source', code] as const),
  ...Object.keys(exposures).map((code) => ['4.1.2(3)', 'exposure', code] as const),
].filter(([, field, code]) => ordinary[field] !== code);

test.each(cells)('%s %s %s comes first', (_clause, field, code) => {
  expect(priorityReasons({ ...ordinary, [field]: code })).toEqual([code]);
});

test('4.1.2 all reasons that apply are kept: kind, source, exposure', () => {
  const all = { ...ordinary, kind: 'media', source: 'headquarters', exposure: 'online' } as const;
  expect(priorityReasons(all)).toEqual(['media', 'headquarters', 'online']);
  expect(isPriority(all)).toBe(true);
});

test.each([
  ['taken by headquarters itself', ordinary, ['headquarters']],
  ['taken by it, and passed on by it: said once', { ...ordinary, source: 'headquarters' }, ['headquarters']],
  [
    'taken by it from a hotline: both',
    { ...ordinary, source: 'government_hotline' },
    ['government_hotline', 'headquarters'],
  ],
] as const)('4.1.2(4) %s', (_name, registered, reasons) => {
  expect(priorityReasons({ ...registered, acceptedByHeadquarters: true })).toEqual(reasons);
});

test.each(Object.keys(categories) as (keyof typeof categories)[])(
  '4.1.2 safety before everything, and nothing else: %s',
  (category) => {
    expect(isUrgent({ category })).toBe(category === 'leak_safety');
  },
);

test('4.1.2 a worklist: leaks, then priority, then the rest; the earliest due first, then by number', () => {
  const row = (no: string, changed: Partial<Parameters<typeof byUrgency>[0]> = {}) => ({
    no,
    dueAt: '2023-10-01T23:59:59+08:00',
    urgent: false,
    priority: false,
    ...changed,
  });
  const sorted = [
    row('2023100107', { dueAt: '2023-10-09T23:59:59+08:00', urgent: true, priority: true }),
    row('2023100106', { dueAt: null, urgent: true }),
    row('2023100105', { dueAt: '2023-10-09T23:59:59+08:00', priority: true }),
    row('2023100101'),
    row('2023100199'),
    row('20231001100'),
    row('2023100102', { dueAt: '2023-10-02T23:59:59+08:00' }),
    row('2023100103', { dueAt: null }),
  ];
  expect(sorted.toReversed().sort(byUrgency)).toEqual(sorted);
});

test.each([
  ['急★', true, true],
  ['急', true, false],
  ['★', false, true],
  ['', false, false],
])('4.1.2 the mark before a number: “%s”', (mark, urgent, priority) => {
  expect(precedenceMark({ urgent, priority })).toBe(mark);
});
