// The end of a month on the screen: what is asked before a file is written over, and before figures are marked as sent.

import { describe, expect, test } from '@jest/globals';
import { reduce } from '../../src/commands/desk/screen/reduce.ts';
import type { Effect, MonthPage, Paper, State } from '../../src/commands/desk/screen/state.ts';
import { aScreen, press } from '../support/work-screen.ts';

const file = (exists: boolean) => ({ path: '/d/月报.xlsx', exists, another: '/d/月报(2).xlsx' });
const paper = (exists: boolean): Paper => ({
  label: '月报',
  words: ['report', '2026-10'],
  file: file(exists),
});
const sent = (exists: boolean): Paper => ({
  label: '月报，记为上报数',
  words: ['report', '2026-10', '--final'],
  file: file(exists),
});
const check: Paper = { label: '核对台账', words: ['verify'], file: null };

const aMonth = ({ exists }: { exists: boolean }): State => {
  const page: MonthPage = {
    name: 'month',
    month: '2026-10',
    months: ['2026-09', '2026-10', '2026-11'],
    figures: [],
    offers: [
      { label: '追办', remark: '', action: { kind: 'cases' } },
      {
        label: '一次做完',
        remark: '',
        action: {
          kind: 'everything',
          sent: [check, sent(exists)],
          unsent: [check, paper(exists)],
        },
      },
      { label: '月报', remark: '', action: { kind: 'papers', papers: [paper(exists)] } },
      { label: '核对', remark: '', action: { kind: 'papers', papers: [check] } },
      { label: '文件夹', remark: '', action: { kind: 'folder', path: '/d' } },
    ],
    index: 0,
  };
  return reduce(aScreen(), { kind: 'page', page }).state;
};

test.each<[string, readonly string[], Effect | null]>([
  ['Enter chases what is not filed', ['enter'], { kind: 'openCases', month: '2026-10' }],
  ['← is the month before', ['left'], { kind: 'month', month: '2026-09' }],
  ['→ the next one', ['right'], { kind: 'month', month: '2026-11' }],
  ['a file is written where none is', ['3'], { kind: 'write', papers: [paper(false)], how: 'replace' }],
  ['what writes no file is done at once', ['4'], { kind: 'write', papers: [check], how: 'replace' }],
  ['the folder', ['5'], { kind: 'openFile', file: '/d' }],
  ['nothing stands there', ['9'], null],
])('%s', (_what, keys, effect) => {
  expect(press(aMonth({ exists: false }), ...keys).effect).toEqual(effect);
});

describe('a file of that name is there', () => {
  test.each<[string, readonly string[], Effect | null]>([
    ['Enter alone saves another', ['enter'], { kind: 'write', papers: [paper(true)], how: 'beside' }],
    ['1 writes over it', ['1'], { kind: 'write', papers: [paper(true)], how: 'replace' }],
    ['2 saves another', ['2'], { kind: 'write', papers: [paper(true)], how: 'beside' }],
    ['3 opens it', ['3'], { kind: 'openFile', file: '/d/月报.xlsx' }],
    ['4 does nothing', ['4'], null],
    ['Esc does nothing', ['escape'], null],
  ])('%s', (_what, keys, effect) => {
    const asked = press(aMonth({ exists: true }), '3');
    expect(asked.effect).toBeNull();
    expect(asked.state.dialog?.question).toContain('/d/月报.xlsx');
    expect(press(asked.state, ...keys).effect).toEqual(effect);
  });
});

describe('everything in one go', () => {
  test.each<[string, boolean, readonly string[], Effect | null]>([
    ['marked as sent', false, ['1'], { kind: 'write', papers: [check, sent(false)], how: 'replace' }],
    ['not marked yet', false, ['2'], { kind: 'write', papers: [check, paper(false)], how: 'replace' }],
    ['not at all', false, ['3'], null],
    ['beside what is there', true, ['1'], { kind: 'write', papers: [check, sent(true)], how: 'beside' }],
    ['over what is there', true, ['2'], { kind: 'write', papers: [check, sent(true)], how: 'replace' }],
    [
      'unsent, over what is there',
      true,
      ['4'],
      { kind: 'write', papers: [check, paper(true)], how: 'replace' },
    ],
  ])('%s', (_what, exists, keys, effect) => {
    const asked = press(aMonth({ exists }), '2');
    expect(asked.effect).toBeNull();
    expect(press(asked.state, ...keys).effect).toEqual(effect);
  });
});

test('a month to come, or from before the ledger began, is said', () => {
  const latest = aMonth({ exists: false });
  if (latest.page.name !== 'month') throw new Error('a month');
  const at = (month: string): State => ({ ...latest, page: { ...(latest.page as MonthPage), month } });
  expect(press(at('2026-11'), 'right').state.message).toEqual(['2026-11 以后的月份还没有到']);
  expect(press(at('2026-09'), 'left').state.message).toEqual(['台账始于 2026-09，以前的月份没有数']);
});
