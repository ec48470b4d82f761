// Bundles src/main.ts into dist/: each command in a chunk of its own, so that a command loads only what it uses.

import { rmSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const require = createRequire(import.meta.url);

/**
 * Node hands an ES module every export of a builtin at once, and so evaluates each lazy getter of it: `import fs`
 * loads fs/promises and the streams, `import util` worker threads, a few milliseconds each; even to look at the
 * properties of util does. So an import reaches the bundle as an object of getters, each of which asks the builtin
 * when it is used; a CommonJS package that requires a builtin gets the builtin itself.
 */
const builtinsOnFirstUse = {
  name: 'builtins-on-first-use',
  setup(builder) {
    builder.onResolve({ filter: /^(node:)?[a-z_\d]+(\/[a-z_\d]+)*$/ }, ({ path, importer, kind }) =>
      isBuiltin(path)
        ? // One module for each importer: shared, each builtin would become a chunk, a file to read at the start.
          { path: path.replace(/^node:/, ''), suffix: `?${kind}-${importer}`, namespace: 'builtin' }
        : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'builtin' }, ({ path, suffix }) => ({
      // The builtin that is a class (events, stream) is its own default export: a class cannot extend an object of getters.
      contents:
        suffix.startsWith('?import') && typeof require(`node:${path}`) !== 'function'
          ? getters(path)
          : itself(path),
    }));
  },
};

const itself = (name) => `module.exports = process.getBuiltinModule('node:${name}')`;

const getters = (name) => `for (const name of ${JSON.stringify(Object.keys(require(`node:${name}`)))})
  Object.defineProperty(exports, name, {
    enumerable: true,
    get: () => process.getBuiltinModule('node:${name}')[name],
  })`;

/** Node takes a good deal longer to import a CommonJS package into an ES module than to require it. */
const requiredNotImported = {
  name: 'required-not-imported',
  setup(builder) {
    builder.onResolve({ filter: /^better-sqlite3$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'required' } : { path, external: true },
    );
    builder.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}')`,
    }));
  },
};

rmSync(new URL('dist', root), { recursive: true, force: true });

await build({
  absWorkingDir: fileURLToPath(root),
  entryPoints: ['src/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  // unzipper, inside exceljs, asks for the S3 client only when it is to read from S3.
  external: ['better-sqlite3', '@aws-sdk/client-s3'],
  plugins: [builtinsOnFirstUse, requiredNotImported],
  banner: {
    js:
      // CommonJS packages ask for what stays outside the bundle, and an ES module has no require of its own.
      "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" +
      // Node keeps quiet about deprecations inside node_modules, where these packages no longer are.
      'process.noDeprecation=true;',
  },
  logLevel: 'warning',
});
