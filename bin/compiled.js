'use strict';

// What V8 has compiled of an installed copy. Only V8 of the same version on the same system can use it, so it cannot come
// with the program: whoever runs the program has it in a folder of his own, and every first run of a command adds to it.

const fs = require('fs');
const path = require('path');

/** A word that is mistyped makes no file; more than there are commands and libraries are never there. */
const MOST_FILES = 120;

/** Folders of other versions, or another Node, that nobody has used for so long go, in milliseconds. */
const LEFT = 60 * 86400000;

/** The folder for the program whose scripts lie in `dist`, or null where this user has none for such things. */
function folderFor(dist) {
  const base = userFolder();
  if (!base) return null;
  // V8 compares no more than the length of a script: the build says which one it is.
  let build;
  try {
    build = fs.readFileSync(`${dist}/build-id`, 'latin1').trim();
  } catch (_unknown) {
    return null;
  }
  return path.join(
    base,
    'tousu',
    'compiled',
    `${build}-${process.versions.v8}-${process.platform}-${process.arch}`,
  );
}

function userFolder() {
  const env = process.env;
  if (process.platform === 'win32') return env.LOCALAPPDATA || null;
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return env.XDG_CACHE_HOME;
  if (!env.HOME || !path.isAbsolute(env.HOME)) return null;
  return process.platform === 'darwin'
    ? path.join(env.HOME, 'Library', 'Caches')
    : path.join(env.HOME, '.cache');
}

/** The file's content, or undefined. V8 believes what it reads: what others could have written is not taken. */
function read(file) {
  let descriptor;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (_none) {
    return undefined;
  }
  try {
    const { uid, mode } = fs.fstatSync(descriptor);
    const ours = process.platform === 'win32' || (uid === process.getuid() && (mode & 0o022) === 0);
    return ours ? fs.readFileSync(descriptor) : undefined;
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Keeps what is compiled of these scripts by now, each in its file, whole or not at all. That it cannot is no matter. */
function keep(folder, scripts) {
  try {
    if (fs.mkdirSync(folder, { recursive: true, mode: 0o700 })) dropLeft(path.dirname(folder));
    if (fs.readdirSync(folder).length >= MOST_FILES) return;
    for (const [file, script] of scripts) {
      const draft = `${file}.${process.pid}.new`;
      fs.writeFileSync(draft, script.createCachedData(), { mode: 0o600, flag: 'wx' });
      fs.renameSync(draft, file);
    }
  } catch (_fullOrForbidden) {
    // The next run compiles again.
  }
}

function dropLeft(parent) {
  for (const name of fs.readdirSync(parent)) {
    const folder = path.join(parent, name);
    if (Date.now() - fs.statSync(folder).mtimeMs > LEFT) fs.rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { folderFor, read, keep };
