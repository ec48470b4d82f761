// Every screen is exactly as large as the terminal, at every size, in every state that keys lead to.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { shortDue } from '../../src/commands/desk/screen/look.ts';
import { reduce } from '../../src/commands/desk/screen/reduce.ts';
import type { Input, State } from '../../src/commands/desk/screen/state.ts';
import { view } from '../../src/commands/desk/screen/view.ts';
import { aCasePage, aDesk, aScreen, aWorkCase, key, now, press, someCases } from '../support/work-screen.ts';

const look = { measure: stringWidth, theme: (_meaning: string, text: string) => text };
const sizes = [
  { columns: 80, lines: 24 },
  { columns: 120, lines: 40 },
  { columns: 50, lines: 20 },
] as const;
const on = (state: State, size: State['size']): State => reduce(state, { kind: 'size', size }).state;
const shownOn = (state: State, size: State['size'] = sizes[0]): string =>
  view(on(state, size), look).join('\n');

const long = '用户来电称楼道里有燃气味👨‍👩‍👧，报修后两天没有人上门'.repeat(5);

describe.each(sizes)('at $columns×$lines', (size) => {
  test('a number is never broken, and what is hidden is counted', () => {
    const text = shownOn(aScreen({ open: someCases(43) }), size);
    for (const line of text.split('\n').filter((each) => /20261128/.test(each)))
      expect(line).toMatch(/20261128\d\d /);
    expect(text).toMatch(/第 1 件，共 43 件，下面还有 \d+ 项/);
  });

  test('the case the cursor is on is in sight wherever it is', () => {
    const many = aScreen({ open: someCases(60) });
    for (let downs = 0; downs < 60; downs += 7) {
      const text = shownOn(press(many, ...Array.from({ length: downs }, () => 'down')).state, size);
      expect(text).toContain(`> 20261128${String(downs + 1).padStart(2, '0')}`);
    }
  });

  test('the due step, what it is about, the delay and the name are on the line', () => {
    const late = aWorkCase({ overdue: true, tasks: [{ ...aLateTask, dueAt: '2026-11-15T23:59:59+08:00' }] });
    expect(shownOn(aScreen({ open: [late] }), size)).toMatch(
      /> 2026112801 +李强 +(138\S+ +)?报修.* 转办 +超12天/,
    );
  });

  test('what stands on the page of a case: the due step first, what takes back last', () => {
    const text = shownOn(reduce(aScreen(), { kind: 'page', page: aCasePage() }).state, size);
    const places = ['> 1 转办（下一步）', '2 备注', '3 作废'].map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).toMatch(/下面还有 \d+ 行/);
    expect(text).toMatch(/Esc 返回$/);
  });

  test('the way to all keys is never left out', () => {
    expect(shownOn(aScreen(), size)).toMatch(/回车 打开 {2}空格 办下一步 .*\? 按键/);
  });
});

const aLateTask = { ...aWorkCase().tasks[0], overdue: true } as const as NonNullable<
  ReturnType<typeof aWorkCase>['tasks'][number]
>;

const anyKey = fc.constantFrom(
  ...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'enter', 'escape', 'tab'],
  ...['backtab', 'backspace', 'delete', 'clear', ' ', '/', '?', '1', '2', '3', '4', '5', '郭', 'x', 'z'],
);
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  { weight: 8, arbitrary: anyKey.map((named): Input => ({ kind: 'key', key: key(named) })) },
  fc
    .record({ columns: fc.integer({ min: 20, max: 200 }), lines: fc.integer({ min: 8, max: 70 }) })
    .map((size): Input => ({ kind: 'size', size })),
  fc.nat(40).map(
    (count): Input => ({
      kind: 'desk',
      desk: aDesk({
        open: someCases(count).map((each) => ({ ...each, gist: long, complainant: '欧阳慧敏👍' })),
        filed: [aWorkCase({ no: '2026100101', tasks: [], status: 'closed' })],
        filedInAll: 500,
        drafts: [{ id: 'note', command: 'note', label: '备注', about: long, inUse: false }],
        notice: '台账还没有备份过，请运行 tousu backup',
      }),
    }),
  ),
  fc.constant<Input>({ kind: 'page', page: aCasePage({ heading: long }) }),
  fc.constant<Input>({ kind: 'told', lines: [long, long, long] }),
);

test('whatever is pressed, the screen is as large as the terminal', () => {
  fc.assert(
    fc.property(fc.array(anyInput, { maxLength: 25 }), (inputs) => {
      let state = aScreen();
      for (const input of inputs) {
        ({ state } = reduce(state, input));
        const lines = view(state, look);
        expect(lines).toHaveLength(state.size.lines);
        // The page of a case is broken by its own width, which is asked for anew when that changes.
        if (state.page.name !== 'case')
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(state.size.columns);
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['2026-11-28T08:30:00+08:00', '刚超期'],
  ['2026-11-28T04:00:00+08:00', '超5小时'],
  ['2026-11-15T23:59:59+08:00', '超12天'],
  ['2026-11-28T23:59:59+08:00', '今天23:59'],
  ['2026-12-02T23:59:59+08:00', '12-02'],
  ['2027-01-02T23:59:59+08:00', '2027-01-02'],
  [null, ''],
])('due at %s is read as %s', (dueAt, words) => {
  expect(shortDue(dueAt, now)).toBe(words);
});
