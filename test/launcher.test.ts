// The launcher: the right Node for the program, and nothing of how the program ended gets lost on the way.

import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

/** A copy of the launcher without the Nodes of node_modules, in a folder whose name asks for trouble. */
let alone: string;
/** Loaded before the launcher, makes any Node believe that it is an old one. */
let fakeOld: string;

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-launcher-'));
  alone = join(folder, '投诉 100% #1');
  cpSync(join(root, 'bin'), join(alone, 'bin'), { recursive: true });
  fakeOld = join(folder, 'fake-old.cjs');
  writeFileSync(
    fakeOld,
    `Object.defineProperty(process, 'versions', { value: Object.assign({}, process.versions, { napi: '9' }) });
     Object.defineProperty(process, 'execPath', { value: '/usr/bin/node-of-old' });`,
  );
});
afterAll(() => rmSync(join(alone, '..'), { recursive: true, force: true }));

describe('tousu --version', () => {
  test.each(nodes())('started by %s', (node) => {
    const { status, stdout, stderr } = tousu([node], '--version');
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^tousu \d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });

  test('started by a Node that says it is too old', () => {
    expect(tousu([process.execPath, '-r', fakeOld], '--version')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^tousu \d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });
});

describe('without a Node that fits', () => {
  test.each<[string, () => string[]]>([
    ['a Node that says it is too old', () => [process.execPath, '-r', fakeOld]],
    ...nodes()
      .filter(isOld)
      .map((node): [string, () => string[]] => [node, () => [node]]),
  ])('%s says what to type and fails', (_name, node) => {
    const { status, stdout, stderr } = tousu(node(), '--version', alone);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^错误: 需要 Node\.js 22\.14 .*\n建议: .*npm ci.*\n$/);
  });

  test('the installed Node does not start itself again and again', () => {
    const installed = join(
      alone,
      'node_modules',
      `node-${windows ? 'win' : process.platform}-${process.arch}`,
    );
    const node = join(installed, 'bin', windows ? 'node.exe' : 'node');
    mkdirSync(join(installed, 'bin'), { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{}');
    writeFileSync(node, '');
    const itself = join(alone, 'itself.cjs');
    writeFileSync(
      itself,
      `Object.defineProperty(process, 'versions', { value: Object.assign({}, process.versions, { napi: '9' }) });
       Object.defineProperty(process, 'execPath', { value: ${JSON.stringify(node)} });`,
    );
    expect(tousu([process.execPath, '-r', itself], '--version', alone)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('需要 Node.js 22.14'),
    });
    rmSync(installed, { recursive: true });
  });
});

test('not built and no TypeScript: says what to type', () => {
  const noTypes = join(alone, 'no-types.cjs');
  writeFileSync(noTypes, "Object.defineProperty(process.features, 'typescript', { value: false })");
  expect(tousu([process.execPath, '-r', noTypes], '--version', alone)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^错误: 程序还没有构建\n建议: .*npm run build\n$/),
  });
});

describe('compiled code that this Node cannot use', () => {
  let copy: string;
  beforeAll(() => {
    copy = join(alone, 'built');
    for (const name of ['bin', 'dist', 'package.json'])
      cpSync(join(root, name), join(copy, name), { recursive: true });
  });

  test.each([
    ['none', () => undefined],
    ['of another version', (code: Buffer) => Buffer.concat([Buffer.alloc(8), code.subarray(8)])],
    ['cut short', (code: Buffer) => code.subarray(0, code.length / 2)],
    ['something else', () => Buffer.from('{}')],
    ['empty', () => Buffer.alloc(0)],
  ])('%s: the program is compiled anew', (_name, change) => {
    const file = join(copy, 'dist', 'compiled', '--version.cache');
    const code = change(readFileSync(join(root, 'dist', 'compiled', '--version.cache')));
    rmSync(file, { force: true });
    if (code !== undefined) writeFileSync(file, code);
    expect(tousu([process.execPath], '--version', copy)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^tousu \d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });
});

describe.each([
  ['the Node that runs', () => [process.execPath]],
  ['another Node', () => [process.execPath, '-r', fakeOld]],
])('through %s', (_name, node) => {
  test.each([0, 1, 2, 3, 77])('exit code %d', (code) => {
    expect(run(node(), ['-e', `process.exit(${code})`]).status).toBe(code);
  });

  test('arguments, input and output pass unchanged', () => {
    const echo =
      'process.stdin.pipe(process.stdout); process.stderr.write(JSON.stringify(process.argv.slice(1)))';
    const words = ['投诉', '', 'a b', '"', '*', '--by'];
    const { stdout, stderr } = run(node(), ['-e', echo, '--', ...words], '厨房漏水');
    expect(stdout).toBe('厨房漏水');
    expect(JSON.parse(stderr)).toEqual(words);
  });

  // Windows knows no signals: ending a process there ends it.
  (windows ? test.skip : test).each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends both alike',
    async (signal) => {
      const { child, line } = await start(node(), "console.log('ready'); setInterval(() => {}, 1000)");
      expect(line).toBe('ready\n');
      child.kill(signal);
      expect(await ended(child)).toEqual([null, signal]);
    },
  );

  (windows ? test.skip : test)(
    'a program that ends in its own way on a signal keeps its exit code',
    async () => {
      const program =
        "process.on('SIGTERM', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1000)";
      const { child } = await start(node(), program);
      child.kill('SIGTERM');
      expect(await ended(child)).toEqual([7, null]);
    },
  );
});

/** This Node, and those on the PATH: whoever tests with an old one tests the real way through the launcher too. */
function nodes(): string[] {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, windows ? 'node.exe' : 'node'))
    .filter((file) => existsSync(file))
    .map((file) => realpathSync(file));
  return [...new Set([realpathSync(process.execPath), ...found])];
}

function isOld(node: string): boolean {
  return Number(spawnSync(node, ['-p', 'process.versions.napi'], { encoding: 'utf8' }).stdout) < 10;
}

function tousu([node = '', ...flags]: string[], argument: string, folder = root) {
  return spawnSync(node, [...flags, join(folder, 'bin', 'tousu.js'), argument], { encoding: 'utf8' });
}

function run([node = '', ...flags]: string[], args: string[], input = '') {
  return spawnSync(node, [...flags, join(root, 'bin', 'run.js'), ...args], { encoding: 'utf8', input });
}

async function start([node = '', ...flags]: string[], program: string) {
  const child = spawn(node, [...flags, join(root, 'bin', 'run.js'), '-e', program]);
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  return { child, line };
}

function ended(child: Awaited<ReturnType<typeof start>>['child']): Promise<[number | null, string | null]> {
  return new Promise((resolve) => child.on('exit', (code, signal) => resolve([code, signal])));
}
