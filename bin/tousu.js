#!/usr/bin/env node
'use strict';

// Must load on Node 10 and up, to send the clerk on to a Node that fits: old syntax only, no `node:` prefixes.

const fs = require('fs');
const path = require('path');

// path.join, which takes a path apart letter by letter, costs more here than to read the files.
const root = path.dirname(__dirname);
const dist = `${root}/dist`;

// The same question as fits() in runtime.js, which is loaded only when needed: with it comes child_process.
if (require.main !== module) module.exports = { load };
else if (Number(process.versions.napi || 0) >= 10) start();
else require('./runtime.js').run([__filename].concat(process.argv.slice(2)));

function start() {
  if (fs.existsSync(`${dist}/main.cjs`)) {
    run(load('main.cjs'));
  } else if (process.features.typescript) {
    import('../src/main.ts').then(run);
  } else {
    require('./runtime.js').fail('程序还没有构建', `在 ${root} 运行 npm run build`);
  }
}

function run(program) {
  program.main(process.argv.slice(2)).then(program.end);
}

/**
 * Runs a script of dist/ and returns what it exports. What V8 compiled of it when it was built (scripts/compile.mjs)
 * saves a third of the start; another V8 refuses that and compiles anew. `keep` is given the script and its file of
 * compiled code.
 */
function load(name, keep) {
  const filename = `${dist}/${name}`;
  const cache = compiledFile(name);
  const script = new (require('vm').Script)(fs.readFileSync(filename, 'latin1'), {
    filename,
    cachedData: fs.existsSync(cache) ? fs.readFileSync(cache) : undefined,
  });
  if (keep) keep(cache, script);
  const module = { exports: {} };
  const loaded = {};
  const loadVendor = (vendor) => {
    if (!loaded[vendor]) loaded[vendor] = load(vendor, keep);
    return loaded[vendor];
  };
  script.runInThisContext()(module, require, dist, loadVendor);
  return module.exports;
}

/** Each command has its own of the program: the word that is typed tells which, as far as it can be told so early. */
function compiledFile(name) {
  if (name !== 'main.cjs') return `${dist}/compiled/${path.basename(name)}.cache`;
  const words = process.argv.slice(2);
  const word = words.includes('--help')
    ? '--help'
    : words.find((typed) => /^(--version|[a-z]+)$/.test(typed));
  return `${dist}/compiled/${word || 'help'}.cache`;
}
