// Bundles the program into dist/main.js, and each library that only some commands use into dist/vendor/.

import { rmSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const require = createRequire(import.meta.url);

/** Every command parses, every ledger is opened; all other libraries wait until the module that imports them runs. */
const always = new Set(['commander', 'better-sqlite3']);

/**
 * Node hands an ES module every export of a builtin at once, and so evaluates each lazy getter of it: `import fs`
 * loads fs/promises and the streams, `import util` worker threads, a few milliseconds each; even to look at the
 * properties of util does. So an import reaches the bundle as an object of getters, each of which asks the builtin
 * when it is used; a CommonJS package that requires a builtin gets the builtin itself.
 */
const builtinsOnFirstUse = {
  name: 'builtins-on-first-use',
  setup(builder) {
    builder.onResolve({ filter: /^(node:)?[a-z_\d]+(\/[a-z_\d]+)*$/ }, ({ path, kind }) =>
      isBuiltin(path)
        ? { path: path.replace(/^node:/, ''), suffix: `?${kind}`, namespace: 'builtin' }
        : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'builtin' }, ({ path, suffix }) => ({
      contents: suffix.startsWith('?import') ? getters(path) : itself(path),
    }));
  },
};

const itself = (name) => `module.exports = process.getBuiltinModule('node:${name}')`;

const getters = (name) => `for (const name of ${JSON.stringify(Object.keys(require(`node:${name}`)))})
  Object.defineProperty(exports, name, {
    enumerable: true,
    get: () => process.getBuiltinModule('node:${name}')[name],
  })`;

/**
 * better-sqlite3 loads its native addon from its own folder: only that part of it stays outside the bundle, for each
 * of its other dozen files costs as much as a query. It is required, which takes Node less time than an import.
 */
const onlyTheAddonOutside = {
  name: 'only-the-addon-outside',
  setup(builder) {
    builder.onResolve({ filter: /^\.\/binding$/ }, ({ path, importer }) =>
      /[\\/]better-sqlite3[\\/]lib[\\/]/.test(importer) ? { path, namespace: 'addon' } : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'addon' }, () => ({
      contents: `const { join } = process.getBuiltinModule('node:path');
        module.exports = require(join(require.resolve('better-sqlite3/package.json'), '..', 'lib', 'binding.js'))`,
    }));
    builder.onResolve({ filter: /^better-sqlite3\/package\.json$/ }, ({ path }) => ({
      path,
      external: true,
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
      if (namespace !== 'file' || isBuiltin(path) || always.has(path)) return undefined;
      const name = packageOf(path);
      imported.set(name, (imported.get(name) ?? new Set()).add(path));
      return { path, namespace: 'library' };
    });
    builder.onLoad({ filter: /./, namespace: 'library' }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name));
      const library = `require('./vendor/${vendorFile(packageOf(path))}')['${path}']`;
      const exported = names.map((name) =>
        name === 'default' ? 'export default library.default;' : `export const ${name} = library.${name};`,
      );
      return { contents: [`const library = ${library};`, ...exported].join('\n') };
    });
    builder.onResolve({ filter: /^\.\/vendor\// }, ({ path }) => ({ path, external: true }));
  },
};

const settings = {
  absWorkingDir: fileURLToPath(root),
  bundle: true,
  platform: 'node',
  target: 'node22',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

rmSync(new URL('dist', root), { recursive: true, force: true });

await build({
  ...settings,
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  // One file: each further one costs as much as a query. What is imported on use is in it, but runs only then.
  splitting: false,
  format: 'esm',
  plugins: [librariesInTheirFiles, builtinsOnFirstUse, onlyTheAddonOutside],
  banner: {
    js:
      // An ES module has no require of its own.
      "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" +
      // Node keeps quiet about deprecations inside node_modules, where the bundled packages no longer are.
      'process.noDeprecation=true;',
  },
});

await Promise.all(
  [...imported].map(([name, paths]) =>
    build({
      ...settings,
      stdin: {
        contents: [...paths]
          .map((path, i) => `import * as part${i} from '${path}'; export { part${i} as '${path}' };`)
          .join('\n'),
        resolveDir: fileURLToPath(root),
        sourcefile: 'vendor.mjs',
      },
      outfile: `dist/vendor/${vendorFile(name)}`,
      format: 'cjs',
      // unzipper, inside exceljs, asks for the S3 client only when it is to read from S3.
      external: ['@aws-sdk/client-s3'],
      define: { 'import.meta.url': 'undefined' },
    }),
  ),
);
