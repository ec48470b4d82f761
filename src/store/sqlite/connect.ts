import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, toNamespacedPath } from 'node:path';
import Database from 'better-sqlite3';

/** The cache of who writes a whole ledger, in kibibytes: with SQLite's usual two megabytes it is written several times over. */
export const CACHE = 65_536;

/** Opens the database at `file`, one whose bytes these are, or an empty one in memory (`:memory:`). Fails with the words of SQLite. */
export const connect = (file: string | Buffer, options: Database.Options = {}): Database.Database => {
  addon ??= loadAddon();
  // Its types know only the path of an addon: to let it load one takes Node 1.3 ms longer.
  return new Database(file, { ...options, nativeBinding: addon as string });
};

let addon: unknown;

/** better-sqlite3 looks for its native addon from the folder it lies in: in the bundle that is another one. */
function loadAddon(): unknown {
  const folder = dirname(packageFile());
  const compiled = join(folder, 'build/Release/better_sqlite3.node');
  const shipped = join(folder, `prebuilds/${system()}-${process.arch}.node`);
  const loaded = { exports: {} };
  process.dlopen(loaded, toNamespacedPath(existsSync(compiled) ? compiled : shipped));
  return loaded.exports;
}

/** Looked for as Node looks for a package, whose own way of asking takes 1.5 ms longer. */
function packageFile(): string {
  const name = 'node_modules/better-sqlite3/package.json';
  for (let folder = dirname(import.meta.dirname); ; folder = dirname(folder)) {
    const file = join(folder, name);
    // Where there is none the addon is missing, and the system says so.
    if (existsSync(file) || folder === dirname(folder)) return file;
  }
}

/** The name of the system in the names of the addons. What has the loader of musl installed may yet run on glibc. */
function system(): string {
  const loader = `/lib/ld-musl-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.so.1`;
  const onMusl =
    process.platform === 'linux' &&
    existsSync(loader) &&
    readFileSync('/proc/self/maps', 'latin1').includes('/ld-musl-');
  return onMusl ? 'linuxmusl' : process.platform;
}
