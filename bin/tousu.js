#!/usr/bin/env node
'use strict';

// Must load on Node 10 and up, to send the clerk on to a Node that fits: old syntax only, no `node:` prefixes.

const fs = require('fs');
const path = require('path');

// The same question as fits() in runtime.js, which is loaded only when needed: with it comes child_process.
if (Number(process.versions.napi || 0) >= 10) start();
else require('./runtime.js').run([__filename].concat(process.argv.slice(2)));

function start() {
  if (fs.existsSync(path.join(__dirname, '..', 'dist', 'main.js'))) {
    keepCompiledCode();
    import('../dist/main.js');
  } else if (process.features.typescript) {
    import('../src/main.ts');
  } else {
    require('./runtime.js').fail('程序还没有构建', `在 ${path.dirname(__dirname)} 运行 npm run build`);
  }
}

/**
 * V8 need not compile the bundle anew each time. The folder is the user's own, never one in a shared /tmp:
 * whoever can write there decides what runs here. Without such a folder the start is only a little slower.
 */
function keepCompiledCode() {
  try {
    const folder = cacheFolder();
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = fs.lstatSync(folder);
    if (process.getuid && (uid !== process.getuid() || mode & 0o022)) return;
    require('module').enableCompileCache(folder);
  } catch (_noFolder) {
    // A read-only home, no home at all: nothing the clerk could do about it.
  }
}

function cacheFolder() {
  // os is not loaded for what the environment says already.
  const home = process.env.HOME || process.env.USERPROFILE || require('os').homedir();
  if (process.platform === 'win32') {
    return path.join(process.env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'tousu', 'cache');
  }
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'tousu');
  const base = process.env.XDG_CACHE_HOME;
  return path.join(base && path.isAbsolute(base) ? base : path.join(home, '.cache'), 'tousu');
}
