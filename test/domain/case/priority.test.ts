import { expect, test } from '@jest/globals';
import { isPriority, priorityReasons } from '../../../src/domain/case/priority.ts';
import { complainantKinds, exposures, sources } from '../../../src/domain/words/vocabulary.ts';

const ordinary = { kind: 'ordinary', source: 'direct', exposure: 'none' } as const;

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
  const all = { kind: 'media', source: 'headquarters', exposure: 'online' } as const;
  expect(priorityReasons(all)).toEqual(['media', 'headquarters', 'online']);
  expect(isPriority(all)).toBe(true);
});
