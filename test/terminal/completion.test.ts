import { execFile } from 'node:child_process';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from '@jest/globals';
import { type Desk, environment, program } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
  const starter = join(desk.folder, 'tousu');
  writeFileSync(starter, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(starter, 0o700);
});

/** What bash offers for the words, of which the last is being typed. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const script = `
    eval "$(tousu completion bash)"
    COMP_WORDS=(tousu "$@"); COMP_CWORD=$#
    _tousu
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', script, 'bash', ...words], {
    cwd: desk.folder,
    env: {
      ...environment,
      PATH: `${desk.folder}:${environment.PATH}`,
      LC_ALL: 'C.UTF-8',
      TOUSU_LEDGER: desk.ledger,
    },
  });
  return stdout.split('\n').filter((line) => line !== '');
}

test.each([
  [['regi'], ['register']],
  [
    ['resolve', ''],
    ['propose', 'answer', 'promise', 'conclude', 'complete', 'reply', 'explain'],
  ],
  [
    ['register', '--chan'],
    ['--channel', '--channel-note'],
  ],
  [
    ['penalty', ''],
    ['list', '2023100101'],
  ],
  [['penalty', '01'], []],
  [['penalty', '2023'], ['2023100101']],
  [
    ['penalty', '0101', '--de'],
    ['--deadline', '--decision'],
  ],
  [['penalty', 'list', '--mo'], ['--month']],
  [['remi'], ['remind']],
  [['remind', '0101', '--to', '赵'], ['赵强']],
  [['register', '--channel', 'ph'], ['phone']],
  [['register', '--channel', '=', 'ph'], ['phone']],
  [['register', '--channel=ph'], ['--channel=phone']],
  [['assign', ''], ['2023100101']],
  [['assign', '2023100101', '--dept', '工'], ['工程部']],
  [['approve', '0101', '--as', 'leader', '--by', '陈'], ['陈国栋']],
  [
    ['callback', '0101', '--by', ''],
    ['李娜', '刘敏'],
  ],
  [['help', '退'], ['退出码']],
  [['归'], ['归档']],
  [['处理', '回'], ['回复']],
  [['转办', '2023'], ['2023100101']],
  [['转办', '2023100101', '--dept', '工'], ['工程部']],
  [
    ['list', '--no-'],
    ['--no-input', '--no-color'],
  ],
  [['nonsense', ''], []],
  [['assign', '2023100101', ''], []],
  [['attach', '2023100101', '--ki'], ['--kind']],
])('bash: tousu %j', async (words, candidates) => {
  expect(await offered(...words)).toEqual(candidates);
});

test('neither what is typed nor what the ledger holds is evaluated', async () => {
  await desk.ok(['dept', 'add', '$(touch evaluated) 部']);
  expect(await offered('assign', '$(touch evaluated)', '--dept', '$')).toEqual([
    '\\$\\(touch\\ evaluated\\)\\ 部',
  ]);
  expect(existsSync(join(desk.folder, 'evaluated'))).toBe(false);
});

test('without a ledger there is nothing to offer, and nothing to complain of', async () => {
  const words = ['complete', '2', '--', 'assign', ''];
  expect(await desk.run(words, { env: { TOUSU_LEDGER: '/nowhere/ledger.db' } })).toEqual({
    status: 0,
    stdout: '\n',
    stderr: '',
  });
});

test.each(['bash', 'zsh', 'fish', 'powershell'])('a script for %s', async (shell) => {
  expect(await desk.ok(['completion', shell])).toContain('tousu complete');
});

test('bash completes a file where one is meant, and nowhere else', async () => {
  for (const name of ['照片.jpg', 'photo.jpg', 'register.txt']) writeFileSync(join(desk.folder, name), '');
  const path = { PATH: `${desk.folder}:${environment.PATH}`, PS1: '> ', LC_ALL: 'C.UTF-8' };
  const bash = await Terminal.open(desk, ['bash', '--norc', '--noprofile', '-i'], undefined, path);
  await bash.waitFor('>');
  await bash.type('eval "$(tousu completion bash)"; clear');
  await bash.press('Enter');
  await bash.waitFor((screen) => screen.trim() === '>');
  const completed = async (line: string): Promise<string> => {
    await bash.press('C-u');
    // The line before ended with the same mark.
    await bash.waitFor((seen) => /(^|\n)>$/.test(seen.trimEnd()));
    await bash.type(line);
    await bash.press('Tab');
    await bash.type('#');
    const screen = await bash.waitFor((seen) => seen.endsWith('#'));
    return screen.split('\n').at(-1)?.slice(2, -1) ?? '';
  };
  expect(await completed('tousu attach 2023100101 ph')).toBe('tousu attach 2023100101 photo.jpg ');
  expect(await completed('tousu attach 2023100101 photo.jpg 照')).toBe(
    'tousu attach 2023100101 photo.jpg 照片.jpg ',
  );
  expect(await completed('tousu report 2023-10 -o pho')).toBe('tousu report 2023-10 -o photo.jpg ');
  expect(await completed('tousu --ledger pho')).toBe('tousu --ledger photo.jpg ');
  expect(await completed('tousu pho')).toBe('tousu pho');
  expect(await completed('tousu regis')).toBe('tousu register ');
  expect(await completed('tousu assign 2023100101 ph')).toBe('tousu assign 2023100101 ph');
  expect(await completed('tousu note 2023100101 ph')).toBe('tousu note 2023100101 ph');
});
