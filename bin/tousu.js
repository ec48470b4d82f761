#!/usr/bin/env node
'use strict';

// Must load on Node 10 and up, to send the clerk on to a Node that fits: old syntax only, no `node:` prefixes.

const fs = require('fs');
const path = require('path');

// path.join, which takes a path apart letter by letter, costs more here than to read the files.
const root = path.dirname(__dirname);
const dist = `${root}/dist`;

/** Where the compiled code of a checkout lies. */
const built = {
  folder: `${dist}/compiled`,
  read: (file) => (fs.existsSync(file) ? fs.readFileSync(file) : undefined),
};

// The same question as fits() in runtime.js, which is loaded only when needed: with it comes child_process.
if (require.main !== module) module.exports = { load };
else if (Number(process.versions.napi || 0) >= 10) start();
else require('./runtime.js').run([__filename].concat(process.argv.slice(2)));

function start() {
  if (fs.existsSync(`${dist}/compiled`) && !isOnServer()) {
    run(load('main.cjs'));
  } else if (fs.existsSync(`${dist}/main.cjs`)) {
    startInstalled();
  } else if (process.features.typescript) {
    import('../src/main.ts').then(run);
  } else {
    require('./runtime.js').fail('程序还没有构建', `在 ${root} 运行 npm run build`);
  }
}

function run(program) {
  program.main(process.argv.slice(2)).then(program.end);
}

/** Where it is built there is no server: of the parts that work on one nothing is compiled yet. */
function isOnServer() {
  return [process.env.TOUSU_LEDGER || '']
    .concat(process.argv)
    .some((word) => word.startsWith('postgres') || word.startsWith('--ledger=postgres'));
}

/** Without compiled code of its own: the user's is read, and after a command that went well there is some. */
function startInstalled() {
  const compiled = require('./compiled.js');
  const folder = compiled.folderFor(dist);
  if (folder === null) return run(load('main.cjs'));
  const fresh = new Map();
  const keep = (file, script) => {
    if (script.cachedDataRejected !== false) fresh.set(file, script);
  };
  const { main, end } = load('main.cjs', keep, { folder, read: compiled.read });
  main(process.argv.slice(2)).then((status) => {
    if (status === 0 && fresh.size > 0) compiled.keep(folder, fresh);
    end(status);
  });
}

/**
 * Runs a script of dist/ and returns what it exports. What V8 compiled of it when it was built (scripts/compile.mjs), or
 * when it ran before (compiled.js), saves a third of the start; another V8 refuses that and compiles anew. `keep` is given
 * the script and its file of compiled code, `from` says where such files lie.
 */
function load(name, keep, from = built) {
  const filename = `${dist}/${name}`;
  const cache = `${from.folder}/${compiledName(name)}.cache`;
  const script = new (require('vm').Script)(fs.readFileSync(filename, 'latin1'), {
    filename,
    cachedData: from.read(cache),
  });
  if (keep) keep(cache, script);
  const module = { exports: {} };
  const loaded = {};
  const loadVendor = (vendor) => {
    if (!loaded[vendor]) loaded[vendor] = load(vendor, keep, from);
    return loaded[vendor];
  };
  script.runInThisContext()(module, require, dist, loadVendor);
  return module.exports;
}

/** Each command has its own of the program, and one more for servers. */
function compiledName(name) {
  if (name !== 'main.cjs') return path.basename(name);
  return isOnServer() ? `${command()}-server` : command();
}

/** The word that is typed tells the command, as far as it can be told so early. */
function command() {
  const words = process.argv.slice(2);
  if (words.includes('--help')) return '--help';
  for (const typed of words) {
    const word = /^(--version|[a-z]+)$/.test(typed) ? typed : isChinese(typed) && named(typed);
    if (word) return word;
  }
  return 'help';
}

function isChinese(typed) {
  return /^[\u4e00-\u9fff]+$/.test(typed);
}

/** The word of the command that is called so, if one is: a value may be Chinese too. */
function named(typed) {
  return JSON.parse(fs.readFileSync(`${dist}/names.json`, 'utf8'))[typed];
}
