#!/usr/bin/env node
'use strict';

// Must load on Node 10 and up, to send the clerk on to a Node that fits: old syntax only, no `node:` prefixes.

const fs = require('fs');
const path = require('path');

const dist = path.join(__dirname, '..', 'dist');

// The same question as fits() in runtime.js, which is loaded only when needed: with it comes child_process.
if (require.main !== module) module.exports = { load };
else if (Number(process.versions.napi || 0) >= 10) start();
else require('./runtime.js').run([__filename].concat(process.argv.slice(2)));

function start() {
  if (fs.existsSync(path.join(dist, 'main.cjs'))) {
    run(load('main.cjs'));
  } else if (process.features.typescript) {
    import('../src/main.ts').then(run);
  } else {
    require('./runtime.js').fail('程序还没有构建', `在 ${path.dirname(__dirname)} 运行 npm run build`);
  }
}

function run(program) {
  program.main(process.argv.slice(2)).then(program.end);
}

/**
 * Runs a script of dist/ and returns what it exports. Beside it lies what V8 compiled of it when it was built
 * (scripts/compile.mjs), which saves a third of the start; another V8 refuses that and compiles anew.
 * `keep` is given the script.
 */
function load(name, keep) {
  const filename = path.join(dist, name);
  const script = new (require('vm').Script)(fs.readFileSync(filename, 'utf8'), {
    filename,
    cachedData: compiled(`${filename}.cache`),
  });
  if (keep) keep(filename, script);
  const module = { exports: {} };
  script.runInThisContext()(module, require('module').createRequire(filename), dist, (vendor) =>
    load(vendor, keep),
  );
  return module.exports;
}

function compiled(file) {
  try {
    return fs.readFileSync(file);
  } catch (_neverCompiled) {
    return undefined;
  }
}
