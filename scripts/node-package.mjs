// The Node of a system, from the package that brings it: the one that is installed, else fetched and held against the lock.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** The folder of the package `name`, one of the optional dependencies, whole and as the lock knows it. */
export function nodePackage(name) {
  const version = optionalDependencies[name];
  const installed = join(root, 'node_modules', name);
  if (existsSync(join(installed, 'package.json'))) return installed;
  const cache = join(root, 'node_modules/.cache/tousu', `${name}-${version}`);
  const folder = join(cache, 'package');
  if (existsSync(folder)) return folder;
  // Two may want it at once: it gets its name whole, from whichever is there first.
  const fetched = join(cache, '..');
  mkdirSync(fetched, { recursive: true });
  const draft = mkdtempSync(join(fetched, 'fetching-'));
  try {
    npm(['pack', `${name}@${version}`, '--pack-destination', draft, '--silent']);
    const [file] = readdirSync(draft).filter((each) => each.endsWith('.tgz'));
    const digest = `sha512-${createHash('sha512')
      .update(readFileSync(join(draft, file)))
      .digest('base64')}`;
    if (digest !== packages[`node_modules/${name}`].integrity)
      throw new Error(`${name} ${version} is not what package-lock.json knows`);
    execFileSync('tar', ['-xzf', join(draft, file), '-C', draft]);
    if (!existsSync(cache)) renameSync(draft, cache);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}

/** Runs npm: the one that runs this script, where one does. */
export function npm(words, cwd = root) {
  const own = process.env.npm_execpath;
  const [program, ...before] = own ? [process.execPath, own] : ['npm'];
  return execFileSync(program, [...before, ...words], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}
