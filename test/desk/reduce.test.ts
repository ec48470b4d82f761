// The work screen as a table: where it stands, what is pressed, where it stands then and what it wants.

import { describe, expect, test } from '@jest/globals';
import { reduce } from '../../src/commands/desk/screen/reduce.ts';
import { type Effect, type State, selectedCase, type Tab } from '../../src/commands/desk/screen/state.ts';
import { aCasePage, aDesk, aScreen, aTask, aWorkCase, press, someCases } from '../support/work-screen.ts';

const selected = (state: State): string | undefined => selectedCase(state)?.no.slice(-2);

test.each<[string, Parameters<typeof aDesk>[0], Tab]>([
  ['what waits for the operator', {}, 'mine'],
  ['nothing does: what is overdue', { open: [aWorkCase({ isMine: false, overdue: true })] }, 'overdue'],
  ['nothing is: what is due today', { open: [aWorkCase({ isMine: false })] }, 'today'],
  ['nothing is: everything', { open: [aWorkCase({ isMine: false, dueToday: false })] }, 'all'],
  ['no case at all', { open: [] }, 'all'],
])('it opens on %s', (_what, desk, tab) => {
  expect(aScreen(desk).tab).toBe(tab);
});

describe('the cursor among 30 cases', () => {
  test.each([
    ['down', ['down'], '02'],
    ['up from the first goes round to the last', ['up'], '30'],
    ['down from the last goes round to the first', ['end', 'down'], '01'],
    ['End', ['end'], '30'],
    ['Home', ['end', 'home'], '01'],
    ['PgDn keeps a row in sight', ['pagedown'], '14'],
    ['PgDn stops at the end', ['pagedown', 'pagedown', 'pagedown'], '30'],
    ['PgUp stops at the top', ['down', 'pageup'], '01'],
  ])('%s', (_what, keys, no) => {
    expect(selected(press(aScreen({ open: someCases(30) }), ...keys).state)).toBe(no);
  });

  test('in an empty tab nothing moves and nothing opens', () => {
    const { state, effect } = press(
      aScreen({ open: [], filedInAll: 7 }),
      'down',
      'end',
      'pageup',
      'enter',
      ' ',
    );
    expect([selected(state), effect]).toEqual([undefined, null]);
  });

  test('where there is no case yet, Enter takes the first complaint', () => {
    expect(press(aScreen({ open: [] }), 'enter').effect).toEqual({ kind: 'register' });
  });
});

test.each<[string, readonly string[], Tab]>([
  ['a digit', ['5'], 'drafts'],
  ['Tab', ['tab'], 'overdue'],
  ['Tab from the last', ['5', 'tab'], 'mine'],
  ['Shift-Tab', ['backtab'], 'drafts'],
  ['→', ['right', 'right'], 'today'],
  ['←', ['4', 'left'], 'today'],
])('the tabs by %s', (_what, keys, tab) => {
  expect(press(aScreen(), ...keys).state.tab).toBe(tab);
});

test.each<[string, readonly string[], Effect | null]>([
  ['Enter opens the case', ['down', 'enter'], { kind: 'open', no: '2026112802' }],
  ['the space bar does what is due', [' '], { kind: 'run', words: ['assign', '2026112801'] }],
  ['n takes a complaint', ['n'], { kind: 'register' }],
  ['N with capitals locked', ['N'], { kind: 'register' }],
  ['m shows the month', ['m'], { kind: 'month', month: null }],
  ['r reads anew', ['r'], { kind: 'refresh' }],
  ['q leaves', ['q'], { kind: 'leave', code: 0 }],
  ['Esc once asks', ['escape'], null],
  ['Esc twice leaves', ['escape', 'escape'], { kind: 'leave', code: 0 }],
  ['Esc, another key, Esc stays', ['escape', 'down', 'escape'], null],
  ['Ctrl-C leaves as broken off', ['break'], { kind: 'leave', code: 130 }],
  ['Ctrl-C leaves from a question, too', ['5', 'x', 'break'], { kind: 'leave', code: 130 }],
  ['a letter that means nothing', ['z'], null],
])('%s', (_what, keys, effect) => {
  expect(press(aScreen(), ...keys).effect).toEqual(effect);
});

test('the space bar does the most urgent of several things; a measure is named by its number', () => {
  const tasks = [aTask({ step: 'measure done', measure: 2 }), aTask({ step: 'feedback' })];
  expect(press(aScreen({ open: [aWorkCase({ tasks })] }), ' ').effect).toEqual({
    kind: 'run',
    words: ['measure', 'done', '2026112801', '2'],
  });
});

test('where nothing is due, the space bar opens the case', () => {
  const filed = [aWorkCase({ tasks: [], status: 'closed', no: '2026110101' })];
  expect(press(aScreen({ open: [], filed, filedInAll: 1 }), ' ').effect).toEqual({
    kind: 'open',
    no: '2026110101',
  });
});

describe('looking something up', () => {
  const found = (state: State, text: string, count: number): State =>
    reduce(state, { kind: 'found', title: '', source: { kind: 'find', text }, cases: someCases(count) })
      .state;

  test.each<[string, readonly string[], string]>([
    ['/ and a word', ['/', '灶', '具'], '灶具'],
    ['、 is the same key of a Chinese keyboard', ['、', '灶'], '灶'],
    ['Chinese at once', ['郭'], '郭'],
    ['digits behind / are no tab', ['/', '1', '2'], '12'],
    ['Backspace', ['/', '灶', '具', 'backspace'], '灶'],
    ['Ctrl-U empties the line', ['/', '灶', '具', 'clear', '表'], '表'],
  ])('%s', (_what, keys, text) => {
    expect(press(aScreen(), ...keys).effect).toEqual({ kind: 'find', text });
  });

  test('an empty line is left by Enter, Backspace or Esc', () => {
    for (const keys of [['enter'], ['backspace'], ['escape'], ['灶', 'escape']])
      expect(press(aScreen(), '/', ...keys).state.found).toBeNull();
  });

  test('what was found for an earlier text is not shown', () => {
    const typing = press(aScreen(), '/', '灶', '具').state;
    expect(found(typing, '灶', 3).found?.cases).toEqual([]);
    expect(found(typing, '灶具', 3).found?.cases).toHaveLength(3);
  });

  test('the only one found is opened by Enter; of several the list is walked through', () => {
    const typing = press(aScreen(), '/', '灶').state;
    expect(press(found(typing, '灶', 1), 'enter').effect).toEqual({ kind: 'open', no: '2026112801' });
    const listed = press(found(typing, '灶', 3), 'enter', 'down');
    expect([selected(listed.state), listed.effect]).toEqual(['02', null]);
    expect(press(listed.state, 'enter').effect).toEqual({ kind: 'open', no: '2026112802' });
    expect(press(listed.state, 'escape').state.found).toBeNull();
  });
});

describe('after a step, at the same place', () => {
  const second = press(aScreen({ open: someCases(4) }), 'down').state;
  const then = (open: readonly ReturnType<typeof aWorkCase>[]) =>
    selected(reduce(second, { kind: 'desk', desk: aDesk({ open }) }).state);
  const [first, mine, third, fourth] = someCases(4);
  if (!first || !mine || !third || !fourth) throw new Error('four cases');

  test('the case stands elsewhere: the cursor goes along', () => {
    expect(then([first, third, fourth, mine])).toBe('02');
  });
  test('the case is gone: the one that stands there now', () => {
    expect(then([first, third, fourth])).toBe('03');
  });
  test('a new case above: the cursor stays on its own', () => {
    expect(then([aWorkCase({ no: '2026112700' }), first, mine])).toBe('02');
  });
  test('all are gone', () => {
    expect(then([])).toBeUndefined();
  });
});

describe('on the page of a case', () => {
  const on = reduce(aScreen(), { kind: 'page', page: aCasePage() }).state;
  const step = (word: string): Effect => ({ kind: 'run', words: [word, '2026112802'] });

  test.each<[string, readonly string[], Effect | null]>([
    ['Enter does what is due', ['enter'], step('assign')],
    ['so does the space bar, wherever the cursor is', ['down', ' '], step('assign')],
    ['a digit does what stands behind it', ['2'], step('note')],
    ['what is not there does nothing', ['7'], null],
    ['the arrows choose', ['down', 'down', 'enter'], step('void')],
    ['and go round', ['up', 'enter'], step('void')],
    ['→ goes to the next case of the list', ['right'], { kind: 'open', no: '2026112803' }],
    ['← to the one before', ['left'], { kind: 'open', no: '2026112801' }],
    ['behind the last there is none', ['escape', 'end'], null],
  ])('%s', (_what, keys, effect) => {
    expect(press(on, ...keys).effect).toEqual(effect);
  });

  test('Esc goes back to the case in the list', () => {
    expect(selected(press(on, 'escape').state)).toBe('02');
  });

  test('PgDn and PgUp turn the text and stop at its ends', () => {
    const scrolled = (...keys: string[]) => {
      const { page } = press(on, ...keys).state;
      return page.name === 'case' ? page.scroll : undefined;
    };
    expect(scrolled('pageup')).toBe(0);
    expect(scrolled('pagedown')).toBeGreaterThan(5);
    expect(scrolled(...Array.from({ length: 20 }, () => 'pagedown'))).toBeLessThan(40);
  });

  test('another size asks for the page again, as wide as the screen is now', () => {
    const { state, effect } = reduce(on, { kind: 'size', size: { columns: 50, lines: 20 } });
    expect([state.size.columns, effect]).toEqual([50, { kind: 'open', no: '2026112802' }]);
  });
});

describe('drafts', () => {
  const draft = { id: 'register-2', command: 'register', label: '受理', about: '乙某', inUse: false };
  const on = (changed = {}) => press(aScreen({ drafts: [{ ...draft, ...changed }] }), '5').state;

  test('Enter goes on with it', () => {
    expect(press(on(), 'enter').effect).toEqual({ kind: 'run', words: ['register'], draft: 'register-2' });
  });
  test('one that another window fills in is left alone', () => {
    for (const pressed of ['enter', 'x']) {
      const { state, effect } = press(on({ inUse: true }), pressed);
      expect([effect, state.dialog]).toEqual([null, null]);
      expect(state.message.join()).toContain('另一个窗口正在填');
    }
  });
  test('it is thrown away only when it is said', () => {
    expect(press(on(), 'x', 'enter').effect).toBeNull();
    expect(press(on(), 'x', 'escape').effect).toBeNull();
    expect(press(on(), 'delete', '2').effect).toEqual({ kind: 'dropDraft', id: 'register-2' });
  });
});

test('a message is gone at the next key', () => {
  const told = reduce(aScreen(), { kind: 'told', lines: ['已登记'] }).state;
  expect(told.message).toEqual(['已登记']);
  expect(press(told, 'down').state.message).toEqual([]);
});

test('the help goes at any key', () => {
  const { state } = press(aScreen(), '?');
  expect(state.page.name).toBe('help');
  expect(press(state, 'q')).toMatchObject({ effect: null, state: { page: { name: 'list' } } });
});

describe('who may only read', () => {
  const reader = { mayRecord: false };
  test.each<[string, Parameters<typeof aDesk>[0], readonly string[]]>([
    ['n', {}, ['n']],
    ['the due step', {}, [' ']],
    ['the first complaint', { open: [] }, ['enter']],
    [
      'a draft',
      { drafts: [{ id: 'register', command: 'register', label: '受理', about: '李强', inUse: false }] },
      ['5', 'enter'],
    ],
  ])('is told so instead of being asked: %s', (_what, desk, keys) => {
    const { state, effect } = press(aScreen({ ...desk, ...reader }), ...keys);
    expect([state.message, effect]).toEqual([['在这里只能看，不能登记'], null]);
  });

  test('opens cases, and the month', () => {
    expect(press(aScreen(reader), 'enter').effect).toMatchObject({ kind: 'open' });
    expect(press(aScreen(reader), 'm').effect).toMatchObject({ kind: 'month' });
  });
});
