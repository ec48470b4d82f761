import { expect, test } from '@jest/globals';
import { dueWords } from '../../src/commands/desk/screen/due-words.ts';
import { aTask } from '../support/work-screen.ts';

test.each([
  ['a step', aTask(), 'assign 2026112801'],
  ['a step of two words', aTask({ step: 'resolve propose' }), 'resolve propose 2026112801'],
  ['a measure', aTask({ step: 'measure done', measure: 2 }), 'measure done 2026112801 2'],
  [
    '4.3.5 whose opinion is waited for',
    aTask({ step: 'approve', owedBy: '主管领导' }),
    'approve 2026112801 --as leader',
  ],
  [
    '4.3.8 whom the liaison named',
    aTask({ step: 'callback', owedBy: '回访人', person: '李娜' }),
    'callback 2026112801 --by 李娜',
  ],
  ['4.3.8 nobody named', aTask({ step: 'callback', owedBy: '回访人' }), 'callback 2026112801'],
])('%s', (_what, task, words) => {
  expect(dueWords(task).join(' ')).toBe(words);
});
