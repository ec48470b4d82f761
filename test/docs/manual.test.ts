import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { commands } from '../../src/commands/index.ts';
import { emptyDesk } from '../support/run-tousu.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const manual = read('docs/手册.md');
const readme = read('README.md');

/** The numbers of the examples, by the order in which the manual registers: 2023100101, 2023100102, … */
const example = /20231001(\d\d)/g;

const words = (line: string): readonly string[] => line.trim().split(/\s+/).slice(1);

test('every command of the manual runs, one after the other, on a fresh ledger', async () => {
  const desk = emptyDesk();
  const registered: string[] = [];
  const lines = [...manual.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
    block.split('\n').filter((line) => line.startsWith('tousu ')),
  );
  expect(lines.length).toBeGreaterThan(40);
  for (const line of lines) {
    const typed = words(line.replaceAll(example, (_, n: string) => registered[Number(n) - 1] ?? '?'));
    const { status, stdout, stderr } = await desk.run(typed);
    expect(`${line} → ${status} ${status === 0 ? '' : stderr}`).toBe(`${line} → 0 `);
    if (typed[0] === 'register') registered.push(stdout.slice(0, 10));
  }
});

/** `tousu word [part]` and the options behind it, in every inline example of the text. */
const inline = [...`${manual}${readme}`.matchAll(/`tousu ([^`\n]+)`/g)].map(([, line = '']) => line);

test.each([...new Set(inline)])('tousu %s: the command and its options exist', async (line) => {
  const desk = emptyDesk();
  const [word = '', part = '', ...rest] = line.split(/\s+/);
  const group = (await desk.run([word, '--help'])).stdout.includes(`tousu ${word} ${part} `);
  const path = word === 'help' ? ['help'] : group ? [word, part] : [word];
  const { status, stdout } = await desk.run([...path, '--help']);
  expect(status).toBe(0);
  const options = [part, ...rest].filter((typed) => /^--[a-z]/.test(typed));
  for (const option of options) expect(`${stdout} --help`).toContain(`${option} `.trim());
});

test.each([...commands.keys()])('the manual says what `tousu %s` is for', (word) => {
  expect(manual).toMatch(new RegExp(`tousu ${word}\\b`));
});
