// Bundles src/main.ts into dist/: each command in a chunk of its own, so that a command loads only what it uses.

import { rmSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = new URL('..', import.meta.url);
const require = createRequire(import.meta.url);

/**
 * Node hands an ES module every export of a builtin at once, and so evaluates each lazy getter of it: `import fs`
 * loads fs/promises and the streams, `import process` the standard streams and net, a few milliseconds each.
 * A property of the object itself is evaluated when it is asked for, so builtins reach the bundle as CommonJS.
 */
const builtinsAsObjects = {
  name: 'builtins-as-objects',
  setup(builder) {
    builder.onResolve({ filter: /^(node:)?[a-z_\d]+(\/[a-z_\d]+)*$/ }, ({ path, importer }) =>
      isBuiltin(path)
        ? // One module for each importer: shared, each builtin would become a chunk, a file to read at the start.
          { path: path.replace(/^node:/, ''), suffix: `?${importer}`, namespace: 'builtin' }
        : undefined,
    );
    builder.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({ contents: builtin(path) }));
  },
};

function builtin(name) {
  if (name === 'process') return 'module.exports = process';
  // commander imports it for executable subcommands, which we have none of: loaded on the first use.
  if (name === 'child_process') {
    const names = JSON.stringify(Object.keys(require('node:child_process')));
    return `for (const name of ${names})
      Object.defineProperty(exports, name, {
        enumerable: true,
        get: () => process.getBuiltinModule('node:child_process')[name],
      })`;
  }
  return `module.exports = process.getBuiltinModule('node:${name}')`;
}

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
  plugins: [builtinsAsObjects],
  banner: {
    js:
      // CommonJS packages ask for what stays outside the bundle, and an ES module has no require of its own.
      "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" +
      // Node keeps quiet about deprecations inside node_modules, where these packages no longer are.
      'process.noDeprecation=true;',
  },
  logLevel: 'warning',
});
