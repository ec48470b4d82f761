// Bundles the program into dist/main.cjs, each library that only some commands use into dist/vendor/, and compiles them.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { bundled } from './libraries.mjs';
import { linked } from './link.mjs';
import { manualHtml } from './manual-html.mjs';

const root = new URL('..', import.meta.url);

/** Every command parses, opens a ledger or records; all other libraries wait until the module that imports them runs. */
const always = new Set(['commander', 'better-sqlite3', '@noble/hashes']);

/**
 * commander imports builtins as default: esbuild would copy all their properties, and node:child_process, which is for
 * handing a command over to another program and never wanted here, takes long to load. Without this `tousu list` takes
 * 4.5 ms longer, of 31. To be tried without when commander 16 is out.
 */
const builtinsOfCommander = {
  name: 'builtins-of-commander',
  setup(builder) {
    builder.onResolve({ filter: /^node:(child_process|fs|path|process)$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'builtin' } : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `export default ${path === 'node:child_process' ? undefined : `process.getBuiltinModule('${path}')`}`,
    }));
  },
};

/** What the program imports of each library, found while it is bundled: package → the paths imported. */
const imported = new Map();
const packageOf = (path) => /^(@[^/]+\/)?[^/]+/.exec(path)[0];
const vendorFile = (name) => `${name.replace('@', '').replace('/', '-')}.cjs`;

/** The program asks for a library in its own file, with the exports that Node would give it. */
const librariesInTheirFiles = {
  name: 'libraries-in-their-files',
  setup(builder) {
    builder.onResolve({ filter: /^[@a-z]/ }, ({ path, namespace }) => {
      if (namespace !== 'file' || isBuiltin(path)) return undefined;
      const name = packageOf(path);
      if (always.has(name)) return undefined;
      imported.set(name, (imported.get(name) ?? new Set()).add(path));
      return { path, namespace: 'library' };
    });
    builder.onLoad({ filter: /./, namespace: 'library' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
      const library = `load('vendor/${vendorFile(packageOf(path))}')['${path}']`;
      const exported = names.map((name) =>
        name === 'default' ? 'export default library.default;' : `export const ${name} = library.${name};`,
      );
      return { contents: [`const library = ${library};`, ...exported].join('\n') };
    });
  },
};

/** Libraries that others bring along, too: they have a file of their own, and no other holds them once more. */
const shared = new Set(['jszip', 'saxes']);

/** A library inside another one's file asks for the shared one as the program does. */
const oneOfEach = (own) => ({
  name: 'one-of-each',
  setup(builder) {
    builder.onResolve({ filter: /^[a-z]+$/ }, ({ path, kind }) =>
      shared.has(path) && path !== own && kind !== 'entry-point' ? { path, namespace: 'shared' } : undefined,
    );
    // A file of the program's own has the exports as Node would give them; inside a library the module is meant.
    builder.onLoad({ filter: /./, namespace: 'shared' }, ({ path }) => ({
      contents: `const library = load('vendor/${vendorFile(path)}')['${path}']; module.exports = library.default ?? library;`,
    }));
  },
});

/**
 * inquirer brings a prompt that opens an editor, and with it tables of encodings, nine tenths of its size. The program
 * starts the editor itself (cli/questions/editor.ts).
 */
const withoutEditorPrompt = {
  name: 'without-editor-prompt',
  setup(builder) {
    builder.onResolve({ filter: /^@inquirer\/editor$/ }, ({ path }) => ({ path, namespace: 'none' }));
    builder.onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'export default undefined;' }));
  },
};

/** esbuild escapes everything but what stands in regular expressions and tagged templates, where an escape means the same. */
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Writes a script of dist/: the function that the launcher calls with what Node gives a module. Deprecations are silenced
 * as Node silences them in node_modules: the bundled packages no longer lie there. Node reads plain ASCII five times as fast.
 */
function writeScript(name, body) {
  const script = `(function(module,require,__dirname,load){process.noDeprecation=true;${body}\n})`;
  writeFileSync(new URL(`dist/${name}`, root), script.replaceAll(/[^\0-\x7f]/g, escaped), 'latin1');
}

const settings = {
  absWorkingDir: fileURLToPath(root),
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  target: 'node22',
  minify: true,
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
  define: {
    'import.meta.dirname': '__dirname',
    'import.meta.url': 'undefined',
    // Set for another program, it would make pg look for a library that is not there.
    'process.env.NODE_PG_FORCE_NATIVE': 'undefined',
  },
};

rmSync(new URL('dist', root), { recursive: true, force: true });
mkdirSync(new URL('dist/vendor', root), { recursive: true });

const program = await build({
  ...settings,
  format: 'esm',
  splitting: true,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  plugins: [librariesInTheirFiles, builtinsOfCommander],
});
writeScript('main.cjs', `module.exports=(()=>{${linked(program.outputFiles, './main.js')}})();`);

const libraries = await Promise.all(
  [...imported].map(async ([name, paths]) => {
    const library = await build({
      ...settings,
      format: 'cjs',
      stdin: {
        contents: [...paths]
          .map((path, i) => `import * as part${i} from '${path}'; export { part${i} as '${path}' };`)
          .join('\n'),
        resolveDir: fileURLToPath(root),
        sourcefile: 'vendor.mjs',
      },
      // unzipper, inside exceljs, asks for the S3 client only when it is to read from S3.
      external: ['@aws-sdk/client-s3'],
      plugins: [oneOfEach(name), withoutEditorPrompt],
    });
    writeScript(`vendor/${vendorFile(name)}`, library.outputFiles[0].text);
    return library;
  }),
);

writeFileSync(
  new URL('dist/libraries.json', root),
  `${JSON.stringify(bundled([program, ...libraries].map(({ metafile }) => metafile)), null, 2)}\n`,
);

// Under which word the compiled code of a command lies, for the launcher, which knows only what was typed.
const index = await transform(readFileSync(new URL('src/commands/index.ts', root), 'utf8'), { loader: 'ts' });
const { commands } = await import(`data:text/javascript,${encodeURIComponent(index.code)}`);
writeFileSync(
  new URL('dist/names.json', root),
  JSON.stringify(Object.fromEntries([...commands].map(([word, { name }]) => [name, word]))),
);

writeFileSync(
  new URL('dist/manual.html', root),
  manualHtml(readFileSync(new URL('docs/手册.md', root), 'utf8')),
);

// Which build this is, for who keeps compiled code of it (bin/compiled.js).
const digest = createHash('sha256');
for (const file of [
  'main.cjs',
  ...readdirSync(new URL('dist/vendor', root))
    .sort()
    .map((name) => `vendor/${name}`),
])
  digest.update(readFileSync(new URL(`dist/${file}`, root)));
writeFileSync(new URL('dist/build-id', root), `${digest.digest('hex').slice(0, 16)}\n`);

// In a process of its own, so that nothing is compiled yet.
execFileSync(process.execPath, [fileURLToPath(new URL('scripts/compile.mjs', root))], {
  stdio: ['ignore', 'ignore', 'pipe'],
});
