import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { phrasesIn } from '../../src/commands/desk/phrases.ts';

const list = `# 说明
[调查情况]
维修：电池耗尽
抄表收费：计费无误
到场查看：未见异常
[意见]
同意
`;

test('those of the category first, then those for all; a colon alone makes no category', () => {
  expect(phrasesIn(list, 'findings', 'repair')).toEqual(['电池耗尽', '到场查看：未见异常']);
  expect(phrasesIn(list, 'findings', undefined)).toEqual(['到场查看：未见异常']);
  expect(phrasesIn(list, 'opinion', 'repair')).toEqual(['同意']);
  expect(phrasesIn(list, 'content', 'repair')).toEqual([]);
  expect(phrasesIn('', 'findings', 'repair')).toEqual([]);
});

test('the list of the program has something for every part and reads with the line ends of Windows', () => {
  const shipped = readFileSync(new URL('../../templates/phrases.txt', import.meta.url), 'utf8');
  for (const text of [shipped, shipped.replaceAll('\n', '\r\n')])
    for (const key of [
      'findings',
      'cause',
      'plan',
      'result',
      'corrective',
      'preventive',
      'accountability',
      'opinion',
      'reply',
    ])
      expect(phrasesIn(text, key, 'repair')).not.toEqual([]);
});
